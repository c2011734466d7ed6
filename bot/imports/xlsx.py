"""xlsx → one grid a sheet, as the cells are shown: formulas by their value, dates and numbers by their format.

The format matters: Excel turns a typed «сен.23» into 1 September 2023 shown as a month, and «1.10» into a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from bot.domain.errors import Refusal
from bot.domain.grid.document import Document, Grid
from bot.imports.archive import Archive
from bot.imports.cells import Area, Cells, compact
from bot.imports.docx import created_in
from bot.imports.limits import MOST_ROWS
from bot.imports.shown import Shown

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST_CELLS = 400_000


def read(name: str, content: bytes) -> Document:
    archive = Archive(name, content)
    workbook = archive.xml("xl/workbook.xml")
    if workbook is None:
        raise Refusal("damaged-file", name=name)
    reader = _Reader(name, archive, workbook)
    grids = [grid for title, part in reader.sheets(workbook) if (grid := reader.grid(title, part)) is not None]
    macros = ("macros-ignored",) if "xl/vbaProject.bin" in archive.names() else ()
    return Document(name, "xlsx", tuple(grids), macros, created_in(archive))


@dataclass(slots=True)
class _Sheet:
    """Filled cells of a sheet by row and column number, both from 0."""

    cells: Cells = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)


class _Reader:
    def __init__(self, name: str, archive: Archive, workbook: "etree._Element") -> None:
        self.name = name
        self.archive = archive
        properties = workbook.find(f"{S}workbookPr")
        since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        self.shown = Shown(archive.xml("xl/styles.xml"), since_1904)
        self.strings = self._shared_strings()

    def _shared_strings(self) -> list[str]:
        root = self.archive.xml("xl/sharedStrings.xml")
        return [] if root is None else [_rich(item) for item in root.iterfind(f"{S}si")]

    def sheets(self, workbook: "etree._Element") -> Iterator[tuple[str, str]]:
        """Name and part of every visible sheet, in the order of the tabs."""
        relations = self.archive.xml("xl/_rels/workbook.xml.rels")
        targets = {} if relations is None else {item.get("Id"): item.get("Target", "") for item in relations}
        every = list(workbook.iterfind(f"{S}sheets/{S}sheet"))
        visible = [sheet for sheet in every if sheet.get("state", "visible") == "visible"]
        for sheet in visible or every:
            target = targets.get(sheet.get(f"{R}id"), "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), part

    def grid(self, title: str, part: str) -> Grid | None:
        content = self.archive.read(part)
        if content is None:
            return None
        sheet = self._parsed(content)
        if not sheet.cells:
            return None
        return compact(self.name, sheet.cells, sheet.merges, title)

    def _parsed(self, content: bytes) -> _Sheet:
        """Row by row: a sheet may be far larger than its filled part."""
        sheet = _Sheet()
        filled = 0
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        try:
            for _, element in etree.iterparse(BytesIO(content), tag=(f"{S}row", f"{S}mergeCell"), **options):
                if element.tag == f"{S}mergeCell":
                    area = _area(element.get("ref", ""))
                    if area:
                        sheet.merges.append(area)
                    continue
                row = self._row(element, max(sheet.cells, default=-1) + 1, sheet)
                filled += row
                element.clear()
                if len(sheet.cells) > MOST_ROWS or filled > _MOST_CELLS:
                    raise Refusal("too-many-rows", name=self.name, limit=MOST_ROWS)
        except etree.XMLSyntaxError as error:
            raise Refusal("damaged-file", name=self.name) from error
        return sheet

    def _row(self, element: "etree._Element", following: int, sheet: _Sheet) -> int:
        number = element.get("r", "")
        place = int(number) - 1 if number.isdigit() else following
        cells: dict[int, str] = {}
        column = -1
        for cell in element.iterfind(f"{S}c"):
            reference = _place(cell.get("r", ""))
            column = reference[1] if reference else column + 1
            text = self._value(cell).strip()
            if text:
                cells[column] = text
        if cells:
            sheet.cells[place] = cells
        return len(cells)

    def _value(self, cell: "etree._Element") -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return _rich(inline) if inline is not None else ""
        value = cell.findtext(f"{S}v") or ""
        if kind == "s":
            return self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else ""
        if kind in {"str", "d"}:
            return value
        if kind in {"b", "e"}:
            return ""
        return self.shown.text(value, cell.get("s", "0"))


def _rich(item: "etree._Element") -> str:
    """The text of a string made of runs, without the reading aids (`rPh`) of Asian scripts."""
    return "".join(
        text.text or "" for text in item.iter(f"{S}t") if text.getparent().tag != f"{S}rPh"
    ).replace("_x000D_", "")  # fmt: skip


def _place(reference: str) -> tuple[int, int] | None:
    """«C7» → (6, 2)."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if not found:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)) - 1, column - 1


def _area(reference: str) -> Area | None:
    ends = [_place(end) for end in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    return ends[0][0], ends[0][1], ends[1][0], ends[1][1]
