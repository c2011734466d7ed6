"""docx → paragraphs and tables, straight from the XML: a third of the time and memory of an object model."""

import re
from collections.abc import Iterator

from lxml import etree

from bot.domain.errors import Refusal
from bot.domain.grid.document import Block, Document, Grid, Paragraph
from bot.imports.archive import Archive, parse_xml
from bot.imports.limits import MOST_ROWS
from bot.imports.numbering import Numbering
from bot.imports.pieces import Piece, grid_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}
_TEXTS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "", f"{W}ptab": "\t",
}  # fmt: skip


def read(name: str, content: bytes) -> Document:
    archive = Archive(name, content)
    part = next((part for part in archive.names() if re.fullmatch(r"word/document\d*\.xml", part)), None)
    raw = archive.read(part) if part else None
    if raw is None:
        raise Refusal("damaged-file", name=name)
    if raw.count(b"<w:tr>") + raw.count(b"<w:tr ") > MOST_ROWS:
        raise Refusal("too-many-rows", name=name, limit=MOST_ROWS)
    body = parse_xml(name, raw).find(f"{W}body")
    del raw
    if body is None:
        raise Refusal("damaged-file", name=name)
    _drop_unseen(body)
    reader = _Reader(name, Numbering(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml")))
    blocks = tuple(reader.blocks(body))
    macros = ("macros-ignored",) if "word/vbaProject.bin" in archive.names() else ()
    return Document(name, "docx", blocks, macros, created_in(archive))


def created_in(archive: Archive) -> int | None:
    """The school year a file was made for, by the day it was made: from May on people plan the next one."""
    core = archive.xml("docProps/core.xml")
    stamp = core.findtext("{http://purl.org/dc/terms/}created") if core is not None else None
    found = re.match(r"(20\d\d)-(\d\d)", stamp or "")
    return int(found.group(1)) - (int(found.group(2)) < 5) if found else None


def _drop_unseen(body: "etree._Element") -> None:
    """Deleted and hidden text, and the second copy that Word keeps of text boxes."""
    etree.strip_elements(body, f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}instrText", with_tail=False)
    for mark in list(body.iter(f"{W}vanish")):
        run = mark.getparent().getparent() if mark.getparent() is not None else None
        if run is not None and run.tag == f"{W}r" and mark.get(f"{W}val", "true") not in {"0", "false"}:
            run.getparent().remove(run)
    for mark in list(body.iter(f"{W}trPr")):
        if mark.find(f"{W}del") is not None or mark.find(f"{W}hidden") is not None:
            mark.getparent().getparent().remove(mark.getparent())


class _Reader:
    def __init__(self, name: str, numbering: Numbering) -> None:
        self.name = name
        self.numbering = numbering

    def blocks(self, parent: "etree._Element") -> Iterator[Block]:
        for element in _children(parent):
            if element.tag == f"{W}p":
                yield from self._paragraphs(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)

    def _table(self, element: "etree._Element") -> Iterator[Block]:
        """A table, or what stands in its cells when it only lays out the page and holds whole tables."""
        if any(len(inner.findall(f"{W}tr")) > 2 for inner in element.iter(f"{W}tbl") if inner is not element):
            for cell in element.iterfind(f"{W}tr/{W}tc"):
                yield from self.blocks(cell)
            return
        grid = self._grid(element)
        if grid.rows:
            yield grid

    def _paragraphs(self, element: "etree._Element") -> Iterator[Paragraph]:
        """A paragraph, and before it those of the text boxes anchored in it (approval blocks stand in such)."""
        for box in list(element.iter(f"{W}txbxContent")):
            for inner in box.iter(f"{W}p"):
                yield Paragraph(self._text(inner))
            box.getparent().remove(box)
        text = self._text(element)
        for line in text.splitlines() or [""]:
            yield Paragraph(line.strip(), self.numbering.heading(element))

    def _text(self, paragraph: "etree._Element") -> str:
        label = self.numbering.label(paragraph)
        text = "".join(_runs(paragraph))
        return f"{label} {text}".strip() if label else text

    def _grid(self, table: "etree._Element") -> Grid:
        rows = [self._row(row) for row in _children(table) if row.tag == f"{W}tr"]
        return grid_of(self.name, rows)

    def _row(self, row: "etree._Element") -> list[Piece]:
        place = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        pieces: list[Piece] = []
        for cell in _children(row):
            if cell.tag != f"{W}tc":
                continue
            properties = cell.find(f"{W}tcPr")
            span = merge = None
            if properties is not None:
                span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
                side = properties.find(f"{W}hMerge")
                if side is not None and side.get(f"{W}val") != "restart" and pieces:
                    pieces[-1].width += 1
                    place += 1
                    continue
            width = max(1, _number(span, 1))
            continues = merge is not None and merge.get(f"{W}val") != "restart"
            pieces.append(Piece(place, width, self._cell(cell), continues))
            place += width
        return pieces

    def _cell(self, cell: "etree._Element") -> str:
        lines = []
        for block in self.blocks(cell):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                lines += [" ".join(text for text in row if text) for row in block.rows]
        return "\n".join(line for line in lines if line).replace("\t", " ")


def _children(parent: "etree._Element") -> Iterator["etree._Element"]:
    """Children, seen through wrappers (content controls, insertions)."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _runs(paragraph: "etree._Element") -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in _TEXTS and element.getparent().tag == f"{W}r":
            yield _TEXTS[element.tag]


def _number(element: "etree._Element | None", default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 10_000) if value.isdigit() else default
