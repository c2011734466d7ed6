"""Sheets → xlsx by openpyxl in write-only mode: memory does not grow with the number of rows."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.formatting import rule as rules
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from bot.exports.pen import Page, Pen, clean
from bot.exports.sheets import Cell, Look, Sheet, Workbook
from bot.texts import say

LONGEST_TITLE = 31
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")

formula_rule: Callable[..., Any] = rules.FormulaRule
ROW_POINTS, MOST_ROWS = 15, 27
"""A line of text at 11 points, and how many fit the tallest row that Excel allows (409 points)."""
RAGGED, BOLD_FACTOR = 1.12, 1.12 * 1.15
"""Words do not fill their lines; bold ones are wider."""


def write(workbook: Workbook, made_at: datetime, begun: Callable[[str], None] = lambda _: None) -> bytes:
    """The file. `made_at` goes into the document's properties; `begun` hears the title of each sheet."""
    book = Book(write_only=True)
    book.properties.title = clean(workbook.title)
    book.properties.creator = say("report-creator")
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    taken: set[str] = set()
    for sheet in workbook.sheets:
        begun(sheet.title)
        _write_sheet(book.create_sheet(_free_title(sheet.title, taken)), sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _free_title(title: str, taken: set[str]) -> str:
    base = NOT_IN_TITLES.sub(" ", clean(title)).strip("' ")[:LONGEST_TITLE] or "—"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: LONGEST_TITLE - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _write_sheet(page: Page, sheet: Sheet) -> None:
    """Page set-up comes first: write-only sheets cannot go back. Lines may be made while they are written."""
    header = len(sheet.notes) + 1
    end = get_column_letter(max(len(sheet.headings), 1))
    for index, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(index)].width = width
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{header + 1}"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.orientation = "portrait" if sheet.upright else "landscape"
    page.page_setup.paperSize, page.page_setup.fitToWidth, page.page_setup.fitToHeight = 9, 1, 0
    page.oddFooter.right.text = "&P / &N"
    pen = Pen(page, sheet)
    for number, note in enumerate(sheet.notes):
        page.append([pen.note(note, title=number == 0)])
    page.row_dimensions[header].height = _height(sheet.widths, sheet.headings, BOLD_FACTOR)
    page.append(pen.headings())
    last = header
    for last, line in enumerate(sheet.lines, start=header + 1):
        if line.look is not Look.SECTION:
            page.row_dimensions[last].height = _height(sheet.widths, line.cells)
        page.append(pen.cells(line))
        page.row_dimensions.pop(last, None)  # written by now: fifty thousand heights would fill the memory
    printed = get_column_letter(min(len(sheet.headings), sheet.printed or len(sheet.headings)) or 1)
    page.print_title_rows = f"{header}:{header}"
    page.print_area = f"A1:{printed}{last}"
    page.auto_filter.ref = f"A{header}:{end}{last}"
    if sheet.tints and last > header:
        _colour(page, sheet, header, last, end)


def _height(widths: Sequence[int], cells: Iterable[Cell], factor: float = RAGGED) -> float:
    """Height of a row in points: the tallest cell by its words and column; nobody measures it when a file is opened."""
    tallest = 1
    for text, width in zip(cells, widths, strict=False):
        if isinstance(text, str) and (len(text) * factor > width or "\n" in text):
            parts = text[: MOST_ROWS * width].split("\n")
            tallest = max(tallest, sum(ceil((len(part) or 1) * factor / width) for part in parts))
    return float(min(tallest, MOST_ROWS) * ROW_POINTS)


def _colour(page: Page, sheet: Sheet, header: int, last: int, end: str) -> None:
    first = f"{get_column_letter(sheet.tint_from + 1)}{header + 1}"
    for value, tint in sheet.tints:
        fill = PatternFill("solid", bgColor=tint.value, fgColor=tint.value)
        words = value.replace('"', '""')
        rule = formula_rule([f'EXACT(LEFT({first},{len(value)}),"{words}")'], fill=fill, stopIfTrue=True)
        page.conditional_formatting.add(f"{first}:{end}{last}", rule)
