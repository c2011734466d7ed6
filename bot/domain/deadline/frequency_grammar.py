"""Reads how often: «ежемесячно», «1 раз в 2 недели», «по четвергам», «каждый второй вторник месяца»."""

from dataclasses import dataclass, field

from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.year_grammar import read_year

WORKWEEK = (0, 1, 2, 3, 4)
_PER_UNIT: dict[object, str] = {
    Unit.YEAR: "YEARLY",
    Unit.SCHOOL_YEAR: "YEARLY",
    Unit.HALF: "HALVES",
    Unit.TERM: "TERMS",
    Unit.TRIMESTER: "TRIMESTERS",
    Unit.QUARTER: "QUARTERLY",
    Unit.MONTH: "MONTHLY",
    Unit.WEEK: "WEEKLY",
    Unit.DAY: "DAILY",
}


@dataclass(slots=True)
class Frequency:
    """`name`: YEARLY, HALVES (of school), TERMS, TRIMESTERS, QUARTERLY, MONTHLY, WEEKLY, DAILY; every `interval`th.

    `times` is how often within each (2 for «2 раза в год»), `since` the year from which it holds, `part` its third
    («в конце четверти»). `bare` marks a weekday by itself, which may only say what weekday a date is.
    """

    name: str
    interval: int = 1
    weekdays: list[int] = field(default_factory=list)
    times: int = 1
    since: int | None = None
    vague: bool = False
    bare: bool = False
    part: int = 0


def read_frequency(c: Cursor) -> Frequency | None:
    """A frequency at the cursor; None, and the cursor unmoved, where there is none."""
    start = c.place
    frequency = _read(c)
    if frequency is None:
        c.place = start
    return frequency


def _read(c: Cursor) -> Frequency | None:
    c.skip(Kind.AT_LEAST)
    token = c.token
    if token.kind is Kind.FREQUENCY:
        c.place += 1
        frequency = Frequency(str(token.value))
        _read_since(c, frequency)
        return frequency
    if token.kind is Kind.EACH:
        c.place += 1
        return _each(c)
    if token.kind in (Kind.WEEKDAY, Kind.WORKDAY):
        return _weekdays(c, bare=True)
    if token.kind is Kind.FROM and c.ahead().kind is Kind.WEEKDAY and c.ahead(2).kind in (Kind.BY, Kind.UNTIL):
        return _workweek(c)
    if token.kind is Kind.PART:
        return _part_of_each(c)
    if token.kind in (Kind.BY, Kind.IN):
        c.place += 1
        if c.at(Kind.EACH):
            c.place += 1
            return _each(c)
        if c.at(Kind.PART):
            return _part_of_each(c)
        if c.at(Kind.FREQUENCY):
            c.place += 1
            return Frequency(str(c.tokens[c.place - 1].value))
        return _weekdays(c, bare=token.kind is Kind.IN) or _times(c)
    return _times(c)


def _part_of_each(c: Cursor) -> Frequency | None:
    """«в конце каждой четверти», «в конце полугодия»."""
    part = c.token.number
    unit = c.ahead()
    name = unit.value if unit.kind is Kind.FREQUENCY else _PER_UNIT.get(unit.value)
    if name not in ("HALVES", "TERMS", "TRIMESTERS", "QUARTERLY") or (name == "QUARTERLY" and part != 3):
        return None
    c.place += 2
    return Frequency(str(name), part=part, vague=True)


def _workweek(c: Cursor) -> Frequency | None:
    """«с понедельника по пятницу»."""
    first, last = c.ahead(), c.ahead(3)
    if last.kind is not Kind.WEEKDAY or last.number <= first.number:
        return None
    c.place += 4
    return Frequency("WEEKLY", weekdays=list(range(first.number, last.number + 1)))


def _read_since(c: Cursor, frequency: Frequency) -> None:
    """«ежегодно с 2023 года»."""
    start = c.place
    c.skip(Kind.COMMA)
    if c.skip(Kind.FROM, Kind.NO_EARLIER):
        year = read_year(c, attached=False)
        if year is not None and not c.at(Kind.BY, Kind.UNTIL, Kind.DASH, Kind.MONTH):
            frequency.since = year.number
            return
    c.place = start


