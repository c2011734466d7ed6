"""Windows back into Russian words."""

from datetime import date, timedelta

from bot.domain.deadline.model import Deadline, DeadlineStatus

MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


def say_day(day: date, today: date | None = None) -> str:
    """«25 августа, пт»; with `today` also « — сегодня» or « — завтра» when near, and the year when it is another one.

    Without `today` the year is never said: the caller shows it elsewhere (a heading, the plan's own words).
    """
    year = f" {day.year} года" if today and day.year != today.year else ""
    near = ""
    if today:
        near = {today: " — сегодня", today + timedelta(days=1): " — завтра"}.get(day, "")
    return f"{day.day} {MONTHS[day.month - 1]}{year}, {WEEKDAYS[day.weekday()]}{near}"


def say(deadline: Deadline) -> str:
    """The deadline in words that `parse` reads back into the same windows."""
    return "без даты" if deadline.status is DeadlineStatus.UNSCHEDULED else deadline.text
