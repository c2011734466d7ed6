"""An excursion or a professional trial in four taps: date, class, number, place. It can be taken back."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.errors import Refusal
from bot.domain.evidence import looks_like_names, read_number
from bot.domain.hours import OUTINGS, ActivityKind, Direction, Outing
from bot.domain.people import Actor, Role, visible
from bot.usecases.context import Cause, Context
from bot.usecases.hours import outing_hours, outing_of
from bot.usecases.lesson_lists import own_classes, require_class
from db import activities, lessons
from db.lessons import ClassOf
from db.models import Activity, Organisation
from db.results import count

DAYS_OFFERED = 6
PLACES_OFFERED = 5
MOST_PUPILS = 500
LONGEST_PLACE = 120


@dataclass(frozen=True, slots=True)
class Visited:
    """A place where the school was before; `id` is that visit."""

    id: int
    name: str


def days(context: Context, actor: Actor) -> tuple[date, ...]:
    """Today and the days before it."""
    today = local_day(context.now(), actor.zone)
    return tuple(today - timedelta(days=ago) for ago in range(DAYS_OFFERED))


async def choices(context: Context, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Own classes; to somebody without any those of the schools that the person answers for."""
    async with context.transaction() as session:
        found = await own_classes(session, context, actor)
        if not found:
            places = actor.organisations(Role.COORDINATOR, Role.ADMIN)
            found = await lessons.classes(session, places) if places else []
    return tuple((one.id, one.name) for one in found)


async def places(context: Context, actor: Actor, class_id: int) -> tuple[Visited, ...]:
    async with context.transaction() as session:
        one = await require_class(session, context, actor, class_id)
        found = await activities.places(session, one.organisation_id, PLACES_OFFERED)
        return tuple(Visited(visit.id, visit.place or "") for visit in found)


async def visited(context: Context, actor: Actor, class_id: int, visit: int) -> str:
    """The name of a place by an earlier visit. Raises Refusal «stale» for one that is not offered any more."""
    found = next((one for one in await places(context, actor, class_id) if one.id == visit), None)
    if found is None:
        raise Refusal("stale")
    return found.name


def read_pupils(text: str) -> int:
    number = read_number(text)
    if number is None or not 0 < number <= MOST_PUPILS:
        raise Refusal("not-pupils", text=text[:60], most=MOST_PUPILS)
    return number


async def record(
    context: Context, actor: Actor, cause: Cause, kind: str, day: date, class_id: int, pupils: int, place: str
) -> Outing:
    """Write it down: hours go to the practical module. An update handled twice makes one."""
    name = visible(place)
    if not name or len(name) > LONGEST_PLACE:
        raise Refusal("bad-place", most=LONGEST_PLACE)
    if looks_like_names(name):
        raise Refusal("place-names")
    require(kind in OUTINGS and 0 < pupils <= MOST_PUPILS)
    async with context.transaction(write=True) as session:
        one = await require_class(session, context, actor, class_id)
        today = local_day(context.now(), one.zone)
        if not today - timedelta(days=366) <= day <= today:
            raise Refusal("stale")
        made = await _made(session, context, actor, cause, ActivityKind(kind), day, one, pupils, name)
        return outing_of(made, one.name)


async def _made(
    session: AsyncSession,
    context: Context,
    actor: Actor,
    cause: Cause,
    kind: ActivityKind,
    day: date,
    one: ClassOf,
    pupils: int,
    place: str,
) -> Activity:
    made = (await session.scalars(select(Activity).where(Activity.cause == cause))).one_or_none()
    if made is None:
        made = Activity(
            organisation_id=one.organisation_id,
            school_year=course_year_of(day),
            kind=kind,
            direction=Direction.PRACTICE,
            hours=await outing_hours(session, await session.get_one(Organisation, one.organisation_id)),
            on_day=day,
            class_id=one.id,
            pupils=pupils,
            place=place,
            at=context.now(),
            by_person_id=actor.person_id,
            cause=cause,
        )
        session.add(made)
        await session.flush()
    return made


async def undo(context: Context, actor: Actor, activity_id: int) -> None:
    """By whoever wrote it down, or who answers for the school. Raises Refusal «stale» the second time."""
    async with context.transaction(write=True) as session:
        found = await session.get(Activity, activity_id)
        place = found.organisation_id if found else 0
        mine = found is not None and found.by_person_id == actor.person_id
        require(mine or coordinates(actor, place) or administers(actor, place))
        undone = await session.execute(
            update(Activity)
            .where(Activity.id == activity_id, Activity.kind.in_(OUTINGS), Activity.undone_at.is_(None))
            .values(undone_at=context.now())
        )
        if count(undone) != 1:
            raise Refusal("stale")
