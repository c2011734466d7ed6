"""The tree of organisations as xlsx: the present state, with lists to choose from where the bot knows the answers."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.choices import offer
from bot.exports.pen import BOX, HEAD_FILL, clean, put_text

WIDTHS = (4, 16, 34, 44, 24, 18, 28, 9, 20, 36, 10)


def build(
    title: str,
    choices_title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    choices: dict[int, Sequence[str]],
) -> bytes:
    """`choices`: for a column (from 0) the words that may stand there; they lie on a second, hidden sheet."""
    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = clean(title)[:31]
    for number, line in enumerate([headings, *rows], 1):
        for place, words in enumerate(line, 1):
            cell = page.cell(number, place)
            put_text(cell, words)
            cell.number_format = "@"
            cell.border, cell.alignment = BOX, Alignment(vertical="top", wrap_text=place > 1)
            if number == 1:
                cell.font, cell.fill = Font(bold=True), HEAD_FILL
    for place, width in enumerate(WIDTHS[: len(headings)], 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.column_dimensions["A"].hidden = True
    page.freeze_panes = "E2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"
    page.print_title_rows = "1:1"
    offer(book, page, choices_title, choices, len(rows) + 1)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
