"""«Сегодня»: what a list of tasks shows, the days that part it, and when the next reminder comes."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar

FORTNIGHT = timedelta(days=14)
MONTH = timedelta(days=30)
WEEK_DAYS = 7


class Selection(StrEnum):
    """What a list shows. The text goes into callbacks: a member keeps its meaning for ever."""

    NOW = "now"
    OVERDUE = "over"
    WEEK = "week"
    MONTH = "month"
    PLAN = "plan"
    ALL_YEAR = "year"
    UNDATED = "free"
    MINE = "mine"
    GIVEN = "given"
    DONE = "done"
    FOUND = "found"


class Part(StrEnum):
    """The headings inside a list, in their order."""

    OVERDUE = "overdue"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    LATER = "later"
    ALL_YEAR = "all-year"
    UNDATED = "undated"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Horizon:
    """`today`, and the last days (inclusive) of this week, of the next two weeks and of the month ahead."""

    today: date
    week: date
    fortnight: date
    month: date


def horizon(today: date) -> Horizon:
    """The week ends on Sunday; the others are counted from today."""
    sunday = today + timedelta(days=WEEK_DAYS - 1 - today.weekday())
    return Horizon(today, sunday, today + FORTNIGHT, today + MONTH)


def reminder_day(due: date, today: date, calendar: Calendar, weekly_on: int) -> date | None:
    """When a reminder of `due` comes next by the default policy (rules.md, rule 3); None when none is left.

    The weekly day (Monday is 0) of the week in which it falls due, then the working day before it; each moved before a
    day off.
    """
    weekly = due - timedelta(days=(due.weekday() - weekly_on) % WEEK_DAYS)
    ahead = (calendar.on_or_before(weekly), calendar.before(due))
    return min((day for day in ahead if day > today), default=None)
