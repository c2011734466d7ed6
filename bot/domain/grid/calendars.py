"""Calendars: a table whose columns are months or weeks and whose cells say what happens then.

Such a table is turned into a list of measures with a deadline each, so that everything else stays one way. Tables with
measures on the left and marks or days in the cells are no such calendars: `dates.py` reads them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.grid.cell_lists import points_of
from bot.domain.grid.document import Block, Document, Grid, Paragraph, Span
from bot.domain.grid.headings import ColumnRole, heading_role
from bot.domain.grid.looks import dated_like, number_like, period_like
from bot.domain.grid.patterns import GENITIVE_MONTHS, MONTH_NAMES, months_named
from bot.domain.grid.sheet import Row, fold, laid_out

_WEEK = re.compile(r"^(\d|[IVX]{1,3}|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)(?:-?\w{1,2})?\s+недел\w+$", re.IGNORECASE)
_WITHIN = 12  # rows from the top in which a header is looked for
_FEWEST = 3
_TEXTUAL = 0.6
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_HEADER = ("Направление", "Мероприятие", "Срок")


@dataclass(frozen=True, slots=True)
class _Calendar:
    header: int
    body: int
    times: dict[int, str]  # heading of each column that is a time
    side: int  # the column on the left that names the rows


def listed(document: Document) -> Document:
    """The same document with its calendars turned into lists."""
    blocks: list[Block] = []
    for block in document.blocks:
        blocks += _listed(_with_months(block)) if isinstance(block, Grid) else [block]
    return replace(document, blocks=tuple(blocks))


def _with_months(grid: Grid) -> Grid:
    """Months over columns by their numbers («IX, X, XI» or «9, 10, 11») called by their names."""
    for index, texts in enumerate(grid.rows[:_WITHIN]):
        numbers = {column: _month_number(text) for column, text in enumerate(texts)}
        months = [column for column in range(1, len(texts)) if numbers[column]]
        in_order = all(numbers[b] == numbers[a] % 12 + 1 for a, b in pairwise(months))
        headed = [*(grid.rows[index - 1] if index else ()), *texts]
        if len(months) < _FEWEST or not in_order or numbers[0] or months[-1] - months[0] != len(months) - 1:
            continue
        told = 12 in numbers.values() or any("месяц" in text.lower() for text in headed)  # IX, X, XI may be classes
        roles = {heading_role(fold(text)) for text in headed}
        if told and ColumnRole.TITLE in roles and ColumnRole.DEADLINE not in roles:
            named = tuple(MONTH_NAMES[numbers[n] - 1] if n in months else text for n, text in enumerate(texts))
            return replace(grid, rows=(*grid.rows[:index], named, *grid.rows[index + 1 :]))
    return grid


def _month_number(text: str) -> int:
    bare = text.strip().rstrip(".").upper().replace("Х", "X").replace("І", "I")
    number = _ROMAN.index(bare) + 1 if bare in _ROMAN else int(bare) if bare.isdecimal() and len(bare) < 3 else 0
    return number if number <= 12 else 0


def _listed(grid: Grid) -> list[Block]:
    rows = laid_out(grid)
    found = next((c for row in rows[:_WITHIN] if (c := _calendar(rows, row)) is not None), None)
    if found is None or not _tells_what(rows[found.body :], found):
        return [grid]
    lines: list[tuple[str, ...]] = [_HEADER]
    spans: list[Span] = []
    for row in rows[found.body :]:
        texts = row.own_texts()
        if len(texts) == 1 and not any(row.cells[column].text for column in found.times):
            spans.append(Span(len(lines), 0, 1, len(_HEADER)))
            lines.append((texts[0],))
        else:
            lines += _measures(row, found)
    above = [Paragraph(fold(text)) for row in rows[: found.header] for text in row.own_texts()]
    return [*above, Grid.of(lines, spans, source=grid.source)]


def _calendar(rows: Sequence[Row], row: Row) -> _Calendar | None:
    times = {index: fold(cell.text) for index, cell in enumerate(row.cells) if _is_time(fold(cell.text))}
    body = row.index + 1
    if not times and body < len(rows):
        times = _numbered_weeks(row, rows[body])
        body += 1
    if len(times) < _FEWEST or min(times) not in (1, 2) or list(times) != list(range(min(times), len(row.cells))):
        return None
    roles = {heading_role(fold(row.cells[column].text)) for column in range(min(times))}
    if roles & {ColumnRole.TITLE, ColumnRole.RESPONSIBLE, ColumnRole.DEADLINE}:
        return None
    return _Calendar(row.index, body, times, min(times) - 1)


def _is_time(text: str) -> bool:
    return bool(_WEEK.match(text)) or period_like(text)


def _numbered_weeks(row: Row, below: Row) -> dict[int, str]:
    """«Недели» over «1, 2, 3, 4»."""
    wide = next((n for n, cell in enumerate(row.cells) if cell.width >= _FEWEST and "недел" in cell.text.lower()), None)
    if wide is None:
        return {}
    numbers = {index: cell.text.strip() for index, cell in enumerate(below.cells) if index >= wide}
    return {n: f"{text} неделя" for n, text in numbers.items() if text.isdigit() and len(text) == 1}


def _tells_what(rows: Sequence[Row], calendar: _Calendar) -> bool:
    """Whether the cells hold words and no marks or days."""
    texts = [fold(row.cells[column].text) for row in rows for column in calendar.times if row.cells[column].own]
    filled = [text for text in texts if text]
    words = [text for text in filled if len(text) > _FEWEST and not dated_like(text) and not number_like(text)]
    return bool(filled) and len(words) >= _TEXTUAL * len(filled)


def _measures(row: Row, calendar: _Calendar) -> Iterator[tuple[str, ...]]:
    side = fold(row.cells[calendar.side].text)
    months = months_named(side) if period_like(side) else []
    for column, time in calendar.times.items():
        cell = row.cells[column]
        if not cell.own or not cell.text:
            continue
        last = calendar.times.get(column + cell.width - 1, time)
        when = time if last == time else f"{time} – {last}"
        if len(months) == 1 and _WEEK.match(time):
            when = f"{when} {GENITIVE_MONTHS[months[0] - 1]}{_year(side)}"
        for point in points_of(cell.text):
            yield ("" if months else side, point, when)


def _year(text: str) -> str:
    found = re.search(r"20\d\d", text)
    return f" {found.group()}" if found else ""
