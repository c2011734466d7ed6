"""Header rows of a table: which row is one, and how many rows it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.grid.headings import DATING, LONGEST_HEADING, ColumnRole, heading_role
from bot.domain.grid.looks import deadline_like, number_like, period_like
from bot.domain.grid.sheet import Row, fold


@dataclass(slots=True)
class Header:
    first: int
    body: int
    columns: list[list[str]] = field(default_factory=list)  # texts of each column, top down

    def headings(self) -> tuple[str, ...]:
        return tuple(fold(" ".join(texts)) for texts in self.columns)


def is_header(row: Row) -> bool:
    """A row of short headings, of which enough are known words."""
    texts = [fold(text) for text in row.own_texts()]
    if len(texts) < 2 or any(len(text) > LONGEST_HEADING for text in texts) or number_like(texts[0]):
        return False
    if any(cell.own and cell.width > 0.6 * len(row.cells) and len(row.cells) > 2 for cell in row.cells):
        return False
    roles = [heading_role(text) for text in texts]
    known = {role for role in roles if role}
    named = len([role for role in roles if role]) + sum(1 for text in texts if period_like(text)) >= len(texts) / 2
    if not named or _mostly_sentences(texts) or any(_dated_cell(text) for text in texts):
        return False
    if ColumnRole.TITLE in known or ColumnRole.SECTION in known:
        return len(known) >= 2 or sum(1 for text in texts if period_like(text)) >= 3
    return (
        len(
            known
            & {ColumnRole.DEADLINE, ColumnRole.RESPONSIBLE, ColumnRole.RESULT, ColumnRole.NUMBER, ColumnRole.MONTH}
        )
        >= 2
    )


def second_header(row: Row) -> bool:
    """A header in the middle of a table: stricter, for a measure may begin with «Мероприятия по …»."""
    texts = [fold(text) for text in row.own_texts()]
    if any(len(text) > 60 or text[:1].islower() for text in texts):
        return False
    known = {heading_role(text) for text in texts}
    return ColumnRole.TITLE in known and bool(known & DATING) and is_header(row)


def _dated_cell(text: str) -> bool:
    return any(char.isdigit() for char in text) and deadline_like(text) and not period_like(text)


def _mostly_sentences(texts: Sequence[str]) -> bool:
    return sum(1 for text in texts if len(text) > 70) > len(texts) / 2


def header_at(rows: Sequence[Row], first: int) -> Header:
    header = Header(first, first + 1)
    top = rows[first]
    header.columns = [[text] if text else [] for text in _spread(top)]
    while header.body < len(rows) and _goes_on(rows[header.body], rows, header):
        below = _spread(rows[header.body])
        for texts, text in zip(header.columns, below, strict=True):
            if text and text not in texts:
                texts.append(text)
        header.body += 1
    return header


def _spread(row: Row) -> list[str]:
    """Texts by column, a heading over several columns standing over each."""
    texts: list[str] = []
    for cell in row.cells:
        texts.append(texts[-1] if cell.covered and texts else cell.text)
    return texts


def _goes_on(row: Row, rows: Sequence[Row], header: Header) -> bool:
    """Whether this row is a second line of the header: sub-headings under a merged or wide one."""
    above = rows[row.index - 1]
    own = [(index, cell) for index, cell in enumerate(row.cells) if cell.own and cell.text]
    if row.index - header.first > 2 or not own:
        return not own and any(not cell.own and cell.text for cell in row.cells) and row.index - header.first <= 2
    if any(number_like(cell.text) or len(cell.text) > 60 for _, cell in own):
        return False
    hanging = any(not cell.own and cell.text for cell in row.cells)
    wide = any(1 < cell.width < len(row.cells) for cell in above.cells)
    gaps = [index for index, cell in enumerate(above.cells) if not cell.text]
    known = [heading_role(cell.text) or (period_like(cell.text) or None) for _, cell in own]
    if hanging or wide:
        return all(cell.width < len(row.cells) for _, cell in own) and (hanging or any(known))
    under = [index for index, _ in own if index in gaps or index + 1 in gaps]
    return bool(gaps) and len(own) < len(row.cells) - 1 and len(under) == len(own) and any(known)
