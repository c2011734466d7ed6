"""The same document back: the five real plans as docx and xlsx keep every word, and bear their execution."""

import json
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from bot.domain.returns import Executed, Original, Returned
from bot.exports.returned import fill
from tests.imports.files import docx_of, xlsx_of

REAL = Path(__file__).parents[1] / "golden" / "roadmaps" / "real"
PLANS = ("botlikh", "kalininsky", "lysva", "tambov", "turochak")
HEADING = "Исполнение на 22.11.2026"


def told(name: str) -> tuple[Executed, ...]:
    rows: list[dict[str, Any]] = json.loads((REAL / f"{name}.json").read_text(encoding="utf-8"))["measures"]
    return tuple(
        Executed(row["number"] or "", row["title"], row["deadline"], f"Итог {place}", f"{place}")
        for place, row in enumerate(rows)
    )


def returned(name: str, content: bytes, rows: tuple[Executed, ...]) -> Returned:
    made = fill(Original(name, content, HEADING, rows))
    assert made is not None
    return made


def words_of(paper: Paper) -> Counter[str]:
    return Counter(t.text for t in paper.element.body.iter("{*}t") if t.text)


def right_column(paper: Paper) -> list[str]:
    return [row.cells[-1].text for table in paper.tables for row in table.rows]


@pytest.mark.parametrize("name", PLANS)
def test_a_docx_keeps_every_word_and_gets_every_execution(name: str) -> None:
    content, rows = (REAL / f"{name}.docx").read_bytes(), told(name)
    made = returned(f"{name}.docx", content, rows)
    assert (made.name, made.missing) == (f"{name}.docx", ())
    before, after = docx.Document(BytesIO(content)), docx.Document(BytesIO(made.content))
    gone, new = words_of(before) - words_of(after), words_of(after) - words_of(before)
    assert not gone
    assert {row.words for row in rows} | {HEADING} <= set(new)
    assert len(new - Counter({HEADING: 99, "6": 1, **{row.words: 9 for row in rows}})) == 0
    column = right_column(after)
    assert column[0] == HEADING
    assert [words for words in dict.fromkeys(column) if words.startswith("Итог")] == [row.words for row in rows]


@pytest.mark.parametrize("name", PLANS)
def test_an_xlsx_keeps_every_cell_and_gets_every_execution(name: str) -> None:
    content, rows = (REAL / f"{name}.xlsx").read_bytes(), told(name)
    made = returned(f"{name}.xlsx", content, rows)
    assert made.missing == ()
    before, after = (openpyxl.load_workbook(BytesIO(c)).worksheets[0] for c in (content, made.content))
    for row in before.iter_rows():
        for cell in row:
            assert after[cell.coordinate].value == cell.value
            assert repr(after[cell.coordinate].font) == repr(cell.font)
    column = [cell.value for cell in after[openpyxl.utils.get_column_letter(before.max_column + 1)] if cell.value]
    assert column == [HEADING, *(row.words for row in rows)]


def test_a_cell_that_has_text_is_never_overwritten() -> None:
    """In Ботлих «Информация об исполнении» holds the targets: a new column stands on its right."""
    content, rows = (REAL / "botlikh.docx").read_bytes(), told("botlikh")
    table = docx.Document(BytesIO(returned("botlikh.docx", content, rows).content)).tables[0]
    header = [cell.text for cell in table.rows[0].cells]
    assert header[4].startswith("Информация об исполнении")
    assert header[5] == HEADING
    assert [cell.text for cell in table.rows[1].cells] == ["1", "2", "3", "4", "5", "6"]
    assert len({id(cell._tc) for cell in table.rows[2].cells}) == 1  # a section still runs over the whole table


ROWS = (
    ("№ п/п", "Мероприятие", "Срок", "Отметка о выполнении"),
    ("1", "Утверждение плана работы", "до 25.08.2023", ""),
    ("2", "Назначение ответственных", "до 30.08.2023", ""),
)
EXECUTED = (
    Executed("1", "Утверждение плана работы", "до 25.08.2023", "Выполнено\nПриказ № 12", "1"),
    Executed("2", "Назначение ответственных", "до 30.08.2023", "=СУММ(A1)", "2"),
)


def test_an_empty_column_for_it_is_filled() -> None:
    table = docx.Document(BytesIO(returned("план.docx", docx_of(ROWS), EXECUTED).content)).tables[0]
    assert [[cell.text for cell in row.cells][3:] for row in table.rows] == [
        ["Отметка о выполнении"], ["Выполнено\nПриказ № 12"], ["=СУММ(A1)"],
    ]  # fmt: skip
    page = openpyxl.load_workbook(BytesIO(returned("план.xlsx", xlsx_of(ROWS), EXECUTED).content)).worksheets[0]
    assert [page["D2"].value, page["D3"].value, page["D3"].data_type] == ["Выполнено\nПриказ № 12", "=СУММ(A1)", "s"]
    assert page.max_column == 4


def test_one_word_in_it_makes_it_a_column_of_the_author() -> None:
    rows = [ROWS[0], (*ROWS[1][:3], "выполнено в августе"), ROWS[2]]
    for name, content in (("план.docx", docx_of(rows)), ("план.xlsx", xlsx_of(rows))):
        assert b"PK" in returned(name, content, EXECUTED).content[:2]
    table = docx.Document(BytesIO(returned("план.docx", docx_of(rows), EXECUTED).content)).tables[0]
    assert [cell.text for cell in table.rows[1].cells][3:] == ["выполнено в августе", "Выполнено\nПриказ № 12"]
    page = openpyxl.load_workbook(BytesIO(returned("план.xlsx", xlsx_of(rows), EXECUTED).content)).worksheets[0]
    assert [page["D2"].value, page["E1"].value] == ["выполнено в августе", HEADING]


