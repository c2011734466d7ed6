"""Numbers of measures: from their own column or from the title, mended where a spreadsheet misread them."""

import re
from collections.abc import Sequence

from bot.domain.grid.drafts import Draft
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.looks import leading_number, number_like
from bot.domain.grid.sheet import fold

_DATE = re.compile(r"^(\d{1,2})\.(\d{1,2})\.20\d\d$")


def plan_numbers(drafts: Sequence[Draft]) -> tuple[list[str | None], list[str]]:
    """Number and title of every measure. A title that begins with its number gives it up when the column is empty."""
    cells = [_cell(draft) for draft in drafts]
    titles = [fold(draft.text(ColumnRole.TITLE)) for draft in drafts]
    written = [leading_number(title) if not cell else None for cell, title in zip(cells, titles, strict=True)]
    if sum(1 for mark in written if mark) * 2 >= len(drafts) or any(cells):
        for place, mark in enumerate(written):
            if mark and (any(cells) is False or "." in mark.rstrip(".)") or mark.endswith((".", ")"))):
                cells[place] = mark
                titles[place] = titles[place][len(mark) :].strip() if titles[place].startswith(mark) else titles[place]
    numbers = [_bare(cell) for cell in cells]
    return _mended(numbers), titles


def _cell(draft: Draft) -> str:
    text = re.sub(r"(?<=[\d.])\s+(?=[\d.])", "", fold(draft.text(ColumnRole.NUMBER)))
    return text if len(text) <= 20 else ""


def _bare(cell: str) -> str | None:
    """Without the dot or bracket behind it; «01.02.2023» is the «1.2» of a spreadsheet that knew better."""
    date = _DATE.match(cell)
    if date:
        return f"{int(date.group(1))}.{int(date.group(2))}"
    bare = re.sub(r"^(?:№|п\.)\s*", "", cell).rstrip(" .)")
    return re.sub(r"(?<=\d)\.\s+(?=\d)", ".", bare) or None


def _mended(numbers: list[str | None]) -> list[str | None]:
    """«1.9, 1.1, 1.11»: a spreadsheet shows 1.10 as 1.1. Mended only where the plain number stood already."""
    seen: set[str] = set()
    result: list[str | None] = []
    for number in numbers:
        before = result[-1] if result else None
        if number and number in seen and before and "." in number and "." in before:
            head, tail = number.rsplit(".", 1)
            before_head, before_tail = before.rsplit(".", 1)
            if (
                head == before_head
                and before_tail.isdigit()
                and tail.isdigit()
                and int(tail) * 10 == int(before_tail) + 1
            ):
                number = f"{head}.{int(tail) * 10}"
        result.append(number)
        if number:
            seen.add(number)
    return result


def parents(numbers: Sequence[str | None]) -> list[str | None]:
    """For each measure the number of the one it belongs to («3» for «3.1»), where that stands further up."""
    seen: set[str] = set()
    result: list[str | None] = []
    for number in numbers:
        above = number.rsplit(".", 1)[0] if number and "." in number else None
        result.append(above if above in seen else None)
        if number and number_like(number):
            seen.add(number)
    return result
