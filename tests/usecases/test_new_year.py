"""A plan of an earlier year becomes a draft of a later one."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.roadmaps import RoadmapState
from bot.usecases.conditions import choose
from bot.usecases.context import Cause, Context
from bot.usecases.marks import mark_done
from bot.usecases.mending import Part, mend
from bot.usecases.new_year import make_later, once_page, tick
from bot.usecases.postponing import postponable
from bot.usecases.roadmaps import close, preview, progress
from bot.usecases.rows import row_card
from bot.usecases.setting_days import set_day
from db.models import Measure, Organisation, Roadmap, Task, Vacation, Window
from tests import sample


@pytest.fixture
async def old(context: Context, clock: FixedClock) -> int:
    """The Tambov plan of 2023/24 that still runs in November 2026."""
    world = await sample.district(context, schools=2)
    running = await sample.launched(context, world)
    clock.moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
    return running


async def make(context: Context, old: int, year: int = 2026) -> int:
    return await make_later(context, await sample.actor(context, sample.ADMIN), old, year)


async def row(context: Context, roadmap: int, number: str) -> Measure:
    async with context.transaction() as session:
        query = select(Measure).where(Measure.roadmap_id == roadmap, Measure.number == number)
        return (await session.scalars(query)).one()


async def test_rows_come_with_their_days_moved_and_names_kept(context: Context, old: int) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    async with context.transaction(write=True) as session:
        query = select(Measure).where(Measure.roadmap_id == old, Measure.number == "3.2")
        (await session.scalars(query)).one().short_name = "Приказ о профминимуме"
    draft = await make(context, old)
    moved = await row(context, draft, "3.2")
    assert (moved.short_name, moved.deadline_text, moved.addressed) == (
        "Приказ о профминимуме",
        "До 28.07.2023",
        ["schools"],
    )
    card = await row_card(context, admin, moved.id)
    assert [turn.due for turn in card.row.turns] == [date(2026, 7, 28)]
    shown = await preview(context, admin, draft)
    assert (shown.school_year, shown.state) == (2026, RoadmapState.DRAFT)


async def test_rows_that_happen_once_wait_in_a_list(context: Context, old: int) -> None:
    admin, draft = await sample.actor(context, sample.ADMIN), await make(context, old)
    shown = await preview(context, admin, draft)
    page = await once_page(context, admin, draft, 0)
    assert shown.once == len(page.rows)
    assert shown.counts.measures + shown.once == 44
    assert {"1.1", "1.5", "3.6"} <= {one.number for one in page.rows}
    assert not any(one.taken for one in page.rows)


async def test_a_tick_takes_a_row_in_and_out_again(context: Context, old: int) -> None:
    admin, draft = await sample.actor(context, sample.ADMIN), await make(context, old)
    page = await once_page(context, admin, draft, 0)
    plan_row = next(one for one in page.rows if one.number == "3.6")
    page = await tick(context, admin, draft, page.version, plan_row.measure_id, 0)
    assert [one.number for one in page.rows if one.taken] == ["3.6"]
    taken = await row(context, draft, "3.6")
    assert {doubt["code"] for doubt in taken.doubts} == {"old_year"}
    page = await tick(context, admin, draft, page.version, plan_row.measure_id, 0)
    assert not any(one.taken for one in page.rows)
    with pytest.raises(Refusal, match="stale"):
        await tick(context, admin, draft, 1, plan_row.measure_id, 0)
    with pytest.raises(Refusal, match="stale"):
        await tick(context, admin, draft, page.version, taken.id, 0)


async def test_the_old_plan_stays_open(context: Context, old: int) -> None:
    async with context.transaction() as session:
        before = await session.scalar(select(func.count()).select_from(Task))
    await make(context, old)
    async with context.transaction() as session:
        assert (await session.get_one(Roadmap, old)).state is RoadmapState.ACTIVE
        assert await session.scalar(select(func.count()).select_from(Task)) == before


async def test_a_second_tap_opens_the_same_draft(context: Context, old: int) -> None:
    assert await make(context, old) == await make(context, old)


async def test_the_year_that_is_planned_now_is_offered(context: Context, old: int, clock: FixedClock) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    assert (await progress(context, admin, old)).later == 2026
    clock.moment = datetime(2024, 2, 1, 9, tzinfo=UTC)
    assert (await progress(context, admin, old)).later is None
    clock.moment = datetime(2024, 4, 1, 9, tzinfo=UTC)
    assert (await progress(context, admin, old)).later == 2024


@pytest.mark.parametrize("year", [2023, 2022, 3000])
async def test_an_earlier_year_is_refused(context: Context, old: int, year: int) -> None:
    with pytest.raises(Refusal, match="no-such-school-year"):
        await make(context, old, year)


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA, sample.STRANGER])
async def test_others_make_no_plan(context: Context, old: int, telegram: int) -> None:
    other, draft = await sample.actor(context, telegram), await make(context, old)
    for attempt in (
        make_later(context, other, old, 2026),
        once_page(context, other, draft, 0),
        tick(context, other, draft, 1, 1, 0),
    ):
        with pytest.raises(AccessDenied):
            await attempt


async def test_days_that_fall_on_holidays_or_into_vacations_are_shown(context: Context, old: int) -> None:
    """In 2026/27: 4 November is a holiday on a Wednesday, the owner's vacations hold 28 October."""
    async with context.transaction(write=True) as session:
        owner = await session.scalar(select(Organisation.id).where(Organisation.short_name == "Район"))
        rest = Vacation(organisation_id=owner, opens=date(2026, 10, 24), until=date(2026, 11, 1), name="Осенние")
        session.add(rest)
        for number, day in (("3.2", date(2023, 11, 4)), ("3.3", date(2023, 10, 28)), ("3.4", date(2023, 11, 20))):
            measure = (await session.scalars(select(Measure).where(Measure.number == number))).one()
            window = (await session.scalars(select(Window).where(Window.measure_id == measure.id))).one()
            window.opens, window.due = None, day
    draft = await make(context, old)
    found = {
        number: {d["code"] for d in (await row(context, draft, number)).doubts} for number in ("3.2", "3.3", "3.4")
    }
    assert "holiday" in found["3.2"]
    assert "in_vacation" in found["3.3"]
    assert not {"holiday", "in_vacation", "weekend"} & found["3.4"]


async def test_a_closed_plan_is_read_only(context: Context, old: int) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    await make(context, old)
    async with context.transaction() as session:
        version = (await session.get_one(Roadmap, old)).version
        task = (await session.scalars(select(Task).join(Measure).where(Measure.number == "3.2"))).first()
    await close(context, admin, old, version)
    measure = await row(context, old, "3.2")
    for attempt in (
        mend(context, admin, measure.id, version + 1, Part.NAME, "Другое имя"),
        set_day(context, admin, measure.id, version + 1, "20 декабря"),
        choose(context, admin, measure.id, version + 1, None),
        postponable(context, admin, measure.id),
    ):
        with pytest.raises(Refusal):
            await attempt
    assert task is not None
    with pytest.raises((Refusal, AccessDenied)):
        await mark_done(context, admin, Cause("test:closed"), task.id, task.version)
