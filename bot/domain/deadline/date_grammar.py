"""Dates in figures: «01.09.2023», «30.08. 2023», «08.09», «15/09/23», «15.IX», «2023-09-15», «09.2023»."""

from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.kinds import Kind
from bot.domain.deadline.span import Measure, Span
from bot.domain.deadline.token import Token
from bot.domain.deadline.year_grammar import is_year, read_year, skip_year_word

_MARKS = (Kind.DOT, Kind.SLASH, Kind.DASH, Kind.COMMA)

_NOT_AFTER_DATE = (Kind.SLASH, Kind.MONTH, Kind.UNIT, Kind.COUNTED, Kind.WEEKDAY)


def read_numeric_date(c: Cursor) -> Span | None:
    """A date at the cursor, or None with the cursor unmoved. Months over 12 are dates too: nobody repairs them here."""
    day, mark, month = c.token, c.ahead(), c.ahead(2)
    if mark.kind is Kind.NUMBER and _is_spaced(c):
        c.place += 3
        skip_year_word(c)
        return Span(Measure.DAY, day.number, month=mark.number, year=month.number, vague=True)
    if mark.kind not in _MARKS or month.kind is not Kind.NUMBER:
        return None
    if mark.kind in (Kind.DOT, Kind.SLASH) and is_year(month) and 1 <= day.number <= 12:
        return _month_of_year(c, month.number)
    if day.width > 2 or month.width > 2 or (day.width == 0 and month.width == 0):
        return None
    last_mark, year = c.ahead(3), c.ahead(4)
    if last_mark.kind in _MARKS and year.kind is Kind.NUMBER and is_year(year) and _is_full(mark, month, last_mark):
        c.place += 5
        skip_year_word(c)
        return _dated(day, month, year.number)
    if mark.kind is last_mark.kind is Kind.SLASH and _is_day_and_month(day, month) and year.width == 2:
        c.place += 5
        return Span(Measure.DAY, day.number, month=month.number, year=2000 + year.number, vague=day.number <= 12)
    if mark.kind is Kind.SLASH and last_mark.kind not in _NOT_AFTER_DATE and _is_day_and_month(day, month):
        c.place += 3
        return Span(Measure.DAY, day.number, month=month.number, vague=day.number <= 12)
    if mark.kind is not Kind.DOT:
        return None
    if last_mark.kind is Kind.DOT and year.width == 2 and not _is_date_start(c, 4):
        c.place += 5
        skip_year_word(c)
        return _dated(day, month, 2000 + year.number)
    if day.width == 2 and 1 <= day.number <= 12 and 2000 + month.number in (c.school_year, c.school_year + 1):
        return _month_of_year(c, 2000 + month.number, vague=True)
    if month.number == 0 or (month.width == 2 and month.number > 12 and day.number <= 24 and _is_time(c)):
        return None
    c.place += 3
    c.skip(Kind.DOT)
    span = _dated(day, month, None)
    found = read_year(c, attached=True)
    if found is not None:
        found.put_on(span)
    return span


def read_iso_date(c: Cursor) -> Span | None:
    """«2023-09-15», «2023.09.15», with or without a time behind it, as computers write days."""
    year, mark, month, second, day = c.token, *(c.ahead(steps) for steps in range(1, 5))
    marked = mark.kind in (Kind.DASH, Kind.DOT, Kind.SLASH) and second.kind is mark.kind
    if _is_iso_month(c):
        span = Span(Measure.MONTH, month=month.number, year=year.number, vague=True)
        c.place += 3
        return span
    if not (marked and month.width == day.width == 2 and 1 <= month.number <= 12 and 1 <= day.number <= 31):
        return None
    if c.ahead(5).kind in (Kind.DOT, Kind.MONTH, Kind.SLASH) and c.ahead(6).kind is Kind.NUMBER:
        return None
    c.place += 5
    if c.token.word in ("t", "т") and c.ahead().width == 2:
        c.place += 1
    skip_time(c, after_day=True)
    return _dated(day, month, year.number)


def _is_iso_month(c: Cursor) -> bool:
    """«2024-09», unless it may be «2008-09», a school year."""
    year, mark, month, after = c.token, c.ahead(), c.ahead(2), c.ahead(3)
    glued = mark.kind is Kind.DASH and year.end == mark.start and mark.end == month.start and month.width == 2
    alone = after.kind in (Kind.END, Kind.COMMA, Kind.SEMICOLON, Kind.CLOSE)
    return glued and alone and month.number != (year.number + 1) % 100 and 1 <= month.number <= 12


