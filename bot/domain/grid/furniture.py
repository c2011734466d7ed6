"""Rows that say nothing of the plan: repeated headings, page numbers, totals, signatures, notes."""

import re
from collections.abc import Sequence

from bot.domain.grid.drafts import WIDE, Context, hangs
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.looks import number_like
from bot.domain.grid.patterns import beginning
from bot.domain.grid.sheet import Row, fold

_PAGE = re.compile(
    r"^(?:стр(?:аница|\.)?\s*)?[-–—\s]*\d{1,3}[-–—\s]*(?:(?:из|/)\s*\d{1,3})?\.?$"
    r"|^страница\b.*\d|\bстр(?:аница|\.)\s*\d+\s*(?:из|/)\s*\d+",
    re.IGNORECASE,
)
_SIGNATURE = beginning(
    r"исп(?:олнитель|\.)",
    r"тел(?:ефон)?[.:]",
    r"м\.?\s?п\.?$",
    "подпись",
    r"директор\b.*_{2,}",
    r"начальник\b.*_{2,}",
    ".*_{4,}",
)
_FOOT = beginning(r"стр(?:аница|\.)\s*\d")
_NOTE = beginning(r"\*", "примечани", "сокращени", "условные обозначени", "¹")
_TOTAL = beginning(r"итого\b", r"всего\b")
_LONGEST_SECTION = 400


def furniture(context: Context, row: Row) -> str | None:
    """The reason why this row is no measure and no section, None when it may be one."""
    texts = [fold(text) for text in row.own_texts()]
    if _column_numbers(texts, row):
        return "column_numbers"
    if len(texts) == 1:
        return _lonely(context, row, texts[0])
    if len(texts) == 2 and any(_FOOT.match(text) for text in texts) and not context.own(row, ColumnRole.DEADLINE):
        return "page_number"
    title = context.cell(row, ColumnRole.TITLE)
    if _TOTAL.match(title or texts[0]) or _TOTAL.match(texts[0]):
        return "total"
    if title and not _rest(context, row) and _SIGNATURE.match(title):
        return "signature"
    return None


def _lonely(context: Context, row: Row, text: str) -> str | None:
    """A row with one text."""
    edge = context.at_edge(row)
    if _PAGE.match(text):
        return "page_number" if edge or not text.strip(". ").isdigit() else "blank_form"
    if number_like(text) and context.cell(row, ColumnRole.NUMBER):
        return None if hangs(row) else "blank_form"
    if _SIGNATURE.match(text):
        return "signature"
    if _NOTE.match(text) or len(text) > _LONGEST_SECTION:
        return "note" if _wide(row) or not context.cell(row, ColumnRole.TITLE) else None
    if _TOTAL.match(text):
        return "total"
    return "page_number" if edge and _wide(row) and _runs(context, row, text) else None


def _runs(context: Context, row: Row, text: str) -> bool:
    """A running foot or head inside the table: the same words at the edge of another page."""
    return any(
        other.index != row.index and context.at_edge(other) and [fold(own) for own in other.own_texts()] == [text]
        for other in context.rows
    )


def _rest(context: Context, row: Row) -> str:
    """Everything but number and title."""
    main = {context.layout.column(ColumnRole.NUMBER), context.layout.column(ColumnRole.TITLE)}
    return "".join(cell.text for index, cell in enumerate(row.cells) if index not in main)


def _wide(row: Row) -> bool:
    return any(cell.width >= WIDE * len(row.cells) for cell in row.cells)


def _column_numbers(texts: Sequence[str], row: Row) -> bool:
    """«1 2 3 4 5» under the header."""
    if len(texts) < 3 or len(texts) < len([cell for cell in row.cells if not cell.covered]) - 1:
        return False
    marks = [text.strip(" .)") for text in texts]
    return all(mark.isdigit() for mark in marks) and [int(mark) for mark in marks] in (
        list(range(1, len(marks) + 1)),
        list(range(int(marks[0]), int(marks[0]) + len(marks))),
    )
