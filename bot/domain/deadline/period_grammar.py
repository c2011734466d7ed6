"""Reads periods: «до 15 октября», «с сентября по май», «10 – 13 октября», «не позднее 1.09»."""

from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.date_grammar import skip_clock, skip_time
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.period import Period, Shape, can_range
from bot.domain.deadline.span import EACH_MONTH, INSIDE_MONTH, Measure, Span
from bot.domain.deadline.span_grammar import read_span
from bot.domain.deadline.year_grammar import read_year

_FILLERS = (Kind.IN, Kind.FILLER, Kind.DURING, Kind.ALL)
_ENDS = (Kind.UNTIL, Kind.NO_LATER, Kind.BY, Kind.TOWARDS)
_WHOLE_MEASURES = frozenset({Measure.DAY, Measure.NUMBER, Measure.PART, Measure.WEEKDAY, Measure.WORKDAY})


def read_period(c: Cursor) -> Period | None:
    """A period at the cursor; None, and the cursor unmoved, where there is none."""
    start = c.place
    period = _read(c)
    if period is None:
        c.place = start
        return None
    if _skip_inclusive(c):
        period.before = False
        period.vague = period.vague and period.shape is not Shape.UNTIL
    return period


def _read(c: Cursor) -> Period | None:
    while c.kind in _FILLERS:
        if c.at(Kind.IN) and skip_time(c):
            return None
        c.place += 1
        c.skip(Kind.COLON)
    kind = c.kind
    if kind is Kind.FROM:
        c.place += 1
        return _since(c)
    if kind in _ENDS:
        c.place += 1
        return _until(c, kind)
    if kind is Kind.NO_EARLIER:
        c.place += 1
        c.skip(Kind.FROM)
        first = read_span(c)
        return Period(Shape.SINCE, first, first) if first is not None else None
    if kind is Kind.AFTER:
        c.place += 1
        first = read_span(c)
        return Period(Shape.SINCE, first, first, after=True, vague=True) if first is not None else None
    if kind is Kind.OF_DOCUMENT:
        c.place += 1
        period = _since(c)
        return period if period is not None and period.shape is Shape.RANGE else None
    return _span_or_range(c) or _named_side(c)


def _named_side(c: Cursor) -> Period | None:
    """«начало – 1 сентября», «окончание: 31.05.2024»: a side of a range, called by its name."""
    if not c.at(Kind.PART) or c.token.number == 2:
        return None
    part = c.token.number
    c.place += 1
    c.skip(Kind.DASH, Kind.COLON)
    span = read_span(c)
    if span is None or span.measure not in (Measure.DAY, Measure.MONTH):
        return None
    return Period(Shape.SINCE if part == 1 else Shape.UNTIL, span, span)


def _since(c: Cursor) -> Period | None:
    """After «с»; after «между» the end of the range stands behind «и»."""
    between = c.tokens[c.place - 1].word == "между"
    while c.at(Kind.FILLER, Kind.IN):
        c.place += 1
    skip_clock(c)
    first = read_span(c)
    if first is None:
        return None
    _skip_inclusive(c)
    start = c.place
    _read_weekday(c, first)
    is_between = c.skip(Kind.COMMA, Kind.AND) and between and c.tokens[c.place - 1].kind is Kind.AND
    if _skip_up_to_now(c):
        return Period(Shape.SINCE, first, first)
    if is_between:
        c.place -= 1
    if is_between or c.kind in (Kind.DASH, Kind.BUT, *_ENDS):
        mark = c.kind
        c.place += 1
        if mark is Kind.DASH:
            c.skip(*_ENDS)
        while c.at(Kind.FILLER, Kind.IN):
            c.place += 1
        skip_clock(c)
        last = read_span(c)
        if last is not None and (can_range(first, last) or _ends_year(first, last) or _are_school_years(first, last)):
            _read_weekday(c, last)
            open_end = (Measure.MONTH, Measure.NUMBER)  # «с 9 до 12» may be hours
            return _ranged(first, last, vague=mark in (Kind.UNTIL, Kind.TOWARDS) and last.measure in open_end)
    c.place = start
    first.said_weekday = None
    return Period(Shape.SINCE, first, first)


def _read_weekday(c: Cursor, day: Span) -> None:
    """«1 сентября (вт.) – …»."""
    if day.measure is not Measure.DAY:
        return
    opened = c.at(Kind.OPEN)
    token, closing = c.ahead(opened), c.ahead(opened + 1)
    if token.kind is Kind.WEEKDAY and (not opened or closing.kind is Kind.CLOSE):
        day.said_weekday = token.number
        c.place += 3 if opened else 1
        year = None if day.has_year else read_year(c, attached=True)
        if year is not None:
            year.put_on(day)


