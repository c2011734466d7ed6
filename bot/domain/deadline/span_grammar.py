"""Spans: «15 октября», «2-я неделя мая», «конец I четверти», «III квартал 2023 г.»."""

from collections.abc import Callable

from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.date_grammar import read_iso_date, read_numeric_date
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.lexicon import OF_COUNTS
from bot.domain.deadline.span import COUNT_OF, EACH_MONTH, INSIDE_MONTH, Measure, Span
from bot.domain.deadline.whole_grammar import add_year, read_month, read_ongoing, read_school_year, read_season
from bot.domain.deadline.year_grammar import is_year, read_year, read_year_span

_COUNTED: dict[Unit, Measure] = {
    Unit.WEEK: Measure.WEEK,
    Unit.DECADE: Measure.DECADE,
    Unit.QUARTER: Measure.QUARTER,
    Unit.HALF: Measure.HALF,
    Unit.TERM: Measure.TERM,
    Unit.TRIMESTER: Measure.TRIMESTER,
}
_THIS = ("текущего", "этого", "данного", "отчетного", "соответствующего")
_LINKS = frozenset(
    {
        *(Kind.DASH, Kind.COMMA, Kind.AND, Kind.SLASH, Kind.SEMICOLON, Kind.BY, Kind.UNTIL, Kind.BUT, Kind.CLOSE),
        *(Kind.END, Kind.INCLUSIVE, Kind.FROM, Kind.OPEN, Kind.FREQUENCY, Kind.LABEL),
    }
)


def read_span(c: Cursor) -> Span | None:
    """A span at the cursor, which moves behind it; None (and an unmoved cursor) where there is none."""
    rule = _RULES.get(c.kind)
    if rule is None:
        return None
    start = c.place
    span = rule(c)
    if span is None:
        c.place = start
    return span


def _number(c: Cursor) -> Span | None:
    token = c.token
    if is_year(token):
        return read_iso_date(c) or read_year_span(c)
    date = read_numeric_date(c)
    if date is not None:
        return date
    number = token.number
    c.place += 1
    if token.width == 0 and number in (20, 30) and c.at(Kind.NUMBER) and c.token.width == 0 and c.token.number < 10:
        number += c.token.number
        c.place += 1
    if token.width == 2 and c.at(Kind.SLASH, Kind.DASH):
        c.place -= 1
        span = read_year_span(c)
        if span is not None:
            return span
        c.place += 1
    return _counted(c, number, bare=token.width <= 2)


def _counted(c: Cursor, number: int, *, bare: bool) -> Span | None:
    """What the number before the cursor counts."""
    token = c.token
    if token.word == "дек" and c.ahead().kind is Kind.MONTH:
        token.kind, token.value = Kind.UNIT, Unit.DECADE
    if token.kind is Kind.MONTH or (
        token.kind is Kind.DASH and c.ahead().kind is Kind.MONTH and token.end == c.ahead().start
    ):
        return _day_of_month(c, number)
    if token.kind is Kind.UNIT:
        return _counted_unit(c, number)
    if token.kind is Kind.HALF_OF:
        c.place += 1
        return _half_of(c, number)
    if token.kind in (Kind.WEEKDAY, Kind.WORKDAY):
        c.place += 1
        weekday = token.number if token.kind is Kind.WEEKDAY else 0
        measure = Measure.WEEKDAY if token.kind is Kind.WEEKDAY else Measure.WORKDAY
        if number not in ((-1, 1, 2, 3, 4, 5) if measure is Measure.WEEKDAY else (-1, 1)):
            return None
        span = Span(measure, number, weekday=weekday)
        return span if _of_month(c, span) or measure is Measure.WEEKDAY else None
    if bare and token.kind in _LINKS and 1 <= number <= 31 and not _counts_things(c):
        before = c.tokens[c.place - 1]
        return Span(Measure.NUMBER, number, roman=before.width == 0 and before.word.isascii())
    return None


