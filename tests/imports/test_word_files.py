"""What Word keeps apart from the text: numbers it counts itself, deletions, text boxes, merged and hand-drawn cells."""

import io

import docx
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table
from docx.text.paragraph import Paragraph as Line

from bot.domain.grid import Document, Grid, Paragraph, Span, read_plan
from bot.imports import read_document

HEADER = ["№", "Мероприятие", "Срок", "Ответственный"]


def reread(document: Word) -> Document:
    out = io.BytesIO()
    document.save(out)
    return read_document("план.docx", out.getvalue())


def table_of(document: Word, rows: list[list[str]]) -> Table:
    table: Table = document.add_table(len(rows), len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return table


def numbered(paragraph: Line, level: int = 0, number: int = 77) -> None:
    numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbering))


def add_list(document: Word, levels: list[tuple[str, str]], number: int = 77) -> None:
    """A list definition: (format, text) for each level."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (kind, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def test_numbers_that_word_counts_are_read() -> None:
    document = docx.Document()
    add_list(document, [("decimal", "%1."), ("decimal", "%1.%2.")])
    table = table_of(document, [HEADER, *[["", f"Дело {n}", "октябрь", "Завуч"] for n in range(3)]])
    for row, level in ((1, 0), (2, 1), (3, 0)):
        numbered(table.cell(row, 0).paragraphs[0], level)
    assert [row.number for row in read_plan(reread(document), 2023).measures] == ["1", "1.1", "2"]


def test_lists_inside_a_cell_keep_their_letters() -> None:
    document = docx.Document()
    add_list(document, [("russianLower", "%1)")])
    table = table_of(document, [HEADER, ["1", "Подготовка:", "октябрь", "Завуч"]])
    for text in ("приказ", "план", "график"):
        numbered(table.cell(1, 1).add_paragraph(text))
    assert read_plan(reread(document), 2023).measures[0].title == "Подготовка: а) приказ б) план в) график"


def test_roman_sections_and_bullets_are_shown_as_word_shows_them() -> None:
    document = docx.Document()
    add_list(document, [("upperRoman", "%1.")], 78)
    add_list(document, [("bullet", "")], 79)
    for text in ("Первый", "Второй", "Третий", "Четвёртый"):
        numbered(document.add_paragraph(text), 0, 78)
    numbered(document.add_paragraph("пункт"), 0, 79)
    texts = [block.text for block in reread(document).blocks if isinstance(block, Paragraph)]
    assert texts[:5] == ["I. Первый", "II. Второй", "III. Третий", "IV. Четвёртый", "– пункт"]


def test_deleted_and_hidden_words_are_gone_and_inserted_ones_stay() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Начало ")
    for inner in (
        "<w:del><w:r><w:delText>старое</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>новое</w:t></w:r></w:ins>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайное</w:t></w:r>",
        "<w:sdt><w:sdtContent><w:r><w:t xml:space='preserve'> поле</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        wrapped = parse_xml(f"<w:x {nsdecls('w')}>{inner}</w:x>")
        paragraph._p.append(wrapped[0])
    assert next(iter(reread(document).blocks)) == Paragraph("Начало новое поле")


def test_an_approval_block_in_a_text_box_is_read_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>УТВЕРЖДЕНО приказом от 28.08.2023 № 5</w:t></w:r></w:p></w:txbxContent>"
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="x"'
    run = (
        f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph()._p.append(parse_xml(run))
    document.add_paragraph("План на 2023/2024 учебный год")
    table_of(document, [HEADER, ["1", "Беседа", "октябрь", "Завуч"]])
    found = reread(document)
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)].count(
        "УТВЕРЖДЕНО приказом от 28.08.2023 № 5"
    ) == 1
    plan = read_plan(found, 2023)
    assert str(plan.approved_on) == "2023-08-28"


def test_a_table_inside_a_table_that_only_lays_out_the_page_is_the_plan() -> None:
    document = docx.Document()
    frame = document.add_table(1, 1)
    inner = frame.cell(0, 0).add_table(3, 4)
    for row, texts in enumerate([HEADER, ["1", "Беседа", "октябрь", "Завуч"], ["2", "Игра", "ноябрь", "Завуч"]]):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = text
    assert [row.title for row in read_plan(reread(document), 2023).measures] == ["Беседа", "Игра"]


def test_merged_cells_become_spans() -> None:
    document = docx.Document()
    table = table_of(document, [["а", "б", "в"], ["г", "", "д"], ["", "", "е"]])
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    grid = next(reread(document).grids())
    assert set(grid.spans) == {Span(0, 1, 1, 2), Span(1, 0, 2, 1)}


def test_hand_drawn_columns_are_counted_and_not_measured() -> None:
    """Word gives every row its own borders: four cells may lie on a grid of seven columns, each row differently."""
    document = docx.Document()
    rows = [
        HEADER,
        ["1", "Беседа", "октябрь", "Завуч"],
        ["2", "Игра", "ноябрь", "Завуч"],
        ["3", "Отчёт", "май", "Завуч"],
    ]
    shapes = [(1, 3, 1, 2), (1, 2, 2, 2), (1, 3, 2, 1), (1, 3, 1, 2)]
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
            for text, width in zip(texts, shape, strict=True)
        )
        + "</w:tr>"
        for texts, shape in zip(rows, shapes, strict=True)
    )
    document.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{body}</w:tbl>"))
    plan = read_plan(reread(document), 2023)
    assert [(row.title, row.deadline_text) for row in plan.measures] == [
        ("Беседа", "октябрь"),
        ("Игра", "ноябрь"),
        ("Отчёт", "май"),
    ]


def test_a_grid_is_even() -> None:
    grid = Grid.of([["а"], ["б", "в"]])
    assert grid.rows == (("а", ""), ("б", "в"))
