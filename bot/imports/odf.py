"""OpenDocument texts and sheets: the text of a cell stands in it as it is shown."""

from collections.abc import Iterator

from lxml import etree

from bot.domain.errors import Refusal
from bot.domain.grid.document import Block, Document, Grid, Paragraph
from bot.imports.archive import Archive
from bot.imports.cells import Area, Cells, compact
from bot.imports.limits import MOST_COLUMNS, MOST_ROWS

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ROWS = (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group")
_SHEET_GROUPS = (f"{TEXT}section", f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}list-header")


def read(name: str, content: bytes) -> Document:
    archive = Archive(name, content)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise Refusal("password-protected", name=name)
    root = archive.xml("content.xml")
    body = root.find(f"{OFFICE}body") if root is not None else None
    if body is None or not len(body):
        raise Refusal("damaged-file", name=name)
    sheets = body[0].tag == f"{OFFICE}spreadsheet"
    return Document(name, "ods" if sheets else "odt", tuple(_blocks(name, body[0], sheets)))


def _blocks(name: str, parent: "etree._Element", sheets: bool) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{TABLE}table":
            grid = _grid(name, element, sheets)
            if grid.rows:
                yield grid
        elif element.tag in {f"{TEXT}p", f"{TEXT}h"}:
            for line in _line(element).splitlines() or [""]:
                yield Paragraph(line, element.tag == f"{TEXT}h")
        elif element.tag in _SHEET_GROUPS:
            yield from _blocks(name, element, sheets)


def _grid(name: str, table: "etree._Element", sheets: bool) -> Grid:
    cells: Cells = {}
    merges: list[Area] = []
    number = 0
    for row in _rows(table):
        times = _count(row, "number-rows-repeated")
        filled = _row(row, number, merges)
        if filled:
            for again in range(min(times, MOST_ROWS + 1)):
                cells[number + again] = filled
        number += times
        if len(cells) > MOST_ROWS:
            raise Refusal("too-many-rows", name=name, limit=MOST_ROWS)
    title = table.get(f"{TABLE}name", "") if sheets else ""
    return compact(name, cells, merges, title) if cells else Grid(())


def _rows(table: "etree._Element") -> Iterator["etree._Element"]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _row(row: "etree._Element", number: int, merges: list[Area]) -> dict[int, str]:
    filled: dict[int, str] = {}
    column = 0
    for cell in row:
        if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            continue
        times = _count(cell, "number-columns-repeated")
        text = "\n".join(line for part in cell.iter(f"{TEXT}p", f"{TEXT}h") if (line := _line(part)))
        if text and cell.tag == f"{TABLE}table-cell":
            filled |= dict.fromkeys(range(column, column + min(times, MOST_COLUMNS + 1)), text)
        height, width = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if height > 1 or width > 1:
            merges.append((number, column, number + height - 1, column + width - 1))
        column += times
    return filled


def _line(paragraph: "etree._Element") -> str:
    """Text with its tabs, breaks and counted blanks."""
    parts = [paragraph.text or ""]
    for element in paragraph.iterchildren():
        if element.tag == f"{TEXT}s":
            parts.append(" " * min(_count(element, "c", TEXT), 100))
        elif element.tag == f"{TEXT}tab":
            parts.append(" ")
        elif element.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif element.tag not in {f"{TEXT}note", f"{OFFICE}annotation"}:
            parts.append(_line(element))
        parts.append(element.tail or "")
    return "".join(parts)


def _count(element: "etree._Element", name: str, space: str = TABLE) -> int:
    value = element.get(f"{space}{name}", "1")
    return min(int(value), 2_000_000) if value.isdigit() and int(value) > 0 else 1
