"""Special days of an organisation in a school year: seen together with what comes from above, and proposed.

`bot/usecases/special_day_changes.py` writes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, may_keep_days, require
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.doubts import Doubt
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, Role
from bot.domain.special_days import BREAKS, DayKind, SpecialDays, check_apart, read_lines, runs, year_bounds
from bot.usecases.calendar import undecreed
from bot.usecases.context import Context
from bot.usecases.school_years import lineage, school_calendars
from db import calendars, lesson_days, names, people
from db.models import Organisation

YEARS_AROUND = 3
FREE = BREAKS | {DayKind.OFF}
"""Kinds that take lessons away."""


@dataclass(frozen=True, slots=True)
class YearDays:
    """The special days that touch an organisation in a school year.

    `own` are its own, `above` those of everything above it; `vacations` are those in force: the own ones, or those of
    `vacations_of`, or (when that is empty) the recommended ones. `undecreed` is a year without a known decree.
    """

    organisation_id: int
    name: str
    school_year: int
    own: tuple[SpecialDays, ...]
    above: tuple[SpecialDays, ...]
    vacations: tuple[SpecialDays, ...]
    vacations_of: str
    doubts: tuple[Doubt, ...]
    all_kinds: bool
    undecreed: int | None
    others: tuple[tuple[int, str], ...] = ()

    @property
    def own_vacations(self) -> bool:
        return any(one.kind is DayKind.VACATION for one in self.own)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be written, and what it does: lessons of so many classes lie on these days, `by_hand` moved there."""

    organisation_id: int
    name: str
    school_year: int
    found: tuple[SpecialDays, ...]
    lessons: int = 0
    classes: int = 0
    by_hand: int = 0
    dropped: tuple[SpecialDays, ...] = ()


def own_places(actor: Actor) -> tuple[tuple[int, str], ...]:
    """Organisations whose days the person keeps, those administered first."""
    mine = sorted(
        (m for m in actor.memberships if m.role in {Role.ADMIN, Role.COORDINATOR}),
        key=lambda m: m.role is not Role.ADMIN,
    )
    return tuple(dict.fromkeys((m.organisation_id, m.organisation_name) for m in mine))


async def year_days(context: Context, actor: Actor, organisation_id: int = 0, school_year: int = 0) -> YearDays:
    """The own first organisation and the current course year where nothing is named."""
    places = own_places(actor)
    place = organisation_id or (places[0][0] if places else 0)
    async with context.transaction() as session:
        return await read_year(session, context, actor, place, school_year)


async def to_change(context: Context, actor: Actor, organisation_id: int, school_year: int, kind: DayKind) -> YearDays:
    """The same for somebody who is about to be asked for days of a kind."""
    require(may_keep_days(actor, organisation_id, breaks=kind in BREAKS))
    return await year_days(context, actor, organisation_id, school_year)


def settled_year(context: Context, actor: Actor, school_year: int) -> int:
    """The course year of today for 0. Raises Refusal for a year that nobody plans."""
    this = course_year_of(local_day(context.now(), actor.zone))
    if abs((school_year or this) - this) > YEARS_AROUND:
        raise Refusal("stale")
    return school_year or this


async def propose(
    context: Context, actor: Actor, organisation_id: int, school_year: int, kind: DayKind, text: str
) -> Proposal:
    """What a message would write. Raises the refusals of `bot.domain.special_days`."""
    require(may_keep_days(actor, organisation_id, breaks=kind in BREAKS))
    found = read_lines(kind, text, school_year)
    async with context.transaction() as session:
        seen = await read_year(session, context, actor, organisation_id, school_year)
        if kind is DayKind.QUARANTINE:
            check_apart([*found, *(one for one in seen.own if one.kind is kind)])
        return await _proposal(session, context, actor, seen, found)