def test_several_tables_and_merged_rows() -> None:
    paper = docx.Document()
    first, second = paper.add_table(3, 3), paper.add_table(2, 3)
    for cell, text in zip(first.rows[0].cells, ROWS[0][:3], strict=True):
        cell.text = text
    for cell, text in zip(first.rows[1].cells, ROWS[1][:3], strict=True):
        cell.text = text
    first.cell(2, 1).text = "и рабочей группы"
    first.cell(1, 0).merge(first.cell(2, 0))
    first.cell(1, 2).merge(first.cell(2, 2))
    section = second.rows[0].cells
    section[0].merge(section[2]).text = "Раздел 2"
    for cell, text in zip(second.rows[1].cells, ROWS[2][:3], strict=True):
        cell.text = text
    buffer = BytesIO()
    paper.save(buffer)
    made = docx.Document(BytesIO(returned("план.docx", buffer.getvalue(), EXECUTED).content))
    one, two = made.tables
    assert one.rows[0].cells[3].text == HEADING
    assert one.rows[1].cells[3].text == one.rows[2].cells[3].text == "Выполнено\nПриказ № 12"
    assert {cell.text for cell in two.rows[0].cells} == {"Раздел 2"}
    assert two.rows[1].cells[3].text == "=СУММ(A1)"


def test_a_row_that_the_file_has_not_is_named() -> None:
    extra = Executed("3", "Пункт, которого в файле нет", "сентябрь", "Выполнено", "3")
    assert returned("план.docx", docx_of(ROWS), (*EXECUTED, extra)).missing == ("3",)


def test_other_files_are_left_to_the_layout_of_the_plan() -> None:
    for content in (b"%PDF-1.4", b"", b"PK\x03\x04 damaged", (REAL / "tambov.pdf").read_bytes()):
        assert fill(Original("план.pdf", content, HEADING, EXECUTED)) is None
    assert fill(Original("чужой.docx", docx_of((("а", "б"), ("в", "г"))), HEADING, EXECUTED)) is None


def with_merged(*areas: str, hidden: str = "", rows: Sequence[Sequence[str]] = ROWS[:3]) -> bytes:
    """The plan with merged cells, as Excel gets it from a table of Word."""
    book = openpyxl.load_workbook(BytesIO(xlsx_of(rows)))
    page = book.worksheets[0]
    for area in areas:
        page.merge_cells(area)
    if hidden:
        first, _, last = hidden.partition(":")
        page.column_dimensions.group(first, last or first, outline_level=0, hidden=True)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


PLAIN = tuple((*row[:3], note) for row, note in zip(ROWS, ("Примечание", "", ""), strict=True))


@pytest.mark.parametrize(
    "areas",
    [
        ("D1:E1", "D2:E2", "D3:E3"),  # the last column is merged in every row
        ("D1:E1",),  # only its heading is
        ("D2:E2",),
        ("D1:F1", "C2:D2", "D3:E3"),
    ],
)
def test_a_new_column_stands_beside_merged_ones(areas: tuple[str, ...]) -> None:
    made = returned("план.xlsx", with_merged(*areas, rows=PLAIN), EXECUTED)
    assert made.missing == ()
    page = openpyxl.load_workbook(BytesIO(made.content)).worksheets[0]
    column = 1 + max(openpyxl.utils.range_boundaries(area)[2] or 0 for area in areas)
    assert [page.cell(row, column).value for row in (1, 2, 3)] == [HEADING, *(row.words for row in EXECUTED)]
    assert {str(area) for area in page.merged_cells.ranges} == set(areas)


def test_a_hidden_column_is_not_filled_and_the_new_one_is_seen() -> None:
    made = returned("план.xlsx", with_merged(hidden="D:J"), EXECUTED)
    page = openpyxl.load_workbook(BytesIO(made.content)).worksheets[0]
    assert [page["D2"].value, page["E1"].value, page["E2"].value] == [None, HEADING, EXECUTED[0].words]
    hidden = {
        column
        for entry in page.column_dimensions.values()
        for column in range(entry.min or 0, (entry.max or 0) + 1)
        if entry.hidden
    }
    assert hidden == {4, 6, 7, 8, 9, 10}


def test_a_free_column_merged_downwards_is_left_alone() -> None:
    """Two rows of the plan in one cell: the words of the second would have no place."""
    made = returned("план.xlsx", with_merged("D2:D3"), EXECUTED)
    page = openpyxl.load_workbook(BytesIO(made.content)).worksheets[0]
    assert made.missing == ()
    assert [page.cell(row, 5).value for row in (1, 2, 3)] == [HEADING, *(row.words for row in EXECUTED)]


def test_parts_of_a_cell_of_word_stand_in_the_order_of_the_standard() -> None:
    """Word offers a repair for a cell whose width comes before its conditional style."""
    rows = [*((*row[:3], "Примечание") for row in ROWS), ("", "", "", "")]
    paper = docx.Document(BytesIO(docx_of(rows)))
    section = paper.tables[0].rows[-1].cells
    section[0].merge(section[-1]).text = "Раздел 2"
    for cell in paper.tables[0]._tbl.iter(qn("w:tc")):
        style = OxmlElement("w:cnfStyle")
        style.set(qn("w:val"), "000000100000")
        cell.get_or_add_tcPr().insert(0, style)
    buffer = BytesIO()
    paper.save(buffer)
    made = docx.Document(BytesIO(returned("план.docx", buffer.getvalue(), EXECUTED).content))
    assert [cell.text for cell in made.tables[0].rows[0].cells][-1] == HEADING
    order = ["cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "vAlign"]
    for properties in made.element.body.iter(qn("w:tcPr")):
        found = [etree.QName(part).localname for part in properties]
        assert found == sorted(found, key=order.index)
