"""A stretch of the calendar as it is written: its year, and sometimes its month, may still be missing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from bot.domain.deadline.kinds import Unit

EACH_MONTH = 0
"""The month of «5 числа каждого месяца»."""


class Measure(Enum):
    """What a span was counted in."""

    __hash__ = object.__hash__  # see `Kind`

    NUMBER = auto()  # a bare number that its neighbour must complete
    DAY = auto()
    MONTH = auto()
    WEEK = auto()
    DECADE = auto()
    PART = auto()  # beginning, middle, end
    HALF_MONTH = auto()
    WEEKDAY = auto()  # «второй четверг»
    WORKDAY = auto()
    QUARTER = auto()
    HALF = auto()
    TERM = auto()
    TRIMESTER = auto()
    SEASON = auto()
    YEAR = auto()
    SCHOOL_YEAR = auto()


INSIDE_MONTH = frozenset(
    {Measure.WEEK, Measure.DECADE, Measure.PART, Measure.HALF_MONTH, Measure.WEEKDAY, Measure.WORKDAY, Measure.DAY}
)
OF_SCHOOL = frozenset({Measure.HALF, Measure.TERM, Measure.TRIMESTER, Measure.SCHOOL_YEAR})
MONTHS_OF: dict[tuple[Measure, int], tuple[int, int]] = {
    **{(Measure.QUARTER, n): (3 * n - 2, 3 * n) for n in range(1, 5)},
    (Measure.HALF, 1): (9, 12),
    (Measure.HALF, 2): (1, 5),
    (Measure.TERM, 1): (9, 10),
    (Measure.TERM, 2): (11, 12),
    (Measure.TERM, 3): (1, 3),
    (Measure.TERM, 4): (4, 5),
    (Measure.TRIMESTER, 1): (9, 11),
    (Measure.TRIMESTER, 2): (12, 2),
    (Measure.TRIMESTER, 3): (3, 5),
}
COUNT_OF = {
    Measure.QUARTER: 4,
    Measure.HALF: 2,
    Measure.TERM: 4,
    Measure.TRIMESTER: 3,
    Measure.WEEK: 5,
    Measure.DECADE: 3,
}


@dataclass(slots=True)
class Span:
    """`number` counts the measure (-1 the last one); `month` is None while unknown.

    `year` is the calendar year of the first day, `school_year` the written school year. `ongoing` marks a duration
    without a number («в течение года»), `endless` one without an end («постоянно»), `vague` a reading that a person
    should look at, `relative` a year told from the document («т.г.»). `whole` are the months of what a PART is a part
    of; `this_month` marks «… месяца» without «каждого». `said_weekday` is the weekday that the author gives a day of
    a range: «1 сентября (пт) – 27 октября (пт)». `after` is what «месяца, следующего за отчётным …» follows.
    """

    measure: Measure
    number: int = 0
    month: int | None = None
    year: int | None = None
    school_year: int | None = None
    weekday: int = 0
    last_month: int = 0
    ongoing: bool = False
    endless: bool = False
    vague: bool = False
    relative: bool = False
    roman: bool = False
    said_weekday: int | None = None
    whole: tuple[int, int] | None = None
    this_month: bool = False
    after: Unit | None = None

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.school_year is not None

    @property
    def months(self) -> tuple[int, int]:
        """First and last month; only for a span whose month is known."""
        if self.measure in INSIDE_MONTH or self.measure is Measure.MONTH:
            return self.month or 0, self.month or 0
        if self.measure is Measure.SEASON:
            return self.month or 0, self.last_month
        if self.measure is Measure.SCHOOL_YEAR:
            return 9, 5
        if self.measure is Measure.YEAR:
            return 1, 12
        return MONTHS_OF[self.measure, self.number]

    @property
    def is_complete(self) -> bool:
        return self.measure is not Measure.NUMBER and (self.measure not in INSIDE_MONTH or self.month is not None)

    def completed_by(self, other: Span) -> Span | None:
        """This number or part, counted in what `other` is counted in: «2-3 неделя октября», «10 и 11 июня»."""
        if self.measure is Measure.PART and other.whole is not None:
            month = other.whole[1] if self.number == 3 else other.whole[0]
            return replace(other, number=self.number, month=month, vague=other.vague or self.number == 2)
        if self.measure is not Measure.NUMBER:
            fits = self.measure in INSIDE_MONTH and other.month is not None and other.measure in INSIDE_MONTH
            return replace(self, month=other.month, year=other.year, school_year=other.school_year) if fits else None
        if self.roman and other.measure is Measure.DAY:
            return None
        if other.measure in (Measure.DAY, Measure.WEEK, Measure.DECADE, Measure.WEEKDAY, Measure.HALF_MONTH, *COUNT_OF):
            limit = COUNT_OF.get(other.measure, 31)
            if other.measure in (Measure.WEEKDAY, Measure.HALF_MONTH):
                limit = 5 if other.measure is Measure.WEEKDAY else 2
            return replace(other, number=self.number) if self.number <= limit else None
        return None


def days_of(span: Span, year: int) -> tuple[date, date]:
    """First and last day when the span begins in calendar `year`. Raises ValueError where there is no such day."""
    first, last = span.months
    if span.measure not in INSIDE_MONTH:
        end_year = year + 1 if last < first else year
        return date(year, first, 1), month_end(end_year, last)
    if span.measure is Measure.WEEKDAY:
        day = _nth_weekday(span, year)
        return day, day
    if span.measure is Measure.WORKDAY:
        day = _workday(span, year)
        return day, day
    length = calendar.monthrange(year, first)[1]
    opens, due = _day_numbers(span, length)
    return date(year, first, opens), date(year, first, min(due, length) if due != opens else due)


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_numbers(span: Span, length: int) -> tuple[int, int]:
    number = span.number
    if span.measure is Measure.DAY:
        day = length if number == -1 else number
        return day, day
    if span.measure is Measure.WEEK:
        return (length - 6, length) if number == -1 else (7 * number - 6, 7 * number)
    if span.measure is Measure.HALF_MONTH:
        return (1, 15) if number == 1 else (16, length)
    third = 3 if number == -1 else number
    return 10 * third - 9, (length if third == 3 else 10 * third)


def _nth_weekday(span: Span, year: int) -> date:
    month = span.month or 1
    if span.number == -1:
        last = month_end(year, month)
        return last - timedelta(days=(last.weekday() - span.weekday) % 7)
    first = date(year, month, 1)
    return date(year, month, 1 + (span.weekday - first.weekday()) % 7 + 7 * (span.number - 1))


def _workday(span: Span, year: int) -> date:
    month = span.month or 1
    day = month_end(year, month) if span.number == -1 else date(year, month, 1)
    step = timedelta(days=-1 if span.number == -1 else 1)
    while day.weekday() > 4:
        day += step
    return day
