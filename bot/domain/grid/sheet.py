"""A grid with its merged cells laid out, so that rows can be read one by one."""

import re
from dataclasses import dataclass

from bot.domain.grid.document import Grid, Span

_TAG = re.compile(r"</?(?:p|br|b|i|u|strong|em|span|div|li|ul|ol|td|tr|font)\b[^<>]*/?>", re.IGNORECASE)
_STRAY = re.compile(r"\?{3,}|\ufffd+|[\u200b-\u200f\u2060\ufeff\u00ad]|\*\*")
_JOINING = tuple(",;.:)»–—-•/")
_HYPHENATED = re.compile(r"(?<=\w)-\n(?=\w)")
_DITTO = re.compile(r"^[\s\-–—]*(?:(?:[\"“”〃]|//|''|,,){1,2}|«\s*»|»\s*»)[\s\-–—]*$|^то же\.?$", re.IGNORECASE)


def clean(text: str) -> str:
    """Cut tags and stray marks out of a cell; line breaks stay."""
    bare = _STRAY.sub("", _TAG.sub(" ", text) if "<" in text else text)
    if "\n" not in bare:
        return " ".join(bare.split())
    lines = (" ".join(line.split()) for line in bare.splitlines())
    return "\n".join(line for line in lines if line)


def fold(text: str) -> str:
    """White space folded; a word cut by a hyphen at a line's end keeps the hyphen and loses the gap."""
    return " ".join((_HYPHENATED.sub("-", text) if "-\n" in text else text).split())


def goes_on(text: str) -> bool:
    """Whether a text can only be the rest of another: it begins in small letters or with what closes or joins."""
    return text[:1].islower() or text[:1] in _JOINING


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a row. `own` is False where a merged cell from above reaches down; `width` counts columns."""

    text: str
    own: bool = True
    width: int = 1
    height: int = 1
    covered: bool = False  # by a merged cell that begins further left


@dataclass(frozen=True, slots=True)
class Row:
    index: int
    cells: tuple[Cell, ...]
    page_top: bool

    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]

    def own_texts(self) -> list[str]:
        """Texts that are new in this row."""
        return [cell.text for cell in self.cells if cell.own and cell.text]

    @property
    def blank(self) -> bool:
        return not any(cell.text and cell.own for cell in self.cells)

    def words(self) -> str:
        """The whole row in one line, for rejects."""
        return fold(" ".join(self.own_texts()))


def laid_out(grid: Grid) -> tuple[Row, ...]:
    """Rows with merged texts repeated downwards and ditto marks («-//-») replaced by what stands above."""
    spans: dict[tuple[int, int], Span] = {}
    for span in grid.spans:
        for row in range(span.row, min(span.row + span.height, len(grid.rows))):
            for column in range(span.column, min(span.column + span.width, grid.width)):
                spans[row, column] = span
    rows: list[Row] = []
    for index, texts in enumerate(grid.rows):
        above = rows[-1].cells if rows else ()
        cells = tuple(
            _cell(index, column, text, spans.get((index, column)), grid, above) for column, text in enumerate(texts)
        )
        rows.append(Row(index, cells, index in grid.page_breaks))
    return tuple(rows)


def _cell(row: int, column: int, text: str, span: Span | None, grid: Grid, above: tuple[Cell, ...]) -> Cell:
    if span is None:
        ditto = bool(above) and bool(_DITTO.match(text))
        return Cell(above[column].text if ditto else clean(text))
    if column != span.column:
        return Cell("", own=row == span.row, covered=True)
    if row == span.row:
        return Cell(clean(text), True, span.width, span.height)
    return Cell(clean(grid.rows[span.row][column]), False, span.width, span.height)
