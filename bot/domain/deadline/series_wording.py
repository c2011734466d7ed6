"""What repeats within a year, in words: «по четвергам с …», «до 5 числа каждого месяца с … по …»."""

from collections.abc import Callable
from datetime import date

from bot.domain.deadline.model import Window
from bot.domain.deadline.recurrence import DAY_CODES
from bot.domain.deadline.span import month_end

_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_ON_WEEKDAYS = ("понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям")
_LAST = ("последний", "последний", "последняя", "последний", "последняя", "последняя", "последнее")


def say_series(window: Window, say_date: Callable[[date], str]) -> str:
    """A window whose rule is daily, weekly or monthly, with the day it starts on and, where it has one, its end."""
    rule = dict(part.split("=", 1) for part in (window.repeats or "").split(";"))
    start = window.opens or window.due
    if start is None:
        return "без даты"
    words = f"{_words(window, rule)} с {say_date(start)}"
    if "UNTIL" in rule:
        words += f" по {say_date(date.fromisoformat(rule['UNTIL']))}"
    return words


def _words(window: Window, rule: dict[str, str]) -> str:
    interval = int(rule.get("INTERVAL", "1"))
    if rule["FREQ"] == "DAILY":
        return "ежедневно" if interval == 1 else f"раз в {interval} дня"
    if rule["FREQ"] == "WEEKLY":
        often = "еженедельно" if interval == 1 else f"раз в {interval} недели"
        if "BYDAY" not in rule:
            return often
        days = "по " + ", ".join(_ON_WEEKDAYS[DAY_CODES.index(code)] for code in rule["BYDAY"].split(","))
        return days if interval == 1 else f"{often} {days}"
    often = _say_months(interval)
    return often if _is_plain(window, rule, interval) else f"{often}, {_say_place(window, rule)}"


def _say_months(interval: int) -> str:
    """Six and twelve months are said in quarters: «раз в 6 месяцев» means the school halves."""
    names = {1: "ежемесячно", 3: "ежеквартально", 6: "раз в 2 квартала", 12: "раз в 4 квартала"}
    return names.get(interval, f"раз в {interval} месяца")


def _is_plain(window: Window, rule: dict[str, str], interval: int) -> bool:
    """Whether the window is the whole month (quarter) from its opening on."""
    opens, due = window.opens, window.due
    if opens is None or due is None or rule.get("BYMONTHDAY") != "-1" or due != month_end(due.year, due.month):
        return False
    if interval == 1:
        return (opens.year, opens.month) == (due.year, due.month)
    months = (due.year - opens.year) * 12 + due.month - opens.month + 1
    return months == interval or (interval == 3 and due.month == (opens.month + 2) // 3 * 3 and months <= 3)


def _say_place(window: Window, rule: dict[str, str]) -> str:
    head = "до " if window.opens is None else "с " if window.due is None else ""
    if "BYSETPOS" in rule:
        number = rule["BYSETPOS"]
        return f"{head}{'последний' if number == '-1' else f'{number}-й'} рабочий день каждого месяца"
    if "BYDAY" in rule:
        return ", ".join(head + _say_weekday(code) for code in rule["BYDAY"].split(","))
    days = rule["BYMONTHDAY"].split(",")
    if window.opens is not None and window.due is not None and window.opens != window.due:
        return ", ".join(_say_stretch(window.opens, window.due, day, days) for day in days)
    said = ", ".join(f"{head}{'последнего' if day == '-1' else day} числа" for day in days)
    first = window.due or window.opens
    quarterly = rule.get("INTERVAL") == "3" and first is not None and first.month % 3 == 1
    return f"{said} месяца, следующего за отчетным" if quarterly else said


def _say_weekday(code: str) -> str:
    """«2TH» → «2-й четверг», «-1FR» → «последняя пятница»."""
    weekday = DAY_CODES.index(code[-2:])
    number = code[:-2]
    return f"{_LAST[weekday]} {_WEEKDAYS[weekday]}" if number == "-1" else f"{number}-й {_WEEKDAYS[weekday]}"


def _say_stretch(opens: date, due: date, day: str, days: list[str]) -> str:
    """«с 1 по 5 число»; later stretches of a list keep the length of the first."""
    last = int(day)
    first = opens.day
    if days[0] != day and last > 0:
        first = max(1, last - (due - opens).days)
    return f"с {first} по {'последнее' if last == -1 else last} число"
