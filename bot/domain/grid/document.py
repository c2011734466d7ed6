"""A document without its format: paragraphs and tables of strings, in reading order.

This is all that the readers (`bot/imports`) say and all that the understanding (`bot/domain/grid`) sees. Everything
here is a frozen value and travels between processes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SOFT_BREAK = "\u00ad\n"
"""A line break in a cell that may stand inside a word: the line above it is full and holds one word only."""


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: its top left corner and how many rows and columns it covers."""

    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. Rows are equally long; the text of a merged cell stands in its top left corner, the rest is "".

    `page_breaks` are the rows that stand first on a new page, `source` the sheet it came from (else ""). In `dates`
    are cells that hold a calendar day whose shown form the format does not keep (xls): it may stand for a month.
    """

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...] = ()
    page_breaks: frozenset[int] = frozenset()
    source: str = ""
    dates: frozenset[tuple[int, int]] = frozenset()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @classmethod
    def of(
        cls,
        rows: Iterable[Sequence[str]],
        spans: Iterable[Span] = (),
        page_breaks: Iterable[int] = (),
        source: str = "",
        dates: Iterable[tuple[int, int]] = (),
    ) -> "Grid":
        """Build from ragged rows: short ones are filled up with blanks."""
        ragged = [tuple(row) for row in rows]
        width = max((len(row) for row in ragged), default=0)
        even = tuple(row + ("",) * (width - len(row)) for row in ragged)
        return cls(even, tuple(spans), frozenset(page_breaks), source, frozenset(dates))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text outside tables; "" is an empty line, which may end a title."""

    text: str
    heading: bool = False


Block = Grid | Paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader returns. `notes` are codes of things left out on purpose, for example `macros-ignored`.

    `created_in` is the school year in which the file was made, where the format says so: the last resort when a plan
    names no year at all.
    """

    name: str
    kind: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    created_in: int | None = None

    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))
