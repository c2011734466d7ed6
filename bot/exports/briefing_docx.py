"""A справка as docx: one page in portrait, plain paragraphs and tables, so that a person edits it as any document."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.shared import Mm, Pt
from docx.table import _Cell

from bot.domain.briefings import Briefing
from bot.exports import briefing_lines as say_of
from bot.exports.pen import clean
from bot.texts import say

LONG, SHORT, SIDE, EDGE = 297, 210, 20, 15
"""Millimetres of A4 and of its margins."""
FONT, SMALL = Pt(11), Pt(9.5)
FIGURE_WIDTHS, ROW_WIDTHS = (86, 28, 28, 28), (56, 50, 64)


def build(found: Briefing) -> bytes:
    paper = Document()
    properties = paper.core_properties
    properties.title = clean(say("briefing-title", organisation=found.organisation))
    properties.author, properties.comments = say("report-creator"), ""
    _lay_out(paper)
    _heading(paper, say("briefing-title", organisation=found.organisation))
    _line(paper, say("briefing-day", day=f"{found.today:%d.%m.%Y}"))
    _line(paper, " ".join(part for part in (say_of.headline(found), say_of.schools(found)) if part))
    _heading(paper, say("briefing-figures"))
    _figures(paper, found)
    _heading(paper, say("briefing-lagging"))
    _rows(paper, found)
    _heading(paper, say("briefing-help"))
    for line in say_of.help_lines(found):
        _line(paper, f"– {line}" if not found.help else line)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _lay_out(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(SHORT), Mm(LONG)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(EDGE)
    paper.styles["Normal"].font.size = FONT
    paper.styles["Normal"].paragraph_format.space_after = Pt(4)


def _heading(paper: Paper, words: str) -> None:
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(clean(words)).bold = True


def _line(paper: Paper, words: str) -> None:
    paper.add_paragraph(clean(words))


def _figures(paper: Paper, found: Briefing) -> None:
    before = say("briefing-then", day=f"{found.since:%d.%m.%Y}") if found.since else say("briefing-then-none")
    heads = (say("report-figure"), say("briefing-now"), before, say("briefing-change"))
    _table(paper, heads, say_of.figure_rows(found), FIGURE_WIDTHS)


def _rows(paper: Paper, found: Briefing) -> None:
    if not found.lagging:
        _line(paper, say("briefing-none-lag"))
        return
    heads = (say("report-row"), say("briefing-who"), say("briefing-reasons"))
    rows = [
        (say_of.row_name(row), say_of.late_schools(row), "\n".join(say_of.reasons(row)) or say("briefing-silent"))
        for row in found.lagging
    ]
    _table(paper, heads, rows, ROW_WIDTHS)
    if found.more:
        _line(paper, say("briefing-more", number=found.more))


def _table(paper: Paper, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    table = paper.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    for line, words in enumerate((heads, *rows)):
        cells = table.rows[0].cells if line == 0 else table.add_row().cells
        for cell, text, width in zip(cells, words, widths, strict=True):
            cell.width = Mm(width)
            _write(cell, text, bold=line == 0)


def _write(cell: _Cell, words: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(clean(words))
    run.bold, run.font.size = bold or None, SMALL
