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
_APART = 1.3  # of the usual step between lines: from there on a new row begins


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


Strip = tuple[float, float]


def unruled_table(words: Sequence[Word], known: Sequence[Strip] = ()) -> tuple[Found | None, list[Word], list[Strip]]:
    """The table of a page without ruled ones, the words outside of it, and its columns.

    `known` are the columns of the page before: a page that only ends a row has too few lines to tell its own.
    (None, all words, []) where there is no table.
    """
    lines = _lines(words)
    rich = [line for line in lines if len(line.pieces()) >= 3]
    strips = list(known) if known and _same_columns(rich, known) else _strips(rich)
    if len(strips) < 3 or (len(rich) < _LEAST_LINES and strips != list(known)):
        return None, list(words), []
    fitting = [place for place, line in enumerate(lines) if line in rich or (known and _inside(line, strips))]
    if not fitting:
        return None, list(words), []
    inside = lines[fitting[0] : fitting[-1] + 1]
    for line in lines[fitting[-1] + 1 :]:
        if not _fits(line, strips, inside[-1]):
            break
        inside.append(line)
    outside = [word for line in lines if line not in inside for word in line.words]
    return _table(_rows(inside, strips), strips), outside, strips


def _same_columns(lines: Sequence[_Line], strips: Sequence[Strip]) -> bool:
    return all(_inside(line, strips) for line in lines)


def _inside(line: _Line, strips: Sequence[Strip]) -> bool:
    return all(_strip(piece, strips) is not None for piece in line.pieces())


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
    return near and _inside(line, strips)


def _strip(piece: tuple[float, float], strips: Sequence[tuple[float, float]]) -> int | None:
    """The column a piece lies in, None when it reaches over several."""
    touched = [place for place, (left, right) in enumerate(strips) if piece[0] < right and piece[1] > left]
    return touched[0] if len(touched) == 1 else None


def _rows(lines: Sequence[_Line], strips: Sequence[Strip]) -> list[list[_Line]]:
    """Lines of one row stand closer together than rows do, or a number begins a row, or words in every column do."""
    steps = sorted(below.top - above.top for above, below in pairwise(lines))
    usual = steps[len(steps) // 4] if steps else 0.0
    gaps = sum(1 for step in steps if step > _APART * usual) >= 2
    numbers = any(_numbered(line, strips) for line in lines[1:])
    rows: list[list[_Line]] = [[lines[0]]]
    for above, below in pairwise(lines):
        wide = [not _inside(line, strips) for line in (above, below)]
        begins = not gaps and (_numbered(below, strips) if numbers else _begins(below, strips))
        apart = below.top - above.top > _APART * usual
        if wide == [True, True]:
            begins = not str(below.words[0]["text"])[:1].islower()
        if apart or begins or wide[0] != wide[1]:
            rows.append([below])
        else:
            rows[-1].append(below)
    return rows


def _begins(line: _Line, strips: Sequence[Strip]) -> bool:
    """Whether every column has a piece in this line and most of them begin with a capital or a digit."""
    firsts = []
    for left, right in strips:
        words = [str(w["text"]) for w in line.words if left - 1 <= float(w["x0"]) <= right + 1]
        if words:
            firsts.append(words[0][:1])
    capitals = sum(1 for first in firsts if first.isupper() or first.isdigit())
    return len(firsts) == len(strips) and capitals >= 0.6 * len(firsts)


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
