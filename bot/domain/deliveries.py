"""Notices and deliveries (design.md, rule 2).

A *notice* says why somebody should hear something; its key is (person, subject kind, subject id, stage, day). A
*delivery* is one message to one person in one slot and binds the open notices of that slot:

    pending ──claim──▶ sending(lease_until) ──ok──▶ sent
       ▲                    │  │  └──permanent error──▶ unreachable
       │                    │  └──nothing left to say / out of date──▶ cancelled
       └──── retry(next_at) ◀──5xx, broken connection, 429
    sending whose lease has expired is claimed again: a reminder twice beats none.
"""

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
    DOCUMENT = "document"
    EDIT = "edit"
    """A message on screen is drawn anew: somebody else has marked what it asked for."""


class Stage(StrEnum):
    """Why a notice was made. Stages of one task that meet in a slot collapse to the most urgent (listed first)."""

    OVERDUE = "overdue"
    OVERDUE_WEEKLY = "overdue_weekly"
    BEFORE = "before"
    WEEK = "week"
    OPENS = "opens"
    CLOSING = "closing"
    SNOOZED = "snoozed"
    ASSIGNED = "assigned"
    SLOT = "slot"
    QUESTION = "question"
    SUMMARY = "summary"
    JOINED = "joined"
    LAUNCHED = "launched"
