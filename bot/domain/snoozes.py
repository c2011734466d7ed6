"""«⏰ Позже»: when the reminder comes again. It never crosses a deadline in silence."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.clock import aware
from bot.domain.silence import Listener, ReminderPolicy, digest_at, may_disturb, next_day, next_opening

HOUR = timedelta(hours=1)


class Until(StrEnum):
    """The text goes into callbacks: a member keeps its meaning for ever."""

    HOUR = "hour"
    MORNING = "morning"
    MONDAY = "monday"


@dataclass(frozen=True, slots=True)
class Waking:
    """`at` is a moment in UTC. `brought_forward` says that the wish lay after the deadline; `crosses` is the deadline
    that passes before the reminder, where nothing earlier was left."""

    at: datetime
    brought_forward: bool = False
    crosses: date | None = None


def waking(listener: Listener, policy: ReminderPolicy, until: Until, deadline: date | None, now: datetime) -> Waking:
    """The moment of a reminder: what was wished, in an hour that disturbs nobody, not after the deadline."""
    wished = _wished(listener, policy, until, now)
    if deadline is None or deadline < listener.today(now) or listener.today(wished) <= deadline:
        return Waking(wished)
    eve = digest_at(listener, policy, listener.calendar.on_or_before(deadline))
    for earlier in (eve, aware(now) + HOUR):
        if now < earlier < wished and may_disturb(listener, policy, earlier):
            return Waking(earlier, brought_forward=True)
    return Waking(wished, crosses=deadline)


def _wished(listener: Listener, policy: ReminderPolicy, until: Until, now: datetime) -> datetime:
    today = listener.today(now)
    if until is Until.HOUR:
        return next_opening(listener, policy, aware(now) + HOUR)
    if until is Until.MORNING:
        return digest_at(listener, policy, next_day(listener, today))
    monday = today + timedelta(days=7 - (today.weekday() - policy.weekly_on) % 7)
    return digest_at(listener, policy, next_day(listener, monday - timedelta(days=1)))
