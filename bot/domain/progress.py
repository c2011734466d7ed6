"""How far a plan has come: what is counted, and how (rules.md, rule 10).

Every figure shown in chat, xlsx and pictures is one of these, so that they cannot disagree. «Выполнено» is what was
done of what has fallen due, and «в срок», «позже», «до подключения» are its parts; what was done ahead of its day, or
has none, stands apart as `early` until its day comes. Rows «не про нас» leave the denominator; rows of the whole year
are never overdue and are counted apart.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from bot.domain.tasks import TaskState, Timeliness, timeliness


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of tasks. `arrived` are those whose effective day is today or earlier: the denominator («наступило»).

    arrived = arrived_done + overdue + today + unfulfilled ones whose day has come;
    arrived_done = in_time + late + before_joining; total = arrived_done + early + open + not_ours + unfulfilled,
    without cancelled ones.
    """

    total: int = 0
    arrived: int = 0
    arrived_done: int = 0
    done: int = 0
    in_time: int = 0
    late: int = 0
    before_joining: int = 0
    overdue: int = 0
    today: int = 0
    ahead: int = 0
    all_year: int = 0
    entries: int = 0
    undated: int = 0
    not_ours: int = 0
    unfulfilled: int = 0
    waiting: int = 0
    """Marks that those above have not accepted yet: counted above as what they say, and here once more."""

    @property
    def early(self) -> int:
        """Done ahead of its day, or without one: not among what has fallen due."""
        return self.done - self.arrived_done

    @property
    def open(self) -> int:
        """Everything that is still to be done, whenever it falls due."""
        return self.overdue + self.today + self.ahead + self.all_year + self.undated

    @property
    def percent(self) -> int | None:
        """Done of those whose day has come, rounded down so that 100 means all; None where none has come."""
        return self.arrived_done * 100 // self.arrived if self.arrived else None

    @property
    def punctual(self) -> int | None:
        """In time among what was done on a day that counts: how punctual, apart from how much."""
        counted = self.in_time + self.late
        return self.in_time * 100 // counted if counted else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


class Sign(StrEnum):
    """The one sign of a task in a matrix, most telling first."""

    DONE = "done"
    LATE = "late"
    BEFORE = "before"
    OVERDUE = "overdue"
    TODAY = "today"
    OPEN = "open"
    ALL_YEAR = "all_year"
    UNDATED = "undated"
    NOT_OURS = "not_ours"
    UNFULFILLED = "unfulfilled"


@dataclass(frozen=True, slots=True)
class TaskFact:
    """What counting needs to know of a task; `due` is the effective day, None for rows without one."""

    state: TaskState
    due: date | None
    done_on: date | None
    before_joining: bool
    all_year: bool
    entries: int = 0
    waiting: bool = False


def sign(fact: TaskFact, today: date) -> Sign:
    """How one task looks on `today`."""
    if fact.state is TaskState.NOT_OURS:
        return Sign.NOT_OURS
    if fact.state is TaskState.UNFULFILLED:
        return Sign.UNFULFILLED
    if fact.state is TaskState.DONE:
        kind = timeliness(fact.done_on or fact.due or today, None if fact.all_year else fact.due, fact.before_joining)
        return {Timeliness.LATE: Sign.LATE, Timeliness.BEFORE_JOINING: Sign.BEFORE}.get(kind, Sign.DONE)
    if fact.all_year:
        return Sign.ALL_YEAR
    if fact.due is None:
        return Sign.UNDATED
    return Sign.OVERDUE if fact.due < today else Sign.TODAY if fact.due == today else Sign.OPEN


def tally(fact: TaskFact, today: date) -> Tally:
    """One task as numbers; sums of these are what the database counts too (a test compares them)."""
    shown = sign(fact, today)
    done = fact.state is TaskState.DONE
    dated = fact.due is not None and not fact.all_year
    arrived = dated and fact.due is not None and fact.due <= today and fact.state is not TaskState.NOT_OURS
    return Tally(
        total=1,
        arrived=int(arrived),
        arrived_done=int(arrived and done),
        done=int(done),
        in_time=int(arrived and shown is Sign.DONE),
        late=int(arrived and shown is Sign.LATE),
        before_joining=int(arrived and shown is Sign.BEFORE),
        overdue=int(shown is Sign.OVERDUE),
        today=int(shown is Sign.TODAY),
        ahead=int(shown is Sign.OPEN),
        all_year=int(shown is Sign.ALL_YEAR),
        entries=fact.entries,
        undated=int(shown is Sign.UNDATED),
        not_ours=int(shown is Sign.NOT_OURS),
        unfulfilled=int(shown is Sign.UNFULFILLED),
        waiting=int(fact.waiting),
    )
