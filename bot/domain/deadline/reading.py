"""From a cell's text to a `Deadline`."""

from datetime import date

from bot.domain.deadline.model import Deadline, DeadlineStatus
from bot.domain.doubts import Doubt


def parse(text: str, school_year: int, approved_on: date | None = None) -> Deadline:
    """Read a deadline cell of a plan for `school_year` (2023 means 2023/24). Never raises."""
    if not text.strip(" -–—.\n\t"):
        return Deadline(text, DeadlineStatus.UNSCHEDULED, ())
    return Deadline(text, DeadlineStatus.UNRECOGNISED, (), doubts=(Doubt.of("unread_part", text=text),))
