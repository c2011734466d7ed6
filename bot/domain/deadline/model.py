"""What a deadline cell means: the values every other part of the program reads."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.doubts import Doubt

LONG_WINDOW_DAYS = 180
"""From this many days on a window is «весь год» (docs/glossary.md, `Pace`)."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days in which something is to be done, both inclusive; either may be missing.

    `repeats` is an RFC 5545 rule without its start: it speaks of `due` (of `opens` where there is no due) and starts
    at that day. `label` is the author's comment («утверждение»).
    """

    opens: date | None
    due: date | None
    repeats: str | None = None
    label: str | None = None

    def as_json(self) -> dict[str, str | None]:
        return {
            "opens": self.opens.isoformat() if self.opens else None,
            "due": self.due.isoformat() if self.due else None,
            "repeats": self.repeats,
            "label": self.label,
        }


class DeadlineStatus(StrEnum):
    """What kind of answer the cell gives (tests/golden/deadlines/README.md, first table)."""

    DATED = "dated"
    ONGOING = "ongoing"
    UNSCHEDULED = "unscheduled"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline cell as read: the author's words, the windows in them and what a person should look at."""

    text: str
    status: DeadlineStatus
    windows: tuple[Window, ...]
    as_needed: bool = False
    doubts: tuple[Doubt, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Without the text, as `import --json` and `deadlines --json` print it."""
        return {
            "status": self.status.value,
            "windows": [window.as_json() for window in self.windows],
            "as_needed": self.as_needed,
            "doubts": [doubt.as_json() for doubt in self.doubts],
        }


class Pace(StrEnum):
    """«Вид пункта»: how a measure lives through the year (docs/glossary.md)."""

    BY_DAY = "by_day"
    WINDOW = "window"
    ALL_YEAR = "all_year"
    SERIES = "series"
    UNDATED = "undated"


def pace(deadline: Deadline) -> Pace:
    """The pace of a measure with this deadline; «далее ежегодно» alone makes no series of it."""
    windows = deadline.windows
    if not windows:
        return Pace.UNDATED
    if len(windows) > 1 or _repeats_within_a_year(windows[0]):
        return Pace.SERIES
    window = windows[0]
    if window.due is None:
        return Pace.ALL_YEAR
    if window.opens is None or window.opens == window.due:
        return Pace.BY_DAY
    if deadline.status is DeadlineStatus.ONGOING or (window.due - window.opens).days + 1 >= LONG_WINDOW_DAYS:
        return Pace.ALL_YEAR
    return Pace.WINDOW


def _repeats_within_a_year(window: Window) -> bool:
    return window.repeats is not None and not window.repeats.startswith("FREQ=YEARLY")


def school_year_of(day: date) -> int:
    """The school year a day belongs to, by the year in which it starts: 1 September to 31 August."""
    return day.year if day.month >= 9 else day.year - 1