def _weekdays(c: Cursor, *, bare: bool = False) -> Frequency | None:
    if c.at(Kind.WORKDAY):
        c.place += 1
        return Frequency("WEEKLY", weekdays=list(WORKWEEK), vague=True)
    if not c.at(Kind.WEEKDAY):
        return None
    days = [c.token.number]
    c.place += 1
    while True:
        start = c.place
        is_range = c.at(Kind.DASH)
        while c.at(Kind.COMMA, Kind.AND, Kind.DASH, Kind.SLASH, Kind.BY, Kind.IN, Kind.EACH):
            c.place += 1
        if not c.at(Kind.WEEKDAY):
            c.place = start
            break
        last = c.token.number
        days.extend(range(days[-1] + 1, last + 1) if is_range and last > days[-1] else [last])
        c.place += 1
    if c.at(Kind.UNIT) and c.token.value is Unit.MONTH:
        if bare:
            return None
        c.place += 1
    return Frequency("WEEKLY", weekdays=sorted(set(days)), bare=bare)


def _each(c: Cursor) -> Frequency | None:
    """After «каждый»: «каждые 2 недели», «каждый четверг», «каждую вторую среду»."""
    if c.at(Kind.WEEKDAY):
        return _weekdays(c)
    if not c.at(Kind.NUMBER):
        return None
    number = c.token
    following = c.ahead()
    if following.kind is Kind.UNIT and following.value in _PER_UNIT:
        c.place += 2
        return _named(_PER_UNIT[following.value], max(number.number, 1), 1)
    if number.number != 2:
        return None
    if following.kind is Kind.WEEKDAY and c.ahead(2).value is not Unit.MONTH and c.ahead(2).kind is not Kind.MONTH:
        c.place += 1
        frequency = _weekdays(c)
        if frequency is not None:
            frequency.interval, frequency.vague = number.number, True
        return frequency
    return None


def _times(c: Cursor) -> Frequency | None:
    """«1 раз в квартал», «не реже двух раз в год», «раз в 2 недели», «1-2 раза в месяц»."""
    times = 1
    if c.at(Kind.NUMBER):
        times = c.token.number
        c.place += 1
        if c.at(Kind.DASH) and c.ahead().kind is Kind.NUMBER:
            times = c.ahead().number
            c.place += 2
    if c.at(Kind.TIMES):
        times = c.token.number if c.token.value is not None else times
    elif c.token.word not in ("р", "рз"):
        return None
    c.place += 1
    if not c.skip(Kind.IN, Kind.SLASH):
        return _each_unit(c, times)
    c.skip(Kind.EACH)
    return _per(c, times)


def _each_unit(c: Cursor, times: int) -> Frequency | None:
    """«1 раз каждый месяц»."""
    if not c.at(Kind.FREQUENCY):
        return None
    name = str(c.token.value)
    c.place += 1
    return Frequency(name, times=times)


def _per(c: Cursor, times: int) -> Frequency | None:
    interval = 1
    if c.at(Kind.NUMBER):
        interval = max(c.token.number, 1)
        c.place += 1
        if c.at(Kind.DASH) and c.ahead().kind is Kind.NUMBER:
            c.place += 2
            times = max(times, 2)
    token = c.token
    c.place += 1
    if token.kind in (Kind.THIS_YEAR, Kind.THIS_SCHOOL_YEAR):
        return Frequency("YEARLY", interval, times=times)
    if token.kind is Kind.FREQUENCY:
        return Frequency(str(token.value), interval, times=times)
    if token.kind is Kind.UNIT and token.value in _PER_UNIT:
        return _named(_PER_UNIT[token.value], interval, times)
    if token.word in ("полгода", "полугода"):
        return Frequency("HALVES", interval, times=times)
    return None


def _named(name: str, interval: int, times: int) -> Frequency:
    """Six months are a half, three a quarter, twelve a year; two weeks stay two weeks."""
    if name == "MONTHLY" and interval in (3, 6, 12):
        return Frequency({3: "QUARTERLY", 6: "HALVES", 12: "YEARLY"}[interval], times=times)
    return Frequency(name, interval, times=times)
