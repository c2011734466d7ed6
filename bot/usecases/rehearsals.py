"""The rehearsal: who would get what and when, by the very function that sends; nothing is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.deliveries import DeliveryKind
from bot.domain.reminders import Said, Slot, plan
from bot.domain.silence import Silence, digest_at, why_silent
from bot.usecases import lesson_notices
from bot.usecases.context import Context
from bot.usecases.reminders import State, read_state
from db.deliveries import Push

MANY = 3
"""More pushes than this to one person on one day are worth a look."""
LONG_WEEKEND = timedelta(days=12)
"""Longer than the holidays of January."""


@dataclass(frozen=True, slots=True)
class Going:
    """One message that would go out. `why` are stages; `moved_from` the days that days off moved."""

    person_id: int
    kind: DeliveryKind
    at: datetime
    why: tuple[str, ...]
    moved_from: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Flood:
    """A person who would get more than three messages on one local day."""

    person_id: int
    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the next days would bring if nobody marked anything."""

    since: datetime
    until: datetime
    going: tuple[Going, ...]
    floods: tuple[Flood, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose digest is held back now, why, and when it would come."""

    person_id: int
    why: Silence
    until: datetime


async def held_back(context: Context) -> tuple[Waiting, ...]:
    """Who has something to hear and is left alone at this moment."""
    now = context.now()
    async with context.transaction() as session:
        state = await read_state(session, context, LONG_WEEKEND)
    first: dict[int, datetime] = {}
    for one in _digests(context, state, now, now + LONG_WEEKEND):
        first.setdefault(one.person_id, one.at)
    silent = {person: why_silent(state.directory.people[person], context.reminders, now) for person in first}
    return tuple(Waiting(person, why, first[person]) for person, why in sorted(silent.items()) if why is not None)


async def rehearse(context: Context, days: int = 30) -> Rehearsal:
    """Who would get what and when in the next `days` days, by the very function that sends."""
    since, ahead = context.now(), timedelta(days=days)
    async with context.transaction() as session:
        state = await read_state(session, context, ahead)
        lessons = await lesson_notices.due_between(session, context, since, since + ahead)
    going = [*_digests(context, state, since, since + ahead), *map(_lesson, lessons)]
    going.sort(key=lambda one: (one.at, one.person_id, one.kind))
    return Rehearsal(since, since + ahead, tuple(going), _floods(state, going))


def _digests(context: Context, state: State, since: datetime, until: datetime) -> list[Going]:
    """The planner at every moment at which somebody's digest may open."""
    found: list[Going] = []
    said = state.said
    for moment in _moments(context, state, since, until):
        slots = plan(state.duties, state.directory, context.reminders, said, moment)
        said = _remember(state, said, slots, moment)
        found += [_going(slot, moment) for slot in slots]
    return found


def _moments(context: Context, state: State, since: datetime, until: datetime) -> list[datetime]:
    """Now, and each person's hour on each day: people of one zone share it."""
    hours = {(one.zone, one.send_at, one.quiet): one for one in state.directory.people.values()}
    moments = {since}
    for listener in hours.values():
        day = listener.today(since)
        while (moment := digest_at(listener, context.reminders, day)) <= until:
            moments.add(max(moment, since))
            day += timedelta(days=1)
    return sorted(moments)


def _remember(state: State, said: Said, slots: Sequence[Slot], now: datetime) -> Said:
    keys = said.keys | {notice.key for slot in slots for notice in slot.notices}
    today = {(slot.person_id, state.directory.people[slot.person_id].today(now)) for slot in slots}
    return Said(keys, said.digests | today)


def _going(slot: Slot, moment: datetime) -> Going:
    why = Counter(notice.key.stage.value for notice in slot.notices)
    moved = {notice.moved_from for notice in slot.notices if notice.moved_from is not None}
    return Going(slot.person_id, DeliveryKind.DIGEST, moment, tuple(sorted(why)), tuple(sorted(moved)))


def _lesson(push: Push) -> Going:
    return Going(push.person_id, push.kind, push.due_at, (push.stage.value,))


def _floods(state: State, going: Sequence[Going]) -> tuple[Flood, ...]:
    people = state.directory.people
    known = Counter((one.person_id, people[one.person_id].today(one.at)) for one in going if one.person_id in people)
    return tuple(Flood(person, day, number) for (person, day), number in sorted(known.items()) if number > MANY)
