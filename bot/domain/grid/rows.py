"""Rows of a table → drafts of measures, section headings and rejects.

One pass from the top. A row is, in this order: blank; furniture (a repeated header, «1 2 3 4 5», a page number); a
section heading; the rest of the measure above, broken by a page or by merged cells; a measure. Texts of merged cells
are shared, so that a piece that follows on the next page reaches every row under them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.grid.columns import Layout, find_layout
from bot.domain.grid.drafts import Body, Context, Draft, hangs
from bot.domain.grid.furniture import furniture
from bot.domain.grid.header_rows import second_header
from bot.domain.grid.headings import ColumnRole, heading_role
from bot.domain.grid.section_rows import heading
from bot.domain.grid.sheet import Row, fold, goes_on


def read_rows(
    rows: Sequence[Row],
    layout: Layout,
    body: Body,
    tells_widths: bool = True,
    dates: frozenset[tuple[int, int]] = frozenset(),
) -> None:
    """Read the rows below the header into `body`; a second, different header changes the columns on the way."""
    reading = _Reading(rows, layout, body, tells_widths, dates)
    for row in rows[layout.first : layout.body]:
        if not row.blank:
            body.reject(row, "heading")
    index = layout.body
    while index < len(rows):
        index = reading.read(index)


_ALWAYS_FILLED = frozenset({ColumnRole.DEADLINE, ColumnRole.RESPONSIBLE})
_FEW_ROWS = 5


@dataclass(slots=True)
class _Reading(Context):
    dates: frozenset[tuple[int, int]] = frozenset()
    broken: bool = False  # the last row was a page number or a repeated header: a page ended there
    borrowed: bool = False  # the row being added takes a cell from above without a merged cell to show for it
    last_measure: int = -1  # index of the last row that was a measure or went on with one

    def read(self, index: int) -> int:
        """Read one row, sometimes a whole header, and say which is next."""
        row = self.rows[index]
        if row.blank:
            return index + 1
        if self.broken:
            row = replace(row, page_top=True)
        self.broken = False
        if self._heads(row):
            return self._change_header(index)
        reason = furniture(self, row)
        if reason:
            self.body.reject(row, reason)
            self.broken = reason in {"page_number", "blank_form"}
            return index + 1
        title = heading(self, row)
        if title is not None:
            self._enter(row, title)
        elif self._continues(row):
            self._append(row)
        else:
            self._add(row)
        return index + 1

    def _heads(self, row: Row) -> bool:
        if self.layout.headed(row.own_texts()):
            return True
        return second_header(row) and not hangs(row)

    def _change_header(self, index: int) -> int:
        """A repeated header is furniture; another one gives the columns below it new meanings."""
        found = find_layout(self.rows, index)
        if found and found.first == index and found.headings != self.layout.headings and found.dated:
            self.layout = found
        last = found.body if found and found.first == index else index + 1
        for row in self.rows[index:last]:
            self.body.reject(row, "repeated_heading")
        self.broken = True
        return last

    def _enter(self, row: Row, title: str) -> None:
        if self.body.open_section and goes_on(title) and self.body.sections:
            whole = f"{self.body.sections.pop()} {title}"
            self.body.section = None
            self.body.head(whole)
            return
        self.body.head(title)

    # measures

    def _continues(self, row: Row) -> bool:
        if not self.body.drafts or self.body.open_section or len(self.body.drafts[-1].pieces) != len(row.cells):
            return False
        number = self.own(row, ColumnRole.NUMBER)
        title_column = self.layout.column(ColumnRole.TITLE)
        title = self.own(row, ColumnRole.TITLE)
        if title_column is not None and not row.cells[title_column].own and row.cells[title_column].text:
            return not number and self._same_merge(row, title_column)
        if number:
            return False
        if not title:
            return not self._section_only(row)
        dated = self.own(row, ColumnRole.DEADLINE) or self.own(row, ColumnRole.DUE)
        if goes_on(title):
            return row.page_top or not dated
        return row.page_top and not dated and (self._numbered_plan() or self._broken_off(row))

    def _broken_off(self, row: Row) -> bool:
        """Without numbers: something at the page's top goes on in small letters, or nobody is responsible either."""
        small = any(goes_on(text) for text in row.own_texts())
        return small or (
            self.layout.column(ColumnRole.RESPONSIBLE) is not None and not self.cell(row, ColumnRole.RESPONSIBLE)
        )

    def _same_merge(self, row: Row, column: int) -> bool:
        return row.cells[column].height > 1 and self.last_measure == row.index - 1

    def _section_only(self, row: Row) -> bool:
        column = self.layout.column(ColumnRole.SECTION)
        return (
            column is not None and len(row.own_texts()) == 1 and bool(row.cells[column].own and row.cells[column].text)
        )

    def _numbered_plan(self) -> bool:
        """Most measures bear a number, so a row without one at a page's top goes on with the last."""
        if self.layout.column(ColumnRole.NUMBER) is None:
            return False
        numbered = sum(1 for draft in self.body.drafts if draft.text(ColumnRole.NUMBER))
        return numbered >= 0.5 * len(self.body.drafts)

    def _append(self, row: Row) -> None:
        """Every new text goes to its column; within a page the same words are not said twice."""
        draft = self.body.drafts[-1]
        for pieces, cell in zip(draft.pieces, row.cells, strict=True):
            said = set() if row.page_top else {fold(piece) for piece in pieces}
            if cell.own and cell.text and fold(cell.text) not in said:
                pieces.append(cell.text)
        self.last_measure = row.index

    def _add(self, row: Row) -> None:
        above = self.body.drafts[-1].pieces if self.body.drafts and self.last_measure >= 0 else None
        if above is not None and len(above) != len(row.cells):
            above = None
        self.borrowed = False
        pieces = [self._piece(row, index, above) for index in range(len(row.cells))]
        unsure = (row.index, self.layout.column(ColumnRole.DEADLINE)) in self.dates
        self.body.drafts.append(Draft(self.layout, pieces, self.body.section, self.body.period, unsure, self.borrowed))
        self.body.open_section = False
        self.last_measure = row.index

    def _piece(self, row: Row, column: int, above: list[list[str]] | None) -> list[str]:
        cell = row.cells[column]
        if above is None:
            return [cell.text]
        if not cell.own and not cell.text and not cell.covered:
            return above[column]  # merged below a cell that a page break left empty
        if not cell.own and not cell.covered:
            return above[column] if cell.text in above[column] else [cell.text]
        if not cell.text and not cell.covered and self._holds_below(column):
            return above[column]
        if row.page_top and self._broken_merge(row, column):
            if cell.text:
                above[column].append(cell.text)
            return above[column]
        return [cell.text]

    def _holds_below(self, column: int) -> bool:
        """A direction or a month that is written once, in the first of its rows; a lonely month is a deadline."""
        role = self.layout.roles[column]
        if role is ColumnRole.DEADLINE and heading_role(self.layout.headings[column]) is ColumnRole.MONTH:
            self.borrowed = True
            return True
        return role in {ColumnRole.SECTION, ColumnRole.MONTH}

    def _broken_merge(self, row: Row, column: int) -> bool:
        """A merged cell that a page break cut in two: its lower part is empty or goes on in small letters."""
        role = self.layout.roles[column]
        cell, before = row.cells[column], self.rows[self.last_measure].cells[column]
        if role in {ColumnRole.TITLE, ColumnRole.NUMBER, None} or not (not cell.text or goes_on(cell.text)):
            return False
        if (before.height > 1 and before.text) or (cell.height > 1 and not cell.text):
            return True
        if cell.text or not before.text or role not in _ALWAYS_FILLED or not self._filled(column):
            return False
        self.borrowed = True
        return True

    def _filled(self, column: int) -> bool:
        """Most rows inside a page have something here, so an empty cell at a page's top belongs to the one above."""
        rows = [row for row in self.rows[self.layout.body :] if len(row.own_texts()) > 1 and not row.page_top]
        return len(rows) > _FEW_ROWS and sum(1 for row in rows if row.cells[column].text) >= 0.5 * len(rows)
