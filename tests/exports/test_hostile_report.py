"""A report with every name that hurts: 250 rows, line breaks, formulas, endless texts. Excel's limits are kept."""

from dataclasses import replace
from io import BytesIO

import openpyxl

from bot.domain.reports import Item
from bot.exports.worker import build
from tests.exports.test_pictures import district

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
