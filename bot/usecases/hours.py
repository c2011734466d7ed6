"""Hours of a school by class and direction: lessons held are counted, other hours are typed; what a level requires."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.errors import Refusal
from bot.domain.evidence import read_number
from bot.domain.hours import (
    BY_HAND,
    LEVELS,
    MOST_HOURS,
    OUTING_HOURS,
    OUTINGS,
    SAMPLE,
    ActivityKind,
    Direction,
    Fact,
    Norms,
    Outing,
    hours_of_class,
)
from bot.domain.lessons import LessonState
from bot.domain.people import Actor, OrganisationKind, Role
from bot.usecases import audit
from bot.usecases.context import Cause, Context
from db import activities, classes, lessons
from db.models import Activity, HourNorm, Organisation
from db.results import count
from db.upsert import upsert

OUTING = "outing"


@dataclass(frozen=True, slots=True)
class ClassHours:
    id: int
    name: str
    hours: dict[Direction, int]

    @property
    def total(self) -> int:
        return sum(self.hours.values())


@dataclass(frozen=True, slots=True)
class SchoolHours:
    """A school's year: every class by direction, and what its level requires."""

    organisation_id: int
    name: str
    level: int | None
    year: int
    norms: Norms
    classes: tuple[ClassHours, ...]
    outings: tuple[Outing, ...]
    """The latest excursions and trials, newest first."""
    own_norms: int = 0
    """The organisation whose numbers the viewer may change, 0 for none."""

    @property
    def required(self) -> dict[Direction, int]:
        return self.norms.required(self.level or 0)


async def school_hours(context: Context, actor: Actor, organisation_id: int = 0) -> SchoolHours:
    """One school (0: the first that the actor answers for). Raises AccessDenied; Refusal «hours-school» for others."""
    own = sorted(actor.organisations(Role.COORDINATOR, Role.ADMIN))
    chosen = organisation_id or next(iter(own), 0)
    async with context.transaction() as session:
        return await _hours(session, context, actor, await _school(session, actor, chosen))


async def add_hours(
    context: Context, actor: Actor, cause: Cause, organisation_id: int, class_id: int, direction: str, text: str
) -> SchoolHours:
    """Hours typed for a class (0: for every class). Raises Refusal «not-hours»."""
    number = read_number(text)
    if number is None or not 0 < number <= MOST_HOURS:
        raise Refusal("not-hours", text=text[:60], most=MOST_HOURS)
    async with context.transaction(write=True) as session:
        school = await _school(session, actor, organisation_id)
        known = {one.id for one, _ in await classes.of_school(session, school.id)}
        require(direction in BY_HAND and (not class_id or class_id in known))
        today = local_day(context.now(), school.zone)
        if (await session.scalars(select(Activity.id).where(Activity.cause == cause))).first() is None:
            session.add(
                Activity(
                    organisation_id=school.id,
                    school_year=course_year_of(today),
                    kind=ActivityKind.HOURS,
                    direction=Direction(direction),
                    hours=number,
                    on_day=today,
                    class_id=class_id or None,
                    at=context.now(),
                    by_person_id=actor.person_id,
                    cause=cause,
                )
            )
            await session.flush()
        return await _hours(session, context, actor, school)


async def undo_last(context: Context, actor: Actor, organisation_id: int) -> SchoolHours:
    """Take back the hours that were typed last in this school year. Raises Refusal «no-hours»."""
    async with context.transaction(write=True) as session:
        school = await _school(session, actor, organisation_id)
        year = course_year_of(local_day(context.now(), school.zone))
        typed = [one for one, _ in await activities.of_year(session, [school.id], year)
                 if one.kind is ActivityKind.HOURS]  # fmt: skip
        last = max(typed, key=lambda one: one.id, default=None)
        undone = await session.execute(
            update(Activity)
            .where(Activity.id == (last.id if last else 0), Activity.undone_at.is_(None))
            .values(undone_at=context.now())
        )
        if count(undone) != 1:
            raise Refusal("no-hours")
        return await _hours(session, context, actor, school)


async def set_level(context: Context, actor: Actor, organisation_id: int, level: int) -> SchoolHours:
    if level not in LEVELS:
        raise Refusal("no-such-level")
    async with context.transaction(write=True) as session:
        school = await _school(session, actor, organisation_id)
        school.level = level
        audit.record(session, context, actor.person_id, "level", "organisation", school.id, level=level)
        await session.flush()
        return await _hours(session, context, actor, school)


async def norms_of(context: Context, actor: Actor, organisation_id: int) -> Norms:
    """What levels require, for its administrator."""
    require(administers(actor, organisation_id))
    async with context.transaction() as session:
        return await _norms(session, await session.get_one(Organisation, organisation_id))


async def set_norm(
    context: Context, actor: Actor, organisation_id: int, level: int, direction: str, text: str
) -> Norms:
    """Put in a number of one's own; level 0 is the length of an outing. Raises Refusal «not-hours»."""
    require(administers(actor, organisation_id))
    require(direction == OUTING if level == 0 else level in LEVELS and direction in set(Direction))
    number = read_number(text)
    if number is None or number > MOST_HOURS:
        raise Refusal("not-hours", text=text[:60], most=MOST_HOURS)
    async with context.transaction(write=True) as session:
        key = {"organisation_id": organisation_id, "level": level, "direction": direction}
        place = await session.get_one(Organisation, organisation_id)
        await upsert(session, HourNorm, key, {"hours": number})
        audit.record(session, context, actor.person_id, "hour-norm", "organisation", organisation_id, level=level)
        return await _norms(session, place)


async def _school(session: AsyncSession, actor: Actor, organisation_id: int) -> Organisation:
    require(coordinates(actor, organisation_id) or administers(actor, organisation_id))
    school = await session.get_one(Organisation, organisation_id)
    if school.kind is not OrganisationKind.SCHOOL:
        raise Refusal("hours-school")
    return school


async def _hours(session: AsyncSession, context: Context, actor: Actor, school: Organisation) -> SchoolHours:
    year = course_year_of(local_day(context.now(), school.zone))
    held = Counter(
        lesson.class_id
        for lesson in await lessons.of_year(session, year, {school.id})
        if lesson.state is LessonState.HELD
    )
    done = await activities.of_year(session, [school.id], year)
    facts = [Fact(one.direction, one.hours, one.class_id) for one, _ in done]
    return SchoolHours(
        organisation_id=school.id,
        name=school.short_name,
        level=school.level,
        year=year,
        norms=await _norms(session, school),
        classes=tuple(
            ClassHours(one.id, one.name, hours_of_class(one.id, held[one.id], facts))
            for one, _ in await classes.of_school(session, school.id)
        ),
        outings=tuple(outing_of(one, name) for one, name in reversed(done) if one.kind in OUTINGS),
        own_norms=min(actor.organisations(Role.ADMIN), default=0),
    )


def outing_of(one: Activity, class_name: str | None) -> Outing:
    return Outing(one.id, one.kind, one.on_day, class_name or "", one.pupils, one.place or "", one.hours)


async def _norms(session: AsyncSession, organisation: Organisation) -> Norms:
    """The sample, with the numbers that somebody above or here put in."""
    found = await activities.norms(session, organisation)
    if not found:
        return Norms()
    hours = {level: dict(SAMPLE[level]) for level in LEVELS}
    outing = OUTING_HOURS
    for one in found:
        if one.level in hours:
            hours[one.level][Direction(one.direction)] = one.hours
        else:
            outing = one.hours
    return Norms(hours, sample=False, outing=outing)


async def outing_hours(session: AsyncSession, organisation: Organisation) -> int:
    return (await _norms(session, organisation)).outing
