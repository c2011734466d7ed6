"""«Пробный прогон» in chat: the launch is tried, shown and taken back."""

import pytest
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.roadmaps import RoadmapState
from bot.ui.callbacks.roadmaps import PlanTap
from bot.usecases.context import Context
from bot.usecases.tick import plan_once
from db.models import AuditEvent, Delivery, Notice, PastQuestion, Roadmap, Task
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.sample import ADMIN, ANNA, BORIS, STRANGER, VERA, district, draft


async def rows(context: Context) -> list[int]:
    async with context.transaction() as session:
        tables = (Task, Notice, Delivery, AuditEvent, PastQuestion)
        return [await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


async def test_a_rehearsal_shows_the_days_and_leaves_nothing(
    sqlite_context: Context, clock: FixedClock, golden: Golden
) -> None:
    place = await district(sqlite_context, schools=3)
    plan = await draft(sqlite_context, place.municipality, None, place.admin)
    chat = Messenger(sqlite_context)
    before = await rows(sqlite_context)
    await chat.person(ADMIN).presses(PlanTap(action="rehearse", roadmap=plan, version=1).pack())
    golden("screens/rehearsals/tambov", chat.person(ADMIN).screen())
    assert await rows(sqlite_context) == before
    async with sqlite_context.transaction() as session:
        assert (await session.get_one(Roadmap, plan)).state is RoadmapState.DRAFT
    assert (await plan_once(sqlite_context)).digests == 0
    assert chat.person(ANNA).shown == []


@pytest.mark.parametrize("number", [ANNA, BORIS, VERA, STRANGER, 999])
async def test_nobody_else_rehearses(sqlite_context: Context, number: int) -> None:
    place = await district(sqlite_context)
    plan = await draft(sqlite_context, place.municipality, None, place.admin)
    person = Messenger(sqlite_context).person(number)
    await person.presses(PlanTap(action="rehearse", roadmap=plan, version=1).pack())
    assert "Пробный прогон" not in person.screen()


async def test_an_old_button_is_refused(sqlite_context: Context) -> None:
    place = await district(sqlite_context)
    plan = await draft(sqlite_context, place.municipality, None, place.admin)
    person = Messenger(sqlite_context).person(ADMIN)
    await person.presses(PlanTap(action="rehearse", roadmap=plan, version=7).pack())
    assert "Пробный прогон" not in person.screen()
