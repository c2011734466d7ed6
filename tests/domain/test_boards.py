"""The days that part a list, and the day of the next reminder."""

from datetime import date

from bot.domain.boards import horizon, reminder_day
from bot.domain.calendar import Calendar

THURSDAY = date(2023, 8, 24)


def test_the_week_ends_on_sunday_and_the_fortnight_is_counted_from_today() -> None:
    days = horizon(THURSDAY)
    assert (days.week, days.fortnight, days.month) == (date(2023, 8, 27), date(2023, 9, 7), date(2023, 9, 23))
    assert horizon(date(2023, 8, 27)).week == date(2023, 8, 27)


def test_the_reminder_comes_on_the_monday_of_the_week_in_which_something_falls_due() -> None:
    assert reminder_day(date(2023, 9, 30), THURSDAY, Calendar(), 0) == date(2023, 9, 25)


def test_a_monday_off_moves_the_reminder_before_it() -> None:
    holiday = Calendar(off=frozenset({date(2023, 9, 25)}))
    assert reminder_day(date(2023, 9, 30), THURSDAY, holiday, 0) == date(2023, 9, 22)


def test_within_the_week_the_working_day_before_is_left() -> None:
    assert reminder_day(date(2023, 8, 28), date(2023, 8, 28), Calendar(), 0) is None
    assert reminder_day(date(2023, 8, 31), date(2023, 8, 28), Calendar(), 0) == date(2023, 8, 30)
