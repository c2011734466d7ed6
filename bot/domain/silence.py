"""When people are left alone (rules.md, rule 3): at night, on days off, while they are away.

Days are local to the person, moments are UTC. A person has one zone and one working calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.clock import aware, local_day

SILENT_AFTER = timedelta(days=21)
"""Who has tapped nothing for so long is written to once a week only."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A person's own silence, from one local time over midnight to another."""

    begins: time
    ends: time


QUIET_FROM, QUIET_UNTIL = "quiet_from", "quiet_until"


def own_hour(wish: object) -> time | None:
    """A wish kept as «HH:MM»; what cannot be read is no wish."""
    try:
        return time.fromisoformat(wish) if isinstance(wish, str) else None
    except ValueError:
        return None


def own_quiet(settings: Mapping[str, object]) -> Quiet | None:
    """The silence that somebody has set; both bounds or none."""
    begins, ends = own_hour(settings.get(QUIET_FROM)), own_hour(settings.get(QUIET_UNTIL))
    return Quiet(begins, ends) if begins and ends else None


@dataclass(frozen=True, slots=True)
class ReminderPolicy:
    """`[reminders]` of the configuration; times are local to the person, Monday is 0, days are working days."""

    send_at: time = time(8, 0)
    weekly_on: int = 0
    lead_days: tuple[int, ...] = (1,)
    overdue_days: tuple[int, ...] = (1,)
    quiet_from: time = time(19, 0)
    quiet_until: time = time(8, 0)
    escalate_after: int = 0

    def is_quiet(self, clock: time) -> bool:
        """Whether this local time lies in the quiet hours, which usually run over midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def widened(self, own: Quiet | None) -> "ReminderPolicy":
        """The same with the silence of a person added; what would leave no hour of the day to speak adds nothing."""
        if own is None:
            return self
        begins, ends = min(own.begins, self.quiet_from), max(own.ends, self.quiet_until)
        return replace(self, quiet_from=begins, quiet_until=ends) if ends < begins else self


@dataclass(frozen=True, slots=True)
class Away:
    """An absence, both days inclusive; the substitute hears what the person would have heard."""

    opens: date
    until: date
    substitute_id: int | None = None

    def covers(self, day: date) -> bool:
        return self.opens <= day <= self.until


@dataclass(frozen=True, slots=True)
class Listener:
    """A person the bot can write to, as far as reminders are concerned.

    `since` is the local day from which the person has had a role: nothing older is poured out. `seen_at` is the last
    tap, or the moment of joining. `send_at` is the person's own hour of the digest, `quiet` the own silence.
    """

    person_id: int
    zone: str
    calendar: Calendar
    since: date
    seen_at: datetime
    away: tuple[Away, ...] = ()
    send_at: time | None = None
    quiet: Quiet | None = None

    def today(self, now: datetime) -> date:
        return local_day(now, self.zone)

    def is_away(self, day: date) -> bool:
        return any(absence.covers(day) for absence in self.away)

    def substitute(self, day: date) -> int | None:
        return next((absence.substitute_id for absence in self.away if absence.covers(day)), None)

    def weekly_only(self, now: datetime) -> bool:
        return aware(now) - aware(self.seen_at) >= SILENT_AFTER

    def hears(self, day: date) -> bool:
        """A day on which this person may be disturbed at all."""
        return self.calendar.is_working(day) and not self.is_away(day)


def moment(day: date, clock: time, zone: str) -> datetime:
    """A local time as a moment in UTC."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def digest_at(listener: Listener, policy: ReminderPolicy, day: date) -> datetime:
    """When the digest of a day leaves: at the chosen hour, but never in the quiet ones."""
    clock, policy = listener.send_at or policy.send_at, policy.widened(listener.quiet)
    return moment(day, policy.quiet_until if policy.is_quiet(clock) else clock, listener.zone)


def may_disturb(listener: Listener, policy: ReminderPolicy, now: datetime) -> bool:
    clock = aware(now).astimezone(ZoneInfo(listener.zone)).time()
    return listener.hears(listener.today(now)) and not policy.widened(listener.quiet).is_quiet(clock)


class Silence(StrEnum):
    """Why somebody is left alone at a moment."""

    AWAY = "away"
    DAY_OFF = "day-off"
    QUIET = "quiet"
    EARLY = "early"
    """Awake, but the hour of the digest has not come."""


def why_silent(listener: Listener, policy: ReminderPolicy, now: datetime) -> Silence | None:
    """Why no digest may be opened at this moment; None when it may."""
    day = listener.today(now)
    if listener.is_away(day):
        return Silence.AWAY
    if not listener.calendar.is_working(day):
        return Silence.DAY_OFF
    if not may_disturb(listener, policy, now):
        return Silence.QUIET
    return Silence.EARLY if aware(now) < digest_at(listener, policy, day) else None


def next_opening(listener: Listener, policy: ReminderPolicy, now: datetime) -> datetime:
    """The first moment from `now` on at which this person may be disturbed."""
    if may_disturb(listener, policy, now):
        return aware(now)
    day, until = listener.today(now), policy.widened(listener.quiet).quiet_until
    opening = moment(day, until, listener.zone)
    if not listener.hears(day) or opening <= aware(now):
        day = next_day(listener, day)
    return moment(day, until, listener.zone)


def next_day(listener: Listener, day: date) -> date:
    """The first day after `day` on which the person may be disturbed: working, and not away."""
    day = listener.calendar.after(day)
    while (absence := next((a for a in listener.away if a.covers(day)), None)) is not None:
        day = listener.calendar.on_or_after(absence.until + ONE_DAY)
    return day
