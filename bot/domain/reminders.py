"""From state to notices: the pure function behind every digest and behind the rehearsal (rules.md, rules 2 and 3).

`plan` says what is to be opened at a moment: the openings of each task that have come, still matter and were not said,
gathered into one slot per person. A stage only opens a digest; its text is drawn from the whole state when it leaves.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from bot.domain.deliveries import Stage
from bot.domain.escalations import NEVER, Ladder, heights, report, warning
from bot.domain.listeners import Circle, Directory
from bot.domain.silence import Listener, ReminderPolicy, digest_at, may_disturb, next_day
from bot.domain.stages import Days, Opening, openings, weekly_day

TASK, PERSON, PLAN = "task", "person", "plan"
"""Kinds of subjects: a task, everything of a person (the weekly word about what is overdue), a plan without days."""

PLANNED = frozenset(
    {
        *(Stage.OVERDUE, Stage.OVERDUE_WEEKLY, Stage.BEFORE, Stage.WEEK, Stage.OPENS, Stage.CLOSING, Stage.UNENTERED),
        *(Stage.WARNED, Stage.ESCALATED),
    }
)
"""Stages that `plan` opens: what was not said of them may be planned anew."""


@dataclass(frozen=True, slots=True)
class Duty:
    """An open task as reminders see it. `since` is the local day it was made: its past is not poured out."""

    task_id: int
    organisation_id: int
    days: Days
    since: date
    assignees: Circle = ()
    ladder: Ladder = NEVER
    """After how long without an answer the next circle hears of it."""

    def overdue(self, today: date) -> bool:
        return self.days.can_pass is not None and self.days.can_pass < today


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a notice the only one of its kind."""

    person_id: int
    subject_kind: str
    subject_id: int
    stage: Stage
    step: int
    day: date


@dataclass(frozen=True, slots=True)
class PlannedNotice:
    """A notice to be made. `moved_from` is its day before a day off or a weekly rhythm moved it."""

    key: Key
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One digest to one person. `name` is the local day, with the hour behind it for a second one that cannot wait."""

    person_id: int
    name: str
    due_at: datetime
    notices: tuple[PlannedNotice, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What has been said: keys of notices, and when everything was told, as (person, local day).

    `warned` are the steps of escalation that were announced, as (task, step, due day), and the day that was brought.
    """

    keys: frozenset[Key] = frozenset()
    digests: frozenset[tuple[int, date]] = frozenset()
    warned: Mapping[tuple[int, int, date], date] = field(default_factory=dict)


@dataclass(slots=True)
class _Ear:
    """A listener as of one moment, and what is gathered for the digest."""

    listener: Listener
    today: date
    weekly_only: bool
    last_call: date
    """What does not matter after this day cannot wait for the next digest."""
    said_today: bool
    leaves: bool
    """A message that tells everything leaves now: all that is open today goes with it."""
    overdue: bool = False
    notices: list[PlannedNotice] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Today's message has left, and there is no other to go with: only what cannot wait opens one more."""
        return self.said_today and not self.leaves


def plan(
    duties: Iterable[Duty],
    directory: Directory,
    policy: ReminderPolicy,
    said: Said,
    now: datetime,
    leaving: Collection[int] = (),
) -> tuple[Slot, ...]:
    """The digests to be opened now, in order of people. Silent hours open nothing: what has come waits for the day.

    `leaving` are people to whom a message that tells everything leaves now: what the hour of their digest would open
    later today goes with it.
    """
    ears: dict[int, _Ear | None] = {}
    days: dict[tuple[int, Days], tuple[Opening, ...]] = {}

    def ear_of(person_id: int) -> _Ear | None:
        if person_id not in ears:
            ears[person_id] = _ear(person_id, directory, policy, said, now, person_id in leaving)
        return ears[person_id]

    for duty in duties:
        for person_id in directory.hearing(duty.organisation_id, duty.assignees, now):
            ear = ear_of(person_id)
            if ear is None:
                continue
            key = (id(ear.listener.calendar), duty.days)
            if key not in days:
                days[key] = openings(duty.days, ear.listener.calendar, policy)
            _gather(ear, duty, days[key], policy, said)
            _gather_weekly(ear, duty, policy)
        if duty.ladder and duty.days.can_pass is not None:
            rungs = directory.rungs(duty.organisation_id, duty.assignees, now)
            steps = heights(duty.ladder, [rung.role for rung in rungs])
            _escalate(duty, [[ear_of(person) for person in rung.people] for rung in rungs], steps, policy, said)
    slots = (_slot(ear, policy, said, now) for ear in ears.values() if ear is not None)
    return tuple(sorted((slot for slot in slots if slot is not None), key=lambda slot: slot.person_id))


