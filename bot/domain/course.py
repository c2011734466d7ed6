"""Planning the Thursday course of a class: which days of a school year are lessons, and which number stands on which.

A recommended vacation is data (`bot/usecases/vacations.toml`); vacations that a territory or a school has entered for
the year take its place, those of the nearest win. Quarantine always counts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.calendar import WEEKEND, Break, Calendar
from bot.domain.deadline import parse
from bot.domain.doubts import Doubt
from bot.domain.errors import Refusal
from bot.domain.lessons import LessonState

FIRST_MONTH = 9
USUAL_END = (5, 31)
SUMMER = 7
"""From July on people prepare the year that begins in September."""
SATURDAY = 5
YEARS = range(2000, 2101)
SHORTEST_BREAK = timedelta(days=7)
SHORT_DAY = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.?\s*")


@dataclass(frozen=True, slots=True)
class SchoolTerms:
    """`[calendar]` of the configuration: days off in a week (Monday is 0), month and day of the first and last lesson.

    A last day other than the usual one takes the place of the recommended one.
    """

    weekend: frozenset[int] = WEEKEND
    starts: tuple[int, int] = (FIRST_MONTH, 1)
    ends: tuple[int, int] = USUAL_END

    def applied(self, year: "SchoolYear") -> "SchoolYear":
        until = year.until if self.ends == USUAL_END else date(year.year + 1, *self.ends)
        return replace(year, opens=date(year.year, *self.starts), until=until)


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The teaching days of a school year: from the first to the last, less the breaks.

    `recommended` says that the breaks are the ministry's recommendation and not the school's own; `certain` is False
    where even the recommendation for this year is not known, so that the plan is a guess.
    """

    year: int
    opens: date
    until: date
    breaks: tuple[Break, ...] = ()
    recommended: bool = True
    certain: bool = True

    def doubts(self) -> tuple[Doubt, ...]:
        """What is wrong with the vacations as entered: too short, outside the year, overlapping."""
        found = []
        ordered = sorted(self.breaks, key=_opens)
        for period in ordered:
            if period.until < period.opens:
                found.append(Doubt.of("vacation_inverted", opens=period.opens, until=period.until))
            elif period.until - period.opens + timedelta(days=1) < SHORTEST_BREAK:
                found.append(Doubt.of("vacation_short", opens=period.opens, until=period.until))
            if period.until < self.opens or period.opens > self.until:
                found.append(Doubt.of("vacation_outside", opens=period.opens, until=period.until))
        for earlier, later in pairwise(ordered):
            if later.opens <= earlier.until:
                found.append(Doubt.of("vacation_overlap", opens=later.opens, until=earlier.until))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """A lesson that is already in the plan of a class."""

    planned_on: date
    state: LessonState
    answered: bool = False


def course_year_of(day: date) -> int:
    """The school year whose course people mean on this day; from July on it is the coming one."""
    return day.year if day.month >= SUMMER else day.year - 1


def default_year(year: int) -> SchoolYear:
    """1 September to 31 May, nothing known about vacations."""
    return SchoolYear(year, date(year, FIRST_MONTH, 1), date(year + 1, *USUAL_END), certain=False)


def lesson_days(calendar: Calendar, year: SchoolYear, weekday: int) -> tuple[date, ...]:
    """Every school day of the year on this weekday. A class that learns on Saturdays has a six-day week."""
    if weekday == SATURDAY:
        calendar = replace(calendar, weekend=calendar.weekend - {SATURDAY})
    first = year.opens + timedelta(days=(weekday - year.opens.weekday()) % 7)
    weeks = range((year.until - first).days // 7 + 1)
    days = (first + timedelta(weeks=week) for week in weeks)
    return tuple(day for day in days if calendar.is_school_day(day))


def plan(days: Sequence[date], count: int, existing: Mapping[int, Standing], today: date) -> dict[int, date]:
    """Number → day for a course of `count` lessons. Only lessons that are still to come are moved.

    Whatever was answered, and whatever lies in the past, keeps its day; a day that is taken is not given twice. A
    number that finds no day is missing from the answer: `without_day` says how many.
    """
    if not existing:
        return dict(zip(range(1, count + 1), days, strict=False))
    fixed = {number: lesson.planned_on for number, lesson in existing.items() if _stands(lesson, days, today)}
    taken = set(fixed.values())
    free = (day for day in days if day >= today and day not in taken)
    waiting = (number for number in range(1, count + 1) if number not in fixed)
    return dict(sorted({**fixed, **dict(zip(waiting, free, strict=False))}.items()))


def without_day(planned: Iterable[int], count: int) -> int:
    """How many lessons of the course do not fit into the year."""
    return count - len(set(planned) & set(range(1, count + 1)))


def school_days_after(calendar: Calendar, day: date, until: date, count: int) -> tuple[date, ...]:
    """The next school days, for choosing where a lesson goes."""
    days = (day + timedelta(days=step) for step in range(1, (until - day).days + 1))
    return tuple(found for found, _ in zip((d for d in days if calendar.is_school_day(d)), range(count), strict=False))


def read_day(text: str, school_year: int) -> date:
    """A day as a person types it: «12 октября», «12.10», «12.10.2023». Raises Refusal when it names no single day."""
    short = SHORT_DAY.fullmatch(text.strip())
    if short:
        text = f"{short[1]}.{short[2]}.{school_year + (int(short[2]) < FIRST_MONTH)}"
    windows = parse(text, school_year).windows
    day = (windows[0].due or windows[0].opens) if len(windows) == 1 else None
    if day is None or windows[0].repeats or windows[0].opens not in (None, day):
        raise Refusal("lesson-day-unclear")
    return day


def iso_day(text: str) -> date:
    """A day that a button carries. Raises Refusal for a forged one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal("lesson-stale") from None
    if day.year not in YEARS:
        raise Refusal("lesson-stale")
    return day


def _stands(lesson: Standing, days: Sequence[date], today: date) -> bool:
    if lesson.state is not LessonState.PLANNED or lesson.answered or lesson.planned_on < today:
        return True
    return lesson.planned_on == today and today in days


def _opens(period: Break) -> date:
    return period.opens
