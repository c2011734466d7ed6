"""The rehearsal: who would get what and when, by the very function that sends; nothing is written."""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import TELL_ALL, DeliveryKind, Stage
from bot.domain.reminders import Said, Slot, plan
from bot.domain.shifts import Shift, shift_of
from bot.domain.silence import Listener, Silence, digest_at, next_opening, why_silent
from bot.usecases import lesson_notices
from bot.usecases.context import Context
from bot.usecases.reminders import State, read_state
from db import outbox
from db.deliveries import Push
from db.outbox import Waiting as Written

LESSONS = frozenset({DeliveryKind.LESSON_SLOT, DeliveryKind.LESSON_QUESTION, DeliveryKind.LESSON_SUMMARY})
MANY = 3
"""More pushes than this to one person on one day are worth a look."""
LONG_WEEKEND = timedelta(days=12)
"""Longer than the holidays of January."""


@dataclass(frozen=True, slots=True)
class Going:
    """One message that would go out. `why` are stages; `moved_from` the days that were moved, `shifts` what by."""

    person_id: int
    kind: DeliveryKind
    at: datetime
    why: tuple[str, ...]
    moved_from: tuple[date, ...] = ()
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Flood:
    """A person who would get more than three messages on one local day."""

    person_id: int
    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the next days would bring if nobody marked anything. `zones` are those of the people, by id."""

    since: datetime
    until: datetime
    going: tuple[Going, ...]
    floods: tuple[Flood, ...]
    zones: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose digest is held back now, why, and when it would come."""

    person_id: int
    why: Silence
    until: datetime


@dataclass(frozen=True, slots=True)
class Prospect:
    """All that a rehearsal needs to know, read at one moment."""

    state: State
    lessons: tuple[Push, ...]
    written: tuple[Written, ...]
    since: datetime
    until: datetime


async def held_back(context: Context) -> tuple[Waiting, ...]:
    """Who has something to hear and is left alone at this moment."""
    now = context.now()
    async with context.transaction() as session:
        state = await read_state(session, context, LONG_WEEKEND)
    first: dict[int, datetime] = {}
    for one in await asyncio.to_thread(_digests, context, state, now, now + LONG_WEEKEND):
        first.setdefault(one.person_id, one.at)
    silent = {person: why_silent(state.directory.people[person], context.reminders, now) for person in first}
    return tuple(Waiting(person, why, first[person]) for person, why in sorted(silent.items()) if why is not None)


async def rehearse(context: Context, days: int = 30, places: Collection[int] | None = None) -> Rehearsal:
    """Who would get what and when in the next `days` days, by the very function that sends.

    What is written already and has not left, such as a reminder put off, is among it. With `places` only people who
    have a role in one of these organisations.
    """
    async with context.transaction() as session:
        prospect = await look_ahead(session, context, days)
    return await reckon(context, prospect, places)


async def look_ahead(session: AsyncSession, context: Context, days: int) -> Prospect:
    since, ahead = context.now(), timedelta(days=days)
    state = await read_state(session, context, ahead)
    lessons = await lesson_notices.due_between(session, context, since, since + ahead)
    written = await outbox.waiting(session, since + ahead)
    return Prospect(state, tuple(lessons), tuple(written), since, since + ahead)


async def reckon(context: Context, prospect: Prospect, places: Collection[int] | None = None) -> Rehearsal:
    """In a thread and outside of transactions: a month of planning for many schools takes its time, and nobody else's
    answer waits for it."""
    return await asyncio.to_thread(_reckon, context, prospect, places)


def _reckon(context: Context, prospect: Prospect, places: Collection[int] | None) -> Rehearsal:
    state, written, since, until = prospect.state, prospect.written, prospect.since, prospect.until
    digests = [one for one in written if one.kind in TELL_ALL]
    going = _digests(context, state, since, until, digests)
    going += _lessons(context, state, prospect.lessons)
    going += [_written(context, state, one, since) for one in written if _is_news(state, one, since)]
    heard = _heard(state, places)
    going = sorted((one for one in going if one.person_id in heard), key=_order)
    zones = {one.person_id: state.directory.people[one.person_id].zone for one in going}
    return Rehearsal(since, until, tuple(going), _floods(state, going), zones)


def _order(one: Going) -> tuple[datetime, int, str]:
    return one.at, one.person_id, one.kind


def _heard(state: State, places: Collection[int] | None) -> Collection[int]:
    """People that can be written to, of these places."""
    reachable = state.directory.people.keys() - state.directory.unreachable
    if places is None:
        return reachable
    roles = state.directory.roles.items()
    return reachable & {person for (place, _), people in roles if place in places for person in people}


