"""Lists to choose from in the cells of a sheet that goes out to be filled in."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.pen import clean, put_text

SPARE = 300
"""Empty lines below that bear the lists too."""


def offer(book: Workbook, page: Worksheet, title: str, choices: Mapping[int, Sequence[str]], last: int) -> None:
    """`choices`: for a column (from 0) the words that may stand below its heading; they lie on a second, hidden sheet.

    `last` is the last line with something in it.
    """
    title = clean(title)[:31]
    lists: Worksheet = book.create_sheet(title)
    lists.sheet_state = "hidden"
    for number, (column, words) in enumerate(choices.items(), 1):
        for line, word in enumerate(words, 1):
            put_text(lists.cell(line, number), word)
        letter, target = get_column_letter(number), get_column_letter(column + 1)
        rule = DataValidation(type="list", formula1=f"'{title}'!${letter}$1:${letter}${max(len(words), 1)}")
        rule.add(f"{target}2:{target}{last + SPARE}")
        page.add_data_validation(rule)
