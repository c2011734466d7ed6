"""A report with every name that hurts: 250 rows, line breaks, formulas, endless texts. Excel's limits are kept."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import openpyxl

from bot.domain.reports import Item
from bot.exports.lists import text_sheet
from bot.exports.sheets import Line, Sheet, Workbook
from bot.exports.tree_sheets import build as tree
from bot.exports.workbook import write
from bot.exports.worker import build
from tests.exports.test_pictures import district

NOW = datetime(2023, 9, 4, tzinfo=UTC)
ROWS = 250
NAMES = ("=1+1", "Школа\nс переносом", "я" * 40_000, "a/b:c*[d]?", "\x00\x07", "@кто", "")


def test_every_sheet_of_it_opens_and_holds_no_formula() -> None:
    report = district(7)
    names = [NAMES[n % len(NAMES)] for n in range(ROWS)]
    items = tuple(
        Item(n, words[:64], words[:45], words, words, words, words, None, False) for n, words in enumerate(names, 1)
    )
    places = tuple(replace(place, name=name) for place, name in zip(report.places, NAMES, strict=True))
    plan = replace(report.plans[0], items=items, headings=("№", "Мероприятие", "Срок", "Ответственные"))
    book = openpyxl.load_workbook(
        BytesIO(build(replace(report, places=places, plans=(plan,), organisation="=СУММ(1)")))
    )
    cells = [cell for page in book for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert all(cell.data_type == "s" and len(str(cell.value)) <= 32_767 for cell in cells)
    assert sum(1 for row in book["План"].iter_rows(min_row=4) if row[1].value) > ROWS / 2


HIDDEN = "\x01=1+1"
"""Excel drops the first sign: what is left must not become a formula when somebody edits the cell."""


def test_a_sign_that_is_dropped_hides_no_formula() -> None:
    books = {
        "lists": text_sheet("Лист", ["Заголовок"], [[HIDDEN]], "Списки", {0: [HIDDEN]}),
        "tree": tree("Лист", "Списки", ["Заголовок"], [[HIDDEN]], {0: [HIDDEN]}),
        "workbook": write(Workbook("Книга", (Sheet("Лист", ("Заголовок",), (20,), (Line((HIDDEN,)),)),)), NOW),
    }
    bare = [
        f"{name}: {cell.coordinate}"
        for name, content in books.items()
        for page in openpyxl.load_workbook(BytesIO(content))
        for row in page.iter_rows()
        for cell in row
        if cell.value == "=1+1" and not (cell.data_type == "s" and cell.quotePrefix)
    ]
    assert bare == []
