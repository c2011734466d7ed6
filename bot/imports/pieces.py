"""Rows of merged cells → a grid: what docx and rtf have in common.

Both tell a table row by row: where a cell begins, how far it reaches, whether it goes on with the cell above.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.grid.document import Grid, Span
from bot.imports.limits import MOST_COLUMNS


@dataclass(slots=True)
class Piece:
    """A cell as it stands in its row: where it begins in the table's grid and how far it reaches."""

    start: int
    width: int
    text: str
    continues: bool  # the lower part of a cell merged downwards


def grid_of(name: str, rows: list[list[Piece]]) -> Grid:
    """Raises `Refusal` too-many-columns."""
    rows = _aligned(rows)
    width = max((piece.start + piece.width for row in rows for piece in row), default=0)
    if width > MOST_COLUMNS:
        raise Refusal("too-many-columns", name=name, limit=MOST_COLUMNS)
    texts = [[""] * width for _ in rows]
    for row, pieces in zip(texts, rows, strict=True):
        for piece in pieces:
            row[piece.start] = "" if piece.continues else piece.text
    return Grid.of(texts, _spans(rows))


def _aligned(rows: list[list[Piece]]) -> list[list[Piece]]:
    """Word draws columns row by row, and hand-drawn borders give a table of five columns a grid of nine.

    When most rows have the same number of cells and the grid is finer, cells are counted instead of measured.
    """
    counts = Counter(len(row) for row in rows if len(row) > 1)
    if not counts:
        return rows
    usual, times = counts.most_common(1)[0]
    width = max(piece.start + piece.width for row in rows for piece in row)
    if width == usual or times < 0.6 * sum(counts.values()):
        return rows
    pattern = Counter(tuple(piece.start for piece in row) for row in rows if len(row) == usual).most_common(1)[0][0]
    return [_counted(row, pattern, width) for row in rows]


def _counted(row: list[Piece], pattern: tuple[int, ...], width: int) -> list[Piece]:
    if len(row) == len(pattern):
        return [Piece(place, 1, piece.text, piece.continues) for place, piece in enumerate(row)]
    result: list[Piece] = []
    for piece in row:
        first = min(range(len(pattern)), key=lambda place: abs(pattern[place] - piece.start))
        edges = [*pattern[1:], width]
        last = min(range(first, len(pattern)), key=lambda place: abs(edges[place] - piece.start - piece.width))
        if not result or first >= result[-1].start + result[-1].width:
            result.append(Piece(first, last - first + 1, piece.text, piece.continues))
        else:
            result[-1].text = "\n".join(text for text in (result[-1].text, piece.text) if text)
    return result


def _spans(rows: Sequence[Sequence[Piece]]) -> list[Span]:
    spans: list[Span] = []
    open_down: dict[int, Span] = {}
    for number, row in enumerate(rows):
        still: dict[int, Span] = {}
        for piece in row:
            above = open_down.get(piece.start)
            if piece.continues and above and above.width == piece.width:
                still[piece.start] = Span(above.row, above.column, above.height + 1, above.width)
            else:
                still[piece.start] = Span(number, piece.start, 1, piece.width)
        spans += [span for start, span in open_down.items() if _closed(span, still.get(start))]
        open_down = still
    spans += open_down.values()
    return [span for span in spans if span.height > 1 or span.width > 1]


def _closed(span: Span, below: Span | None) -> bool:
    return below is None or below.row != span.row
