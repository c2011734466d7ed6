"""Rules of RFC 5545 for what repeats within a year, and the first window of each.

tests/golden/deadlines/README.md, rule 9.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.deadline.frequency_grammar import WORKWEEK, Frequency
from bot.domain.deadline.model import Window
from bot.domain.deadline.period import Period, Shape
from bot.domain.deadline.placement import Inverted
from bot.domain.deadline.span import Measure, days_of, month_end

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Bounds:
    """The days between which a rule holds; no `until` means to the end of the plan's period."""

    start: date
    until: date | None = None

    @property
    def suffix(self) -> str:
        return f";UNTIL={self.until:%Y%m%d}" if self.until else ""


def yearly_rule(window: Window, interval: int = 1) -> str:
    """«ежегодно» for a window; the end of February is named, never left to the start day."""
    rule = "FREQ=YEARLY" + (f";INTERVAL={interval}" if interval > 1 else "")
    day = window.due
    if day is not None and day.month == 2 and day == month_end(day.year, 2):
        rule += ";BYMONTH=2;BYMONTHDAY=-1"
    return rule


def plain_series(frequency: Frequency, bounds: Bounds) -> Window:
    """The window of «ежемесячно», «ежеквартально», «еженедельно», «по четвергам», «ежедневно»."""
    start, interval = bounds.start, frequency.interval
    every = f";INTERVAL={interval}" if interval > 1 else ""
    if frequency.name == "DAILY":
        return Window(start, start, f"FREQ=DAILY{every}{bounds.suffix}")
    if frequency.name == "WEEKLY" and frequency.weekdays:
        while start.weekday() not in frequency.weekdays:
            start += _DAY
        days = ",".join(DAY_CODES[day] for day in frequency.weekdays)
        return Window(start, start, f"FREQ=WEEKLY{every};BYDAY={days}{bounds.suffix}")
    if frequency.name == "WEEKLY":
        monday = start + timedelta(days=-start.weekday() % 7)
        return Window(monday, monday + 4 * _DAY, f"FREQ=WEEKLY{every}{bounds.suffix}")
    months = interval * 3 if frequency.name == "QUARTERLY" else interval
    due = _period_end(start, months, calendar_quarter=frequency.name == "QUARTERLY" and interval == 1)
    every = f";INTERVAL={months}" if months > 1 else ""
    return Window(start, due, f"FREQ=MONTHLY{every};BYMONTHDAY=-1{bounds.suffix}")


def days_of_week(frequency: Frequency, bounds: Bounds) -> list[Window]:
    """«2 неделя октября, пятница»: weekdays of a single week are days and no series; empty for a longer stretch."""
    if not frequency.weekdays or bounds.until is None or (bounds.until - bounds.start).days > 6:
        return []
    days = [bounds.start + n * _DAY for n in range((bounds.until - bounds.start).days + 1)]
    return [Window(day, day) for day in days if day.weekday() in frequency.weekdays]


def _period_end(start: date, months: int, *, calendar_quarter: bool) -> date:
    if calendar_quarter:
        return month_end(start.year, (start.month + 2) // 3 * 3)
    month = start.month + months - 1
    return month_end(start.year + (month - 1) // 12, (month - 1) % 12 + 1)


def monthly_series(periods: list[Period], months: int, bounds: Bounds, *, after: bool = False) -> Window:
    """The window of days told by their place in the month: «до 5 числа», «15 и 30 числа», «второй четверг месяца».

    All of `periods` are of one shape and measure. `months` is 1, or 3 for a quarter: its last month, or with `after`
    the month that follows it.
    """
    every = f";INTERVAL={months}" if months > 1 else ""
    rule = f"FREQ=MONTHLY{every};{_by(periods)}{bounds.suffix}"
    year, month = bounds.start.year, bounds.start.month
    if months == 3:
        month = (month + 2) // 3 * 3 - 2 * after
    for _ in range(24):
        found = [days for period in periods if (days := _days_in(period, year, month)) is not None]
        later = [days for days in found if days[1] >= bounds.start]
        if later:
            opens, due = min(later)
            if due < opens:
                raise Inverted
            return _shaped(periods[0], max(opens, bounds.start) if opens != due else opens, due, rule)
        month += 3 if months == 3 else 1
        year, month = (year + 1, month - 12) if month > 12 else (year, month)
    raise ValueError("no such day in any month")


def _shaped(period: Period, opens: date, due: date, rule: str) -> Window:
    if period.shape is Shape.UNTIL:
        return Window(None, due, rule)
    if period.shape is Shape.SINCE:
        return Window(opens, None, rule)
    return Window(opens, due, rule)


def _days_in(period: Period, year: int, month: int) -> tuple[date, date] | None:
    try:
        opens = days_of(replace(period.first, month=month), year)[0]
        return opens, days_of(replace(period.last, month=month), year)[1]
    except ValueError:
        return None


def _by(periods: list[Period]) -> str:
    span = periods[0].last
    numbers = sorted({period.last.number for period in periods})
    if span.measure is Measure.WEEKDAY:
        codes = sorted({(period.last.number, period.last.weekday) for period in periods})
        return "BYDAY=" + ",".join(f"{number}{DAY_CODES[weekday]}" for number, weekday in codes)
    if span.measure is Measure.WORKDAY:
        return f"BYDAY={','.join(DAY_CODES[day] for day in WORKWEEK)};BYSETPOS={span.number}"
    if span.measure is Measure.DAY:
        return "BYMONTHDAY=" + ",".join(str(number) for number in numbers)
    days = sorted({_day_of_rule(period) for period in periods}, key=lambda day: (day < 0, day))
    return "BYMONTHDAY=" + ",".join(str(day) for day in days)


def _day_of_rule(period: Period) -> int:
    """The day of the month on which a week or a part of it ends (begins, after «с»); -1 for the end of the month."""
    opens, due = days_of(replace(period.last, month=1), 2023)
    if period.shape is Shape.SINCE:
        return opens.day
    return -1 if due.day == calendar.monthrange(2023, 1)[1] else due.day
