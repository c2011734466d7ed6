"""Rich text: a small reader of its groups, for plans saved as rtf (and for rtf called doc)."""

import re
from dataclasses import dataclass, field

from bot.domain.errors import Refusal
from bot.domain.grid.document import Block, Document, Grid, Paragraph
from bot.imports.limits import MOST_ROWS

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


@dataclass(slots=True)
class _Reader:
    codepage: str = "cp1251"
    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    in_table: bool = False
    skip: int = 0

    def word(self, name: str, number: str | None, state: _State) -> None:
        if name == "u" and number:
            self.text.append(chr(int(number) % 65536) if not 0xD800 <= int(number) % 65536 < 0xE000 else "")
            self.skip = state.fallback
        elif name == "cell":
            self.row.append(self._taken())
        elif name == "row":
            self.rows.append(self.row)
            self.row = []
            self.in_table = False
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
            self.blocks.append(Grid.of(self.rows))
        self.rows = []

    def _taken(self) -> str:
        text = "".join(self.text).strip()
        self.text.clear()
        return text


def read(name: str, content: bytes) -> Document:
    source = content.decode("latin-1")
    reader = _Reader()
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
