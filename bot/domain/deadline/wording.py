"""Windows back into Russian words.

`say` is written so that `parse` reads its words into the same windows: years are always named, clauses are parted by
semicolons, a label stands in («…»).
"""

from datetime import date, timedelta

from bot.domain.deadline.model import Deadline, DeadlineStatus, Window
from bot.domain.deadline.series_wording import say_series
from bot.domain.deadline.span import month_end

MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
MONTH_NAMES = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
AS_NEEDED = "по мере необходимости"
ALL_YEAR = "в течение учебного года"


def say_day(day: date, today: date | None = None) -> str:
    """«25 августа, пт»; with `today` also « — сегодня» or « — завтра» when near, and the year when it is another one.

    Without `today` the year is never said: the caller shows it elsewhere (a heading, the plan's own words).
    """
    year = f" {day.year} года" if today is not None and day.year != today.year else ""
    near = {today: " — сегодня", today + timedelta(days=1): " — завтра"}.get(day, "") if today is not None else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}, {WEEKDAYS[day.weekday()]}{near}"


def say(deadline: Deadline) -> str:
    """The deadline in words. In the same school year `parse` reads them back: the same windows, rules, labels,
    `as_needed` and status."""
    if not deadline.windows:
        if deadline.status is DeadlineStatus.UNRECOGNISED:
            return f"срок не понят; далее – {AS_NEEDED}" if deadline.as_needed else "срок не понят"
        return AS_NEEDED if deadline.as_needed else "без даты"
    ongoing = deadline.status is DeadlineStatus.ONGOING
    parts = [_say_window(window, ongoing=ongoing) for window in deadline.windows]
    if deadline.as_needed:
        parts.append(f"далее – {AS_NEEDED}")
    return "; ".join(parts)


def _say_window(window: Window, *, ongoing: bool) -> str:
    label = f" («{window.label}»)" if window.label else ""
    if window.repeats is None:
        return (ALL_YEAR if ongoing else _say_span(window.opens, window.due)) + label
    if window.repeats.startswith("FREQ=YEARLY"):
        words = ALL_YEAR if ongoing else _say_span(window.opens, window.due)
        return f"{words}{label}, {_say_yearly(window.repeats)}"
    return say_series(window, _say_date) + label


def _say_yearly(rule: str) -> str:
    interval = dict(part.split("=", 1) for part in rule.split(";")).get("INTERVAL")
    return f"раз в {interval} года" if interval else "ежегодно"


def _say_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} года"


def _say_span(opens: date | None, due: date | None) -> str:
    if opens is None or due is None:
        return (
            f"до {_say_date(due)}" if due is not None else f"с {_say_date(opens)}" if opens is not None else "без даты"
        )
    if opens == due:
        return _say_date(due)
    if opens.day == 1 and due == month_end(due.year, due.month):
        return _say_months(opens, due)
    return f"с {_say_date(opens)} по {_say_date(due)}"


def _say_months(opens: date, due: date) -> str:
    """Whole months: «сентябрь 2023 года», «2023/2024 учебный год», «апрель – май 2023 года»."""
    last = f"{MONTH_NAMES[due.month - 1]} {due.year} года"
    if (opens.year, opens.month) == (due.year, due.month):
        return last
    if (opens.month, due.month, due.year) == (9, 5, opens.year + 1):
        return f"{opens.year}/{due.year} учебный год"
    if (opens.month, due.month, due.year) == (1, 12, opens.year):
        return f"{opens.year} год"
    first = MONTH_NAMES[opens.month - 1]
    return f"{first} – {last}" if opens.year == due.year else f"{first} {opens.year} года – {last}"
