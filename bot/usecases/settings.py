"""What a person sets for oneself: zone, hour of the digest, when to hear of Thursday, the name."""

from dataclasses import dataclass
from datetime import time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import AccessDenied, Refusal
from bot.domain.lesson_pushes import Announce
from bot.domain.people import Actor, person_name
from bot.domain.zones import known_zone
from bot.usecases.context import Context, ReminderPolicy
from db import people
from db.models import Person

SEND_AT, ANNOUNCE = "send_at", "announce"
HOURS = tuple(time(hour) for hour in range(24))


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """Local times of the person; `announce` None: by the hour of the first lesson."""

    zone: str
    send_at: time
    announce: Announce | None
    hours: tuple[time, ...]


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
    if hour not in range(24) or time(hour) not in hours(context.reminders):
        raise Refusal("hour-quiet")
    return await _set(context, actor, SEND_AT, time(hour).isoformat("minutes"))


async def set_announce(context: Context, actor: Actor, word: str) -> OwnSettings:
    """`word`: a value of `Announce`, or «hour» for the usual rule."""
    if word != "hour" and word not in set(Announce):
        raise Refusal("stale")
    return await _set(context, actor, ANNOUNCE, None if word == "hour" else word)


async def rename(context: Context, actor: Actor, text: str) -> str:
    """The own name anew. Raises what `person_name` raises."""
    name = person_name(text)
    async with context.transaction(write=True) as session:
        (await _person(session, actor)).name = name
    return name


def hours(policy: ReminderPolicy) -> tuple[time, ...]:
    """Whole hours outside the quiet ones."""
    quiet_from, until = policy.quiet_from, policy.quiet_until
    if quiet_from <= until:
        return tuple(hour for hour in HOURS if not quiet_from <= hour < until)
    return tuple(hour for hour in HOURS if until <= hour < quiet_from)


async def _set(context: Context, actor: Actor, key: str, value: str | None) -> OwnSettings:
    async with context.transaction(write=True) as session:
        person = await _person(session, actor)
        kept = {name: known for name, known in person.settings.items() if name != key}
        person.settings = kept if value is None else {**kept, key: value}
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
    sent = person.settings.get(SEND_AT)
    return OwnSettings(
        zone=again.zone,
        send_at=time.fromisoformat(sent) if sent else context.reminders.send_at,
        announce=Announce(wish) if wish else None,
        hours=hours(context.reminders),
    )
