"""/status as its readers tap through it: districts, schools, sections, rows, cards, «Напомнить»."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.clock import FixedClock
from bot.domain.deadline import Pace
from bot.usecases.context import Context
from db.models import Measure, Task
from tests import sample, sample_tasks
from tests.messenger import Messenger


@pytest.fixture
async def world(sqlite_context: Context, clock: FixedClock) -> sample.District:
    clock.moment += timedelta(hours=5)
    world = await sample.district(sqlite_context, schools=3)
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools)
    return world


async def test_story_3_4_from_the_figures_to_a_school_and_its_cards(
    sqlite_context: Context, world: sample.District
) -> None:
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("статус")
    assert "Наступило сроков" in admin.screen()
    await admin.taps("По школам")
    assert "1. Школа № 1 — 0 из 7, просрочено 6" in admin.screen()
    await admin.taps("1")
    assert "<b>Школа № 1</b>" in admin.screen()
    await admin.taps("Пункты школы")
    assert "1. Перечень профильных классов (3.12)" in admin.screen()
    await admin.taps("1")
    assert "Школа № 1" in admin.screen()
    await admin.taps("✅ Выполнено")
    await admin.taps("Сегодня")
    await admin.taps("⬅️ Назад")
    assert "открытые пункты: 9" in admin.screen()
    await admin.taps("Закрытые")
    assert "закрытые пункты: 1" in admin.screen()
    await admin.taps("⬅️ Назад")
    await admin.taps("⬅️ Назад")
    assert "1. Школа № 1 — 1 из 7, просрочено 5" in admin.screen()


async def test_one_tap_reminds_those_who_lag_with_a_row(sqlite_context: Context, world: sample.District) -> None:
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/status")
    await admin.taps("По пунктам")
    await admin.taps("1")
    assert "Кто отстаёт:\n• Школа № 1\n• Школа № 2\n• Школа № 3" in admin.screen()
    await admin.taps("Напомнить этим школам")
    assert "Напоминание получат 2 школы: сейчас." in admin.screen()
    assert "• Школа № 3" in admin.screen()
    await admin.taps("⬅️ Назад")
    await admin.taps("Напомнить этим школам")
    assert "Уже напомнили: 2 школы" in admin.screen()


async def test_sections_open_their_rows(sqlite_context: Context, clock: FixedClock) -> None:
    world = await sample.district(sqlite_context, schools=2)
    await sample.launched(sqlite_context, world)
    clock.moment += timedelta(days=60)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/status")
    await admin.taps("По разделам")
    first = admin.screen()
    await admin.taps("2")
    assert "<b>" in admin.screen()
    await admin.taps("1")
    assert "Выполнили" in admin.screen()
    await admin.says("/status")
    await admin.taps("По разделам")
    assert admin.screen() == first


@pytest.mark.parametrize("view", ["all", "places", "rows", "row", "sections", "section", "tasks", "nudge"])
@pytest.mark.parametrize("who", [sample.STRANGER, sample.BORIS, sample.VERA, 999])
async def test_figures_of_others_are_refused(
    sqlite_context: Context, world: sample.District, view: str, who: int
) -> None:
    person = Messenger(sqlite_context).person(who)
    for org in (world.municipality, world.schools[0]):
        await person.presses(f"st:{view}:{org}:0:0:1")
        seen = f"{person.screen()} {person.toasts}"
        assert "Школа № 1" not in seen
        assert "План" not in person.screen()
        assert "Нет доступа" in seen or "приглашени" in seen


async def test_a_school_sees_no_other_and_cannot_remind(sqlite_context: Context, world: sample.District) -> None:
    anna = Messenger(sqlite_context).person(sample.ANNA)
    await anna.says("статус")
    assert "Напомнить" not in anna.screen()
    assert "По школам" not in anna.screen()
    await anna.presses(f"st:nudge:{world.schools[0]}:0:0:0")
    assert "Нет доступа" in anna.toast()


async def test_an_administrator_sees_the_schools_without_a_date(
    sqlite_context: Context, world: sample.District
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        free = (await session.scalars(select(Measure).where(Measure.pace == Pace.UNDATED))).first()
        assert free is not None
        own = update(Task).where(Task.measure_id == free.id, Task.organisation_id == world.schools[1])
        await session.execute(own.values(own_due=date(2023, 10, 2)))
        measure = free.id
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.presses(f"st:row:{world.municipality}:0:0:{measure}")
    assert "Срока нет: Школа № 1, Школа № 3" in admin.screen()


async def test_a_row_of_a_section_leads_back_to_its_section(sqlite_context: Context, world: sample.District) -> None:
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/status")
    await admin.taps("По разделам")
    await admin.taps("1")
    section = admin.screen()
    await admin.taps("2")
    assert section != admin.screen()
    await admin.taps("⬅️ Назад")
    assert admin.screen() == section
    await admin.taps("⬅️ Назад")
    assert "По разделам" in admin.screen()


async def test_every_running_plan_can_be_chosen(sqlite_context: Context, world: sample.District) -> None:
    for number in range(12):
        await sample_tasks.plan(sqlite_context, world.municipality, world.schools, title=f"План № {number}")
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/status")
    await admin.taps("Выбрать план: 13")
    assert "1. План № 11 · 2023/2024" in admin.screen()
    await admin.taps("Дальше")
    await admin.taps("13")
    assert "Все планы вместе" in admin.screen()
    await admin.taps("Другие отчёты")
    await admin.taps("План с исполнением")
    assert "1. План № 11" in admin.screen()
    await admin.taps("Дальше")
    await admin.taps("12")
    assert "План № 0" in admin.screen()


async def test_all_who_are_behind_can_be_read(sqlite_context: Context) -> None:
    world = await sample.district(sqlite_context, schools=45)
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools, sample_tasks.SUMMER[:1])
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/status")
    await admin.taps("По пунктам")
    await admin.taps("1")
    await admin.taps("Все, кто отстаёт: 45")
    await admin.taps("Дальше")
    assert "45. Школа №" in admin.screen()
    await admin.taps("⬅️ Назад")
    assert "Напомнить этим школам" in admin.screen()
