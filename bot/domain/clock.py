"""The clock as a port: every moment in the program comes from here.

Days are dates in the zone of an organisation; moments are UTC and aware. The implementations live at the edge
(`bot/usecases/clock.py`), tests pass one that stands still.
"""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment it is, aware, in UTC."""


class FixedClock:
    """A clock that stands until it is moved: `tick --at`, rehearsals and tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = aware(moment)

    def now(self) -> datetime:
        return self.moment


def aware(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError for a naive one: nobody knows which zone it meant."""
    if moment.tzinfo is None:
        raise ValueError(f"naive moment: {moment!r}")
    return moment.astimezone(UTC)


def local_day(moment: datetime, zone: str) -> date:
    """The day it is at `moment` in an IANA zone, for example "Asia/Barnaul"."""
    return aware(moment).astimezone(ZoneInfo(zone)).date()
