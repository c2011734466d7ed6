"""Rich text: a small reader of its groups, for plans saved as rtf (and for rtf called doc)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.errors import Refusal
from bot.domain.grid.document import Block, Document, Grid, Paragraph
from bot.imports.limits import MOST_ROWS
from bot.imports.pieces import Piece, grid_of

_NEAR = 60  # twips within which two edges are one
_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
_SILENT = frozenset(
    (
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "headerl", "headerr", "footerl",
        "footerr", "listtable", "listoverridetable", "object", "themedata", "datastore", "xmlnstbl", "fldinst",
        "footnote", "nonshppict", "generator",
    )
)  # fmt: skip
_SIGNS = {
    "par": "\n", "line": "\n", "tab": " ", "emdash": "\u2014", "endash": "\u2013", "bullet": "\u2013 ", "emspace": " ",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "lquote": "\u2018", "rquote": "\u2019", "enspace": " ",
}  # fmt: skip


@dataclass(slots=True)
class _State:
    silent: bool = False
    fallback: int = 1  # characters after \u that old programs show instead


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell ends, in twips, and how it is merged."""

    right: int
    continues: bool
    joins_left: bool


@dataclass(slots=True)
class _Reader:
    name: str
    codepage: str = "cp1251"
    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: list[tuple[list[str], list[_Place]]] = field(default_factory=list)
    places: list[_Place] = field(default_factory=list)  # of the row being defined
    flags: set[str] = field(default_factory=set)
    in_table: bool = False
    skip: int = 0

    def word(self, name: str, number: str | None, state: _State) -> None:
        if name == "u" and number:
            self.text.append(chr(int(number) % 65536) if not 0xD800 <= int(number) % 65536 < 0xE000 else "")
            self.skip = state.fallback
        elif name == "cell":
            self.row.append(self._taken())
        elif name == "row":
            self.rows.append((self.row, list(self.places)))
            self.row = []
            self.in_table = False
        elif name == "trowd":
            self.places.clear()
            self.flags.clear()
        elif name in {"clvmrg", "clmrg"}:
            self.flags.add(name)
        elif name == "cellx" and number:
            self.places.append(_Place(int(number), "clvmrg" in self.flags, "clmrg" in self.flags))
            self.flags.clear()
        elif name == "intbl":
            self._end_text_before_table()
            self.in_table = True
        elif name == "pard":
            self.in_table = False
        elif name == "par" and not self.in_table:
            self.paragraph()
        elif name in _SIGNS:
            self.text.append(_SIGNS[name])

    def _end_text_before_table(self) -> None:
        if not self.in_table and not self.row and "".join(self.text).strip():
            self.paragraph()

    def paragraph(self) -> None:
        self.end_table()
        self.blocks.extend(Paragraph(line.strip()) for line in self._taken().splitlines() or [""])

    def end_table(self) -> None:
        if self.rows:
            self.blocks.append(grid_of(self.name, _pieces(self.rows)))
        self.rows = []

    def _taken(self) -> str:
        text = "".join(self.text).strip()
        self.text.clear()
        return text


def _pieces(rows: Sequence[tuple[list[str], list[_Place]]]) -> list[list[Piece]]:
    """Cells of all rows on one set of column edges."""
    edges: list[int] = []
    for edge in sorted({place.right for _, places in rows for place in places}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    result = []
    for texts, places in rows:
        row: list[Piece] = []
        start = 0
        for text, place in zip(texts, places, strict=False):
            end = 1 + min(range(len(edges)), key=lambda number: abs(edges[number] - place.right))
            if place.joins_left and row:
                row[-1].width = end - row[-1].start
            elif end > start:
                row.append(Piece(start, end - start, text, place.continues))
            start = max(start, end)
        result.append(row)
    return result


def read(name: str, content: bytes) -> Document:
    source = content.decode("latin-1")
    reader = _Reader(name)
    codepage = re.search(r"\\ansicpg(\d{3,5})", source[:2000])
    if codepage and codepage.group(1) in {"1250", "1251", "1252", "866", "10007"}:
        reader.codepage = f"cp{codepage.group(1)}" if codepage.group(1) != "10007" else "mac_cyrillic"
    _run(reader, source)
    if reader.text:
        reader.paragraph()
    reader.end_table()
    if any(len(block.rows) > MOST_ROWS for block in reader.blocks if isinstance(block, Grid)):
        raise Refusal("too-many-rows", name=name, limit=MOST_ROWS)
    return Document(name, "rtf", tuple(reader.blocks))


def _run(reader: _Reader, source: str) -> None:
    stack = [_State()]
    for found in _TOKEN.finditer(source):
        word, number, byte, sign, brace, plain = found.groups()
        state = stack[-1]
        if brace == "{":
            stack.append(_State(state.silent, state.fallback))
        elif brace == "}":
            if len(stack) > 1:
                stack.pop()
        elif sign == "*" or (word or "").lower() in _SILENT:
            state.silent = True
        elif state.silent:
            continue
        elif word == "uc" and number:
            state.fallback = int(number)
        elif word:
            reader.word(word, number, state)
        else:
            _plain(reader, byte, sign, plain)


def _plain(reader: _Reader, byte: str | None, sign: str | None, plain: str | None) -> None:
    signs = {"~": " ", "_": "-", "-": ""}
    text = (
        bytes.fromhex(byte).decode(reader.codepage, "replace") if byte else signs.get(sign or "", sign or plain or "")
    )
    if reader.skip and text:
        cut = min(reader.skip, len(text))
        reader.skip -= cut
        text = text[cut:]
    reader.text.append(text)