def _counts_things(c: Cursor) -> bool:
    """«5-9 классы», «1, 2 этап», «8,5 учебных недель»: a list of numbers that ends in a counted noun."""
    steps = 0
    while c.ahead(steps).kind in (Kind.DASH, Kind.COMMA, Kind.AND) and c.ahead(steps + 1).kind is Kind.NUMBER:
        steps += 2
    counted = c.ahead(steps)
    if counted.word in OF_COUNTS or counted.word in ("недель", "дней", "месяцев", "лет"):
        return steps > 0
    return steps > 0 and counted.kind is Kind.COUNTED


def _day_of_month(c: Cursor, number: int) -> Span | None:
    if not (number >= 1 or number == -1):
        return None
    numbered = "." in c.text[c.tokens[c.place - 1].end : c.token.start] and c.token.word.endswith(("ь", "май", "т"))
    c.skip(Kind.DASH)
    span = Span(Measure.DAY, number, month=c.token.number, vague=numbered)
    c.place += 1
    if c.at(Kind.UNIT) and c.token.value is Unit.MONTH:
        c.place += 1
    add_year(c, span)
    return span


def _counted_unit(c: Cursor, number: int) -> Span | None:
    unit, misread = c.token.value, False
    c.place += 1
    if number in (11, 111) and unit in (Unit.QUARTER, Unit.HALF, Unit.TERM):
        number, misread = len(str(number)), True
    if unit is Unit.DATE or (unit is Unit.DAY and number in (1, -1)):
        if number in (1, -1) and c.tokens[c.place - 2].word.endswith(("ие", "ые", "их", "ых")):
            span = Span(Measure.PART, 3 if number == -1 else 1, vague=True)
        else:
            span = Span(Measure.DAY, number)
        if _of_month(c, span) or unit is Unit.DATE:
            return span
        return _day_of_whole(c, number)
    if unit is Unit.MONTH and c.tokens[c.place - 2].is_ordinal:
        return _month_of_whole(c, number)
    measure = _COUNTED.get(unit) if isinstance(unit, Unit) else None
    if measure is None or not (number == -1 or 1 <= number <= COUNT_OF[measure]):
        return None
    if measure in INSIDE_MONTH:
        span = Span(measure, number)
        _of_month(c, span)
        return span
    span = Span(measure, COUNT_OF[measure] if number == -1 else number, vague=measure is Measure.TRIMESTER or misread)
    add_year(c, span)
    if span.year is not None and measure is not Measure.QUARTER:
        span.vague = True
    return span


def _day_of_whole(c: Cursor, number: int) -> Span | None:
    """«первый день учебного года», «последний день I полугодия»."""
    whole = _whole(c)
    if whole is None:
        return None
    month = whole.months[0] if number == 1 else whole.months[1]
    return Span(Measure.DAY, number, month=month, year=whole.year, school_year=whole.school_year, vague=True)


def _month_of_whole(c: Cursor, number: int) -> Span | None:
    """«первый месяц учебного года», «последний месяц I квартала»."""
    whole = _whole(c)
    if whole is None:
        return None
    first, last = whole.months
    month = last if number == -1 else (first + number - 2) % 12 + 1
    return Span(Measure.MONTH, month=month, year=whole.year, school_year=whole.school_year, vague=True)


def _of_month(c: Cursor, span: Span) -> bool:
    """«… октября 2023», «… каждого месяца», «… месяца, следующего за отчётным»."""
    start = c.place
    c.skip(Kind.IN)
    this = c.token.word in _THIS and c.ahead().value is Unit.MONTH
    c.place += this
    span.vague = span.vague or this
    if c.at(Kind.UNIT) and c.token.value is Unit.MONTH and c.ahead().kind is Kind.MONTH:
        c.place += 1
    if c.at(Kind.MONTH):
        span.month = c.token.number
        c.place += 1
        add_year(c, span)
        return True
    if c.at(Kind.FREQUENCY) and c.token.value == "MONTHLY":
        c.place += 1
        span.month = EACH_MONTH
        _after(c, span)
        return True
    if c.at(Kind.UNIT) and c.token.value is Unit.MONTH:
        c.place += 1
        span.month = EACH_MONTH
        span.this_month = this or not c.at(Kind.FREQUENCY, Kind.FOLLOWING)
        span.vague = span.vague or (span.measure is Measure.PART and span.this_month)
        _after(c, span)
        return True
    if c.at(Kind.FOLLOWING) and c.token.value is Unit.MONTH:
        _after(c, span)
        span.month = EACH_MONTH
        return True
    c.place = start
    if c.at(Kind.UNIT) and c.token.value is Unit.SCHOOL_YEAR and span.measure is Measure.WEEK:
        c.place += 1
        span.month, span.vague = (5 if span.number == -1 else 9), True
        return True
    return False


