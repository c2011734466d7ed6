"""Words that leave the day to somebody: «по графику …», «за 3 дня до …», «каникулы»."""

from bot.domain.deadline.comments import starts_deadline
from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.year_grammar import read_year_span

_PLAN_STEMS = (
    *(
        "план",
        "граф",
        "согл",
        "договоренност",
        "расписани",
        "приказ",
        "распоряжени",
        "положени",
        "заявк",
        "заявлени",
    ),
    *(
        "факт",
        "назначени",
        "поручени",
        "решени",
        "рекомендаци",
        "указани",
        "готовност",
        "усмотрени",
        "вызов",
        "приглашени",
    ),
    *(
        "выбор",
        "сигнал",
        "циклограмм",
        "программ",
        "регламент",
        "письм",
        "инструкци",
        "отдельн",
        "индивидуальн",
        "особ",
    ),
    *(
        "утвержден",
        "установлен",
        "запрос",
        "обращени",
        "календар",
        "срок",
        "мероприят",
        "результат",
        "итог",
        "необходим",
    ),
    *(
        "завершени",
        "окончани",
        "истечени",
        "плану",
        "договор",
        "соглашени",
        "желани",
        "возможност",
        "наличи",
        "предложени",
    ),
)
_RESULT_STEMS = ("результат", "итог", "завершени", "окончани", "истечени")
"""«по предварительным итогам 2 четверти»: the term is part of the event."""
_STOPS = frozenset(
    {Kind.END, Kind.CLOSE, Kind.SEMICOLON, Kind.OPEN, Kind.THEN, Kind.AS_NEEDED, Kind.LABEL, Kind.LATER_ON}
)
_DURATIONS = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
_RELATIVE_HEADS = (Kind.IN, Kind.DURING, Kind.NO_LATER, Kind.NO_EARLIER, Kind.AFTER, Kind.UNTIL, Kind.FILLER)
_TERM_ENDINGS = ("дневный", "дневного", "дневной", "месячный", "недельный", "часовой", "дневном")


def absorb(c: Cursor, *, through: bool = False) -> None:
    """Take the words that belong to a head, up to a mark or to a deadline of its own; `through` takes those too."""
    while c.kind not in _STOPS:
        if c.at(Kind.COMMA, Kind.DASH, Kind.COLON) and starts_deadline(c, c.place + 1):
            return
        if not through and _skip_whole_year(c):
            continue
        if not through and not c.at(Kind.OF_DOCUMENT) and starts_deadline(c, c.place):
            return
        if c.at(Kind.OF_DOCUMENT):
            _skip_document_date(c)
            continue
        c.place += 1


def _skip_whole_year(c: Cursor) -> bool:
    """«на 2023-2024 учебный год», «учебного года»: whose plan it is, not when."""
    start = c.place
    c.skip(Kind.IN)
    if c.at(Kind.UNIT, Kind.THIS_SCHOOL_YEAR) or (c.at(Kind.NUMBER) and c.token.width == 4):
        if read_year_span(c) is None:
            c.place += 1
        return True
    c.place = start
    return False


def _skip_document_date(c: Cursor) -> None:
    """«от 01.09.2023 № 15»."""
    c.place += 1
    while c.at(Kind.NUMBER, Kind.DOT, Kind.MONTH, Kind.UNIT):
        c.place += 1


def skip_relative(c: Cursor) -> bool:
    """«за 3 дня до начала», «в течение 5 дней после …», «в трёхдневный срок»: counted from an event."""
    start = c.place
    while c.kind in _RELATIVE_HEADS:
        c.place += 1
    headed = c.place > start
    if c.token.word == "через" or c.at(Kind.RELATIVE):
        absorb(c, through=True)
        return True
    if headed and (_is_duration(c, start) or _is_next_to_event(c)):
        absorb(c, through=True)
        return True
    if (c.token.word.endswith(_TERM_ENDINGS)) or (c.at(Kind.NUMBER) and c.ahead().word.endswith(_TERM_ENDINGS)):
        absorb(c, through=True)
        return True
    if c.at(Kind.NUMBER) and c.ahead().kind is Kind.DASH and c.ahead(2).word.endswith(_TERM_ENDINGS):
        absorb(c, through=True)
        return True
    c.place = start
    return False


def _is_next_to_event(c: Cursor) -> bool:
    """«в первую неделю после каникул»."""
    unit = c.ahead()
    counted = c.at(Kind.NUMBER) and unit.kind in (Kind.UNIT, Kind.WORKDAY)
    return counted and c.ahead(2).kind in (Kind.AFTER, Kind.RELATIVE, Kind.UNTIL)


def _is_duration(c: Cursor, start: int) -> bool:
    head = c.tokens[c.place - 1].kind
    if c.at(Kind.NUMBER) and not c.token.is_ordinal:
        unit = c.ahead()
        if unit.kind is Kind.WORKDAY or (
            unit.kind is Kind.COUNTED and unit.word.startswith("час") and head is Kind.DURING
        ):
            return c.token.number > 0
        is_count = unit.kind is Kind.UNIT and unit.value in _DURATIONS and c.token.number > 0 and c.token.width < 4
        return is_count and not (unit.value is Unit.WEEK and c.ahead(2).kind in (Kind.MONTH, Kind.FREQUENCY))
    if not c.at(Kind.UNIT) or c.token.value in (Unit.YEAR, Unit.SCHOOL_YEAR, Unit.DATE):
        return False
    if head is Kind.DURING:
        return c.ahead().kind is not Kind.MONTH
    counted_back = head is Kind.IN and c.ahead().kind in (Kind.UNTIL, Kind.UNPLANNED) and c.place > start
    return counted_back


def skip_unplanned(c: Cursor) -> bool:
    """A head without a day at the cursor, with the words that belong to it."""
    start = c.place
    if c.at(Kind.UNPLANNED):
        c.place += 1
        absorb(c)
        return True
    while c.kind in (
        Kind.IN,
        Kind.DURING,
        Kind.FILLER,
        Kind.ALL,
        Kind.BY,
        Kind.SEASONAL,
        Kind.COMMA,
        Kind.AND,
        Kind.DASH,
    ):
        c.place += 1
    if c.at(Kind.HOLIDAYS):
        c.place += 1
        absorb(c)
        return True
    c.place = start
    if c.at(Kind.BY) and any(_is_plan(c.ahead(steps).word) for steps in (1, 2, 3)):
        c.place += 1
        absorb(c, through=any(c.ahead(steps).word.startswith(_RESULT_STEMS) for steps in (0, 1, 2)))
        return True
    if c.at(Kind.UNTIL, Kind.AFTER, Kind.FROM) and _leads_to_event(c):
        absorb(c, through=True)
        return True
    c.place = start
    return False


def _is_plan(word: str) -> bool:
    return word.startswith(_PLAN_STEMS)


def _leads_to_event(c: Cursor) -> bool:
    """«до начала мероприятия», «после проведения», «с момента …»: an end named by an event."""
    following = c.ahead(2) if c.ahead().kind in (Kind.PART, Kind.FILLER) else c.ahead()
    return following.kind in (Kind.WORD, Kind.HOLIDAYS, Kind.SEASONAL, Kind.COUNTED)
