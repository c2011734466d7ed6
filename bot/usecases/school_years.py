"""School years with their vacations: the recommended ones as data, what the database says instead, for many schools.

Three queries serve any number of organisations; those to which the same rows apply share one `Calendar`.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.calendar import Break, Calendar
from bot.domain.course import SchoolYear, default_year
from bot.usecases.calendar import overridden, public_calendar
from bot.usecases.context import Context
from db import calendars
from db.models import CalendarDay, Vacation

RECOMMENDED = Path(__file__).with_name("vacations.toml")
QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """What a school's lessons keep to: `calendar` holds the breaks of `year` and every quarantine."""

    calendar: Calendar
    year: SchoolYear


@cache
def recommended() -> Mapping[int, SchoolYear]:
    """The table of recommended vacations. Raises ValueError when an entry is wrong: it is our data."""
    table = tomllib.loads(RECOMMENDED.read_text(encoding="utf-8"))
    years = {int(year): _year(int(year), entry) for year, entry in table.items()}
    for year in years.values():
        if year.doubts():
            raise ValueError(f"{RECOMMENDED.name}, {year.year}: {year.doubts()[0].code}")
    return years


def recommended_year(school_year: int) -> SchoolYear:
    return recommended().get(school_year) or default_year(school_year)


async def school_calendars(
    session: AsyncSession, context: Context, organisation_ids: Iterable[int], school_year: int
) -> dict[int, SchoolCalendar]:
    """The calendars of these organisations for one school year."""
    year = context.terms.applied(recommended_year(school_year))
    since, until = date(school_year, 1, 1), date(school_year + 1, 12, 31)
    public = public_calendar(year.year, year.year + 1, context.terms.weekend)
    above = await calendars.parents(session)
    days: dict[int | None, list[CalendarDay]] = defaultdict(list)
    for day in await calendars.all_overrides(session, since, until):
        days[day.organisation_id].append(day)
    vacations: dict[int | None, list[Vacation]] = defaultdict(list)
    for vacation in await calendars.all_vacations(session, year.opens, year.until):
        vacations[vacation.organisation_id].append(vacation)
    shared: dict[tuple[int, ...], SchoolCalendar] = {}
    found = {}
    for organisation_id in set(organisation_ids):
        line = lineage(above, organisation_id)
        own_days = [row for place in line for row in days.get(place, ())]
        own_breaks = [row for place in line for row in vacations.get(place, ())]
        key = (*(row.id for row in own_days), -1, *(row.id for row in own_breaks))
        if key not in shared:
            shared[key] = _calendar(public, year, own_days, own_breaks)
        found[organisation_id] = shared[key]
    return found


def lineage(above: Mapping[int, int | None], organisation_id: int) -> tuple[int | None, ...]:
    """Everybody (None), then the organisations from the top down to this one."""
    line: list[int | None] = []
    place: int | None = organisation_id
    while place is not None and place not in line:
        line.append(place)
        place = above.get(place)
    return (None, *reversed(line))


def _calendar(
    public: Calendar, year: SchoolYear, days: Sequence[CalendarDay], breaks: Sequence[Vacation]
) -> SchoolCalendar:
    """Rows come from the farthest to the nearest: later ones win."""
    year = _with_vacations(year, breaks)
    quarantine = tuple(Break(row.opens, row.until) for row in breaks if row.kind == QUARANTINE)
    calendar = overridden(public, ((row.day, row.kind) for row in days))
    return SchoolCalendar(replace(calendar, breaks=(*year.breaks, *quarantine)), year)


def _with_vacations(year: SchoolYear, breaks: Sequence[Vacation]) -> SchoolYear:
    """The vacations of the nearest organisation that has entered any; without such the recommended ones."""
    entered = [row for row in breaks if row.kind != QUARANTINE]
    if not entered:
        return year
    nearest = entered[-1].organisation_id
    own = tuple(Break(row.opens, row.until) for row in entered if row.organisation_id == nearest)
    return replace(year, breaks=own, recommended=False, certain=True)


def _year(number: int, entry: Mapping[str, Any]) -> SchoolYear:
    breaks = tuple(Break(period["opens"], period["until"]) for period in entry["breaks"])
    plain = default_year(number)
    return replace(plain, until=entry["until"], breaks=breaks, certain=entry.get("certain", True))
