"""The справка quotes schools, not the authority, and counts as waiting what waits."""

from datetime import date

import pytest

from bot.domain.clock import FixedClock
from bot.usecases.briefings import briefing
from bot.usecases.context import Cause, Context
from bot.usecases.extensions import ask_extension, decide
from db.models import Extension
from tests import sample, sample_tasks

LATER, LATEST = date(2023, 9, 15), date(2023, 9, 29)
LATE = ("3.12", "3.6", "3.7", "3.8", "3.9", "3.10")


@pytest.fixture
async def ids(context: Context, clock: FixedClock) -> dict[str, int]:
    clock.moment = sample_tasks.THURSDAY
    world = await sample.district(context, schools=2)
    return await sample_tasks.plan(context, world.municipality, world.schools)


async def test_only_wishes_wait_and_only_schools_are_quoted(
    context: Context, ids: dict[str, int], clock: FixedClock
) -> None:
    anna, admin = await sample.actor(context, sample.ANNA), await sample.actor(context, sample.ADMIN)
    await ask_extension(context, anna, Cause("1"), ids["3.12"], LATER, "первое слово")
    await ask_extension(context, anna, Cause("2"), ids["3.12"], LATEST, "второе слово")
    await ask_extension(context, anna, Cause("3"), ids["3.6"], LATER, "отказали")
    await decide(context, admin, 3, grant=False)
    async with context.transaction(write=True) as session:
        for number, state, decided in (("3.7", "own", None), ("3.8", "granted", admin.person_id)):
            person = anna.person_id if decided is None else decided
            session.add(
                Extension(
                    task_id=ids[number], due=date(2023, 8, 30), reason=f"слова {number}", state=state, asked_by=person,
                    asked_at=context.now(), decided_by=decided, decided_at=decided and context.now(),
                )
            )  # fmt: skip
    clock.moment = clock.moment.replace(month=9, day=3)
    found = await briefing(context, admin, 1)
    assert found.needs.extensions == 1
    quoted = {row.number: row.reasons for row in found.lagging if row.number in LATE}
    assert quoted["3.12"] == (("Школа № 1", "второе слово"),)
    assert quoted["3.6"] == (("Школа № 1", "отказали"),)
    assert quoted["3.7"] == quoted["3.8"] == ()
