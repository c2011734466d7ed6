"""Plain sheets of text: links of invites, templates of lists. Every cell is text, whatever it begins with."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.choices import offer
from bot.exports.pen import put_text

WIDEST = 60


def text_sheet(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    choices_title: str = "",
    choices: Mapping[int, Sequence[str]] | None = None,
) -> bytes:
    """An xlsx with one sheet: a frozen bold heading, columns as wide as their text up to 60, a filter.

    `choices`: words to choose from in a column (`bot/exports/choices.py`), on a hidden sheet of that title.
    """
    body = [list(row) for row in rows]
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = title
    for number, line in enumerate([list(headings), *body], start=1):
        for place, value in enumerate(line, start=1):
            _text(sheet.cell(number, place), value, bold=number == 1)
    for place, heading in enumerate(headings):
        longest = max([len(heading), *(len(row[place]) for row in body)])
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(longest + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(body) + 1}"
    if choices:
        offer(book, sheet, choices_title, choices, len(body) + 1)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _text(cell: Cell | MergedCell, value: str, *, bold: bool) -> None:
    put_text(cell, value)
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
