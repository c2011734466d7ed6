"""pdf → paragraphs and tables: ruled tables of all pages, joined where one goes on over a page.

Running heads and feet outside of tables are dropped: the same line (but for its numbers) at the edge of several pages.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from bot.domain.errors import Refusal
from bot.domain.grid.document import Block, Document, Grid, Paragraph, Span
from bot.imports.limits import MOST_COLUMNS, MOST_PAGES, MOST_ROWS
from bot.imports.pdf_text import Box, Word, cell_text
from bot.imports.unruled import Strip, unruled_table

_NEAR = 4.0  # points within which two edges are one
_MARGIN = 0.09  # of the page's height, where running heads and feet stand


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    top: float
    bottom: float


@dataclass(slots=True)
class Cell:
    """A cell of one page's table: its box and its text."""

    box: Box
    text: str


@dataclass(slots=True)
class Table:
    """A ruled table of one page: tops of its rows, left edges of its columns, cells."""

    top: float
    bottom: float
    tops: list[float]
    lefts: list[float]
    right: float
    cells: list[Cell]


@dataclass(slots=True)
class Page:
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def read(name: str, content: bytes) -> Document:
    try:
        with pdfplumber.open(BytesIO(content)) as file:
            if len(file.pages) > MOST_PAGES:
                raise Refusal("too-many-pages", name=name, limit=MOST_PAGES)
            pages = list(_pages(file.pages))
            created = re.match(r"D:(20\d\d)(\d\d)", str((file.metadata or {}).get("CreationDate", "")))
    except PdfminerException as error:
        raise Refusal(_why(error), name=name) from error
    except (PDFSyntaxError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as error:
        raise Refusal("damaged-file", name=name) from error
    if not any(page.lines or page.tables for page in pages):
        raise Refusal("no-text-layer" if pages else "damaged-file", name=name, pages=len(pages))
    blocks = tuple(_Joining(name).blocks(_without_running_lines(pages)))
    year = int(created.group(1)) - (int(created.group(2)) < 5) if created else None
    return Document(name, "pdf", blocks, (), year)


def _why(error: PdfminerException) -> str:
    wrapped = any(isinstance(part, PDFPasswordIncorrect) for part in error.args) or "Password" in repr(error)
    return "password-protected" if wrapped else "damaged-file"


def _pages(pages: Sequence[Any]) -> Iterator[Page]:
    columns: list[Strip] = []
    for page in pages:
        read_page, columns = _page(page, columns)
        yield read_page


def _page(page: Any, columns: list[Strip]) -> tuple[Page, list[Strip]]:
    """Read one page and let go of its memory. `columns` are those of an unruled table on the page before."""
    result = Page(float(page.height))
    words = page.extract_words(x_tolerance=1.5, return_chars=True) if page.chars else []
    for found in page.find_tables() if words else []:
        table, words = _table(found, words)
        if table:
            result.tables.append(table)
    if result.tables:
        columns = []
    else:
        unruled, words, columns = unruled_table(words, columns)
        if unruled:
            top, bottom, tops, lefts, right, cells = unruled
            result.tables.append(Table(top, bottom, tops, lefts, right, [Cell(box, text) for box, text in cells]))
    result.lines = _lines(words)
    page.close()
    return result, columns


def _table(found: Any, words: list[Word]) -> tuple[Table | None, list[Word]]:
    """A ruled table with its text, and the words outside of it. A lonely frame is no table."""
    left, top, right, bottom = found.bbox
    lefts = sorted({cell[0] for cell in found.cells})
    if len(lefts) < 2 and len(found.rows) < 2:
        return None, words
    inside = [word for word in words if left <= _middle(word) <= right and top <= _level(word) <= bottom]
    outside = [word for word in words if word not in inside]
    cells = [Cell(box, cell_text(box, inside)) for box in found.cells]
    return Table(top, bottom, [row.bbox[1] for row in found.rows], lefts, right, cells), outside


def _middle(word: Word) -> float:
    return (float(word["x0"]) + float(word["x1"])) / 2


def _level(word: Word) -> float:
    return (float(word["top"]) + float(word["bottom"])) / 2


def _lines(words: Sequence[Word]) -> list[Line]:
    """Words of one height side by side; far apart ones (two approval blocks) are lines of their own."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (round(float(word["top"]) / 3), float(word["x0"]))):
        last = lines[-1] if lines else None
        same = last is not None and abs(float(word["top"]) - float(last[-1]["top"])) < _NEAR
        if last is not None and same and 0 <= float(word["x0"]) - float(last[-1]["x1"]) + 2 < 40:
            last.append(word)
        else:
            lines.append([word])
    return [
        Line(" ".join(word["text"] for word in line), min(w["top"] for w in line), max(w["bottom"] for w in line))
        for line in lines
    ]


def _without_running_lines(pages: Sequence[Page]) -> list[Page]:
    def bare(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text)

    def edge(page: Page, line: Line) -> bool:
        return line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)

    counts = Counter(bare(line) for page in pages for line in page.lines if edge(page, line))
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if not (edge(page, line) and (counts[bare(line)] > 1 or re.fullmatch(r"\W*\d{1,3}\W*", line.text)))
        ]
    return list(pages)


class _Joining:
    """Puts the tables of the pages together in reading order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: list[Table] = []  # pieces of one table, a page each

    def blocks(self, pages: Sequence[Page]) -> Iterator[Block]:
        for page in pages:
            things: list[Line | Table] = sorted([*page.lines, *page.tables], key=lambda thing: thing.top)
            lines: list[Line] = []
            for place, thing in enumerate(things):
                if isinstance(thing, Line):
                    yield from self._close()
                    lines.append(thing)
                    continue
                yield from _paragraphs(lines)
                lines = []
                if self.parts and not (place == 0 and _alike(self.parts[0], thing)):
                    yield from self._close()
                self.parts.append(thing)
            yield from _paragraphs(lines)
        yield from self._close()

    def _close(self) -> Iterator[Grid]:
        if self.parts:
            grid = _grid(self.parts)
            self.parts = []
            if len(grid.rows) > MOST_ROWS:
                raise Refusal("too-many-rows", name=self.name, limit=MOST_ROWS)
            if grid.width > MOST_COLUMNS:
                raise Refusal("too-many-columns", name=self.name, limit=MOST_COLUMNS)
            yield grid


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Lines put together where one goes on in small letters; an empty paragraph where the gap is wide."""
    text, bottom = "", 0.0
    for line in lines:
        near = line.top - bottom <= 0.9 * (line.bottom - line.top)
        if text and near and line.text[:1].islower():
            text = f"{text} {line.text}"
        else:
            if text:
                yield Paragraph(text)
                if not near:
                    yield Paragraph("")
            text = line.text
        bottom = line.bottom
    if text:
        yield Paragraph(text)


def _alike(one: Table, other: Table) -> bool:
    """Whether the second can be the first going on: the same outer edges and no column edge of its own."""
    if abs(one.lefts[0] - other.lefts[0]) > _NEAR or abs(one.right - other.right) > _NEAR:
        return False
    fewer, more = sorted((one.lefts, other.lefts), key=len)
    return all(any(abs(edge - known) <= _NEAR for known in more) for edge in fewer)


def _grid(parts: Sequence[Table]) -> Grid:
    lefts: list[float] = []
    for edge in sorted(edge for part in parts for edge in part.lefts):
        if not lefts or edge - lefts[-1] > _NEAR:
            lefts.append(edge)
    texts: list[list[str]] = []
    spans: list[Span] = []
    breaks: list[int] = []
    for part in parts:
        first = len(texts)
        if first:
            breaks.append(first)
        texts += [[""] * len(lefts) for _ in part.tops]
        for cell in part.cells:
            span = _placed(cell, part.tops, lefts, first)
            texts[span.row][span.column] = cell.text
            if span.height > 1 or span.width > 1:
                spans.append(span)
    return Grid.of(texts, spans, breaks)


def _placed(cell: Cell, tops: Sequence[float], lefts: Sequence[float], first: int) -> Span:
    left, top, right, bottom = cell.box
    column = min(range(len(lefts)), key=lambda place: abs(lefts[place] - left))
    row = min(range(len(tops)), key=lambda place: abs(tops[place] - top))
    width = sum(1 for edge in lefts[column:] if edge < right - _NEAR)
    height = sum(1 for edge in tops[row:] if edge < bottom - 1)
    return Span(first + row, column, max(height, 1), max(width, 1))
