"""Special days written and taken back.

What is written changes only what is still to come: lessons are planned anew, reminders are drawn from the calendar of
the moment in which they leave. Writing the same twice is the same as once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import may_keep_days, require
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.people import Actor
from bot.domain.special_days import BREAKS, DayKind, SpecialDays, check_apart, check_days, year_bounds
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.lesson_notices import AT_ONCE
from bot.usecases.lessons import ensure_lessons
from bot.usecases.special_days import YearDays, named, read_year
from db import calendars, lesson_days, people
from db import lessons as rows


@dataclass(frozen=True, slots=True)
class Written:
    """After a change: how many lessons moved at once; `later` says that there are so many schools that it takes a
    while; `without_day` lessons of some class find no day any more."""

    year: YearDays
    moved: int = 0
    later: bool = False
    without_day: int = 0


async def write(
    context: Context, actor: Actor, organisation_id: int, school_year: int, found: Sequence[SpecialDays]
) -> Written:
    """Write what was proposed: vacations take the place of the own ones of that year, the others are added."""
    async with context.transaction(write=True) as session:
        for one in found:
            require(may_keep_days(actor, organisation_id, breaks=one.kind in BREAKS))
        check_apart(found)
        await _put(session, organisation_id, school_year, found)
        for one in found:
            _record(session, context, actor, "days-set", organisation_id, one)
        return await _written(session, context, actor, organisation_id, school_year)


async def drop(
    context: Context, actor: Actor, organisation_id: int, school_year: int, kind: DayKind, opens: date
) -> Written:
    """Take own days back. Raises Refusal «stale» where they are gone already."""
    require(may_keep_days(actor, organisation_id, breaks=kind in BREAKS))
    async with context.transaction(write=True) as session:
        seen = await read_year(session, context, actor, organisation_id, school_year)
        for one in named(seen.own, kind, opens):
            if kind in BREAKS:
                await calendars.drop_breaks(session, organisation_id, kind, one.opens, one.opens)
            else:
                await calendars.drop_days(session, organisation_id, one.days)
            _record(session, context, actor, "days-dropped", organisation_id, one)
        return await _written(session, context, actor, organisation_id, school_year)


async def replace_year(
    context: Context, actor: Actor, organisation_id: int, school_year: int, found: Sequence[SpecialDays]
) -> Written:
    """A filled table takes the place of everything that the organisation had of its own in that year."""
    require(may_keep_days(actor, organisation_id, breaks=False))
    async with context.transaction(write=True) as session:
        check_apart(found)
        seen = await read_year(session, context, actor, organisation_id, school_year)
        first, last = year_bounds(school_year)
        for kind in BREAKS:
            await calendars.drop_breaks(session, organisation_id, kind, first, last)
        days = [day for one in seen.own if one.kind not in BREAKS for day in one.days]
        await calendars.drop_days(session, organisation_id, days)
        await _put(session, organisation_id, school_year, found)
        audit.record(session, context, actor.person_id, "days-replaced", "organisation", organisation_id, n=len(found))
        return await _written(session, context, actor, organisation_id, school_year)


async def _put(session: AsyncSession, organisation_id: int, school_year: int, found: Sequence[SpecialDays]) -> None:
    for one in found:
        check_days(one, school_year)
    if any(one.kind is DayKind.VACATION for one in found):
        await calendars.drop_breaks(session, organisation_id, DayKind.VACATION, *year_bounds(school_year))
    for one in found:
        if one.kind in BREAKS:
            await calendars.drop_breaks(session, organisation_id, one.kind, one.opens, one.opens)
            await calendars.put_breaks(session, organisation_id, one.kind, [(one.opens, one.until, one.note)])
        else:
            await calendars.put_days(session, organisation_id, one.kind, one.note, one.days)


async def _written(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int, school_year: int
) -> Written:
    """Lessons of some schools move at once, those of many with the next pass."""
    today = local_day(context.now(), actor.zone)
    await lesson_days.plan_again(session)
    below = await people.subtree(session, frozenset({organisation_id}))
    schools = [place for place in await rows.schools_with_classes(session) if place in below]
    year = await read_year(session, context, actor, organisation_id, school_year)
    if len(schools) > AT_ONCE:
        return Written(year, later=True)
    moved = await ensure_lessons(session, context, course_year_of(today), today, schools)
    short = await rows.shortest(session, course_year_of(today), schools)
    return Written(year, moved, without_day=max(0, context.course.lessons - short) if short else 0)


def _record(
    session: AsyncSession, context: Context, actor: Actor, action: str, organisation_id: int, one: SpecialDays
) -> None:
    span = {"kind": one.kind.value, "opens": one.opens.isoformat(), "until": one.until.isoformat()}
    audit.record(session, context, actor.person_id, action, "organisation", organisation_id, **span)
