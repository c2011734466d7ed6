"""The classes of a school as a table: what a filled one wants, what it changes, or why a line cannot be taken.

The table is the whole list: a class that is not in it leaves the course. An empty time is the usual one of the school,
an empty teacher nobody, an empty day that of the course.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.classes import Alphabet, lesson_time, read_classes
from bot.domain.errors import Refusal
from bot.domain.people import visible

MOST_LINES = 200
LONGEST_CELL = 300
EMPTY = frozenset({"", "-", "–", "—"})
SECONDS = ":00"


class Column(StrEnum):
    """Columns in their order; `class-sheet-<column>` words each."""

    NAME = "name"
    DAY = "day"
    TIME = "time"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class ClassSlot:
    """A class as it is or as a line wants it. `weekday`: Monday is 0; `time` is None for the usual one."""

    name: str
    weekday: int
    time: str | None = None
    teacher_id: int | None = None


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What may stand in a cell: days and teachers by their words in small letters; `weekday` is that of the course."""

    alphabet: Alphabet
    weekdays: Mapping[str, int]
    teachers: Mapping[str, int]
    weekday: int


@dataclass(frozen=True, slots=True)
class ClassFault:
    """Why a line cannot be taken: `class-sheet-fault-<code>` words it; `words` is what stands there."""

    line: int
    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ClassChanges:
    """`changed` holds the former and the wanted state."""

    added: tuple[ClassSlot, ...] = ()
    changed: tuple[tuple[ClassSlot, ClassSlot], ...] = ()
    closed: tuple[ClassSlot, ...] = ()

    @property
    def count(self) -> int:
        return len(self.added) + len(self.changed) + len(self.closed)


class _Fault(Exception):
    """A cell that cannot be taken, on its way to the line it stands in."""

    def __init__(self, column: Column, words: str) -> None:
        super().__init__(column)
        self.column, self.words = column, words


def read_sheet(
    rows: Sequence[Sequence[str]], headings: Mapping[str, Column], words: SheetWords
) -> tuple[tuple[ClassSlot, ...], tuple[ClassFault, ...]]:
    """The wanted classes and every line that is wrong; with one fault nothing may be written.

    `headings` are in small letters and stand in the first row. Raises Refusal class-sheet-columns, -long or -empty.
    """
    places = {headings[word]: n for n, cell in enumerate(rows[0] if rows else ()) if (word := folded(cell)) in headings}
    if len(places) < len(Column):
        raise Refusal("class-sheet-columns")
    if len(rows) - 1 > MOST_LINES:
        raise Refusal("class-sheet-long", limit=MOST_LINES)
    found: dict[str, ClassSlot] = {}
    faults: list[ClassFault] = []
    for line, row in enumerate(rows[1:], 2):
        cells = {column: visible(row[n])[:LONGEST_CELL] if n < len(row) else "" for column, n in places.items()}
        if not any(cells.values()):
            continue
        try:
            slot = _slot(cells, words)
        except _Fault as fault:
            faults.append(ClassFault(line, fault.column.value, fault.words))
            continue
        if slot.name in found:
            faults.append(ClassFault(line, "twice", slot.name))
        found[slot.name] = slot
    if not found and not faults:
        raise Refusal("class-sheet-empty")
    return tuple(found.values()), tuple(faults)


def folded(words: str) -> str:
    return visible(words).casefold()


def compare(present: Collection[ClassSlot], wanted: Collection[ClassSlot]) -> ClassChanges:
    before, after = {slot.name: slot for slot in present}, {slot.name: slot for slot in wanted}
    both = ((was, after[name]) for name, was in before.items() if name in after)
    return ClassChanges(
        tuple(slot for name, slot in after.items() if name not in before),
        tuple((was, slot) for was, slot in both if was != slot),
        tuple(slot for name, slot in before.items() if name not in after),
    )


def _slot(cells: Mapping[Column, str], words: SheetWords) -> ClassSlot:
    return ClassSlot(
        _name(cells[Column.NAME], words),
        _looked_up(Column.DAY, cells, words.weekdays, words.weekday),
        _time(cells[Column.TIME]),
        _looked_up(Column.TEACHER, cells, words.teachers, 0) or None,
    )


def _name(text: str, words: SheetWords) -> str:
    try:
        names = read_classes(text, words.alphabet)
    except Refusal:
        raise _Fault(Column.NAME, text) from None
    if len(names) != 1:
        raise _Fault(Column.NAME, text)
    return str(names[0])


def _looked_up(column: Column, cells: Mapping[Column, str], known: Mapping[str, int], default: int) -> int:
    text = cells[column]
    if text in EMPTY:
        return default
    if folded(text) not in known:
        raise _Fault(column, text)
    return known[folded(text)]


def _time(text: str) -> str | None:
    """Some programs write 8:30 as «08:30:00»."""
    if text in EMPTY:
        return None
    try:
        return lesson_time(text.removesuffix(SECONDS) if text.count(":") > 1 else text)
    except Refusal:
        raise _Fault(Column.TIME, text) from None
