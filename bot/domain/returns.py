"""The plan as it came, given back with its execution: which row of the original document is which measure.

Pure: the document is rows of texts here, be they of a docx or an xlsx. Rows are found by their words, not by counting,
for a person may have changed, added or left out some since the plan was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.grid.execution import letters
from bot.domain.grid.headings import ColumnRole, heading_role

SHORTEST = 8
"""Letters from which on the beginning of a title is telling."""
BY_TITLE, BY_DEADLINE, BY_NUMBER, ENOUGH = 4, 2, 1, 3


@dataclass(frozen=True, slots=True)
class Executed:
    """A measure with the words that go into its row. `label` names it where its row is not found."""

    number: str
    title: str
    deadline: str
    words: str
    label: str


@dataclass(frozen=True, slots=True)
class Original:
    """What is to be filled in: the file as it came, the heading of a new column, and the measures in their order."""

    name: str
    content: bytes
    heading: str
    rows: tuple[Executed, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """The file filled in. `missing` are labels of measures that have no row in it."""

    name: str
    content: bytes
    missing: tuple[str, ...] = ()


def found_in(rows: Sequence[Sequence[str]], measures: Sequence[Executed]) -> list[int | None]:
    """For each row the measure that begins there. Order is kept; as many as possible are found.

    A longest common subsequence with weights: a row is worth more the more of title, deadline and number it holds.
    """
    keys = [_keys(measure) for measure in measures]
    worth = [_worths(row, keys) for row in rows]
    best = [[0] * (len(keys) + 1) for _ in range(len(rows) + 1)]
    for row in range(len(rows) - 1, -1, -1):
        for place in range(len(keys) - 1, -1, -1):
            value = worth[row].get(place, 0)
            taken = value + best[row + 1][place + 1] if value else 0
            best[row][place] = max(best[row + 1][place], best[row][place + 1], taken)
    return _walk(best, worth, len(keys))


def _walk(best: list[list[int]], worth: list[dict[int, int]], measures: int) -> list[int | None]:
    found: list[int | None] = []
    place = 0
    for row, values in enumerate(worth):
        while place < measures and best[row][place] > best[row + 1][place] and not _taken(best, values, row, place):
            place += 1
        if place < measures and _taken(best, values, row, place):
            found.append(place)
            place += 1
        else:
            found.append(None)
    return found


def _taken(best: list[list[int]], values: dict[int, int], row: int, place: int) -> bool:
    value = values.get(place, 0)
    return bool(value) and best[row][place] == value + best[row + 1][place + 1]


def _keys(measure: Executed) -> tuple[str, str, str]:
    return letters(measure.title), letters(measure.deadline), letters(measure.number)


def _worths(row: Sequence[str], keys: Sequence[tuple[str, str, str]]) -> dict[int, int]:
    cells = [cell for cell in map(letters, row) if cell]
    whole = set(cells)
    values = {}
    for place, (title, deadline, number) in enumerate(keys):
        value = BY_TITLE if any(_begins(title, cell) for cell in cells) else 0
        value += BY_DEADLINE if deadline in whole else 0
        value += BY_NUMBER if number in whole else 0
        if value >= ENOUGH:
            values[place] = value
    return values


def _begins(title: str, cell: str) -> bool:
    """Whether a cell holds the title, its beginning (the rest follows on the next page), or it and something more."""
    if cell == title:
        return True
    bare = cell.lstrip("0123456789")
    return any(
        len(short) >= SHORTEST and long.startswith(short)
        for one in (cell, bare)
        for short, long in ((one, title), (title, one))
    )


def heads(row: Sequence[str]) -> bool:
    """Whether a row heads columns: at least two cells, one of them what every plan has, and no sentence."""
    texts = [text for text in row if text.strip()]
    if len(texts) < 2:
        return False
    roles = {heading_role(text) for text in texts}
    return bool(roles & {ColumnRole.TITLE, ColumnRole.DEADLINE, ColumnRole.RESPONSIBLE}) and len(roles - {None}) > 1


def counts_columns(row: Sequence[str]) -> int:
    """The last number of a row «1 2 3 4 5» below the headings; 0 for any other row."""
    texts = [text.strip().rstrip(".") for text in row if text.strip()]
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit()]
    return numbers[-1] if len(numbers) == len(texts) > 2 and numbers == list(range(1, len(numbers) + 1)) else 0
