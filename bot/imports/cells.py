"""Filled cells of a sheet → a compact grid: what xlsx, xls and ods have in common."""

from collections.abc import Collection

from bot.domain.errors import Refusal
from bot.domain.grid.document import Grid, Span
from bot.imports.limits import MOST_COLUMNS, MOST_ROWS

Cells = dict[int, dict[int, str]]
"""Texts by row and column, both from 0; blank cells are left out."""

Area = tuple[int, int, int, int]
"""A merged area: top, left, bottom, right, all inclusive."""


def compact(name: str, cells: Cells, merges: list[Area], title: str, dates: Collection[tuple[int, int]] = ()) -> Grid:
    """Filled rows and columns pushed together; one empty row is left where there were several."""
    columns = sorted({column for row in cells.values() for column in row})
    if len(cells) > MOST_ROWS:
        raise Refusal("too-many-rows", name=name, limit=MOST_ROWS)
    if len(columns) > MOST_COLUMNS:
        raise Refusal("too-many-columns", name=name, limit=MOST_COLUMNS)
    rows = _rows(cells, merges)
    texts = [[cells[row].get(column, "") if row is not None else "" for column in columns] for row in rows]
    place = {row: index for index, row in enumerate(rows) if row is not None}
    across = {column: index for index, column in enumerate(columns)}
    spans = [span for area in merges if (span := _span(area, place, across))]
    known = [(place[row], across[column]) for row, column in dates if row in place and column in across]
    return Grid.of(texts, spans, source=title, dates=known)


def _rows(cells: Cells, merges: list[Area]) -> list[int | None]:
    """Filled rows in order, None for a gap that no merged cell explains."""
    inside = {row for top, _, bottom, _ in merges if bottom - top < MOST_ROWS for row in range(top + 1, bottom + 1)}
    rows: list[int | None] = []
    before = -1
    for number in sorted(cells):
        if rows and number > before + 1 and number - 1 not in inside:
            rows.append(None)
        rows.append(number)
        before = number
    return rows


def _span(area: Area, place: dict[int, int], across: dict[int, int]) -> Span | None:
    top, left, bottom, right = area
    if top not in place or bottom - top > MOST_ROWS:
        return None
    rows = [place[row] for row in range(top, bottom + 1) if row in place]
    columns = [across[column] for column in range(left, min(right, left + 20_000) + 1) if column in across]
    if not columns or (len(rows) < 2 and len(columns) < 2):
        return None
    return Span(rows[0], columns[0], rows[-1] - rows[0] + 1, len(columns))
