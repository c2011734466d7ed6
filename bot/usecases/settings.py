"""What a person sets for oneself: zone, hour of the digest, quiet hours, when to hear of Thursday, the name."""

from dataclasses import dataclass
from datetime import time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import AccessDenied, Refusal
from bot.domain.lesson_pushes import Announce
from bot.domain.people import Actor, person_name
from bot.domain.silence import QUIET_FROM, QUIET_UNTIL, Quiet, own_hour, own_quiet
from bot.domain.zones import known_zone
from bot.usecases.context import Context, ReminderPolicy
from db import people
from db.models import Person

SEND_AT, ANNOUNCE = "send_at", "announce"
HOURS = tuple(time(hour) for hour in range(24))


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """Local times of the person; `announce` None: by the hour of the first lesson.

    `hours` are those in which the digest may come. The silence may only be longer than that of the house: `begins` and
    `ends` are the hours to choose its bounds from.
    """

    zone: str
    send_at: time
    announce: Announce | None
    hours: tuple[time, ...]
    quiet: Quiet
    begins: tuple[time, ...]
    ends: tuple[time, ...]
    weekday: int = 3
    """The day of the course, Monday is 0."""


async def own(context: Context, actor: Actor) -> OwnSettings:
    async with context.transaction() as session:
        return await _own(session, context, actor)


async def set_zone(context: Context, actor: Actor, name: str) -> OwnSettings:
    """Raises Refusal zone-unknown."""
    zone = known_zone(name)
    async with context.transaction(write=True) as session:
        (await _person(session, actor)).zone = zone
        await session.flush()
        return await _own(session, context, actor)


async def set_hour(context: Context, actor: Actor, hour: int) -> OwnSettings:
    """The hour of the digest. Raises Refusal hour-quiet for one of the quiet hours."""
    if hour not in range(24) or time(hour) not in hours((await own(context, actor)).quiet):
        raise Refusal("hour-quiet")
    return await _set(context, actor, {SEND_AT: time(hour).isoformat("minutes")})


async def set_quiet(context: Context, actor: Actor, key: str, hour: int) -> OwnSettings:
    """One bound of the own silence. Raises Refusal quiet-narrow inside the hours of the house, quiet-whole where no
    hour of the day would be left."""
    now, house = await own(context, actor), _house(context.reminders)
    if hour not in range(24) or time(hour) not in (now.begins if key == QUIET_FROM else now.ends):
        raise Refusal("quiet-narrow", begins=_clock(house.begins), ends=_clock(house.ends))
    wished = Quiet(time(hour), now.quiet.ends) if key == QUIET_FROM else Quiet(now.quiet.begins, time(hour))
    if wished.ends >= wished.begins:
        raise Refusal("quiet-whole")
    kept = None if wished == house else wished
    bounds = {QUIET_FROM: _clock(kept.begins) if kept else None, QUIET_UNTIL: _clock(kept.ends) if kept else None}
    return await _set(context, actor, bounds)


async def reset_quiet(context: Context, actor: Actor) -> OwnSettings:
    """The silence of the house and nothing more."""
    return await _set(context, actor, {QUIET_FROM: None, QUIET_UNTIL: None})


async def set_announce(context: Context, actor: Actor, word: str) -> OwnSettings:
    """`word`: a value of `Announce`, or «hour» for the usual rule."""
    if word != "hour" and word not in set(Announce):
        raise Refusal("stale")
    return await _set(context, actor, {ANNOUNCE: None if word == "hour" else word})


async def rename(context: Context, actor: Actor, text: str) -> str:
    """The own name anew. Raises what `person_name` raises."""
    name = person_name(text)
    async with context.transaction(write=True) as session:
        (await _person(session, actor)).name = name
    return name


def hours(quiet: Quiet) -> tuple[time, ...]:
    """Whole hours outside the quiet ones, which run over midnight."""
    return tuple(hour for hour in HOURS if quiet.ends <= hour < quiet.begins)


def _house(policy: ReminderPolicy) -> Quiet:
    return Quiet(policy.quiet_from, policy.quiet_until)


def _clock(hour: time) -> str:
    return hour.isoformat("minutes")


async def _set(context: Context, actor: Actor, values: dict[str, str | None]) -> OwnSettings:
    """Wishes anew; None takes one back."""
    async with context.transaction(write=True) as session:
        person = await _person(session, actor)
        wishes = {**person.settings, **values}
        person.settings = {name: wish for name, wish in wishes.items() if wish is not None}
        await session.flush()
        return await _own(session, context, actor)


async def _person(session: AsyncSession, actor: Actor) -> Person:
    person = await session.get(Person, actor.person_id, with_for_update=True)
    if person is None:
        raise AccessDenied
    return person


async def _own(session: AsyncSession, context: Context, actor: Actor) -> OwnSettings:
    person = await _person(session, actor)
    again = await people.actor_by_id(session, actor.person_id, context.default_zone) or actor
    wish = person.settings.get(ANNOUNCE)
    sent = own_hour(person.settings.get(SEND_AT)) or context.reminders.send_at
    policy, house = context.reminders.widened(own_quiet(person.settings)), _house(context.reminders)
    quiet, awake = _house(policy), hours(house)
    return OwnSettings(
        zone=again.zone,
        send_at=policy.quiet_until if policy.is_quiet(sent) else sent,
        announce=Announce(wish) if wish else None,
        hours=hours(quiet),
        quiet=quiet,
        begins=(*awake[1:], house.begins),
        ends=(house.ends, *(hour for hour in awake if hour > house.ends)),
        weekday=context.course.weekday,
    )
