"""The real Tambov plan as a school of it sees it on Monday 4 September 2023, and parent rows of the Turochak plan."""

import pytest
from sqlalchemy import select

from bot.domain.boards import Selection
from bot.domain.tasks import TaskState
from bot.usecases import boards
from bot.usecases.context import Cause, Context
from bot.usecases.marks import When, mark_done
from db.models import Measure, Task
from tests import sample
from tests.golden_files import Golden
from tests.messenger import Messenger


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context, schools=2)


async def test_the_day_of_a_school_under_the_tambov_plan(
    sqlite_context: Context, world: sample.District, golden: Golden
) -> None:
    await sample.launched(sqlite_context, world)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    seen = []
    for step in ("", "Фильтр", "Весь план", "Ещё", "Ещё", "Ещё", "Ещё", "Ещё", "Фильтр", "Весь год", "1"):
        await (anna.taps(step) if step else anna.says("/measures"))
        seen.append(anna.screen())
    golden("screens/tasks/tambov_school", "\n\n— — —\n".join(seen))


async def test_a_school_under_the_tambov_plan_has_35_tasks(sqlite_context: Context, world: sample.District) -> None:
    await sample.launched(sqlite_context, world)
    shown = await boards.board(sqlite_context, await sample.actor(sqlite_context, sample.ANNA), Selection.PLAN)
    assert shown.total == 35


async def test_the_third_row_of_turochak_follows_the_row_of_the_authority_below_it(
    sqlite_context: Context, world: sample.District
) -> None:
    """3.1 goes to the schools, 3.2 to the authority, which owns 3: its row is done when its own part below is."""
    await sample.launched(sqlite_context, world, sample.plan("turochak"))
    async with sqlite_context.transaction() as session:
        rows = await session.execute(
            select(Measure.number, Task.id)
            .join(Task, Task.measure_id == Measure.id)
            .where(Measure.number.in_(["3", "3.1", "3.2"]), Task.organisation_id == world.municipality)
        )
        ids = {row.number: row.id for row in rows}
    assert set(ids) == {"3", "3.2"}
    admin = await sample.actor(sqlite_context, sample.ADMIN)
    await mark_done(sqlite_context, admin, Cause("42:1"), ids["3.2"], 1, When.TODAY)
    async with sqlite_context.transaction() as session:
        assert (await session.get_one(Task, ids["3"])).state is TaskState.DONE
