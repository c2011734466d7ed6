"""Tables without lines: columns are the white strips that run down between the words, rows are set apart by space."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Word = dict[str, Any]
Box = tuple[float, float, float, float]
Found = tuple[float, float, list[float], list[float], float, list[tuple[Box, str]]]
"""Top, bottom, tops of rows, left edges of columns, right edge, cells."""

_GAP = 7.0  # points between two pieces of a line that belong to different columns
_LEAST_LINES = 4


@dataclass(frozen=True, slots=True)
class _Line:
    words: tuple[Word, ...]
    top: float
    bottom: float

    def pieces(self) -> list[tuple[float, float]]:
        """Stretches of the line without a wide gap."""
        result: list[tuple[float, float]] = []
        for word in self.words:
            left, right = float(word["x0"]), float(word["x1"])
            if result and left - result[-1][1] < _GAP:
                result[-1] = (result[-1][0], right)
            else:
                result.append((left, right))
        return result


def unruled_table(words: Sequence[Word]) -> tuple[Found | None, list[Word]]:
    """The table of a page without ruled ones and the words outside of it; (None, all words) where there is none."""
    lines = _lines(words)
    places = [place for place, line in enumerate(lines) if len(line.pieces()) >= 3]
    if len(places) < _LEAST_LINES:
        return None, list(words)
    strips = _strips([lines[place] for place in places])
    if len(strips) < 3:
        return None, list(words)
    inside = lines[places[0] : places[-1] + 1]
    while places[-1] + 1 < len(lines) and _fits(lines[places[-1] + 1], strips, inside[-1]):
        inside.append(lines[places[-1] + 1])
        places.append(places[-1] + 1)
    rows = _rows(inside, strips)
    table = _table(rows, strips)
    outside = [word for line in lines if line not in inside for word in line.words]
    return table, outside


def _lines(words: Sequence[Word]) -> list[_Line]:
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (float(word["top"]), float(word["x0"]))):
        if groups and abs(float(word["top"]) - float(groups[-1][0]["top"])) < 3:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [
        _Line(
            tuple(sorted(group, key=lambda word: float(word["x0"]))),
            min(float(word["top"]) for word in group),
            max(float(word["bottom"]) for word in group),
        )
        for group in groups
    ]


def _strips(lines: Sequence[_Line]) -> list[tuple[float, float]]:
    """Columns as stretches of x that words cover, parted by strips that stay white in every line of columns."""
    covered: list[tuple[float, float]] = []
    for left, right in sorted(piece for line in lines for piece in line.pieces()):
        if covered and left - covered[-1][1] < 3:
            covered[-1] = (covered[-1][0], max(covered[-1][1], right))
        else:
            covered.append((left, right))
    return covered


def _fits(line: _Line, strips: Sequence[tuple[float, float]], above: _Line) -> bool:
    """Whether the line below still belongs to the last row: close to it and inside the columns."""
    near = line.top - above.bottom < 0.8 * (above.bottom - above.top)
    return near and all(_strip(piece, strips) is not None for piece in line.pieces())


def _strip(piece: tuple[float, float], strips: Sequence[tuple[float, float]]) -> int | None:
    """The column a piece lies in, None when it reaches over several."""
    touched = [place for place, (left, right) in enumerate(strips) if piece[0] < right and piece[1] > left]
    return touched[0] if len(touched) == 1 else None


def _rows(lines: Sequence[_Line], strips: Sequence[tuple[float, float]]) -> list[list[_Line]]:
    """Lines of one row stand closer together than rows do; a line over several columns is a row of its own."""
    steps = sorted(below.top - above.top for above, below in pairwise(lines))
    usual = steps[len(steps) // 4] if steps else 0.0
    rows: list[list[_Line]] = [[lines[0]]]
    for above, below in pairwise(lines):
        wide = any(_strip(piece, strips) is None for line in (above, below) for piece in line.pieces())
        numbered = _numbered(below, strips)
        if wide or numbered or below.top - above.top > 1.3 * usual:
            rows.append([below])
        else:
            rows[-1].append(below)
    return rows


def _numbered(line: _Line, strips: Sequence[tuple[float, float]]) -> bool:
    first = str(line.words[0]["text"])
    return float(line.words[0]["x1"]) <= strips[0][1] + 1 and first[:1].isdigit() and strips[0][1] - strips[0][0] < 60


def _table(rows: Sequence[Sequence[_Line]], strips: Sequence[tuple[float, float]]) -> Found:
    lefts = [left for left, _ in strips]
    right = strips[-1][1]
    tops = [row[0].top for row in rows]
    cells: list[tuple[Box, str]] = []
    for row in rows:
        if any(_strip(piece, strips) is None for line in row for piece in line.pieces()):
            text = " ".join(str(word["text"]) for line in row for word in line.words)
            cells.append(((lefts[0], row[0].top, right, row[-1].bottom), text))
            continue
        cells += [cell for place in range(len(strips)) if (cell := _cell(row, strips, place))[1]]
    return tops[0], rows[-1][-1].bottom, tops, lefts, right, cells


def _cell(row: Sequence[_Line], strips: Sequence[tuple[float, float]], place: int) -> tuple[Box, str]:
    left, right = strips[place]
    texts = []
    for line in row:
        words = [str(w["text"]) for w in line.words if left - 1 <= (float(w["x0"]) + float(w["x1"])) / 2 <= right + 1]
        if words:
            texts.append(" ".join(words))
    return (left, row[0].top, right, row[-1].bottom), "\n".join(texts)
