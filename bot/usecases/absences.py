"""«В отпуске до …» and «Замещение»: who is away, who stands in, and what falls due meanwhile.

Pushes, tasks and lessons go to the substitute for those days and come back by themselves: rights and reminders ask for
the absence each time. Without a substitute they go to the next level.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.absences import span_of
from bot.domain.access import administers, coordinates, may_read_name, require
from bot.domain.clock import local_day
from bot.domain.deadline import parse, school_year_of
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, Role
from bot.usecases import audit, notices
from bot.usecases.context import Cause, Context
from bot.usecases.courier import AwayPush
from db import absences, memberships, names, people, requests
from db.models import Absence, Person


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody of the person's organisations who may stand in."""

    person_id: int
    name: str


class NextLevel(StrEnum):
    """Who is left when somebody is away. The text goes into the words of the screen."""

    COORDINATOR = "coordinator"
    AUTHORITY = "authority"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Away:
    """The absence of a person that goes on or comes; without `opens` there is none. `due`: what falls into it.

    `next_level`: who hears of it all when nobody stands in.
    """

    person_id: int
    name: str
    own: bool
    today: date
    opens: date | None = None
    until: date | None = None
    substitute: str | None = None
    due: tuple[tuple[str, date], ...] = ()
    stands: tuple[Stand, ...] = ()
    next_level: NextLevel = NextLevel.COORDINATOR


async def away(context: Context, actor: Actor, person_id: int) -> Away:
    async with context.transaction() as session:
        return await _away(session, context, actor, person_id)


async def begin(context: Context, actor: Actor, cause: Cause, person_id: int, text: str) -> Away:
    """Note an absence in words: «до 12 октября», «с 1 по 14 октября». It replaces the one that goes on or comes.

    Raises Refusal absence-unreadable, absence-past or absence-long. The coordinators of the person are told.
    """
    async with context.transaction(write=True) as session:
        person = await _person(session, actor, person_id)
        today = await _today(session, context, person_id)
        year = school_year_of(today)
        span = span_of(tuple(parse(text, school_year) for school_year in (year, year + 1)), today)
        await absences.cancel(session, person_id, today, context.now())
        row = Absence(person_id=person.id, opens=span.opens, until=span.until, created_at=context.now(), cause=cause)
        session.add(row)
        await session.flush()
        audit.record(session, context, actor.person_id, "away", "person", person_id, absence=row.id)
        await _tell(session, context, actor, row)
        return await _away(session, context, actor, person_id)


async def stand_in(context: Context, actor: Actor, person_id: int, substitute_id: int) -> Away:
    """Name who stands in; 0 names nobody. Only somebody of the same organisation who is in the bot."""
    async with context.transaction(write=True) as session:
        await _person(session, actor, person_id)
        row = await absences.coming(session, person_id, await _today(session, context, person_id))
        if row is None:
            raise Refusal("stale")
        allowed = {one.person_id for one in await _stands(session, actor, person_id)}
        require(substitute_id == 0 or substitute_id in allowed)
        row.substitute_id = substitute_id or None
        audit.record(session, context, actor.person_id, "substituted", "person", person_id, by=substitute_id)
        await session.flush()
        return await _away(session, context, actor, person_id)


async def end(context: Context, actor: Actor, person_id: int) -> Away:
    """The person is back, or does not go; a second tap changes nothing."""
    async with context.transaction(write=True) as session:
        await _person(session, actor, person_id)
        today = await _today(session, context, person_id)
        if await absences.cancel(session, person_id, today, context.now()):
            audit.record(session, context, actor.person_id, "back", "person", person_id)
        return await _away(session, context, actor, person_id)


