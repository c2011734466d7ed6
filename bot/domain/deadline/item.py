"""What the grammar finds in a cell, before any year is chosen."""

from dataclasses import dataclass, field

from bot.domain.deadline.frequency_grammar import Frequency
from bot.domain.deadline.kinds import Kind
from bot.domain.deadline.period import Period


@dataclass(slots=True)
class Item:
    """One deadline or one frequency of a cell.

    `link` is the mark before it (None for two deadlines side by side, OPEN for a bracket), `then` tells «далее …»,
    `later_on` «с последующей …», `told_of` «за 1 полугодие», which says what a report is about; `start` and `end` count
    characters of the normalised text; `clause` counts semicolons.
    """

    period: Period | None
    frequency: Frequency | None
    link: Kind | None
    start: int
    end: int
    clause: int = 0
    then: bool = False
    later_on: bool = False
    told_of: bool = False
    label: str | None = None
    weekdays: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """All of a cell: its items, the parts that were not understood, and what was said without a day.

    `shifts` are words that may move the days beside them («за неделю до этого»).
    """

    text: str
    items: list[Item] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    rivals: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)
    as_needed: bool = False
    unplanned: bool = False
    pending_label: str | None = None
