"""Years: «2023 г.», «2023/24 учебного года», «т.г.»."""

from dataclasses import dataclass

from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.span import Measure, Span
from bot.domain.deadline.token import Token

_PLURALS = ("годы", "годов", "годах", "гг", "г г")
FIRST_YEAR, LAST_YEAR = 1990, 2099


@dataclass(slots=True)
class Year:
    """A calendar year, or a school year by the year in which it starts."""

    number: int
    is_school: bool = False
    vague: bool = False
    relative: bool = False

    def put_on(self, span: Span) -> None:
        """Give this year to a span that has none."""
        if self.is_school:
            span.school_year = self.number
        else:
            span.year = self.number
        span.vague = span.vague or self.vague
        span.relative = self.relative


def is_year(token: Token) -> bool:
    return token.width == 4 and FIRST_YEAR <= token.number <= LAST_YEAR


def read_year(c: Cursor, *, attached: bool) -> Year | None:
    """A year at the cursor. `attached`: it follows a month, so «23 г.» and «, 2023» are years too."""
    start = c.place
    if attached:
        bracketed = _bracketed(c)
        if bracketed is not None:
            return bracketed
        _skip_link(c)
    year = _read(c, attached=attached)
    if year is None:
        c.place = start
    return year


def _bracketed(c: Cursor) -> Year | None:
    """«май (2023)», «сентябрь (2022 г.)»."""
    named = c.at(Kind.OPEN) and is_year(c.ahead())
    closing = 3 if named and c.ahead(2).kind is Kind.UNIT and c.ahead(2).value is Unit.YEAR else 2
    if not named or c.ahead(closing).kind is not Kind.CLOSE:
        return None
    year = Year(c.ahead().number)
    c.place += closing + 1
    return year


def _skip_link(c: Cursor) -> None:
    """«Июнь, 2023г», «сентябрь - 2023»: a mark between a month and its own year."""
    following = c.ahead()
    if (
        (c.at(Kind.COMMA) and (is_year(following) or following.kind in (Kind.THIS_YEAR, Kind.THIS_SCHOOL_YEAR)))
        or (c.at(Kind.DASH) and is_year(following) and c.ahead(2).kind not in (Kind.DASH, Kind.SLASH))
        or (c.at(Kind.COMMA) and following.width == 2 and _is_short_pair(c, 1))
        or (c.at(Kind.IN) and is_year(following))
    ):
        c.place += 1


def _read(c: Cursor, *, attached: bool) -> Year | None:
    token = c.token
    if token.kind is Kind.THIS_YEAR:
        c.place += 1
        return Year(c.calendar_year + token.number, relative=True)
    if token.kind is Kind.THIS_SCHOOL_YEAR:
        c.place += 1
        return Year(c.school_year + token.number, is_school=True)
    if token.kind is not Kind.NUMBER:
        return None
    if is_year(token):
        return _full(c, attached=attached)
    if token.width == 2 and _is_short_pair(c, 0):
        c.place += 4
        return Year(2000 + token.number, is_school=True)
    following = c.ahead()
    if attached and token.width == 2 and following.kind is Kind.UNIT and following.value is Unit.YEAR:
        c.place += 2
        return Year(2000 + token.number)
    return None


def _is_short_pair(c: Cursor, steps: int) -> bool:
    """«23/24 уч. г.»"""
    first, mark, second, unit = (c.ahead(steps + n) for n in range(4))
    pair = mark.kind in (Kind.DASH, Kind.SLASH) and second.width == 2 and second.number == (first.number + 1) % 100
    return first.width == 2 and pair and unit.kind is Kind.UNIT and unit.value is Unit.SCHOOL_YEAR


def _full(c: Cursor, *, attached: bool) -> Year | None:
    first = c.token.number
    mark, second = c.ahead(), c.ahead(2)
    is_pair = mark.kind in (Kind.DASH, Kind.SLASH) and second.kind is Kind.NUMBER and second.width in (2, 4)
    if is_pair and second.number % 100 == (first + 1) % 100 and second.number in (first + 1, (first + 1) % 100):
        return _pair(c, first, mark.kind, attached=attached)
    c.place += 1
    if c.at(Kind.UNIT) and c.token.value is Unit.SCHOOL_YEAR:
        c.place += 1
        return Year(first, is_school=True, vague=True)
    skip_year_word(c)
    return Year(first)


def _pair(c: Cursor, first: int, mark: Kind, *, attached: bool) -> Year | None:
    """Two years in a row: a school year, unless the dash leads to a date («2023 - 24 января»)."""
    closing = c.ahead(3)
    if closing.kind is Kind.UNIT and closing.value is Unit.SCHOOL_YEAR:
        c.place += 4
        return Year(first, is_school=True)
    if closing.kind in (Kind.MONTH, Kind.DOT) and c.ahead(2).width == 2:
        c.place += 1
        return Year(first)
    is_short = c.ahead(2).width == 2
    if mark is Kind.SLASH or attached or is_short:
        plural = closing.kind is Kind.UNIT and closing.word in _PLURALS
        c.place += 3
        skip_year_word(c)
        return Year(first, is_school=True, vague=mark is Kind.DASH or (plural and not attached))
    if closing.kind is not Kind.UNIT or closing.value is not Unit.YEAR or closing.word not in _PLURALS:
        c.place += 3
        skip_year_word(c)
        return Year(first, is_school=True, vague=True)
    c.place += 1
    return Year(first)


def skip_year_word(c: Cursor) -> None:
    """«г.», «года», «г.г.» after a number."""
    while c.at(Kind.UNIT) and c.token.value is Unit.YEAR:
        c.place += 1


def read_year_span(c: Cursor) -> Span | None:
    """A year that stands for itself: «2023 год», «2023/2024 учебный год», «до конца т.г.»."""
    year = read_year(c, attached=False)
    if year is None:
        return None
    measure = Measure.SCHOOL_YEAR if year.is_school else Measure.YEAR
    span = Span(measure)
    year.put_on(span)
    span.relative = False
    if measure is Measure.SCHOOL_YEAR and c.tokens[c.place - 1].kind is Kind.THIS_SCHOOL_YEAR:
        span.ongoing = span.school_year == c.school_year
    return span