async def away_push(session: AsyncSession, context: Context, absence_id: int) -> AwayPush | None:
    """What the coordinator hears, as of now; None when the person is back or the absence has passed."""
    row = await session.get(Absence, absence_id)
    if row is None or row.cancelled_at is not None:
        return None
    who = await people.actor_by_id(session, row.person_id, context.default_zone)
    if who is None or not who.memberships or row.until < local_day(context.now(), who.zone):
        return None
    due = await absences.due_within(session, who, row.opens, row.until)
    classes = tuple(await absences.classes_of(session, row.person_id))
    first, stood_in = who.memberships[0], row.substitute_id is not None
    return AwayPush(
        row.person_id, first.role, first.organisation_name, row.opens, row.until, classes, len(due), stood_in
    )


async def _person(session: AsyncSession, actor: Actor, person_id: int) -> Person:
    """Oneself, or somebody of an organisation that the actor runs and whose name may be read. Raises AccessDenied."""
    person = await session.get(Person, person_id)
    if person is None or person.erased_at is not None:
        raise AccessDenied
    if person_id != actor.person_id:
        require(await _looks_after(session, actor, person_id))
    return person


async def _looks_after(session: AsyncSession, actor: Actor, person_id: int) -> bool:
    for place in await memberships.held_by(session, person_id):
        known = await names.known_as(session, place, [person_id])
        runs = coordinates(actor, place) or administers(actor, place)
        if runs and any(may_read_name(actor, place, one.role) for one in known):
            return True
    return False


async def _today(session: AsyncSession, context: Context, person_id: int) -> date:
    return _day_of(context, await people.actor_by_id(session, person_id, context.default_zone))


def _day_of(context: Context, who: Actor | None) -> date:
    return local_day(context.now(), who.zone if who else context.default_zone)


async def _away(session: AsyncSession, context: Context, actor: Actor, person_id: int) -> Away:
    person = await _person(session, actor, person_id)
    who = await people.actor_by_id(session, person_id, context.default_zone)
    today = _day_of(context, who)
    name, own = person.name or person.designation or "", person_id == actor.person_id
    row = await absences.coming(session, person_id, today)
    if row is None:
        return Away(person_id, name, own, today)
    stands = await _stands(session, actor, person_id)
    return Away(
        person_id,
        name,
        own,
        today,
        row.opens,
        row.until,
        next((one.name for one in stands if one.person_id == row.substitute_id), None),
        tuple(await absences.due_within(session, who, row.opens, row.until)) if who else (),
        stands,
        (await _left(session, person_id)).level,
    )


async def _stands(session: AsyncSession, actor: Actor, person_id: int) -> tuple[Stand, ...]:
    """People of the same organisations who are in the bot and whose names the actor may read."""
    found: dict[int, Stand] = {}
    for place in await memberships.held_by(session, person_id):
        for one in await names.members(session, place):
            readable = may_read_name(actor, place, one.role) and not one.outside
            if one.person_id != person_id and readable and one.name is not None:
                found[one.person_id] = Stand(one.person_id, one.name)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Left:
    """People who hear of an absence, and on which level they stand."""

    level: NextLevel
    people: frozenset[int]


async def _left(session: AsyncSession, person_id: int) -> _Left:
    """The other coordinators of the person's organisations; where there is none, the administrators above."""
    places = await memberships.held_by(session, person_id)
    heads = {
        membership.person_id
        for membership, _, identity in await memberships.of_organisations(session, places)
        if membership.role in {Role.COORDINATOR, Role.ADMIN} and identity is not None
    } - {person_id}
    if heads:
        return _Left(NextLevel.COORDINATOR, frozenset(heads))
    above = {one for place in places for one in await requests.administrators_above(session, place)} - {person_id}
    return _Left(NextLevel.AUTHORITY if above else NextLevel.NOBODY, frozenset(above))


async def _tell(session: AsyncSession, context: Context, actor: Actor, row: Absence) -> None:
    """One word to who is left, but for who noted it."""
    for head in (await _left(session, row.person_id)).people - {actor.person_id}:
        await notices.notify(
            session,
            context,
            head,
            "absence",
            row.id,
            Stage.AWAY,
            row.opens,
            DeliveryKind.ABSENCE,
            f"absence:{row.id}",
            context.now(),
            {"absence": row.id},
        )
