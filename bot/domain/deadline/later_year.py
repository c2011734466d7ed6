"""A deadline of one school year in a later one: days move by whole years, yearly rules are followed.

The author's words are read again with their years moved, so that «февраль» ends on its own last day; where somebody had
mended the windows, or the words are read with doubt, the windows themselves move.
"""

import calendar
import re
from dataclasses import replace
from datetime import date

from bot.domain.deadline.model import Deadline, Window
from bot.domain.deadline.occurrences import occurrences
from bot.domain.deadline.reading import parse
from bot.domain.doubts import Doubt

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=\d\.\d\d\.)\s*\d\d(?!\d)")
_UNTIL = re.compile(r"(?<=UNTIL=)\d{4}")
WEEKEND = 5


def move_years(text: str, years: int) -> str:
    """«2023/2024 учебный год» → «2026/2027 учебный год»; days written «25.08.23» too."""
    moved = _YEAR.sub(lambda found: str(int(found[0]) + years), text)
    return _SHORT_YEAR.sub(lambda found: f"{(int(found[0]) + years) % 100:02}", moved)


def in_later_year(deadline: Deadline, school_year: int, later: int, approved_on: date | None = None) -> Deadline:
    """The deadline of the same row in the school year `later`. Days at weekends carry a doubt; the words stay."""
    years = later - school_year
    as_written = parse(deadline.text, school_year, approved_on)
    again = parse(move_years(deadline.text, years), later)
    mended = as_written.windows != deadline.windows
    doubts: list[Doubt] = []
    if mended or again.doubts or len(again.windows) != len(deadline.windows):
        windows = tuple(move_window(window, years) for window in deadline.windows)
    else:
        windows = again.windows
    for place, (was, window) in enumerate(zip(deadline.windows, windows, strict=True)):
        if was.repeats is not None and was.repeats.startswith("FREQ=YEARLY"):
            followed = _follow(was, later)
            doubts += [Doubt.of("no_turn_this_year", text=deadline.text)] if followed is None else []
            windows = (*windows[:place], followed or window, *windows[place + 1 :])
    days = [window.due for window in windows if window.due is not None and window.repeats is None]
    doubts += [Doubt.of("weekend", text=f"{day:%d.%m.%Y}") for day in days if _falls_on_weekend(day, windows)]
    return replace(deadline, windows=windows, doubts=tuple(doubts))


def _falls_on_weekend(day: date, windows: tuple[Window, ...]) -> bool:
    """The end of a month or a year is an end whatever its weekday."""
    window = next(window for window in windows if window.due == day)
    is_span = window.opens is not None and window.opens != day
    return day.weekday() >= WEEKEND and not is_span


def _follow(window: Window, later: int) -> Window | None:
    """The turn of a yearly rule that falls into the school year, from July before it to the end of August."""
    first, last = date(later, 7, 1), date(later + 1, 8, 31)
    for turn in occurrences(window, last):
        day = turn.due or turn.opens
        if day is not None and first <= day:
            return replace(window, opens=turn.opens, due=turn.due)
    return None


def move_window(window: Window, years: int) -> Window:
    """The same window some years later; 29 February becomes the last day of its month."""
    rule = _UNTIL.sub(lambda found: str(int(found[0]) + years), window.repeats) if window.repeats else None
    return replace(window, opens=_moved(window.opens, years), due=_moved(window.due, years), repeats=rule)


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))