def _escalate(
    duty: Duty, rungs: list[list[_Ear | None]], steps: tuple[int, ...], policy: ReminderPolicy, said: Said
) -> None:
    """One rung up after so many working days; the rung below has been told so a working day before."""
    for step, ((below, above), height) in enumerate(zip(pairwise(rungs), steps, strict=True), 1):
        if not height:
            continue
        for ear in below:
            if ear is not None:
                _gather(ear, duty, (warning(duty.days, step, height, ear.listener.calendar),), policy, said)
        warned = said.warned.get((duty.task_id, step, duty.days.can_pass)) if duty.days.can_pass else None
        for ear in above:
            if ear is not None and warned is not None:
                found = report(duty.days, step, height, warned, ear.listener.calendar)
                _gather(ear, duty, (found,), policy, said)


def _ear(
    person_id: int, directory: Directory, policy: ReminderPolicy, said: Said, now: datetime, leaves: bool
) -> _Ear | None:
    """None while nothing may be opened for this person."""
    listener = directory.people[person_id]
    if person_id in directory.unreachable or not may_disturb(listener, policy, now):
        return None
    today = listener.today(now)
    if now < digest_at(listener, policy, today) and not leaves:
        return None
    last_call = next_day(listener, today) - timedelta(days=1)
    said_today = (person_id, today) in said.digests
    return _Ear(listener, today, listener.weekly_only(now), last_call, said_today, leaves)


def _gather_weekly(ear: _Ear, duty: Duty, policy: ReminderPolicy) -> None:
    """Note that something of this person was overdue on the weekly day already."""
    if not ear.overdue and duty.overdue(ear.today):
        _, monday = weekly_day(ear.today, ear.listener.calendar, policy)
        ear.overdue = duty.overdue(monday) and duty.since <= monday


def _gather(ear: _Ear, duty: Duty, found: tuple[Opening, ...], policy: ReminderPolicy, said: Said) -> None:
    """Note the openings that have come, still matter and were not said."""
    for opening in found:
        on = _said_on(ear, opening, policy)
        if on is None or on > ear.today or opening.until < ear.today:
            continue
        if on < max(duty.since, ear.listener.since) and opening.stage is not Stage.BEFORE:
            continue
        if ear.full and not (opening.stage is Stage.BEFORE and opening.until <= ear.last_call):
            continue
        key = Key(ear.listener.person_id, TASK, duty.task_id, opening.stage, opening.step, opening.key)
        if key not in said.keys:
            ear.notices.append(PlannedNotice(key, opening.nominal if opening.nominal != on else None))


def _said_on(ear: _Ear, opening: Opening, policy: ReminderPolicy) -> date | None:
    """The day of an opening for this person: who has gone silent hears on the weekly day only."""
    if not ear.weekly_only:
        return opening.on
    if opening.stage in (Stage.BEFORE, Stage.OVERDUE):
        return None
    if opening.stage in (Stage.OPENS, Stage.WARNED, Stage.ESCALATED):
        nominal, monday = weekly_day(opening.on, ear.listener.calendar, policy)
        return monday if nominal >= opening.on else weekly_day(nominal + timedelta(7), ear.listener.calendar, policy)[1]
    return opening.on


def _slot(ear: _Ear, policy: ReminderPolicy, said: Said, now: datetime) -> Slot | None:
    person_id = ear.listener.person_id
    weekly = _weekly(ear, policy)
    if weekly is not None and weekly.key not in said.keys and not ear.full:
        ear.notices.append(weekly)
    if not ear.notices:
        return None
    name = ear.today.isoformat()
    if ear.said_today:
        return Slot(person_id, f"{name}T{now:%H}", now, tuple(ear.notices))
    return Slot(person_id, name, min(digest_at(ear.listener, policy, ear.today), now), tuple(ear.notices))


def _weekly(ear: _Ear, policy: ReminderPolicy) -> PlannedNotice | None:
    """The weekly word about what is overdue, once its day has come."""
    if not ear.overdue:
        return None
    nominal, on = weekly_day(ear.today, ear.listener.calendar, policy)
    if on > ear.today or on < ear.listener.since:
        return None
    person_id = ear.listener.person_id
    key = Key(person_id, PERSON, person_id, Stage.OVERDUE_WEEKLY, 0, nominal)
    return PlannedNotice(key, nominal if nominal != on else None)
