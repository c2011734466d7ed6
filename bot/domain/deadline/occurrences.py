"""Every occurrence of a window inside a plan's period (tests/golden/deadlines/README.md, rule 9)."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr

from bot.domain.deadline.model import Window


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One turn of a window: `number` counts from 1 among `total`; `total` is None for a window that does not repeat."""

    number: int
    total: int | None
    opens: date | None
    due: date | None
    label: str | None


def occurrences(window: Window, until: date, since: date | None = None) -> tuple[Occurrence, ...]:
    """The turns of `window` whose day is not after `until` (both days inclusive).

    With `since`, turns that end before it are left out of the answer; the others keep their numbers. A window that
    does not repeat is itself the only occurrence, whatever the period. A rule more frequent than monthly makes one
    occurrence for its whole span: the course on Thursdays has tables of its own, nobody wants 34 tasks.
    """
    if window.repeats is None:
        return (Occurrence(1, None, window.opens, window.due, window.label),)
    rule = dict(part.split("=", 1) for part in window.repeats.split(";"))
    days = _days(window, until)
    if not days:
        return ()
    if rule["FREQ"] in ("WEEKLY", "DAILY"):
        spans: list[tuple[date | None, date | None]] = [(window.opens or days[0], days[-1])]
    elif rule["FREQ"] == "YEARLY":
        spans = list(_yearly(window, days))
    else:
        spans = list(_monthly(window, days))
    turns = (Occurrence(n, len(spans), opens, due, window.label) for n, (opens, due) in enumerate(spans, 1))
    return tuple(turn for turn in turns if since is None or turn.due is None or turn.due >= since)


def _days(window: Window, until: date) -> list[date]:
    """The days of the rule, from the first window's own day on."""
    start = window.due or window.opens
    if start is None or window.repeats is None or start > until:
        return []
    rule = rrulestr(window.repeats, dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001 - days only
    days = [moment.date() for moment in rule.between(_moment(start), _moment(until), inc=True)]
    return days if days and days[0] == start else [start, *days]


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - rrule counts naive midnights, days are dates here


def _yearly(window: Window, days: list[date]) -> Iterator[tuple[date | None, date | None]]:
    for day in days:
        if window.due is None:
            yield day, None
        elif window.opens is None:
            yield None, day
        else:
            yield _in_year(window.opens, day.year - (window.due.year - window.opens.year)), day


def _in_year(day: date, year: int) -> date:
    """The same calendar day in another year; 29 February becomes the 28th where there is none."""
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _monthly(window: Window, days: list[date]) -> Iterator[tuple[date | None, date | None]]:
    """A later turn opens the day after the previous one is due; a window of a single day stays a single day."""
    previous: date | None = None
    for day in days:
        if window.due is None:
            yield day, None
        elif window.opens is None:
            yield None, day
        elif window.opens == window.due:
            yield day, day
        else:
            yield (window.opens if previous is None else previous + timedelta(days=1)), day
        previous = day