def _ends_year(first: Span, last: Span) -> bool:
    """«с 1 октября до конца учебного года» is a part; «с 1 сентября по 2023 учебный год» is nothing."""
    return last.measure is Measure.PART and first.is_complete


def _ranged(first: Span, last: Span, *, vague: bool = False) -> Period:
    if last.measure in (Measure.MONTH, Measure.DAY) and last.school_year is not None:
        last.vague = False
    if first.measure is Measure.YEAR and last.measure is Measure.YEAR:
        vague = vague or (last.year or 0) == (first.year or 0) + 1
    if first.month == EACH_MONTH and last.month not in (EACH_MONTH, None):
        vague = True
    period = Period(Shape.RANGE, first, last, vague=vague)
    if first.measure is Measure.NUMBER or (not first.is_complete and last.is_complete):
        found = first.completed_by(last)
        if found is not None:
            period.first = found
    return period


def _until(c: Cursor, kind: Kind) -> Period | None:
    while c.at(Kind.FILLER, Kind.IN) or (kind is not Kind.BY and c.at(Kind.UNTIL, Kind.NO_LATER)):
        c.place += 1
    skip_clock(c)
    start = c.place
    last = read_span(c)
    if last is None:
        return None
    if kind is Kind.BY and any(token.word == "числам" for token in c.tokens[start : c.place]):
        return Period(Shape.SPAN, last, last)
    whole = last.measure not in _WHOLE_MEASURES and c.tokens[start].kind is not Kind.PART
    before = (kind in (Kind.UNTIL, Kind.TOWARDS) and whole) or (last.measure is Measure.PART and last.number == 1)
    if last.measure is Measure.PART and last.number == 3 and last.month != EACH_MONTH:
        last.vague = last.vague and _is_unclear_end(c, last)
    vague = before or (last.measure is Measure.PART and last.number == 2)
    return Period(Shape.UNTIL, last, last, before=before, vague=vague)


def _is_unclear_end(c: Cursor, last: Span) -> bool:
    """«до конца года» names no year: the school's or the calendar's? Other ends are the last day of their whole."""
    word = c.tokens[c.place - 1]
    return word.kind is Kind.UNIT and word.value is Unit.YEAR and not last.has_year


def _span_or_range(c: Cursor) -> Period | None:
    each = c.at(Kind.EACH) and c.ahead().kind is Kind.NUMBER
    c.place += each
    first = read_span(c)
    if first is None:
        return None
    if each:
        if first.measure is Measure.NUMBER:
            return Period(Shape.SPAN, first, first)
        if first.measure not in INSIDE_MONTH or first.month not in (None, EACH_MONTH):
            return None
        first.month = EACH_MONTH
    start = c.place
    _skip_inclusive(c)
    _read_weekday(c, first)
    if _skip_up_to_now(c):
        return Period(Shape.SINCE, first, first)
    if c.at(Kind.DASH, Kind.BY):
        c.place += 1
        if c.tokens[c.place - 1].kind is Kind.DASH:
            c.skip(Kind.BY)
        c.skip(Kind.IN)
        last = read_span(c)
        if last is not None and first.whole is not None and first.number == 3 and last.measure is Measure.DAY:
            return Period(Shape.SPAN, last, last)  # «окончание учебного года – 25 мая»
        if last is not None and (can_range(first, last) or _are_school_years(first, last)):
            _read_weekday(c, last)
            return _ranged(first, last)
    c.place = start
    first.said_weekday = None
    return Period(Shape.SPAN, first, first)


def _skip_up_to_now(c: Cursor) -> bool:
    """«– по настоящее время»."""
    start = c.place
    c.skip(Kind.DASH)
    if c.skip(Kind.UP_TO_NOW):
        return True
    c.place = start
    return False


def _are_school_years(first: Span, last: Span) -> bool:
    """«2023-2025 учебные годы»: from the school year that starts in the first to the one that ends in the last."""
    if first.measure is not Measure.YEAR or last.measure is not Measure.SCHOOL_YEAR or last.school_year is None:
        return False
    if not last.vague or first.year is None or last.school_year <= first.year:
        return False
    first.measure, first.school_year, first.year = Measure.SCHOOL_YEAR, first.year, None
    last.school_year -= 1
    return True


def _skip_inclusive(c: Cursor) -> bool:
    start = c.place
    opened = c.skip(Kind.OPEN)
    c.skip(Kind.COMMA)
    if c.skip(Kind.INCLUSIVE):
        if opened:
            c.skip(Kind.CLOSE)
        return True
    c.place = start
    return False
