"""One pass of planning: what breaks in it concerns nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.calendar import Calendar
from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from bot.usecases.tick import plan_once, send_due
from db.models import CalendarDay
from tests.post import FakeCourier, coordinator, ledger, roadmap, task
from tests.sample import district

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)
DUE = date(2023, 9, 14)
YEAR = [date(2022, 1, 1) + timedelta(days=number) for number in range(4 * 366)]


async def test_a_step_that_breaks_holds_up_no_other_one(sqlite_context: Context, clock: FixedClock) -> None:
    """The course comes first and last, and its table is gone; digests are between the two."""
    place = await district(sqlite_context)
    await task(sqlite_context, await roadmap(sqlite_context, place.municipality), place.schools[0], DUE)
    async with sqlite_context.transaction(write=True) as session:
        await session.execute(text("ALTER TABLE school_classes RENAME TO gone"))
    clock.moment = EVE
    with pytest.raises(ExceptionGroup) as broken:
        await plan_once(sqlite_context)
    assert len(broken.value.exceptions) >= 1
    assert [delivery.person_id for delivery in await ledger(sqlite_context)] == [place.anna]


async def test_a_school_whose_whole_year_is_off_stops_nobody_else(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    plan = await roadmap(context, place.municipality)
    for school in place.schools[:3]:
        await task(context, plan, school, DUE)
    await coordinator(context, place.schools[2], 7001)
    async with context.transaction(write=True) as session:
        session.add_all(CalendarDay(organisation_id=place.schools[2], day=day, kind="off") for day in YEAR)
    clock.moment = EVE
    courier = FakeCourier()
    await plan_once(context)
    await send_due(context, courier)
    assert place.anna in courier.people()


def test_a_calendar_without_a_working_day_falls_back_on_the_week() -> None:
    closed = Calendar(off=frozenset(YEAR))
    friday = date(2023, 9, 15)
    assert (closed.after(friday), closed.before(date(2023, 9, 18))) == (date(2023, 9, 18), friday)
    never = Calendar(weekend=frozenset(range(7)))
    assert never.after(friday) == date(2023, 9, 16)
