"""The xlsx writer: text stays text, titles are legal, every file opens again."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.pen import LONGEST_TEXT
from bot.exports.sheets import Line, Look, Sheet, Tint, Workbook
from bot.exports.workbook import write
from tests.laws import tried

NOON = datetime(2023, 9, 4, 12, 0)  # noqa: DTZ001 - a cell holds local time


def sheet(*lines: Line, title: str = "Лист") -> Sheet:
    return Sheet(title, ("А", "Б"), (10, 20), lines, ("Заметка",), frozen=1, tints=(("✓", Tint.GREEN),), tint_from=1)


def first(book: openpyxl.Workbook) -> Worksheet:
    return book.worksheets[0]


def read_back(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(write(Workbook("Книга", sheets), NOON)))


@pytest.mark.parametrize("words", ["=1+1", "+7 900", "-", "@кто", "\tтаб", '=HYPERLINK("http://x")'])
def test_dangerous_beginnings_stay_text(words: str) -> None:
    cell = first(read_back(sheet(Line((words, None)))))["A3"]
    assert (cell.data_type, cell.value.strip(), cell.quotePrefix) == ("s", words.strip(), True)


def test_a_text_longer_than_a_cell_is_cut_with_an_ellipsis() -> None:
    value = first(read_back(sheet(Line(("я" * 40_000, None)))))["A3"].value
    assert (len(value), value[-1]) == (LONGEST_TEXT, "…")


def test_titles_of_sheets_are_legal_and_differ() -> None:
    book = read_back(*(sheet(title=t) for t in ("План", "план", "a/b:c*[d]?", "я" * 50, "я" * 50, "")))
    assert len({name.casefold() for name in book.sheetnames}) == 6
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_header_filter_freeze_and_print_are_set() -> None:
    page = first(read_back(sheet(Line(("а", date(2023, 9, 1))), Line(("раздел",), Look.SECTION))))
    assert page.freeze_panes == "B3"
    assert page.auto_filter.ref == "A2:B4"
    assert page.print_title_rows == "$2:$2"
    assert "$A$1:$B$4" in page.print_area
    assert page["B3"].number_format == "DD.MM.YYYY"
    assert str(next(iter(page.conditional_formatting)).sqref) == "B3:B4"


@tried(60)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_any_text_makes_a_file_that_opens(words: list[str]) -> None:
    page = first(read_back(sheet(*(Line((word, None)) for word in words))))
    assert page.max_row >= 2 + len([word for word in words if word.strip()]) - len(words)
