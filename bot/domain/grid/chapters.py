"""A document cut into plans: which paragraphs and tables belong to which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.grid.columns import Layout, find_layout, guess_layout
from bot.domain.grid.document import Document, Grid, Paragraph
from bot.domain.grid.preamble import begins_plan
from bot.domain.grid.sheet import Row, fold, laid_out


@dataclass(slots=True)
class Table:
    """A table of a plan with what stands between it and the table before."""

    rows: tuple[Row, ...]
    layout: Layout | None
    before: list[Paragraph]
    source: str
    dates: frozenset[tuple[int, int]] = frozenset()


@dataclass(slots=True)
class Chapter:
    """One plan: the paragraphs above its first table, and its tables."""

    preamble: list[Paragraph]
    tables: list[Table] = field(default_factory=list)
    others: list[Table] = field(default_factory=list)  # tables that are no part of the plan


def chapters(document: Document) -> list[Chapter]:
    """Plans in order; [] when no table of the document looks like one."""
    tables, tail = _tables(document)
    if not any(table.layout for table in tables):
        _guess(tables)
    result: list[Chapter] = []
    waiting: list[Paragraph] = []
    for table in tables:
        if table.layout is None:
            waiting += table.before
            _place_loose(table, result, waiting)
            continue
        table.before = [*waiting, *table.before]
        waiting = []
        if not result or _begins(table, result[-1]):
            result.append(Chapter(table.before))
            table.before = []
        result[-1].tables.append(table)
    if result:
        result[-1].others += [Table((), None, [paragraph], "") for paragraph in tail if paragraph.text]
    return result


def _tables(document: Document) -> tuple[list[Table], list[Paragraph]]:
    tables: list[Table] = []
    before: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before.append(block)
            continue
        for table in _parts(block):
            table.before = [*before, *table.before]
            before = []
            tables.append(table)
    return tables, before


def _parts(grid: Grid) -> Iterator[Table]:
    """A grid, its rows above the header turned into paragraphs."""
    rows = laid_out(grid)
    layout = find_layout(rows)
    above = list(_paragraphs(rows[: layout.first])) if layout else []
    yield Table(rows, layout, above, grid.source, grid.dates)


def _paragraphs(rows: Sequence[Row]) -> Iterator[Paragraph]:
    for row in rows:
        texts = row.own_texts()
        if not texts:
            yield Paragraph("")
        for text in texts:
            for line in text.splitlines():
                yield Paragraph(line)


def _guess(tables: list[Table]) -> None:
    """No table has a header we know: go by the looks of the cells."""
    for table in tables:
        table.layout = guess_layout(table.rows)
        if table.layout:
            table.before += _paragraphs(table.rows[: table.layout.first])


def _place_loose(table: Table, result: list[Chapter], waiting: list[Paragraph]) -> None:
    """A table without a header goes on with the one above it when it is as wide, else it is text or a stranger."""
    if len([text for row in table.rows for text in row.own_texts()]) == 1:
        waiting.extend(_paragraphs(table.rows))  # a heading in a frame
        return
    last = result[-1].tables[-1] if result else None
    if last and last.layout and table.rows and len(table.rows[0].cells) == len(last.rows[0].cells):
        table.layout = Layout(0, 0, last.layout.headings, last.layout.roles, last.layout.periods, last.layout.both)
        table.before = list(waiting)
        waiting.clear()
        result[-1].tables.append(table)
    elif not result:
        waiting.extend(_paragraphs(table.rows))
    else:
        result[-1].others.append(table)


def _begins(table: Table, chapter: Chapter) -> bool:
    """Whether the paragraphs above a table open another plan."""
    titles = [fold(paragraph.text) for paragraph in table.before if begins_plan(paragraph.text)]
    known = {_bare(paragraph.text) for paragraph in chapter.preamble}
    return any(_bare(title) not in known for title in titles)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).casefold().strip()
