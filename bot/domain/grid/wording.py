"""Days as a table shows them, in the words that the deadline grammar reads back."""

from datetime import date

from bot.domain.grid.patterns import GENITIVE_MONTHS

_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


def shown_date(day: date, parts: str) -> str:
    """A day by the parts that are shown, «dmy», «my», «dm», «m» or «y»: 1 September 2023 as «my» is «сентябрь 2023»."""
    if parts == "dm":
        return f"{day.day} {GENITIVE_MONTHS[day.month - 1]}"
    if parts == "my":
        return f"{_MONTHS[day.month - 1]} {day.year}"
    if parts == "m":
        return _MONTHS[day.month - 1]
    if parts == "y":
        return str(day.year)
    return day.strftime("%d.%m.%Y")
