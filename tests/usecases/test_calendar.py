"""The working calendar against days that were decreed."""

from dataclasses import replace
from datetime import date

import pytest

from bot.usecases.calendar import calendar_of, public_calendar
from bot.usecases.context import Context, SchoolTerms
from bot.usecases.school_years import school_calendars
from db.models import CalendarDay, Organisation
from tests.conftest import MONDAY


@pytest.mark.parametrize("day", [date(2024, 4, 27), date(2024, 11, 2), date(2024, 12, 28), date(2025, 11, 1)])
def test_decreed_saturdays_are_worked(day: date) -> None:
    assert public_calendar(2024, 2026).is_working(day)


def test_the_last_day_of_2026_is_off() -> None:
    calendar = public_calendar(2026, 2027)
    assert not calendar.is_working(date(2026, 12, 31))
    assert calendar.before(date(2027, 1, 2)) == date(2026, 12, 30)


def test_a_weekend_moves_before_and_after() -> None:
    calendar = public_calendar(2023, 2023)
    assert calendar.on_or_before(date(2023, 8, 12)) == date(2023, 8, 11)
    assert calendar.after(date(2023, 8, 12)) == date(2023, 8, 14)


async def test_a_nearer_override_wins(context: Context) -> None:
    async with context.transaction(write=True) as session:
        region = Organisation(kind="region", name="О", short_name="О", zone="Europe/Moscow", created_at=MONDAY)
        session.add(region)
        await session.flush()
        school = Organisation(
            kind="school", name="Ш", short_name="Ш", zone="Europe/Moscow", created_at=MONDAY, parent_id=region.id
        )
        session.add(school)
        await session.flush()
        session.add(CalendarDay(organisation_id=region.id, day=date(2023, 9, 8), kind="off"))
        session.add(CalendarDay(organisation_id=school.id, day=date(2023, 9, 8), kind="working"))
        region_id, school_id = region.id, school.id
    async with context.transaction() as session:
        assert not (await calendar_of(session, context, region_id, date(2023, 9, 1))).is_working(date(2023, 9, 8))
        assert (await calendar_of(session, context, school_id, date(2023, 9, 1))).is_working(date(2023, 9, 8))


async def test_a_six_day_week_is_worked_on_saturdays(context: Context) -> None:
    six = replace(context, terms=SchoolTerms(weekend=frozenset({6})))
    async with six.transaction() as session:
        calendar = await calendar_of(session, six, 1, date(2023, 9, 1))
    assert calendar.is_working(date(2023, 9, 9))
    assert not calendar.is_working(date(2023, 9, 10))
    assert not calendar.is_working(date(2024, 2, 23))


async def test_a_school_year_begins_and_ends_as_set(context: Context) -> None:
    usual, late = context, replace(context, terms=SchoolTerms(starts=(9, 4), ends=(6, 7)))
    async with context.transaction() as session:
        recommended = (await school_calendars(session, usual, [1], 2023))[1].year
        own = (await school_calendars(session, late, [1], 2023))[1].year
    assert (recommended.opens, recommended.until) == (date(2023, 9, 1), date(2024, 5, 24))
    assert (own.opens, own.until) == (date(2023, 9, 4), date(2024, 6, 7))