def _is_spaced(c: Cursor) -> bool:
    """«15 10 2023»: the marks are lost."""
    day, month, year = c.token, c.ahead(), c.ahead(2)
    return day.width in (1, 2) and month.width == 2 and 1 <= month.number <= 12 and is_year(year)


def _is_day_and_month(day: Token, month: Token) -> bool:
    """«30/09»; «1/2» may be anything."""
    return day.width == month.width == 2 and 1 <= month.number <= 12


def _dated(day: Token, month: Token, year: int | None) -> Span:
    """A month over 12 stays in the span: the day does not exist, and resolution says so."""
    return Span(Measure.DAY, day.number, month=month.number, year=year)


def _is_full(mark: Token, month: Token, last_mark: Token) -> bool:
    """Whether day, month and year are parted by the same kind of mark (a comma may be a misprint of a full stop)."""
    if mark.kind is Kind.DASH:
        return last_mark.kind is Kind.DASH and 1 <= month.number <= 12
    if mark.kind is Kind.SLASH:
        return last_mark.kind is Kind.SLASH and 1 <= month.number <= 12
    if mark.kind is Kind.COMMA:
        return last_mark.kind in (Kind.COMMA, Kind.DOT) and month.width == 2 and 1 <= month.number <= 12
    return last_mark.kind in (Kind.DOT, Kind.COMMA)


def _is_date_start(c: Cursor, steps: int) -> bool:
    """Whether the number there begins a date of its own: «10.10 15.10»."""
    return (
        c.ahead(steps + 1).kind is Kind.DOT
        and c.ahead(steps + 2).kind is Kind.NUMBER
        and (c.ahead(steps + 2).width == 2 or c.token.width == 1)
        and not is_year(c.ahead(steps + 2))
    )


def _is_time(c: Cursor) -> bool:
    before = c.tokens[c.place - 1].kind if c.place else None
    return (
        before is Kind.IN
        or c.ahead(3).kind is Kind.COUNTED
        or c.ahead(2).number in (15, 30, 45, 40, 20, 50, 25, 35, 55)
    )


def _month_of_year(c: Cursor, year: int, *, vague: bool = False) -> Span:
    span = Span(Measure.MONTH, month=c.token.number, year=year, vague=vague)
    c.place += 3
    skip_year_word(c)
    return span


def skip_time(c: Cursor, *, after_day: bool = False) -> bool:
    """«14.00», «10:30», «в 14-00», «с 9.00 до 10.00»: a time of the day says nothing about the day.

    `after_day`: a day stands right before, so «в 9.10» is a time as well. «до 12.00 5 ноября» is left to the period.
    """
    start = c.place
    head = c.kind
    c.skip(Kind.IN, Kind.FROM, Kind.UNTIL, Kind.BY)
    if skip_clock(c, headed=head is Kind.IN, after_day=after_day):
        middle = c.place
        ranged = c.skip(Kind.UNTIL, Kind.BY, Kind.DASH) and skip_clock(c)
        if not ranged:
            c.place = middle
        if ranged or head not in (Kind.FROM, Kind.UNTIL, Kind.BY) or not _date_follows(c):
            return True
    c.place = start
    return False


def _date_follows(c: Cursor) -> bool:
    return _is_date(c.token, c.ahead())


def _is_date(day: Token, following: Token) -> bool:
    return day.kind is Kind.NUMBER and following.kind in (Kind.MONTH, Kind.DOT)


def skip_clock(c: Cursor, *, headed: bool = False, after_day: bool = False) -> bool:
    """A time in figures at the cursor."""
    hour, mark, minute = c.token, c.ahead(), c.ahead(2)
    if (
        hour.width in (1, 2)
        and mark.kind is Kind.COUNTED
        and mark.word[:3] in ("ч", "час")
        and _is_date(minute, c.ahead(3))
    ):
        c.place += 2
        return True
    if hour.width not in (1, 2) or minute.width != 2 or hour.number > 24 or minute.number > 59:
        return False
    plain = mark.kind is Kind.COLON or (mark.kind in (Kind.DOT, Kind.DASH) and minute.number == 0)
    plain = plain or (mark.kind is Kind.DASH and headed and after_day)
    stated = mark.kind is Kind.DOT and (headed or after_day) and (minute.number > 12 or (headed and after_day))
    if stated and c.ahead(3).kind in (Kind.DOT, Kind.SLASH) and c.ahead(4).kind is Kind.NUMBER:
        return False
    stated = stated or (mark.kind is Kind.DOT and minute.number > 12 and _is_date(c.ahead(3), c.ahead(4)))
    if not (plain or stated):
        return False
    c.place += 3
    while c.at(Kind.COLON) and c.ahead().width == 2:
        c.place += 2
    c.skip(Kind.COUNTED)
    return True
