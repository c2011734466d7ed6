"""What a report says, as values: chat, xlsx, docx and pictures are drawn from these and cannot disagree."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.people import OrganisationKind
from bot.domain.progress import Tally, TaskFact
from bot.domain.tasks import MarkKind
from bot.domain.unreached import Unreached

PART = 25
"""How many organisations are read at once: between two parts others are answered."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a large report has come: so many schools are read, or the sheet of this name is being written."""

    schools: int
    of: int
    sheet: str = ""


Told = Callable[[Step], None]
"""Hears of each step. It may not wait: a transaction is open."""


def unheard(_: Step) -> None:
    """For whoever does not want to know."""


def parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + PART] for start in range(0, len(ids), PART))


class TextKind(StrEnum):
    """What a person may word otherwise than it was counted."""

    ROW = "row"
    """The execution of one measure in the plan that is given back."""
    HELP = "help"
    """«Чем помочь» of the справка."""


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation of the report: the authority itself or one of its schools."""

    id: int
    name: str
    kind: OrganisationKind
    phone: str | None
    level: int | None
    joined: bool
    tally: Tally


@dataclass(frozen=True, slots=True)
class Job:
    """A task in a report. `who` names the assignees as the reader may see them."""

    measure_id: int
    organisation_id: int
    occurrence: str
    label: str | None
    fact: TaskFact
    reason: str | None = None
    words: str | None = None
    """What the school said about it, in its own words."""
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the plan with the author's words; `extra` are further columns by their headings."""

    id: int
    number: str | None
    short_name: str
    section: str | None
    title: str
    deadline: str
    responsible: str
    result: str | None
    for_information: bool
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanReport:
    """One running plan: its own headings in their order, its rows, and the tasks made of them."""

    roadmap_id: int
    title: str
    school_year: int
    headings: tuple[str, ...]
    items: tuple[Item, ...]
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal. `moment` is local to the reader; `who` and `on_behalf` as the reader may see them."""

    moment: datetime
    organisation: str
    number: str | None
    short_name: str
    kind: MarkKind
    done_on: date | None
    who: str
    on_behalf: str | None
    reason: str | None
    organisation_id: int = 0
    measure_id: int = 0


@dataclass(frozen=True, slots=True)
class Gathering:
    """Lessons of one class: (planned day, outcome) in order.

    The outcome is the code of a `LessonState`, «before» (held before joining) or «unanswered».
    """

    organisation: str
    class_name: str
    outcomes: tuple[tuple[date, str], ...]
    held: int
    planned: int
    organisation_id: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was given for a row: entries of a year, pupils, classes. `code` says what is counted.

    `last` is that of the school year before, `whole` what the number is a part of, where somebody said so. `value` is
    None where a number was given only then.
    """

    organisation: str
    number: str | None
    short_name: str
    name: str
    value: int | None
    measure_id: int = 0
    code: str = ""
    last: int | None = None
    whole: int | None = None
    organisation_id: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the schools that a row is for have done it. The percent is computed, nobody types it."""

    measure_id: int
    number: str | None
    short_name: str
    done: int
    schools: int


class Condition(StrEnum):
    """Which tasks a report is narrowed to."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"
    LATE = "late"
    APART = "apart"
    """Not ours, and closed unfulfilled."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of a report: tasks that fall due in a period, of one organisation, one section, in one state."""

    since: date | None = None
    until: date | None = None
    place: int = 0
    section: str | None = None
    condition: Condition | None = None

    @property
    def whole(self) -> bool:
        return self == Selection()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about an organisation and what lies below it, as of one moment.

    `own_only` is the report of a single school: its plan bears its own marks instead of sums.
    """

    organisation: str
    own_only: bool
    made_at: datetime
    places: tuple[Place, ...]
    plans: tuple[PlanReport, ...]
    events: tuple[Event, ...]
    lessons: tuple[Gathering, ...] = ()
    figures: tuple[Figure, ...] = ()
    shares: tuple[Share, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    selection: Selection = Selection()
    """What the report is narrowed to (`bot/domain/report_parts.py`)."""

    @property
    def today(self) -> date:
        return self.made_at.date()

    @property
    def total(self) -> Tally:
        return sum((place.tally for place in self.places), Tally())
