"""Cells of a write-only sheet with their formats.

A format is worked out once a sheet and held by a cell of its own: openpyxl writes a cell as soon as it gets it, so the
same cell serves every place of its format, and a hundred thousand rows cost little more than their values.

Text stays text: a cell that begins with = + - @ is never a formula (it bears the quote prefix, so it stays text when a
person edits it), characters that XML forbids are dropped, and texts end at Excel's 32,767 characters.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl.cell import Cell as BookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from bot.exports.sheets import Cell, Line, Look, Sheet

Page = Any
"""openpyxl's write-only sheet; its type stubs know only half of it."""

LONGEST_TEXT = 32_767
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")

PLAIN, BOLD = Font(name="Calibri"), Font(name="Calibri", bold=True)
TITLE = Font(name="Calibri", bold=True, size=14)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
ONE_LINE = Alignment(wrap_text=False)
THIN = Side(style="thin", color="BFBFBF")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL, SECTION_FILL = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="F2F2F2")
DATE_FORMAT, MOMENT_FORMAT, PERCENT_FORMAT, NUMBER_FORMAT = "DD.MM.YYYY", "DD.MM.YYYY HH:MM", '0"%"', "#,##0"


def clean(text: str) -> str:
    """Text as a cell can hold it."""
    text = FORBIDDEN.sub("", text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def put_text(cell: BookCell | MergedCell, words: str) -> None:
    """The one way to write words: `data_type` keeps «=…» from becoming a formula, the quote prefix when it is edited.

    What Excel forbids goes first: a sign that nobody sees must not hide the one that matters.
    """
    cell.value = clean(words)
    cell.data_type = "s"
    cell.quotePrefix = cell.value.startswith(DANGEROUS)


class Pen:
    """Writes the cells of one sheet. What it gives must be appended before the next is asked for."""

    def __init__(self, page: Page, sheet: Sheet) -> None:
        self._page = page
        self._sheet = sheet
        self._made: dict[tuple[object, ...], BookCell] = {}

    def note(self, text: str, *, title: bool) -> BookCell:
        """Words above a table run over the columns beside them."""
        cell = self._text(text, "title" if title else "note")
        return cell

    def headings(self) -> Iterator[BookCell]:
        for text in self._sheet.headings:
            yield self._text(text, "heading")

    def cells(self, line: Line) -> Iterator[BookCell]:
        """A line filled up with empty cells to the width of the table."""
        sheet, look = self._sheet, line.look
        centred = sheet.tint_from if sheet.tints and look is not Look.SECTION else len(sheet.headings) + len(line.cells)
        index = -1
        for index, value in enumerate(line.cells):
            yield self._cell(value, look, centred=index >= centred, percent=index in sheet.percent)
        for place in range(index + 1, len(sheet.headings)):
            yield self._cell(None, look, centred=place >= centred, percent=False)

    def _cell(self, value: Cell, look: Look, *, centred: bool, percent: bool) -> BookCell:
        if isinstance(value, str):
            return self._text(value, look, centred)
        if value is None:
            return self._of(look, centred, "")
        cell = self._of(look, centred, _number_format(value, percent))
        cell.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        return cell

    def _text(self, text: str, look: str, centred: bool = False) -> BookCell:
        text = clean(text)
        cell = self._of(look, centred, "@" if text.startswith(DANGEROUS) else "text")
        cell.value = text
        cell.data_type = "s"
        return cell

    def _of(self, look: str, centred: bool, kind: str) -> BookCell:
        key = (look, centred, kind)
        cell = self._made.get(key)
        if cell is None:
            cell = self._made[key] = self._shaped(look, centred, kind)
        return cell

    def _shaped(self, look: str, centred: bool, kind: str) -> BookCell:
        cell = WriteOnlyCell(self._page)
        cell.font = {Look.PLAIN: PLAIN, "note": PLAIN, "title": TITLE}.get(look, BOLD)
        if look in {"note", "title"}:
            cell.alignment = ONE_LINE
        elif look == Look.SECTION:
            cell.alignment, cell.fill = ONE_LINE, SECTION_FILL
        elif look == "heading":
            cell.alignment, cell.fill = CENTRED, HEAD_FILL
        else:
            cell.alignment = CENTRED if centred else WRAPPED
        if look not in {"note", "title"}:
            cell.border = BOX
        if kind == "@":
            cell.quotePrefix = True
        elif kind not in {"", "text"}:
            cell.number_format = kind
        return cell


def _number_format(value: float | date, percent: bool) -> str:
    if isinstance(value, datetime):
        return MOMENT_FORMAT
    if isinstance(value, date):
        return DATE_FORMAT
    if percent:
        return PERCENT_FORMAT
    return NUMBER_FORMAT if isinstance(value, int) else "General"
