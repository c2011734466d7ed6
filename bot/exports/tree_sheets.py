"""The tree of organisations as xlsx: the present state, with lists to choose from where the bot knows the answers."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.pen import BOX, HEAD_FILL, clean

WIDTHS = (4, 16, 34, 44, 24, 18, 28, 9, 20, 36, 10)
SPARE = 300
"""Empty lines below that bear the lists too."""


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
            cell.value, cell.data_type, cell.number_format = clean(words), "s", "@"
            cell.border, cell.alignment = BOX, Alignment(vertical="top", wrap_text=place > 1)
            if number == 1:
                cell.font, cell.fill = Font(bold=True), HEAD_FILL
    for place, width in enumerate(WIDTHS[: len(headings)], 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.column_dimensions["A"].hidden = True
    page.freeze_panes = "E2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"
    page.print_title_rows = "1:1"
    _offer(book, page, clean(choices_title)[:31], choices, len(rows) + 1 + SPARE)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _offer(book: Workbook, page: Worksheet, title: str, choices: dict[int, Sequence[str]], last: int) -> None:
    lists: Worksheet = book.create_sheet(title)
    lists.sheet_state = "hidden"
    for number, (column, words) in enumerate(choices.items(), 1):
        for line, word in enumerate(words, 1):
            cell = lists.cell(line, number)
            cell.value, cell.data_type = clean(word), "s"
        letter, target = get_column_letter(number), get_column_letter(column + 1)
        rule = DataValidation(type="list", formula1=f"'{title}'!${letter}$1:${letter}${max(len(words), 1)}")
        rule.add(f"{target}2:{target}{last}")
        page.add_data_validation(rule)
