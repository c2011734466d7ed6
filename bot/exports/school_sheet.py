"""«Лист школы» as xlsx: the key hidden, everything locked but the four columns to be filled in."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.school_sheets import Headings, SchoolSheet
from bot.exports.pen import BOX, HEAD_FILL, clean, put_text

WIDTHS = (4, 7, 50, 24, 18, 16, 34, 10, 40)
FIRST_OPEN, DAY = 6, 6
FILLED = PatternFill("solid", fgColor="FFFBE6")
TOP = 3
"""The row of the headings: above it the title and what to do."""


def build(sheet: SchoolSheet, headings: Headings, title: str, hint: str) -> bytes:
    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = clean(title)[:31]
    _text(page, 1, 2, f"{title}: {sheet.name}", bold=True)
    _text(page, 2, 2, hint)
    for column, words in enumerate(headings.in_order(), 1):
        _text(page, TOP, column, words, bold=True)
        page.cell(TOP, column).fill, page.cell(TOP, column).border = HEAD_FILL, BOX
        page.column_dimensions[get_column_letter(column)].width = WIDTHS[column - 1]
    for number, row in enumerate(sheet.rows, TOP + 1):
        for column, words in enumerate((row.key, row.number or "", row.title, row.deadline, row.due), 1):
            _text(page, number, column, words)
            page.cell(number, column).border = BOX
        for column in range(FIRST_OPEN, len(WIDTHS) + 1):
            cell = page.cell(number, column)
            cell.protection, cell.fill, cell.border = Protection(locked=False), FILLED, BOX
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.cell(number, DAY).number_format = "DD.MM.YYYY"
    page.column_dimensions["A"].hidden = True
    page.freeze_panes = f"A{TOP + 1}"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _text(page: Worksheet, row: int, column: int, words: str, *, bold: bool = False) -> None:
    """Words stay words, whatever they begin with."""
    cell = page.cell(row, column)
    put_text(cell, words)
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=row >= TOP, vertical="top")
    if bold:
        cell.font = Font(bold=True)
