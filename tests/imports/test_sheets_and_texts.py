"""Spreadsheets as they are shown, texts in old code pages, pages called xls."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from bot.domain.grid import Document, Grid, Paragraph, read_plan
from bot.imports import read_document
from bot.imports.sniff import Kind, may_hold, sniff
from tests.imports.files import xlsx_of, zip_of

HEADER = ["№", "Мероприятие", "Срок", "Ответственный"]


def saved(book: openpyxl.Workbook) -> Document:
    out = io.BytesIO()
    book.save(out)
    return read_document("план.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (date(2023, 9, 15), "dd.mm.yyyy", "15.09.2023"),
        (datetime(2023, 9, 15, 10, 30), "dd.mm.yyyy h:mm", "15.09.2023"),  # noqa: DTZ001 a cell has no zone
        (date(2023, 9, 1), "mmm yy", "сентябрь 2023"),
        (date(2023, 9, 1), "[$-FC19]mmmm", "сентябрь"),
        (date(2023, 11, 20), "d mmmm", "20 ноября"),
        (date(2023, 1, 1), "yyyy", "2023"),
        (1.1, "0.00", "1.10"),
        (1.1, "General", "1.1"),
        (3.0, "0", "3"),
        (0.8, "0%", "80%"),
        (0.4375, "h:mm", "10:30"),
        (2, '0"."', "2"),
    ],
)
def test_a_number_is_read_as_it_is_shown(value: object, code: str, shown: str) -> None:
    book = openpyxl.Workbook()
    cell = book.worksheets[0].cell(1, 1)
    cell.value = value  # type: ignore[assignment]
    cell.number_format = code
    assert next(saved(book).grids()).rows == ((shown,),)


def test_hidden_sheets_are_left_out() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["видно"])
    hidden = book.create_sheet("списки")
    hidden.append(["не видно"])
    hidden.sheet_state = "hidden"
    assert [grid.source for grid in saved(book).grids()] == ["Sheet"]


def test_empty_rows_and_columns_far_away_cost_nothing() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["а"])
    sheet.cell(60_000, 900, "б")
    assert next(saved(book).grids()).rows == (("а", ""), ("", ""), ("", "б"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_texts_in_any_code_page_are_read(encoding: str) -> None:
    text = "План на 2023/2024 учебный год\n\n" + "\n".join(
        "\t".join(row) for row in [HEADER, ["1", "Беседа о профессиях", "октябрь", "Завуч"]]
    ).replace("№", "N")
    plan = read_plan(read_document("план.txt", text.encode(encoding)), 2023)
    assert plan.title == "План на 2023/2024 учебный год"
    assert plan.measures[0].title == "Беседа о профессиях"


def test_a_web_page_called_xls_is_read() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in [HEADER, ["1", "Беседа", "май", "Завуч"]]
    )
    page = f"<html><head><style>td {{}}</style></head><body><p>План</p><table>{rows}</table></body></html>".encode()
    assert sniff("план.xls", page) is Kind.HTML
    assert read_plan(read_document("план.xls", page), 2023).measures[0].title == "Беседа"


def test_running_text_is_paragraphs() -> None:
    document = read_document("письмо.txt", "Первая строка\nВторая строка".encode())
    assert document.blocks == (Paragraph("Первая строка"), Paragraph("Вторая строка"))


def test_a_day_of_an_old_sheet_that_may_be_a_month_is_a_doubt() -> None:
    rows = [HEADER, ["1", "Беседа", "01.10.2023", "Завуч"], ["2", "Игра", "12.10.2023", "Завуч"]]
    document = Document("план.xls", "xls", (Grid.of(rows, dates=[(1, 2), (2, 2)]),))
    doubts = [[doubt.code for doubt in row.doubts] for row in read_plan(document, 2023).measures]
    assert doubts == [["date_may_be_month"], []]


def test_a_table_may_hold_the_words_of_its_cells_only() -> None:
    book = xlsx_of([["Ключ  строки", "Пункт"], ["1.1", "Беседа"]])
    assert may_hold(book, "Ключ строки")
    assert not may_hold(book, "Строка плана")
    assert not may_hold(b"PK no archive", "Ключ строки")


def test_a_table_too_long_to_look_through_may_hold_anything() -> None:
    long = zip_of({"xl/worksheets/sheet1.xml": b"<c>" + b"1" * (5 * 2**20) + b"</c>"})
    assert may_hold(long, "Ключ строки")