def _after(c: Cursor, span: Span) -> None:
    """«…, следующего за отчётным (кварталом)»: a year or half that is reported on is no unit of ours."""
    if c.at(Kind.FOLLOWING):
        unit = c.token.value
        span.after = unit if isinstance(unit, Unit) else Unit.MONTH
        span.vague = span.vague or span.after is Unit.YEAR
        c.place += 1


def _half_of(c: Cursor, number: int) -> Span | None:
    """«вторая половина мая», «первая половина учебного года»."""
    span = Span(Measure.HALF_MONTH, 2 if number == -1 else number)
    if number not in (1, 2, -1):
        return None
    if _of_month(c, span):
        return span
    if c.at(Kind.UNIT) and c.token.value in (Unit.YEAR, Unit.SCHOOL_YEAR):
        vague = c.token.value is Unit.YEAR
        c.place += 1
        return Span(Measure.HALF, span.number, vague=vague)
    if read_year_span(c) is not None:
        return Span(Measure.HALF, span.number, vague=True)
    return span if c.kind in _LINKS else None


def _part(c: Cursor) -> Span | None:
    number = c.token.number
    c.place += 1
    c.skip(Kind.IN)
    span = Span(Measure.PART, number)
    if _of_month(c, span):
        return span
    start = c.place
    week = read_span(c) if c.at(Kind.NUMBER) else None
    if week is not None and week.measure in (Measure.WEEK, Measure.DECADE):
        week.vague = week.vague or number != 3 or c.tokens[start - 2].kind is not Kind.UNTIL
        return week
    c.place = start
    whole = _whole(c)
    if whole is None:
        c.place = start
    else:
        first, last = whole.months
        span.month = {1: first, 3: last}.get(number, 1 if whole.measure is Measure.SCHOOL_YEAR else first)
        span.year, span.school_year = whole.year, whole.school_year
        span.whole = (first, last)
        span.vague = whole.vague or number == 2 or whole.measure not in (Measure.SCHOOL_YEAR, Measure.YEAR)
        if whole.measure is Measure.YEAR:
            span.vague = True
        return span
    listed = c.at(Kind.DASH, Kind.AND, Kind.COMMA) and c.ahead().kind in (Kind.PART, Kind.IN)
    return span if listed or c.at(Kind.END, Kind.CLOSE) else None


def _whole(c: Cursor) -> Span | None:
    """What «конец …» is the end of, when it is no month."""
    if c.at(Kind.UNIT) and c.token.value is Unit.YEAR:
        c.place += 1
        year = read_year(c, attached=True)
        span = Span(Measure.SCHOOL_YEAR, vague=True)
        if year is not None:
            span = Span(Measure.SCHOOL_YEAR if year.is_school else Measure.YEAR)
            year.put_on(span)
        return span
    if not (c.at(Kind.NUMBER) or c.kind in _WHOLES):
        return None
    whole = _RULES[c.kind](c)
    if whole is None or whole.measure in (Measure.NUMBER, *INSIDE_MONTH, Measure.MONTH):
        return None
    return whole


_RULES: dict[Kind, Callable[[Cursor], Span | None]] = {
    Kind.MONTH: read_month,
    Kind.NUMBER: _number,
    Kind.PART: _part,
    Kind.SEASON: read_season,
    Kind.SEASONAL: read_season,
    Kind.UNIT: read_school_year,
    Kind.THIS_YEAR: read_year_span,
    Kind.THIS_SCHOOL_YEAR: read_year_span,
    Kind.ONGOING: read_ongoing,
}
_WHOLES = frozenset({Kind.UNIT, Kind.THIS_YEAR, Kind.THIS_SCHOOL_YEAR, Kind.SEASON, Kind.SEASONAL})
