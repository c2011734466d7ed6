"""Invites to be printed, cut and handed out: a card for each school with link, code and QR."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from bot.domain.invites import InviteCard
from bot.exports.pen import clean
from bot.exports.qr import qr_png
from bot.texts import say

COLUMNS, MARGIN, HEIGHT, QR = 2, 12, 67, 26
"""Two columns of cards, eight on a sheet of A4; millimetres."""
WIDTH = (210 - 2 * MARGIN) // COLUMNS
NAME, LONG_NAME, SMALL, CODE = Pt(11), Pt(8.5), Pt(8), Pt(9)
NAME_FITS, NAME_LIMIT = 40, 100
FONT = "Arial"


def build(cards: Sequence[InviteCard], title: str, made_at: datetime) -> bytes:
    paper = Document()
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = clean(title), say("report-creator"), ""
    properties.created = properties.modified = made_at
    paper.styles["Normal"].font.name = FONT
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    _cards(paper, cards)
    content = BytesIO()
    paper.save(content)
    return content.getvalue()


def _cards(paper: Paper, cards: Sequence[InviteCard]) -> None:
    table: Table = paper.add_table(rows=-(-len(cards) // COLUMNS), cols=COLUMNS)
    table.style, table.autofit = "Table Grid", False
    for row, start in zip(table.rows, range(0, len(cards), COLUMNS), strict=True):
        row.height, row.height_rule = Mm(HEIGHT), WD_ROW_HEIGHT_RULE.EXACTLY
        _whole(row)
        for cell, card in zip(row.cells, cards[start : start + COLUMNS], strict=False):
            cell.width = Mm(WIDTH)
            _card(cell, card)


def _whole(row: _Row) -> None:
    """A card is never cut by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no name for it


def _card(cell: _Cell, card: InviteCard) -> None:
    name = clean(" ".join(card.name.split()))
    size = NAME if len(name) <= NAME_FITS else LONG_NAME
    _words(cell.paragraphs[0], name if len(name) <= NAME_LIMIT else name[: NAME_LIMIT - 1] + "…", size, bold=True)
    _words(cell.add_paragraph(), clean(card.who), SMALL)
    picture = cell.add_paragraph()
    picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture.paragraph_format.space_after = Pt(0)
    picture.add_run().add_picture(BytesIO(qr_png(card.link)), width=Mm(QR))
    _words(cell.add_paragraph(), card.link, SMALL)
    _words(cell.add_paragraph(), say("invite-card-code", code=card.code), CODE, bold=True)
    _words(cell.add_paragraph(), say("invite-card-how", until=card.until), SMALL)


def _words(paragraph: Paragraph, words: str, size: Pt, *, bold: bool = False) -> None:
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(1)
    run = paragraph.add_run(words)
    run.font.size, run.bold = size, bold or None