def _digests(
    context: Context, state: State, since: datetime, until: datetime, written: Iterable[Written] = ()
) -> list[Going]:
    """The planner at every moment at which somebody's digest may open or leave. What is written and tells everything
    goes through it first, as it does when it leaves."""
    found: list[Going] = []
    said = state.said
    leaving: dict[datetime, list[Written]] = {}
    for one in written:
        if one.person_id in state.directory.people:
            leaving.setdefault(_leaves(context, state, one, since), []).append(one)
    for moment in sorted({*_moments(context, state, since, until), *(m for m in leaving if m <= until)}):
        now = leaving.pop(moment, [])
        now += _of_today(state, leaving, {one.person_id for one in now}, moment)
        going = {one.person_id for one in now}
        slots = plan(state.duties, state.directory, context.reminders, said, moment, going)
        told = {slot.person_id: _going(state, slot, moment) for slot in slots}
        for one in now:
            known = told.get(one.person_id, Going(one.person_id, one.kind, moment, ()))
            kind = one.kind if one.kind is DeliveryKind.LAUNCH else known.kind
            told[one.person_id] = replace(known, kind=kind, why=_why(known.why, one.stages))
        said = _remember(state, said, slots, moment, going)
        found += told.values()
    return found


def _of_today(
    state: State, leaving: dict[datetime, list[Written]], people: Collection[int], moment: datetime
) -> list[Written]:
    """Digests of the day whose own hour comes later: they leave with what leaves now."""
    days = {person: state.directory.people[person].today(moment).isoformat() for person in people}
    found: list[Written] = []
    for later, waiting in leaving.items():
        found += [one for one in waiting if one.slot == days.get(one.person_id)]
        leaving[later] = [one for one in waiting if one.slot != days.get(one.person_id)]
    return found


def _leaves(context: Context, state: State, one: Written, since: datetime) -> datetime:
    return next_opening(state.directory.people[one.person_id], context.reminders, max(one.due_at, since))


def _why(known: Iterable[str], stages: Iterable[Stage]) -> tuple[str, ...]:
    return tuple(sorted({*known, *(stage.value for stage in stages)}))


def _is_news(state: State, one: Written, since: datetime) -> bool:
    """Neither a digest nor a word of the course that is still to be planned: those are told apart."""
    if one.kind in TELL_ALL or one.person_id not in state.directory.people:
        return False
    return one.kind not in LESSONS or one.due_at < since


def _written(context: Context, state: State, one: Written, since: datetime) -> Going:
    return Going(one.person_id, one.kind, _leaves(context, state, one, since), _why((), one.stages))


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


def _remember(state: State, said: Said, slots: Sequence[Slot], now: datetime, others: Collection[int]) -> Said:
    """As if these had left, and what others get: a warning that was brought lets the report follow."""
    new = {notice.key for slot in slots for notice in slot.notices}
    people = {slot.person_id for slot in slots} | set(others)
    today = {(person, state.directory.people[person].today(now)) for person in people}
    told = {
        (key.subject_id, key.step, key.day): state.directory.people[key.person_id].today(now)
        for key in new
        if key.stage is Stage.WARNED
    }
    return Said(said.keys | new, said.digests | today, {**told, **said.warned})


def _going(state: State, slot: Slot, moment: datetime) -> Going:
    listener = state.directory.people[slot.person_id]
    why = {notice.key.stage for notice in slot.notices}
    moved = sorted({notice.moved_from for notice in slot.notices if notice.moved_from is not None})
    shifts = tuple(dict.fromkeys(shift_of(listener, day, Shift.WEEKLY) for day in moved))
    return Going(slot.person_id, DeliveryKind.DIGEST, moment, _why((), why), tuple(moved), shifts)


def _lessons(context: Context, state: State, pushes: Iterable[Push]) -> list[Going]:
    """Words of the course in hours that disturb nobody; what would come too late is not said."""
    found = []
    for push in pushes:
        listener = state.directory.people.get(push.person_id)
        if listener is None:
            continue
        at = next_opening(listener, context.reminders, push.due_at)
        if at < push.expires_at:
            found.append(_lesson(listener, push, at))
    return found


def _lesson(listener: Listener, push: Push, at: datetime) -> Going:
    """The nominal day: that of the lesson or the eve of it; for what comes after it, the day after."""
    on = listener.today(at)
    nominal = push.day + timedelta(days=1) if push.kind is DeliveryKind.LESSON_SUMMARY or push.step else push.day
    if push.kind is DeliveryKind.LESSON_SLOT and on < push.day:
        nominal -= timedelta(days=1)
    moved = () if on == nominal else (nominal,)
    shifts = tuple(shift_of(listener, day, Shift.QUIET) for day in moved)
    return Going(push.person_id, push.kind, at, (push.stage.value,), moved, shifts)


def _floods(state: State, going: Sequence[Going]) -> tuple[Flood, ...]:
    people = state.directory.people
    known = Counter((one.person_id, people[one.person_id].today(one.at)) for one in going if one.person_id in people)
    return tuple(Flood(person, day, number) for (person, day), number in sorted(known.items()) if number > MANY)
