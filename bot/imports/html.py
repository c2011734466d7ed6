"""Web pages, and what old programs call xls or doc while it is one."""

from html.parser import HTMLParser

from bot.domain.errors import Refusal
from bot.domain.grid.document import Document, Grid, Paragraph, Span
from bot.imports.limits import MOST_COLUMNS, MOST_ROWS
from bot.imports.text import decoded

_BREAKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "title", "center"})
_SILENT = frozenset({"script", "style", "head"})


def read(name: str, content: bytes) -> Document:
    page = _Page()
    page.feed(decoded(content))
    page.close()
    page.end_line()
    if any(len(rows.texts) > MOST_ROWS for rows in page.tables):
        raise Refusal("too-many-rows", name=name, limit=MOST_ROWS)
    if any(len(row) > MOST_COLUMNS for rows in page.tables for row in rows.texts):
        raise Refusal("too-many-columns", name=name, limit=MOST_COLUMNS)
    return Document(
        name, "html", tuple(block if isinstance(block, Paragraph) else block.grid() for block in page.blocks)
    )


class _Rows:
    """A table in the making, merged cells laid out as they come."""

    def __init__(self) -> None:
        self.texts: list[list[str]] = []
        self.spans: list[Span] = []
        self._taken: set[tuple[int, int]] = set()

    def begin_row(self) -> None:
        self.texts.append([])

    def add(self, text: str, height: int, width: int) -> None:
        if not self.texts:
            self.begin_row()
        row = len(self.texts) - 1
        while (row, len(self.texts[row])) in self._taken:
            self.texts[row].append("")
        column = len(self.texts[row])
        self.texts[row] += [text] + [""] * (width - 1)
        if height > 1 or width > 1:
            self.spans.append(Span(row, column, height, width))
            self._taken |= {(row + down, column + right) for down in range(1, height) for right in range(width)}

    def grid(self) -> Grid:
        count = len(self.texts)
        spans = [Span(s.row, s.column, min(s.height, count - s.row), s.width) for s in self.spans]
        return Grid.of(self.texts, spans)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Paragraph | _Rows] = []
        self.tables: list[_Rows] = []
        self._line: list[str] = []
        self._cell: tuple[int, int] | None = None
        self._depth = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.end_line()
                self.tables.append(_Rows())
                self.blocks.append(self.tables[-1])
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self.tables[-1].begin_row()
        elif tag in {"td", "th"} and self._depth == 1:
            self._end_cell()
            given = dict(attrs)
            self._cell = (_count(given.get("rowspan")), _count(given.get("colspan")))
        elif tag in _BREAKS and (self._line or self._cell is not None):
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif tag in {"td", "th"} and self._depth == 1:
            self._end_cell()
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(" ".join(data.split()) + " " if data.strip() else " ")

    def _break(self) -> None:
        if self._cell is not None:
            self._line.append("\n")
        elif not self._depth:
            self.end_line()

    def _end_cell(self) -> None:
        if self._cell is not None:
            self.tables[-1].add(self._text(), *self._cell)
        self._cell = None
        self._line.clear()

    def end_line(self) -> None:
        text = self._text()
        if not self._depth and (text or (self.blocks and self.blocks[-1] != Paragraph(""))):
            self.blocks.append(Paragraph(text))
        self._line.clear()

    def _text(self) -> str:
        lines = "".join(self._line).splitlines()
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _count(value: str | None) -> int:
    return min(max(int(value), 1), 1000) if value and value.isdigit() else 1
