"""A measure's windows as the turns that become tasks, and the period of a plan.

The name of a turn is the place of its window and its number in the series: «0» for an undated measure, «1» for a single
window, «2/3» for the third turn of the second one. It is never a date, so that an amended date keeps the task.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.deadline import Occurrence, Window, occurrences

UNDATED = "0"


@dataclass(frozen=True, slots=True)
class Turn:
    """One task to be of each addressed organisation."""

    occurrence: str
    opens: date | None
    due: date | None
    label: str | None = None

    def is_past(self, today: date) -> bool:
        """The last day has gone by. A window without an end never does."""
        return self.due is not None and self.due < today


def turns(windows: Iterable[Window], until: date) -> tuple[Turn, ...]:
    """Every turn up to the end of the plan's period; an undated measure has one without a day."""
    found = tuple(
        Turn(_name(place, turn), turn.opens, turn.due, turn.label)
        for place, window in enumerate(windows, 1)
        for turn in occurrences(window, until)
    )
    return found or (Turn(UNDATED, None, None),)


def _name(place: int, turn: Occurrence) -> str:
    return str(place) if turn.total is None else f"{place}/{turn.number}"


@dataclass(frozen=True, slots=True)
class Period:
    """The days a plan speaks of, both inclusive."""

    since: date
    until: date


def period_of(windows: Iterable[Window], school_year: int) -> Period:
    """The school year (1 September – 31 May), widened by windows that lie before or after it.

    A plan of several years («2022-2023, 2023-2024 учебный год») ends with its last window.
    """
    days = [day for window in windows for day in (window.opens, window.due) if day is not None]
    return Period(
        min([date(school_year, 9, 1), *days]),
        max([date(school_year + 1, 5, 31), *days]),
    )
