"""The working calendar as a value: which days disturb nobody, and which day comes before or after.

`holidays` is read in `bot/usecases/calendar.py`, which hands over a `Calendar`; overrides of the database win over it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
LONGEST_BREAK = 366
WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Break:
    """School vacation or quarantine, both days inclusive: no lessons."""

    opens: date
    until: date

    def covers(self, day: date) -> bool:
        return self.opens <= day <= self.until


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off beyond the weekend, working days inside it, school breaks. `weekend` holds weekdays, Monday is 0."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    breaks: tuple[Break, ...] = ()
    weekend: frozenset[int] = WEEKEND

    def is_working(self, day: date) -> bool:
        """A day on which people may be disturbed."""
        if day in self.working:
            return True
        return day not in self.off and day.weekday() not in self.weekend

    def is_school_day(self, day: date) -> bool:
        """A day on which lessons are held: working, and in no break."""
        return self.is_working(day) and not any(period.covers(day) for period in self.breaks)

    def before(self, day: date, steps: int = 1) -> date:
        """The working day `steps` working days before `day` (which itself does not count)."""
        return self._walk(day, -ONE_DAY, steps)

    def after(self, day: date, steps: int = 1) -> date:
        """The working day `steps` working days after `day` (which itself does not count)."""
        return self._walk(day, ONE_DAY, steps)

    def on_or_before(self, day: date) -> date:
        return day if self.is_working(day) else self.before(day)

    def on_or_after(self, day: date) -> date:
        return day if self.is_working(day) else self.after(day)

    def _walk(self, day: date, step: timedelta, steps: int) -> date:
        """Where a whole year is off, nothing but its weekends is: a school that is closed must not stop the others."""
        found = _reached(self, day, step, steps)
        if found is None:
            found = _reached(Calendar(weekend=self.weekend), day, step, steps)
        return day + step * steps if found is None else found


def _reached(calendar: Calendar, day: date, step: timedelta, steps: int) -> date | None:
    left = steps
    for _ in range(LONGEST_BREAK * max(steps, 1)):
        day += step
        left -= calendar.is_working(day)
        if left <= 0 and calendar.is_working(day):
            return day
    return None
