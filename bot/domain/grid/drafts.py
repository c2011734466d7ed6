"""Measures in the making, and what the reading of one table looks at."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.grid.columns import Layout
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.looks import period_like
from bot.domain.grid.plan import Rejected
from bot.domain.grid.sheet import Row

WIDE = 0.6
"""The part of the columns from which on one cell counts as reaching across the table."""


@dataclass(slots=True)
class Draft:
    """A measure in the making: the pieces of text of each column. Merged cells share their list of pieces."""

    layout: Layout
    pieces: list[list[str]]
    section: str | None
    period: str | None
    unsure_date: bool = False  # the deadline is a spreadsheet's day that may have been shown as a month
    borrowed: bool = False  # an empty cell at a page's top was taken for the rest of the one above

    def text(self, role: ColumnRole) -> str:
        return "\n".join(self.column_text(index) for index in self.layout.all(role) if self.column_text(index))

    def column_text(self, index: int) -> str:
        return "\n".join(piece for piece in self.pieces[index] if piece)


@dataclass(slots=True)
class Body:
    """What has been read so far; goes on from table to table of one plan."""

    drafts: list[Draft] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    section: str | None = None
    period: str | None = None
    open_section: bool = False  # the last row was a heading: a page break may have cut it

    def head(self, text: str) -> None:
        """Enter a section. A month heads a section of its own, unless it divides one that is wider."""
        if period_like(text):
            self.period = text
            wider = self.section is not None and not period_like(self.section)
            if not wider or not self.open_section:
                self.section = self.section if wider and self._months_are_inner() else text
        else:
            if self.period is not None and not self._months_are_outer():
                self.period = None
            self.section = text
        self.sections.append(text)
        self.open_section = True

    def _months_are_inner(self) -> bool:
        """Sections came before the first month, so months divide sections."""
        kinds = [period_like(section) for section in self.sections]
        return bool(kinds) and not kinds[0]

    def _months_are_outer(self) -> bool:
        kinds = [period_like(section) for section in self.sections]
        return bool(kinds) and kinds[0]

    def reject(self, row: Row, reason: str) -> None:
        self.rejected.append(Rejected(row.words(), reason))


@dataclass(slots=True)
class Context:
    """One table being read: its rows, what its columns hold now, and the plan so far."""

    rows: Sequence[Row]
    layout: Layout
    body: Body
    tells_widths: bool = True  # merged cells are known: a heading would be one

    def own(self, row: Row, role: ColumnRole) -> str:
        """The text that is new in this row."""
        column = self.layout.column(role)
        return row.cells[column].text if column is not None and row.cells[column].own else ""

    def cell(self, row: Row, role: ColumnRole) -> str:
        """The text that stands there, be it of a cell merged from above."""
        column = self.layout.column(role)
        return row.cells[column].text if column is not None else ""

    def at_edge(self, row: Row) -> bool:
        """First or last on its page."""
        return row.page_top or row.index + 1 >= len(self.rows) or self.rows[row.index + 1].page_top


def hangs(row: Row) -> bool:
    """Whether a cell merged from above reaches into this row."""
    return any(not cell.own and cell.text for cell in row.cells)