async def propose_drop(
    context: Context, actor: Actor, organisation_id: int, school_year: int, kind: DayKind, opens: date
) -> Proposal:
    """The own days that begin on a day, to be taken back; vacations all together. Raises Refusal for none."""
    require(may_keep_days(actor, organisation_id, breaks=kind in BREAKS))
    async with context.transaction() as session:
        seen = await read_year(session, context, actor, organisation_id, school_year)
        return Proposal(organisation_id, seen.name, seen.school_year, (), dropped=named(seen.own, kind, opens))


async def propose_year(
    context: Context, actor: Actor, organisation_id: int, school_year: int, found: Sequence[SpecialDays]
) -> Proposal:
    """What a filled table would write and what it would take away."""
    require(may_keep_days(actor, organisation_id, breaks=False))
    async with context.transaction() as session:
        seen = await read_year(session, context, actor, organisation_id, school_year)
        proposed = await _proposal(session, context, actor, seen, [one for one in found if one not in seen.own])
        gone = tuple(one for one in seen.own if one not in found)
        return replace(proposed, dropped=gone)


def named(own: Sequence[SpecialDays], kind: DayKind, opens: date) -> tuple[SpecialDays, ...]:
    """The own days that a button means; vacations belong together. Raises Refusal «stale» for none."""
    found = tuple(one for one in own if one.kind is kind and (kind is DayKind.VACATION or one.opens == opens))
    if not found:
        raise Refusal("stale")
    return found


async def read_year(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int, school_year: int
) -> YearDays:
    """Raises AccessDenied for an organisation that is not the actor's to keep."""
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None or not (administers(actor, organisation_id) or coordinates(actor, organisation_id)):
        raise AccessDenied
    year = settled_year(context, actor, school_year)
    line = [place for place in lineage(await calendars.parents(session), organisation_id) if place is not None]
    called = await names.organisation_names(session, line)
    own = await _of(session, organisation_id, year, called[organisation_id])
    above = [one for place in line[:-1] for one in await _of(session, place, year, called[place])]
    in_force = (await school_calendars(session, context, [organisation_id], year))[organisation_id]
    return YearDays(
        organisation_id,
        organisation.short_name,
        year,
        tuple(own),
        tuple(one for one in above if one.kind is not DayKind.VACATION),
        tuple(SpecialDays(DayKind.VACATION, b.opens, b.until) for b in in_force.year.breaks),
        next((one.of for one in reversed([*above, *own]) if one.kind is DayKind.VACATION), ""),
        (*in_force.year.doubts(), *(() if in_force.year.certain else (Doubt.of("vacations_unknown"),))),
        administers(actor, organisation_id),
        _undecreed(context.now().date(), year),
        tuple((place, name) for place, name in own_places(actor) if place != organisation_id),
    )


def _undecreed(today: date, school_year: int) -> int | None:
    found = undecreed(today)
    return found if found in (school_year, school_year + 1) else None


async def _of(session: AsyncSession, place: int, school_year: int, name: str) -> list[SpecialDays]:
    """What one organisation has entered for a year, by day."""
    days, breaks = await calendars.entered(session, place, *year_bounds(school_year))
    found = list(runs((row.day, DayKind(row.kind), row.note or "") for row in days))
    found += [SpecialDays(DayKind(row.kind), row.opens, row.until, row.name) for row in breaks]
    return sorted((replace(one, of=name) for one in found), key=_opens)


async def _proposal(
    session: AsyncSession, context: Context, actor: Actor, seen: YearDays, found: Sequence[SpecialDays]
) -> Proposal:
    """Lessons that wait on days which stop being days of lessons."""
    today = local_day(context.now(), actor.zone)
    free = {day for one in found if one.kind in FREE for day in one.days if day >= today}
    below = await people.subtree(session, frozenset({seen.organisation_id}))
    told = await lesson_days.standing_on(session, below, free)
    return Proposal(seen.organisation_id, seen.name, seen.school_year, tuple(found), *told)


def _opens(one: SpecialDays) -> date:
    return one.opens
