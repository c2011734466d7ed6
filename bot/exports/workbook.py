"""Sheets → xlsx by openpyxl in write-only mode: memory does not grow with the number of rows.

Text stays text: a cell that begins with = + - @ is never a formula (it bears the quote prefix, so it stays text when a
person edits it), characters that XML forbids are dropped, and texts end at Excel's 32,767 characters.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.cell import Cell as BookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting import rule as rules
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from bot.exports.sheets import Cell, Line, Look, Sheet, Workbook
from bot.texts import say

Page = Any
"""openpyxl's write-only sheet; its type stubs know only half of it."""

LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")

BOLD, TITLE = Font(name="Calibri", bold=True), Font(name="Calibri", bold=True, size=14)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
THIN = Side(style="thin", color="BFBFBF")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL, SECTION_FILL = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="F2F2F2")
formula_rule: Callable[..., Any] = rules.FormulaRule
ROW_POINTS, MOST_ROWS = 15, 27
"""A line of text at 11 points, and how many fit the tallest row that Excel allows (409 points)."""
RAGGED, BOLD_FACTOR = 1.12, 1.15
"""Words do not fill their lines; bold ones are wider."""
DATE_FORMAT, MOMENT_FORMAT, PERCENT_FORMAT = "DD.MM.YYYY", "DD.MM.YYYY HH:MM", '0"%"'


def write(workbook: Workbook, made_at: datetime) -> bytes:
    """The file. `made_at` goes into the document's properties."""
    book = Book(write_only=True)
    book.properties.title = clean(workbook.title)
    book.properties.creator = say("report-creator")
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    taken: set[str] = set()
    for sheet in workbook.sheets:
        _write_sheet(book.create_sheet(_free_title(sheet.title, taken)), sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def clean(text: str) -> str:
    """Text as a cell can hold it."""
    text = FORBIDDEN.sub("", text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _free_title(title: str, taken: set[str]) -> str:
    base = NOT_IN_TITLES.sub(" ", clean(title)).strip("' ")[:LONGEST_TITLE] or "—"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: LONGEST_TITLE - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _write_sheet(page: Page, sheet: Sheet) -> None:
    """Page set-up comes first: write-only sheets cannot go back."""
    header = len(sheet.notes) + 1
    last = header + len(sheet.lines)
    end = get_column_letter(max(len(sheet.headings), 1))
    for index, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(index)].width = width
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{header + 1}"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.orientation = "portrait" if sheet.upright else "landscape"
    page.page_setup.paperSize, page.page_setup.fitToWidth, page.page_setup.fitToHeight = 9, 1, 0
    page.print_title_rows = f"{header}:{header}"
    page.print_area = f"A1:{end}{last}"
    for number, note in enumerate(sheet.notes):
        page.append([_note(page, note, TITLE if number == 0 else None)])
    page.row_dimensions[header].height = _height(sheet, sheet.headings, BOLD_FACTOR)
    page.append([_heading(page, text) for text in sheet.headings])
    for number, line in enumerate(sheet.lines, start=header + 1):
        if line.look is not Look.SECTION:
            page.row_dimensions[number].height = _height(sheet, line.cells)
        page.append(list(_cells(page, sheet, line)))
    page.auto_filter.ref = f"A{header}:{end}{last}"
    _colour(page, sheet, header, last, end)


def _height(sheet: Sheet, cells: Iterable[Cell], factor: float = 1.0) -> float:
    """Height of a row in points: the tallest cell by its words and column; nobody measures it when a file is opened."""
    tallest = 1
    for text, width in zip(cells, sheet.widths, strict=False):
        if isinstance(text, str):
            parts = text[: MOST_ROWS * width].split("\n")
            tallest = max(tallest, sum(ceil((len(part) or 1) * factor * RAGGED / width) for part in parts))
    return float(min(tallest, MOST_ROWS) * ROW_POINTS)


def _colour(page: Page, sheet: Sheet, header: int, last: int, end: str) -> None:
    if not (sheet.tints and sheet.lines):
        return
    first = f"{get_column_letter(sheet.tint_from + 1)}{header + 1}"
    for value, tint in sheet.tints:
        fill = PatternFill("solid", bgColor=tint.value, fgColor=tint.value)
        words = value.replace('"', '""')
        rule = formula_rule([f'EXACT(LEFT({first},{len(value)}),"{words}")'], fill=fill, stopIfTrue=True)
        page.conditional_formatting.add(f"{first}:{end}{last}", rule)


def _heading(page: Page, text: str) -> BookCell:
    cell = _text(page, text, BOLD)
    cell.alignment, cell.fill, cell.border = CENTRED, HEAD_FILL, BOX
    return cell


def _cells(page: Page, sheet: Sheet, line: Line) -> Iterable[BookCell]:
    width = max(len(sheet.headings), len(line.cells))
    bold = None if line.look is Look.PLAIN else BOLD
    for index, value in enumerate((*line.cells, *[None] * (width - len(line.cells)))):
        cell = _cell(page, value, bold)
        if index in sheet.percent and isinstance(value, int):
            cell.number_format = PERCENT_FORMAT
        cell.border = BOX
        if line.look is Look.SECTION:
            cell.fill, cell.alignment = SECTION_FILL, Alignment(wrap_text=False)
        elif sheet.tints and index >= sheet.tint_from:
            cell.alignment = CENTRED
        yield cell


def _cell(page: Page, value: Cell, font: Font | None) -> BookCell:
    if isinstance(value, str):
        return _text(page, value, font)
    if isinstance(value, datetime):
        cell = WriteOnlyCell(page, value.replace(tzinfo=None))
        cell.number_format = MOMENT_FORMAT
    else:
        cell = WriteOnlyCell(page, value)  # type: ignore[arg-type]  # a date is fine, say its docs
        if value is not None and not isinstance(value, int | float):
            cell.number_format = DATE_FORMAT
    if font is not None:
        cell.font = font
    return cell


def _note(page: Page, text: str, font: Font | None) -> BookCell:
    """Words above a table run over the columns beside them."""
    cell = _text(page, text, font)
    cell.alignment = Alignment(wrap_text=False)
    return cell


def _text(page: Page, text: str, font: Font | None) -> BookCell:
    cell = WriteOnlyCell(page, clean(text))
    cell.data_type = "s"
    cell.alignment = WRAPPED
    if text.startswith(DANGEROUS):
        cell.quotePrefix = True
    if font is not None:
        cell.font = font
    return cell
