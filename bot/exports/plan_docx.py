"""A plan with its execution as docx: the same table as in the xlsx, to be printed and signed."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from bot.domain.reports import Report
from bot.exports.pen import clean
from bot.exports.plan_sheets import plan
from bot.exports.sheets import Cell, Look, Sheet
from bot.texts import say

LONG, SHORT, MARGIN = 297, 210, 15
"""Millimetres of a sheet of A4 that lies across."""
FONT = Pt(9)


def build(report: Report) -> bytes:
    """Every plan of the report, each on pages of its own, numbered and headed as in the original."""
    paper = new_paper(report)
    _lay_across(paper)
    for number, one in enumerate(report.plans):
        _add(paper, plan(report, one), on_new_page=number > 0)
    return saved(paper)


def build_sheet(report: Report, sheet: Sheet) -> bytes:
    """One table on sheets that lie across."""
    paper = new_paper(report)
    _lay_across(paper)
    _add(paper, sheet, on_new_page=False)
    return saved(paper)


def new_paper(report: Report) -> Paper:
    """An empty document that says what it is and who made it."""
    paper = Document()
    paper.core_properties.title = clean(say("report-title", organisation=report.organisation))
    paper.core_properties.author = say("report-creator")
    paper.core_properties.created = paper.core_properties.modified = report.made_at
    paper.core_properties.comments = ""
    return paper


def saved(paper: Paper) -> bytes:
    content = BytesIO()
    paper.save(content)
    return content.getvalue()


def _lay_across(paper: Paper) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(LONG), Mm(SHORT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    paper.styles["Normal"].font.size = FONT


def _add(paper: Paper, sheet: Sheet, *, on_new_page: bool) -> None:
    title, *rest = sheet.notes
    heading = paper.add_paragraph()
    heading.paragraph_format.page_break_before = on_new_page
    heading.add_run(clean(title)).bold = True
    for note in rest:
        paper.add_paragraph(clean(note))
    wide = sheet.printed or len(sheet.headings)
    headings = sheet.headings[:wide]
    table = paper.add_table(rows=1, cols=wide)
    table.style = "Table Grid"
    table.autofit = False
    widths = _widths(sheet.widths, wide)
    _fill(table, 0, headings, widths, bold=True)
    _repeat(table)
    for line in sheet.lines:
        table.add_row()
        place = len(table.rows) - 1
        if line.look is Look.SECTION:
            row = table.rows[place].cells
            _write(row[0].merge(row[-1]), _words(line.cells[0]), bold=True)
        else:
            _fill(table, place, [_words(cell) for cell in line.cells[:wide]], widths)


def _widths(shares: Sequence[int], columns: int) -> list[Mm]:
    """The page shared out as the columns of the xlsx are."""
    whole = LONG - 2 * MARGIN
    own = [*shares, *[20] * columns][:columns]
    return [Mm(whole * share / sum(own)) for share in own]


def _fill(table: Table, place: int, words: Sequence[str], widths: Sequence[Mm], *, bold: bool = False) -> None:
    for cell, text, width in zip(table.rows[place].cells, words, widths, strict=False):
        cell.width = width
        _write(cell, text, bold=bold)


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    cell.paragraphs[0].add_run(clean(text)).bold = bold or None


def _repeat(table: Table) -> None:
    """The headings stand on every page."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it


def _words(cell: Cell) -> str:
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)
