"""Room for one more column in a table of a docx: first beside it on the page, then taken from its wide columns.

Widths are in twips (a twentieth of a point); one millimetre has 56.7 of them.
"""

from collections.abc import Sequence

from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from bot.exports.docx_grid import TABLE, Row

TWIP = 635
"""English metric units in a twip."""
SHARE, NARROW, LEAST = 0.22, 900, 1300
"""The part of the page for the new column; columns up to `NARROW` give nothing; it is never less than `LEAST`."""


def make_room(paper: Paper, rows: Sequence[Row]) -> None:
    """Widen the grid by one column and set what each row's new cell measures."""
    table = next(rows[0].element.iterancestors(TABLE))
    page = _page_width(paper)
    grid = table.find(qn("w:tblGrid"))
    former = [_twips(column) for column in grid] if grid is not None else []
    if grid is None or not former or not all(former):
        for row in rows:
            row.added = max(LEAST, round(page * SHARE))
        return
    whole = sum(former)
    wanted = max(LEAST, round(max(whole, page) * SHARE))
    free = max(0, page - whole)
    widths = _narrowed(former, max(0, wanted - free))
    added = free + whole - sum(widths) if free < wanted else wanted
    added = min(max(added, LEAST), wanted)
    for column, width in zip(grid, widths, strict=True):
        column.set(qn("w:w"), str(width))
    new = OxmlElement("w:gridCol")
    new.set(qn("w:w"), str(added))
    grid.append(new)
    _fit(table, rows, widths, added)


def _narrowed(widths: Sequence[int], taken: int) -> list[int]:
    """The columns less what is taken, in proportion to what each has beyond `NARROW`."""
    spare = [max(0, width - NARROW) for width in widths]
    part = min(1.0, taken / sum(spare)) if sum(spare) else 0.0
    return [width - round(own * part) for width, own in zip(widths, spare, strict=True)]


def _fit(table: Element, rows: Sequence[Row], widths: Sequence[int], added: int) -> None:
    whole = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    if whole is not None and whole.get(qn("w:type")) == "dxa":
        whole.set(qn("w:w"), str(sum(widths) + added))
    for row in rows:
        row.added = added
        for place in row.places:
            width = place.cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if width is not None and place.start + place.width <= len(widths):
                own = sum(widths[place.start : place.start + place.width]) + (added if row.is_section else 0)
                width.set(qn("w:w"), str(own))
                width.set(qn("w:type"), "dxa")


def _twips(column: Element) -> int:
    value = column.get(qn("w:w"), "")
    return round(float(value)) if value.replace(".", "", 1).isdigit() else 0


def _page_width(paper: Paper) -> int:
    section = paper.sections[0]
    edges = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return max(0, edges) // TWIP
