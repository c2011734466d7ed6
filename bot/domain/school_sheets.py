"""«Лист школы»: open rows of a school as a table that comes back filled in.

A row is known by a key of its own, task and version, in a hidden column: rows may be sorted or removed, never mistaken
for one another. A sheet is recognised by its headings, wherever they stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.people import visible

KEY_DIGITS = 18


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One open row as the sheet shows it."""

    task_id: int
    version: int
    number: str | None
    title: str
    deadline: str
    due: str

    @property
    def key(self) -> str:
        return f"{self.task_id}.{self.version}"


@dataclass(frozen=True, slots=True)
class SchoolSheet:
    """The open rows of one organisation on one day."""

    organisation_id: int
    name: str
    today: date
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """The words above the columns; those to be filled in are day, proof, number and words."""

    key: str
    row: str
    title: str
    deadline: str
    due: str
    day: str
    proof: str
    number: str
    words: str

    def in_order(self) -> tuple[str, ...]:
        return (
            self.key, self.row, self.title, self.deadline, self.due, self.day, self.proof, self.number, self.words,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilledLine:
    """A line in which something was written. `task_id` 0: the key is missing or was spoilt."""

    line: int
    name: str
    task_id: int
    version: int
    day: str
    proof: str
    number: str
    words: str


def read_sheet(table: Sequence[Sequence[str]], headings: Headings) -> tuple[FilledLine, ...] | None:
    """The lines that say something, as people count them; None for any other table."""
    for top, row in enumerate(table):
        cells = [visible(cell) for cell in row]
        if headings.key in cells and headings.day in cells:
            place = {name: cells.index(name) for name in headings.in_order() if name in cells}
            lines = (_line(number, below, place, headings) for number, below in enumerate(table[top + 1 :], top + 2))
            return tuple(line for line in lines if line is not None)
    return None


def _line(number: int, row: Sequence[str], place: dict[str, int], headings: Headings) -> FilledLine | None:
    def cell(name: str) -> str:
        return visible(row[place[name]]) if name in place and place[name] < len(row) else ""

    told = [cell(name) for name in (headings.day, headings.proof, headings.number, headings.words)]
    if not any(told):
        return None
    task_id, version = _key(cell(headings.key))
    name = " ".join(part for part in (cell(headings.row), cell(headings.title)) if part)
    return FilledLine(number, name, task_id, version, *told)


def _key(text: str) -> tuple[int, int]:
    task, dot, version = text.partition(".")
    if not dot or not all(part.isascii() and part.isdigit() and len(part) <= KEY_DIGITS for part in (task, version)):
        return 0, 0
    return int(task), int(version)
