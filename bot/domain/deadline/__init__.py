"""Deadline cells: text → windows, their occurrences, and back to Russian words.

`parse` reads a cell by the rules of `tests/golden/deadlines/README.md`; nothing here does I/O or asks the clock.
"""

from bot.domain.deadline.model import Deadline, DeadlineStatus, Pace, Window, pace, school_year_of
from bot.domain.deadline.occurrences import Occurrence, occurrences
from bot.domain.deadline.reading import parse
from bot.domain.deadline.wording import say, say_day

__all__ = [
    "Deadline",
    "DeadlineStatus",
    "Occurrence",
    "Pace",
    "Window",
    "occurrences",
    "pace",
    "parse",
    "say",
    "say_day",
    "school_year_of",
]
