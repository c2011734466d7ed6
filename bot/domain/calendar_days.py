"""Days of a school as a calendar file shows them: whole days, both inclusive."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DaySpan:
    """One open task: `uid` stays the same whenever the file is made again, so an updated file moves the entry."""

    uid: str
    title: str
    words: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DayCalendar:
    """Everything that goes into one file. `made_at` is an aware moment, `zone` an IANA name."""

    name: str
    zone: str
    made_at: datetime
    spans: tuple[DaySpan, ...]
