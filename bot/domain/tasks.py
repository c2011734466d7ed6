"""Tasks and marks: states, the effective day, and the truth about lateness.

A task is one measure × one organisation × one occurrence. Its state machine:

    open ──mark done──▶ done ──undo / return──▶ open
    open ──not ours──▶ not_ours ──undo──▶ open
    open ──close unfulfilled──▶ unfulfilled ──undo──▶ open
    any  ──plan amended──▶ cancelled

Where a plan asks for acceptance, a mark waits for those above the organisation; it counts meanwhile:

    waiting ──accept──▶ accepted        waiting, accepted, final ──return, with a reason and a day──▶ open
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    NOT_OURS = "not_ours"
    UNFULFILLED = "unfulfilled"
    CANCELLED = "cancelled"


class Review(StrEnum):
    """What those above say to the mark of a task that is not open."""

    WAITING = "waiting"
    ACCEPTED = "accepted"


class MarkKind(StrEnum):
    """A mark is a fact with who, for whom and when; it is never deleted."""

    DONE = "done"
    UNDONE = "undone"
    NOT_OURS = "not_ours"
    RETURNED = "returned"
    UNFULFILLED = "unfulfilled"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"
    """A newer version of the plan asks for it no more."""


class Timeliness(StrEnum):
    """How a done task is counted (rules.md, rule 10)."""

    IN_TIME = "in_time"
    LATE = "late"
    BEFORE_JOINING = "before_joining"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Days:
    """Every day a task has. `effective` is the one that each list, reminder and count asks for."""

    opens: date | None
    planned: date | None
    own: date | None = None
    extended: date | None = None

    @property
    def effective(self) -> date | None:
        """Extension, else the organisation's own date, else the window of the plan."""
        return self.extended or self.own or self.planned


def timeliness(done_on: date, effective: date | None, before_joining: bool) -> Timeliness:
    """Lateness counts by the day the thing was done, never by the day of the tap."""
    if before_joining:
        return Timeliness.BEFORE_JOINING
    if effective is None:
        return Timeliness.UNDATED
    return Timeliness.IN_TIME if done_on <= effective else Timeliness.LATE


def sum_up(children: Iterable[TaskState]) -> TaskState | None:
    """The state of a parent row: open while a child is, then done, or what all of them are; None without children."""
    states = set(children)
    if not states:
        return None
    for state in (TaskState.OPEN, TaskState.DONE, TaskState.UNFULFILLED):
        if state in states:
            return state
    return TaskState.NOT_OURS
