"""«Пробный прогон» in chat: the launch is tried, shown and taken back."""

import asyncio
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select

from bot.domain import reminders
from bot.domain.clock import FixedClock
from bot.domain.roadmaps import RoadmapState
from bot.ui.callbacks.roadmaps import PlanTap
from bot.usecases import inbox, rehearsals
from bot.usecases.context import Context
from bot.usecases.tick import plan_once
from db.models import AuditEvent, Delivery, Notice, PastQuestion, Roadmap, Task
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.post import roadmap, task
from tests.sample import ADMIN, ANNA, BORIS, STRANGER, VERA, district, draft, launched


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


async def test_others_read_and_write_while_the_days_are_reckoned(
    sqlite_context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each moment of the month somebody else has an update handled; on SQLite there is one writer at a time."""
    place = await district(sqlite_context, schools=3)
    number = await draft(sqlite_context, place.municipality, None, place.admin)
    loop, handled = asyncio.get_running_loop(), list[None]()

    async def handle(update: int) -> None:
        await inbox.store(sqlite_context, "42", [{"update_id": update}])

    def plan(*known: Any) -> Any:
        handled.append(asyncio.run_coroutine_threadsafe(handle(len(handled)), loop).result(20))
        return reminders.plan(*known)

    monkeypatch.setattr(rehearsals, "plan", plan)
    await Messenger(sqlite_context).person(ADMIN).presses(PlanTap(action="rehearse", roadmap=number, version=1).pack())
    assert len(handled) >= 30
    assert await inbox.open_count(sqlite_context) == len(handled)


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


async def test_it_is_shown_message_by_message_and_as_a_table(sqlite_context: Context) -> None:
    place = await district(sqlite_context, schools=3)
    plan = await draft(sqlite_context, place.municipality, None, place.admin)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.presses(PlanTap(action="rehearse", roadmap=plan, version=1).pack())
    await admin.taps("Кому и когда")
    assert "4 сентября, пн, 08:00 · Школа № 1, координатор — " in admin.screen()
    assert "Анна" not in admin.screen()
    assert "; сдвинуто с " in admin.screen()
    await admin.taps("К итогу")
    whole = admin.screen()
    await admin.taps("Скачать xlsx")
    document = admin.shown[-1].document
    assert document is not None
    assert document[0] == "Пробный прогон 2023-09-04.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(document[1])).worksheets[0]
    lines = [row for row in sheet.iter_rows(values_only=True) if row[2] in {"Школа № 1", "Школа № 2", "Район"}]
    assert f" {len(lines)} сообщени" in whole
    assert any(row[6] for row in lines)


async def test_a_running_plan_is_rehearsed_for_the_own_people_only(sqlite_context: Context) -> None:
    place = await district(sqlite_context, schools=2)
    plan = await launched(sqlite_context, place)
    far = await roadmap(sqlite_context, place.elsewhere)
    await task(sqlite_context, far, place.elsewhere, date(2023, 9, 8))
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.says("загрузить план")
    await admin.taps("Региональный план-график")
    before = await rows(sqlite_context)
    await admin.taps("Пробный прогон")
    assert "по всем действующим планам и занятиям" in admin.screen()
    await admin.taps("Кому и когда")
    assert "Школа № 2, координатор" in admin.screen()
    assert "Соседний" not in admin.screen()
    assert await rows(sqlite_context) == before
    assert plan
