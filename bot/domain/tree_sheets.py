"""The tree of organisations as one sheet: what a filled sheet changes, line by line, or why it cannot be taken.

Nothing is left out in silence: a line that is not there changes nothing, an empty cell changes nothing, a dash empties.
An organisation goes only by its own column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain.classes import Alphabet, read_classes
from bot.domain.errors import Refusal
from bot.domain.organisations import SHORT_LIMIT, office_phone, organisation_name, read_tags, same_name
from bot.domain.people import OrganisationKind, visible

Word = TypeVar("Word")

LEVELS = (40, 60, 80)
EMPTY = frozenset({"-", "–", "—"})
LONGEST_CELL = 1000
MOST_LINES = 2500


class Column(StrEnum):
    """Columns in their order; `tree-heading-<column>` words each."""

    KEY = "key"
    KIND = "kind"
    ABOVE = "above"
    NAME = "name"
    SHORT = "short"
    ZONE = "zone"
    TAGS = "tags"
    LEVEL = "level"
    PHONE = "phone"
    CLASSES = "classes"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class TreeWords:
    """How a person writes kinds, zones and a yes, in small letters; and the alphabet of classes."""

    kinds: Mapping[str, OrganisationKind]
    zones: Mapping[str, str]
    yes: frozenset[str]
    alphabet: Alphabet


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation as it is, or as a line wants it. `above` is the name of what it lies below, "" at the top."""

    kind: OrganisationKind
    above: str
    name: str
    short: str
    zone: str
    tags: tuple[str, ...] = ()
    level: int | None = None
    phone: str | None = None
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TreeFault:
    """Why a line cannot be taken: `tree-fault-<code>` words it; `words` is what stands there."""

    line: int
    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class TreeChange:
    """What one line does. `key` 0: a new organisation; `columns`: what differs, with words of before and after."""

    line: int
    key: int
    node: Node
    columns: tuple[tuple[Column, str, str], ...] = ()
    closes: bool = False

    @property
    def moves(self) -> bool:
        """Something that is there already comes to lie below another organisation."""
        return any(column is Column.ABOVE for column, _, _ in self.columns)


def as_told(changes: Sequence[TreeChange]) -> str:
    """The same for changes that are shown in the same words: a diff is written only as it was shown."""
    told = [(one.line, one.key, one.closes, one.columns, one.node.name if one.key else one.node) for one in changes]
    return repr(told)


Cells = dict[Column, str]


class _Fault(Exception):
    """A cell that cannot be taken, on its way to the line it stands in."""

    def __init__(self, code: str, words: str = "") -> None:
        super().__init__(code)
        self.code, self.words = code, words


def lines_of(rows: Sequence[Sequence[str]], headings: Mapping[str, Column]) -> list[tuple[int, Cells]]:
    """Lines below the headings with their numbers in the sheet. Raises Refusal tree-columns or tree-long."""
    top, places = _headings(rows, headings)
    if len(rows) - top - 1 > MOST_LINES:
        raise Refusal("tree-long", limit=MOST_LINES)
    found = []
    for number, row in enumerate(rows[top + 1 :], top + 2):
        cells = {column: visible(row[n])[:LONGEST_CELL] if n < len(row) else "" for column, n in places.items()}
        if any(cells.values()):
            found.append((number, cells))
    return found


def _headings(rows: Sequence[Sequence[str]], headings: Mapping[str, Column]) -> tuple[int, dict[Column, int]]:
    for top, row in enumerate(rows[:10]):
        places = {headings[word]: n for n, cell in enumerate(row) if (word := same_name(cell)) in headings}
        if {Column.KEY, Column.NAME} <= places.keys():
            return top, places
    raise Refusal("tree-columns")


def compare(
    lines: Sequence[tuple[int, Cells]], known: Mapping[int, Node], top: str, words: TreeWords
) -> tuple[tuple[TreeChange, ...], tuple[TreeFault, ...]]:
    """What the lines change in what is there; with one fault nothing may be written. What names nothing above it lies
    below `top`."""
    changes: list[TreeChange] = []
    faults: list[TreeFault] = []
    seen: set[int] = set()
    for number, cells in lines:
        try:
            change = _change(number, cells, known, top, words)
        except _Fault as fault:
            faults.append(TreeFault(number, fault.code, fault.words))
            continue
        if change.key and change.key in seen:
            faults.append(TreeFault(number, "key-twice", change.node.name))
        seen.add(change.key)
        if not change.key or change.columns or change.closes:
            changes.append(change)
    return tuple(changes), (*faults, *_doubles(changes, known))


