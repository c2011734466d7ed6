"""Spans that need no number: months, seasons, whole years, «в течение года»."""

from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.span import Measure, Span
from bot.domain.deadline.year_grammar import is_year, read_year, read_year_span, skip_year_word


def read_month(c: Cursor) -> Span:
    span = Span(Measure.MONTH, month=c.token.number)
    c.place += 1
    if c.at(Kind.UNIT) and c.token.value is Unit.MONTH:
        c.place += 1
    add_year(c, span)
    return span


def add_year(c: Cursor, span: Span) -> None:
    if c.at(Kind.UNIT) and c.token.value is Unit.SCHOOL_YEAR:
        c.place += 1
        return
    glued = c.at(Kind.NUMBER) and c.token.width == 2 and c.token.start == c.tokens[c.place - 1].end
    if glued and 2000 + c.token.number in (c.school_year, c.school_year + 1):
        span.year = 2000 + c.token.number  # «ноябрь24»
        c.place += 1
        return
    year = read_year(c, attached=True)
    if year is not None:
        year.put_on(span)


def read_season(c: Cursor) -> Span | None:
    first, last = _season_months(c)
    if c.token.kind is Kind.SEASONAL:
        c.place += 1
        while c.at(Kind.DASH, Kind.AND, Kind.COMMA) and c.ahead().kind is Kind.SEASONAL:
            c.place += 1
            last = _season_months(c)[1]
            c.place += 1
        if not c.at(Kind.FILLER) and c.token.word not in ("время", "времени", "сезон", "месяцы"):
            return None
    c.place += 1
    span = Span(Measure.SEASON, month=first, last_month=last)
    add_year(c, span)
    span.vague = span.year is not None and last < first
    return span


def _season_months(c: Cursor) -> tuple[int, int]:
    value = c.token.value
    return (value[0], value[1]) if isinstance(value, tuple) else (9, 11)


def read_school_year(c: Cursor) -> Span | None:
    unit = c.token.value
    c.place += 1
    if unit is Unit.MONTH and c.at(Kind.MONTH):
        return read_month(c)
    if unit is Unit.SCHOOL_YEAR:
        span = Span(Measure.SCHOOL_YEAR, ongoing=True)
        year = read_year(c, attached=False)
        if year is not None:
            span.ongoing = False
            span.school_year, span.vague = year.number, not year.is_school
        return span
    if unit is Unit.YEAR and c.tokens[c.place - 1].word in ("год", "года", "году"):
        year = read_year(c, attached=False)
        if year is None:
            return Span(Measure.SCHOOL_YEAR, ongoing=True, vague=True)
        span = Span(Measure.SCHOOL_YEAR if year.is_school else Measure.YEAR)
        year.put_on(span)
        return span
    return None


def read_ongoing(c: Cursor) -> Span:
    """«в течение года», unless a number follows: «в течение года 2023»."""
    is_school = "уч" in c.token.word
    endless = not any(word in c.token.word for word in ("год", "период", "срок", "учебн"))
    c.place += 1
    if is_year(c.token) and not endless:
        span = read_year_span(c)
        if span is not None:
            span.vague = span.vague and not is_school
            return span
    skip_year_word(c)
    return Span(Measure.SCHOOL_YEAR, ongoing=True, endless=endless)
