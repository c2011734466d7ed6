"""The tables of a docx as places of their grid: which cell stands at which column, seen through content controls."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as Paper
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TABLE, ROW, CELL, TEXT = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " "}


@dataclass(slots=True)
class Place:
    """A cell and the grid columns it covers."""

    cell: Element
    start: int
    width: int
    merged_from_above: bool


@dataclass(slots=True)
class Row:
    """A row; `added` is the width in twips of a cell that may be added on its right, `columns` those of the grid."""

    element: Element
    places: list[Place]
    columns: int
    texts: list[str] = field(default_factory=list)
    added: int = 0

    def at(self, column: int) -> Place | None:
        return next((p for p in self.places if p.start <= column < p.start + p.width), None)

    @property
    def is_section(self) -> bool:
        """One cell over the whole table."""
        return len(self.places) == 1 and self.places[0].width > 1


def tables_of(paper: Paper) -> Iterator[Element]:
    """Every table that holds rows of its own, nested ones too."""
    yield from paper.element.body.iter(TABLE)


def rows_of(table: Element) -> list[Row]:
    """The rows of this table, not of tables inside its cells."""
    columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
    rows = []
    for element in table.iter(ROW):
        if _nearest(element, TABLE) is not table:
            continue
        places = list(_places(element))
        if places:
            rows.append(Row(element, places, columns, [text_of(place.cell) for place in places]))
    return rows


def _places(row: Element) -> Iterator[Place]:
    start = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in row.iter(CELL):
        if _nearest(cell, ROW) is not row:
            continue
        width = max(1, _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        below = merge is not None and merge.get(qn("w:val"), "continue") != "restart"
        yield Place(cell, start, width, below)
        start += width


def text_of(cell: Element) -> str:
    """The words of a cell, without those of tables inside it and of copies that Word keeps of text boxes."""
    lines = ("".join(_words(paragraph)) for paragraph in cell.iter(qn("w:p")) if _own(paragraph, cell))
    return "\n".join(line for line in lines if line.strip())


def _own(paragraph: Element, cell: Element) -> bool:
    copied = any(parent.tag == FALLBACK for parent in paragraph.iterancestors())
    return not copied and _nearest(paragraph, CELL) is cell


def _words(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == TEXT:
            yield element.text or ""
        elif element.tag in BREAKS and element.getparent().tag == qn("w:r"):
            yield BREAKS[element.tag]


def _nearest(element: Element, tag: str) -> Element | None:
    return next(element.iterancestors(tag), None)


def _number(element: Element | None, default: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return min(int(value), 1000) if value.isdigit() else default
