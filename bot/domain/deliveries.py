"""Notices and deliveries (rules.md, rule 2).

A *notice* says why somebody should hear something; its key is (person, subject kind, subject id, stage, day). A
*delivery* is one message to one person in one slot and binds the open notices of that slot:

    pending ──claim──▶ sending(lease_until) ──ok──▶ sent
       ▲                    │  │  └──permanent error──▶ unreachable
       │                    │  └──nothing left to say / out of date──▶ cancelled
       └──── retry(next_at) ◀──5xx, broken connection, 429
    sending whose lease has expired is claimed again: a reminder twice beats none.
"""

from datetime import timedelta
from enum import StrEnum


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    RETRY = "retry"
    SENT = "sent"
    UNREACHABLE = "unreachable"
    CANCELLED = "cancelled"


class DeliveryKind(StrEnum):
    """What kind of message; together with person and slot it is the unique key of a delivery."""

    DIGEST = "digest"
    LESSON_SLOT = "lesson_slot"
    LESSON_QUESTION = "lesson_question"
    LESSON_SUMMARY = "lesson_summary"
    ASSIGNMENT = "assignment"
    JOINED = "joined"
    LAUNCH = "launch"
    ABSENCE = "absence"
    APPLICATION = "application"
    """Somebody applies for a role; and to that person, how it was decided."""
    REQUEST = "request"
    ANNOUNCEMENT = "announcement"
    URGENT = "urgent"
    """An announcement marked срочно: the one kind that breaks the silence."""
    REPORT = "report"
    """The status of the week, for an administrator who wants it."""
    EDIT = "edit"
    """A message on screen is drawn anew: somebody else has marked what it asked for."""


TELL_ALL = (DeliveryKind.LAUNCH, DeliveryKind.DIGEST)
"""Kinds whose message tells everything that is open: one a person and day, whatever made it."""
MARKABLE = (*TELL_ALL, DeliveryKind.ASSIGNMENT)
"""Kinds whose message asks about tasks that somebody else may mark."""


class Stage(StrEnum):
    """Why a notice was made. Stages of one task that meet in a slot collapse to the most urgent (listed first)."""

    OVERDUE = "overdue"
    OVERDUE_WEEKLY = "overdue_weekly"
    BEFORE = "before"
    WEEK = "week"
    OPENS = "opens"
    CLOSING = "closing"
    UNENTERED = "unentered"
    """A row of the whole year without any entry, asked about in January and in May."""
    WARNED = "warned"
    ESCALATED = "escalated"
    MOVED = "moved"
    ADDED = "added"
    DROPPED = "dropped"
    """A running plan was changed: the task has another day, is new, or is asked for no more."""
    NUDGED = "nudged"
    """The administrator asks those who lag, by «Напомнить»: once a day at most."""
    UNDATED = "undated"
    """Rows of a plan wait for a day: asked of its owner once a month."""
    UNDECREED = "undecreed"
    """To administrators: the days off of a coming year are not known."""
    SNOOZED = "snoozed"
    ASSIGNED = "assigned"
    SLOT = "slot"
    QUESTION = "question"
    SUMMARY = "summary"
    JOINED = "joined"
    LAUNCHED = "launched"
    AWAY = "away"
    APPLIED = "applied"
    DECIDED = "decided"
    REQUESTED = "requested"
    ANSWERED = "answered"
    ANNOUNCED = "announced"
    REPORT = "report"
    DONE_ELSEWHERE = "done_elsewhere"


NEVER_STARTED = "never-started"
"""A reason why somebody cannot be reached: the bot was not started in this messenger."""

LEASE = timedelta(seconds=90)
"""How long a send may take before somebody else may try: longer than any timeout of the messenger."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)


def backoff(attempts: int, seed: int) -> timedelta:
    """How long to wait after so many tries: doubling up to an hour, spread by up to a half so that not all return at
    once. The spread comes from `seed` (the delivery), not from chance: a restart changes nothing."""
    doublings: int = 2 ** min(max(attempts - 1, 0), 20)
    whole = min(FIRST_WAIT * doublings, LONGEST_WAIT)
    spread = (seed * 2_654_435_761 + attempts * 40_503) % 1000 / 2000
    return whole * (1 - spread)