def _change(number: int, cells: Cells, known: Mapping[int, Node], top: str, words: TreeWords) -> TreeChange:
    key = _key(cells.get(Column.KEY, ""), known)
    before = known.get(key)
    node = _node(cells, before, top, words)
    closes = cells.get(Column.CLOSE, "").casefold() in words.yes
    if before is None:
        if closes:
            raise _Fault("close-new", node.name)
        return TreeChange(number, 0, node)
    return TreeChange(number, key, node, tuple(_differences(before, node)), closes)


def _key(text: str, known: Mapping[int, Node]) -> int:
    if not text:
        return 0
    if not text.isdecimal() or int(text) not in known:
        raise _Fault("key", text)
    return int(text)


def _node(cells: Cells, before: Node | None, top: str, words: TreeWords) -> Node:
    kind = _looked_up(cells, Column.KIND, words.kinds, before.kind if before else None)
    if before is not None and kind is not before.kind:
        raise _Fault("kind-fixed", cells[Column.KIND])
    text = cells.get(Column.NAME, "")
    if not text and before is None:
        raise _Fault("name-missing")
    try:
        name = organisation_name(text) if text else before.name if before else ""
    except Refusal:
        raise _Fault("name", text[:60]) from None
    short = cells.get(Column.SHORT, "")
    if len(short) > SHORT_LIMIT:
        raise _Fault("short", short)
    if before is not None and before.name != name and short == before.short:
        short = ""
    return Node(
        kind=kind,
        above=cells.get(Column.ABOVE, "") or (before.above if before else top),
        name=name,
        short=short or (before.short if before and before.name == name else ""),
        zone=_looked_up(cells, Column.ZONE, words.zones, before.zone if before else ""),
        tags=_tags(cells.get(Column.TAGS, ""), before),
        level=_level(cells.get(Column.LEVEL, ""), before),
        phone=_phone(cells.get(Column.PHONE, ""), before),
        classes=_classes(cells.get(Column.CLASSES, ""), before, words),
    )


def _looked_up(cells: Cells, column: Column, words: Mapping[str, Word], default: Word | None) -> Word:
    text = cells.get(column, "")
    if not text and default is not None:
        return default
    if text.casefold() not in words:
        raise _Fault(column.value, text)
    return words[text.casefold()]


def _tags(text: str, before: Node | None) -> tuple[str, ...]:
    if not text and before is not None:
        return before.tags
    return () if text in EMPTY else read_tags([text])


def _level(text: str, before: Node | None) -> int | None:
    if not text or text in EMPTY:
        return before.level if before is not None and not text else None
    number = text.removesuffix(".0")
    if not number.isdecimal() or int(number) not in LEVELS:
        raise _Fault("level", text)
    return int(number)


def _phone(text: str, before: Node | None) -> str | None:
    if not text:
        return before.phone if before is not None else None
    try:
        return office_phone(text)
    except Refusal:
        raise _Fault("phone", text) from None


def _classes(text: str, before: Node | None, words: TreeWords) -> tuple[str, ...]:
    if not text:
        return before.classes if before is not None else ()
    try:
        return () if text in EMPTY else tuple(map(str, read_classes(text, words.alphabet)))
    except Refusal:
        raise _Fault("classes", text[:60]) from None


def _differences(before: Node, after: Node) -> list[tuple[Column, str, str]]:
    pairs = [
        (
            Column.ABOVE,
            before.above,
            after.above if same_name(before.above) != same_name(after.above) else before.above,
        ),
        (Column.NAME, before.name, after.name),
        (Column.SHORT, before.short, after.short or before.short),
        (Column.ZONE, before.zone, after.zone),
        (Column.TAGS, ", ".join(before.tags), ", ".join(after.tags)),
        (Column.LEVEL, str(before.level or ""), str(after.level or "")),
        (Column.PHONE, before.phone or "", after.phone or ""),
        (Column.CLASSES, " ".join(before.classes), " ".join(after.classes)),
    ]
    return [(column, old, new) for column, old, new in pairs if old != new]


def _doubles(changes: Sequence[TreeChange], known: Mapping[int, Node]) -> list[TreeFault]:
    """Two open organisations of one name below the same one: two lines, or a line and what is there."""
    gone = {change.key for change in changes if change.key}
    taken = {(same_name(node.above), same_name(node.name)): 0 for key, node in known.items() if key not in gone}
    faults = []
    for change in changes:
        if change.closes:
            continue
        place = (same_name(change.node.above), same_name(change.node.name))
        if place in taken:
            faults.append(TreeFault(change.line, "twice", change.node.name))
        taken[place] = change.line
    return faults
