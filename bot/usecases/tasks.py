"""Tasks as a person sees them: one line of a list, a card with its history, a whole board."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.boards import Horizon, Selection
from bot.domain.deadline import Pace
from bot.domain.demands import Demand
from bot.domain.digests import PastAsked
from bot.domain.evidence import ProofKind
from bot.domain.extensions import ExtensionState
from bot.domain.people import OrganisationKind
from bot.domain.tasks import MarkKind, Review, TaskState, Timeliness, timeliness
from bot.texts.evidence import evidence_words
from bot.usecases.names import Who
from db.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task in a list. `due` is the effective day; `plan` the title of its plan."""

    task_id: int
    version: int
    number: str | None
    short_name: str
    pace: Pace
    state: TaskState
    opens: date | None
    due: date | None
    done_on: date | None
    before_joining: bool
    label: str | None
    entries: int
    children: int
    children_closed: int
    organisation_id: int
    organisation: str
    plan: str
    deadline_text: str
    given: tuple[Who, ...] = ()
    """Who has the task; filled only in the list of given tasks."""

    @property
    def all_year(self) -> bool:
        return self.pace is Pace.ALL_YEAR

    @property
    def is_parent(self) -> bool:
        """Done when the rows below it are; bears no mark of its own."""
        return self.children > 0

    def is_overdue(self, today: date) -> bool:
        return self.state is TaskState.OPEN and not self.all_year and self.due is not None and self.due < today

    def timeliness(self) -> Timeliness:
        """How a done task counts. A row of the whole year has no day that could be missed."""
        due = None if self.all_year else self.due
        return timeliness(self.done_on or date.min, due, self.before_joining)


@dataclass(frozen=True, slots=True)
class Assignee:
    """Somebody of the organisation who has the task; `outside` means: not in the bot, others mark for them."""

    assignment_id: int
    person_id: int
    who: Who
    accepted: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class MarkFact:
    """One fact of the history. `moment` is local to the organisation; `for_organisation` is its short name where
    somebody from outside acted for it, for example an administrator after a call."""

    kind: MarkKind
    moment: datetime
    done_on: date | None
    before_joining: bool
    by: Who | None
    on_behalf: Who | None
    for_organisation: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Handover:
    """The task was given to somebody, or came back from them (`back`), perhaps with words. `moment` is local."""

    moment: datetime
    who: Who
    back: bool
    words: str | None = None


@dataclass(frozen=True, slots=True)
class EntryFact:
    """A dated fact on a row of the whole year or of many events."""

    entry_id: int
    on_day: date
    number: int | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a task is done: short words, an order with its day, a link, a number, or a file."""

    proof_id: int
    kind: str
    text: str | None
    link: str | None
    value: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return evidence_words(self.kind, self.text, self.link, self.value)

    @property
    def numbers(self) -> dict[str, int]:
        return {name: number for name, number in self.value.items() if self.kind == ProofKind.NUMBER}


@dataclass(frozen=True, slots=True)
class Wish:
    """The latest request for a later day; `state` is asked, granted or declined."""

    extension_id: int
    due: date
    reason: str
    state: ExtensionState


@dataclass(frozen=True, slots=True)
class Answered:
    """A question about the row that concerns this organisation; without an answer yet it waits."""

    text: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class LetterOf:
    """The letter that a row «вне плана» came by: its file, and the row where the viewer may take it back, else 0."""

    own_row: int
    file_name: str | None
    file_size: int


@dataclass(frozen=True, slots=True)
class TaskCard:
    """Everything the card of one task shows to one person. Days and moments are those of its organisation."""

    line: TaskLine
    kind: OrganisationKind
    today: date
    title: str
    section: str | None
    responsible_text: str
    result_text: str | None
    own_day: bool
    may_assign: bool
    foreign: bool
    """The viewer stands above the organisation and looks into it."""
    my_assignment: Assignee | None
    asks_level: bool
    missing: tuple[Demand, ...] = ()
    """What the row asks for and the task does not have yet, in the order in which it is asked."""
    asks_hours: bool = False
    """The row is about the hours of a school: they are counted on a screen of their own."""
    about_pupils: bool = False
    """The row is about papers of pupils: no file is taken."""
    assignees: tuple[Assignee, ...] = ()
    marks: tuple[MarkFact, ...] = ()
    handovers: tuple[Handover, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    proofs: tuple[Proof, ...] = ()
    children: tuple[TaskLine, ...] = ()
    wish: Wish | None = None
    answered: tuple[Answered, ...] = ()
    has_above: bool = False
    """Somebody above can be asked for a later day or an answer."""
    decides: bool = False
    """The viewer grants later days to this organisation."""
    letter: LetterOf | None = None
    review: Review | None = None
    """Where the mark stands with those above."""
    reviews: bool = False
    """The viewer may accept the mark or return it."""

    @property
    def asks_proof(self) -> bool:
        """Done, and something is still missing that would show it."""
        return self.line.state is TaskState.DONE and bool(self.missing)


@dataclass(frozen=True, slots=True)
class Board:
    """A list of tasks: one page of it, the counts of every selection, and what comes next when it is empty."""

    selection: Selection
    days: Horizon
    page: int
    size: int
    total: int
    lines: tuple[TaskLine, ...]
    counts: dict[Selection, int] = field(default_factory=dict)
    organisation_id: int = 0
    organisations: tuple[tuple[int, str], ...] = ()
    plans: int = 1
    query: str = ""
    ahead: TaskLine | None = None
    ahead_more: int = 0
    reminder: date | None = None
    answers: bool = True
    """The person answers for an organisation; a navigator sees only what was given."""
    governs: bool = False
    """The person administers organisations: rows may be with them and none with the person."""
    past: tuple[PastAsked, ...] = ()
    """Questions about days that had passed when a plan was launched, on the first page of «Сегодня»."""

    @property
    def first(self) -> int:
        """The place of the first line of the page, counted from 1."""
        return self.page * self.size + 1

    @property
    def left(self) -> int:
        """How many lines come after this page."""
        return max(0, self.total - self.page * self.size - len(self.lines))


def line_of(row: TaskRow) -> TaskLine:
    task, measure = row.task, row.measure
    return TaskLine(
        task_id=task.id,
        version=task.version,
        number=measure.number,
        short_name=measure.short_name,
        pace=measure.pace,
        state=task.state,
        opens=task.opens,
        due=task.extended_due or task.own_due or task.due,
        done_on=task.done_on,
        before_joining=task.before_joining,
        label=task.label,
        entries=row.entries,
        children=row.children,
        children_closed=row.children_closed,
        organisation_id=task.organisation_id,
        organisation=row.organisation.short_name,
        plan=row.roadmap_title,
        deadline_text=measure.deadline_text,
    )
