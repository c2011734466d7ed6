"""The working calendar of an organisation: package `holidays` for Russia, and overrides from the database.

An override of a school wins over one of its municipality, that over the region's, and that over one for everybody.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import ModuleType

import holidays
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.calendar import WEEKEND, Break, Calendar
from bot.domain.deadline import Window
from bot.usecases.context import Context
from db import calendars


def _russia() -> ModuleType:
    """The country's module alone: its package reads all 250 countries as soon as one is asked for (8 MiB)."""
    countries = ModuleType("holidays.countries")
    countries.__path__ = [str(Path(holidays.__file__).parent / "countries")]
    sys.modules.setdefault(countries.__name__, countries)
    return import_module("holidays.countries.russia")


OFF = "off"
RUSSIA = _russia()
DECREED = frozenset(RUSSIA.RussiaStaticHolidays.special_public_holidays)
"""Years whose transfers of days off are known: the government decrees them each autumn for the next year."""
LONGEST_OFF = timedelta(days=100)
"""More than a summer: nobody closes for longer without being told so in another way."""
ASKED_FROM = (10, 1)
"""By this day the decree is usually out: from then on a year that is not known is worth a word."""


@cache
def public_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and working weekend days of a year in Russia. One year is computed once per process."""
    russia = RUSSIA.Russia(years=year)
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)]
    off = frozenset(day for day in days if day in russia or (day.weekday() < 5 and not russia.is_working_day(day)))
    working = frozenset(day for day in days if day.weekday() >= 5 and russia.is_working_day(day))
    return off, working


def public_calendar(first_year: int, last_year: int, weekend: frozenset[int] = WEEKEND) -> Calendar:
    """The calendar of the country for whole years, without any override."""
    off: set[date] = set()
    working: set[date] = set()
    for year in range(first_year, last_year + 1):
        year_off, year_working = public_days(year)
        off |= year_off
        working |= year_working
    return Calendar(frozenset(off), frozenset(working), weekend=weekend)


async def calendar_of(session: AsyncSession, context: Context, organisation_id: int, around: date) -> Calendar:
    """The calendar of one organisation for the year of `around` and its two neighbours."""
    first, last = around.year - 1, around.year + 1
    days = await calendars.overrides(session, organisation_id, date(first, 1, 1), date(last, 12, 31))
    calendar = overridden(public_calendar(first, last, context.terms.weekend), ((row.day, row.kind) for row in days))
    rows = await calendars.vacations(session, organisation_id, date(first, 1, 1), date(last, 12, 31))
    return replace(calendar, breaks=tuple(Break(row.opens, row.until) for row in rows))


def overridden(public: Calendar, days: Iterable[tuple[date, str]]) -> Calendar:
    """The country's calendar with overrides (day, kind) over it, the farthest first: later ones win."""
    off, working = set(public.off), set(public.working)
    for day, kind in days:
        off.discard(day)
        working.discard(day)
        (off if kind == OFF else working).add(day)
    return replace(public, off=frozenset(off), working=frozenset(working))


async def furthest_after(session: AsyncSession, context: Context, day: date, steps: int = 1) -> date:
    """A day that no organisation's `steps`-th working day after `day` lies behind: whoever looks so far misses nothing.

    Every day off that anybody has entered counts, for at most `LONGEST_OFF`.
    """
    last = day + LONGEST_OFF
    rows = await calendars.all_overrides(session, day, last)
    public = public_calendar(day.year, last.year, context.terms.weekend)
    barest = overridden(public, ((row.day, OFF) for row in rows if row.kind == OFF))
    days = (day + timedelta(days=n) for n in range(1, LONGEST_OFF.days + 1))
    return next(islice((one for one in days if barest.is_working(one)), steps - 1, None), last)


def undecreed(today: date) -> int | None:
    """This year or the next when its transfers of days off are not known although its time has come; else None."""
    for year in (today.year, today.year + 1):
        if year not in DECREED and today >= date(year - 1, *ASKED_FROM):
            return year
    return None


@dataclass(frozen=True, slots=True)
class DayOff:
    """A last day that is a day off, and the next working day."""

    day: date
    working: date


async def day_off(
    session: AsyncSession, context: Context, organisation_id: int, windows: Iterable[Window]
) -> DayOff | None:
    """The first single day of a deadline on which nobody works; the end of a span is an end whatever its weekday."""
    for window in windows:
        if window.due is not None and window.repeats is None and window.opens in {None, window.due}:
            calendar = await calendar_of(session, context, organisation_id, window.due)
            if not calendar.is_working(window.due):
                return DayOff(window.due, calendar.on_or_after(window.due))
    return None
