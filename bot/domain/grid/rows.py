"""Rows of a table → drafts of measures, section headings and rejects.

One pass from the top. A row is, in this order: blank; furniture (a repeated header, «1 2 3 4 5», a page number); a
section heading; the rest of the measure above, broken by a page or by merged cells; a measure. Texts of merged cells
are shared, so that a piece that follows on the next page reaches every row under them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.grid.columns import Layout, find_layout, is_header
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.looks import number_like, period_like
from bot.domain.grid.patterns import ROMAN, beginning
from bot.domain.grid.plan import Rejected
from bot.domain.grid.sheet import Row, fold

_PAGE = re.compile(
    r"^(?:стр(?:аница|\.)?\s*)?[-–—\s]*\d{1,3}[-–—\s]*(?:(?:из|/)\s*\d{1,3})?\.?$"
    r"|^страница\b.*\d|\bстр(?:аница|\.)\s*\d+\s*(?:из|/)\s*\d+",
    re.IGNORECASE,
)
_SIGNATURE = beginning(
    r"исп(?:олнитель|\.)",
    r"тел(?:ефон)?[.:]",
    r"м\.?\s?п\.?$",
    "подпись",
    r"директор\b.*_{2,}",
    r"начальник\b.*_{2,}",
    ".*_{4,}",
)
_NOTE = beginning(r"\*", "примечани", "сокращени", "условные обозначени", "¹")
_TOTAL = beginning(r"итого\b", r"всего\b")
_ROMAN = re.compile(rf"^{ROMAN}\.?$")
_HEADED_SECTION = beginning(
    r"(?:раздел|блок|модуль|этап|направление|часть|глава|задача|цель)\b",
    r"[IVX]{1,5}[.)\s]",
    r"\d{1,2}(?:\.\d{1,2})?[.)]?\s+[А-ЯЁ]",
)
_LONGEST_SECTION = 400
_WIDE = 0.6


@dataclass(slots=True)
class Draft:
    """A measure in the making: the pieces of text of each column. Merged cells share their list of pieces."""

    layout: Layout
    pieces: list[list[str]]
    section: str | None
    period: str | None

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


def read_rows(rows: Sequence[Row], layout: Layout, body: Body) -> None:
    """Read the rows below the header into `body`; a second, different header changes the columns on the way."""
    reading = _Reading(rows, layout, body)
    for row in rows[layout.first : layout.body]:
        if not row.blank:
            body.reject(row, "heading")
    index = layout.body
    while index < len(rows):
        index = reading.read(index)


@dataclass(slots=True)
class _Reading:
    rows: Sequence[Row]
    layout: Layout
    body: Body
    last_measure: int = -1  # index of the last row that was a measure or went on with one

    def read(self, index: int) -> int:
        """Read one row, sometimes a whole header, and say which is next."""
        row = self.rows[index]
        if row.blank:
            return index + 1
        if self._heads(row):
            return self._change_header(index)
        reason = self._furniture(row)
        if reason:
            self.body.reject(row, reason)
            return index + 1
        heading = self._heading(row)
        if heading is not None:
            self._enter(row, heading)
        elif self._continues(row):
            self._append(row)
        else:
            self._add(row)
        return index + 1

    def _heads(self, row: Row) -> bool:
        if self.layout.headed(row.own_texts()):
            return True
        return is_header(row) and not self._vertical(row)

    def _vertical(self, row: Row) -> bool:
        return any(not cell.own and cell.text for cell in row.cells)

    def _change_header(self, index: int) -> int:
        """A repeated header is furniture; another one gives the columns below it new meanings."""
        found = find_layout(self.rows, index)
        if found and found.first == index and found.headings != self.layout.headings and found.dated:
            self.layout = found
        last = found.body if found and found.first == index else index + 1
        for row in self.rows[index:last]:
            self.body.reject(row, "repeated_heading")
        return last

    def _furniture(self, row: Row) -> str | None:
        texts = [fold(text) for text in row.own_texts()]
        if _column_numbers(texts, row):
            return "column_numbers"
        if len(texts) == 1:
            return self._lonely_furniture(row, texts[0])
        title = self._cell(row, ColumnRole.TITLE)
        if _TOTAL.match(title or texts[0]) or _TOTAL.match(texts[0]):
            return "total"
        if not self._rest(row) and title and _SIGNATURE.match(title):
            return "signature"
        return None

    def _lonely_furniture(self, row: Row, text: str) -> str | None:
        at_edge = self._at_edge(row)
        if _PAGE.match(text) or re.search(r"страница \d+ из \d+", text, re.IGNORECASE):
            plain_number = text.strip(". ").isdigit()
            return "page_number" if at_edge or not plain_number else "blank_form"
        if number_like(text) and self._cell(row, ColumnRole.NUMBER):
            return "blank_form" if not self._vertical(row) else None
        if _SIGNATURE.match(text):
            return "signature"
        if _NOTE.match(text) or len(text) > _LONGEST_SECTION:
            return "note" if _wide(row) or not self._cell(row, ColumnRole.TITLE) else None
        if _TOTAL.match(text):
            return "total"
        if at_edge and self._runs(row, text):
            return "page_number"
        return None

    def _runs(self, row: Row, text: str) -> bool:
        """A running foot or head inside the table: the same words at the edge of another page."""
        bare = re.sub(r"\d+", "#", text)
        return any(
            other.index != row.index
            and self._at_edge(other)
            and [re.sub(r"\d+", "#", fold(t)) for t in other.own_texts()] == [bare]
            for other in self.rows
        )

    def _at_edge(self, row: Row) -> bool:
        """First or last on its page."""
        return row.page_top or row.index + 1 >= len(self.rows) or self.rows[row.index + 1].page_top

    # sections

    def _heading(self, row: Row) -> str | None:
        """The heading's text, or None when the row is no section."""
        own = [(index, cell) for index, cell in enumerate(row.cells) if cell.own and cell.text]
        texts = [fold(cell.text) for _, cell in own]
        number, title = self.layout.column(ColumnRole.NUMBER), self.layout.column(ColumnRole.TITLE)
        if len(own) == 1:
            return self._lone_heading(row, own[0][0], texts[0])
        if len(set(texts)) == 1 and len(own) >= 3:
            return texts[0]
        first, cell = own[0]
        if (
            first == number
            and not number_like(cell.text)
            and len(texts[0]) > 3
            and not self._cell(row, ColumnRole.TITLE)
        ):
            return " ".join(texts) if len(own) <= 3 else None
        if first == number and len(own) == 2 and own[1][0] == title and number_like(cell.text):
            return self._numbered_heading(row, texts, own[1][1].width)
        return None

    def _lone_heading(self, row: Row, column: int, text: str) -> str | None:
        cell = row.cells[column]
        if cell.width >= max(2, _WIDE * len(row.cells)):
            return text
        if self._vertical(row):
            return None
        number, title = self.layout.column(ColumnRole.NUMBER), self.layout.column(ColumnRole.TITLE)
        if column == number:
            return text if not number_like(text) else None
        if column not in {title, self.layout.column(ColumnRole.SECTION), 0}:
            return None
        if period_like(text):
            return text
        if column == title and (row.page_top or text[:1].islower() or self._unfinished()):
            return None if number is not None or text[:1].islower() else self._bare_heading(text)
        if number is not None and column == title:
            return text
        return self._bare_heading(text)

    def _bare_heading(self, text: str) -> str | None:
        """Without a number column a lonely title is a heading only when it looks like one."""
        shouts = text.isupper() and len(text) > 3
        if shouts or text.endswith(":") or _HEADED_SECTION.match(text):
            return text
        return text if self._others_are_dated() else None

    def _others_are_dated(self) -> bool:
        """Nearly every other row has a deadline, so one without any is no measure."""
        column = self.layout.column(ColumnRole.DEADLINE)
        if column is None:
            return False
        rows = [row for row in self.rows[self.layout.body :] if len(row.own_texts()) > 1]
        return bool(rows) and sum(1 for row in rows if row.cells[column].text) >= 0.9 * len(rows)

    def _unfinished(self) -> bool:
        """The title above stops in the middle: it ends with a comma, a colon or a little word."""
        if not self.body.drafts or self.body.open_section:
            return False
        text = self.body.drafts[-1].text(ColumnRole.TITLE).rstrip()
        return text.endswith((",", ":", ";", "-", "–")) or bool(
            re.search(r"\s(?:и|в|на|с|по|для|о|об|из|к|от|при|за|или)$", text)
        )

    def _numbered_heading(self, row: Row, texts: list[str], width: int) -> str | None:
        """«1 | Организационные мероприятия»: a heading when what follows is numbered below it or anew."""
        if self._vertical(row):
            return None
        number = texts[0].strip(" .)")
        following = self._next_number(row.index)
        below = following is not None and following.startswith(f"{number}.")
        anew = following == "1" and number != "0"
        if width > 1 or _ROMAN.match(texts[0]) or below or anew:
            mark = texts[0] if texts[0].endswith((".", ")")) else f"{texts[0]}."
            return f"{mark} {texts[1]}"
        return None

    def _next_number(self, index: int) -> str | None:
        column = self.layout.column(ColumnRole.NUMBER)
        for row in self.rows[index + 1 :]:
            if (
                column is not None
                and row.cells[column].own
                and number_like(row.cells[column].text or " ")
                and row.cells[column].text
            ):
                return row.cells[column].text.strip(" .)")
        return None

    def _enter(self, row: Row, heading: str) -> None:
        if self.body.open_section and row.page_top and heading[:1].islower() and self.body.sections:
            whole = f"{self.body.sections.pop()} {heading}"
            self.body.section = None
            self.body.head(whole)
            return
        self.body.head(heading)

    # measures

    def _continues(self, row: Row) -> bool:
        if not self.body.drafts or self.body.open_section:
            return False
        number = self._own(row, ColumnRole.NUMBER)
        title_column = self.layout.column(ColumnRole.TITLE)
        title = self._own(row, ColumnRole.TITLE)
        if title_column is not None and not row.cells[title_column].own and row.cells[title_column].text:
            return not number and self._same_merge(row, title_column)
        if number:
            return False
        if not title:
            return not self._section_only(row)
        if title[:1].islower() or title[:1] in "-–—•)»":
            return (
                self.layout.column(ColumnRole.NUMBER) is not None
                or row.page_top
                or not self._own(row, ColumnRole.DEADLINE)
            )
        dated = self._own(row, ColumnRole.DEADLINE) or self._own(row, ColumnRole.DUE)
        return row.page_top and not dated and self._numbered_plan()

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
        draft = self.body.drafts[-1]
        same = draft.layout.headings == self.layout.headings or len(draft.pieces) == len(row.cells)
        for index, cell in enumerate(row.cells):
            if (
                cell.own
                and cell.text
                and same
                and fold(cell.text) not in {fold(piece) for piece in draft.pieces[index] if not row.page_top}
            ):
                draft.pieces[index].append(cell.text)
        self.last_measure = row.index

    def _add(self, row: Row) -> None:
        above = self.body.drafts[-1].pieces if self.body.drafts and self.last_measure >= 0 else None
        pieces = [self._piece(row, index, above) for index in range(len(row.cells))]
        self.body.drafts.append(Draft(self.layout, pieces, self.body.section, self.body.period))
        self.body.open_section = False
        self.last_measure = row.index

    def _piece(self, row: Row, column: int, above: list[list[str]] | None) -> list[str]:
        cell = row.cells[column]
        if above is None:
            return [cell.text]
        if not cell.own and cell.text and not cell.covered:
            return above[column] if above[column] and above[column][0] == cell.text else [cell.text]
        if row.page_top and self._broken_merge(row, column):
            if cell.text:
                above[column].append(cell.text)
            return above[column]
        return [cell.text]

    def _broken_merge(self, row: Row, column: int) -> bool:
        """A merged cell that a page break cut in two: its lower part is empty or goes on in small letters."""
        before = self.rows[self.last_measure].cells[column]
        cell = row.cells[column]
        reaches = before.height > 1 and bool(before.text)
        loose = not cell.text or cell.text[:1].islower()
        role = self.layout.roles[column]
        return (
            loose
            and role not in {ColumnRole.TITLE, ColumnRole.NUMBER, None}
            and (reaches or (cell.height > 1 and not cell.text))
        )

    def _own(self, row: Row, role: ColumnRole) -> str:
        column = self.layout.column(role)
        return row.cells[column].text if column is not None and row.cells[column].own else ""

    def _cell(self, row: Row, role: ColumnRole) -> str:
        column = self.layout.column(role)
        return row.cells[column].text if column is not None else ""

    def _rest(self, row: Row) -> str:
        """Everything but number and title."""
        main = {self.layout.column(ColumnRole.NUMBER), self.layout.column(ColumnRole.TITLE)}
        return "".join(cell.text for index, cell in enumerate(row.cells) if index not in main)


def _wide(row: Row) -> bool:
    return any(cell.width >= _WIDE * len(row.cells) for cell in row.cells)


def _column_numbers(texts: Sequence[str], row: Row) -> bool:
    """«1 2 3 4 5» under the header."""
    if len(texts) < 3 or len(texts) < len([cell for cell in row.cells if not cell.covered]) - 1:
        return False
    marks = [text.strip(" .)") for text in texts]
    return all(mark.isdigit() for mark in marks) and [int(mark) for mark in marks] in (
        list(range(1, len(marks) + 1)),
        list(range(int(marks[0]), int(marks[0]) + len(marks))),
    )
