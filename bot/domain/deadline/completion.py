"""Fills in what a neighbour says: «2-3 неделя октября», «10, 12 июня», «март, май 2023», «октябрь: 1 неделя»."""

from dataclasses import replace
from itertools import pairwise

from bot.domain.deadline.comments import label_of
from bot.domain.deadline.item import Cell, Item
from bot.domain.deadline.kinds import Kind
from bot.domain.deadline.period import Period, Shape
from bot.domain.deadline.span import EACH_MONTH, INSIDE_MONTH, OF_SCHOOL, Measure, Span

_LISTS = (Kind.COMMA, Kind.AND, Kind.SLASH, Kind.SEMICOLON)


def complete(cell: Cell) -> None:
    """Complete every period from its neighbours; what stays incomplete moves to the unread parts."""
    items = cell.items
    if len(items) == 1 and items[0].period is not None and items[0].period.is_complete:
        _end_of_month(items)
        return
    _label_reports(cell)
    _years_of_a_rule(items)
    _month_after(items)
    _years_of_a_month(items)
    _share_until(items)
    _from_the_right(items)
    for clause in sorted({item.clause for item in items}):
        together = [item for item in items if item.clause == clause]
        _from_the_left(together, monthly=_is_monthly(together))
        _every_month(together)
    _roman_months(items)
    for item in [item for item in items if item.period is not None and not item.period.is_complete]:
        cell.unread.append(cell.text[item.start : item.end])
        items.remove(item)
    _end_of_month(items)


def _label_reports(cell: Cell) -> None:
    """«за 1 полугодие – до 15 января», «до 15 июня (за год)»: what a report is about, beside the day it is due."""
    items = cell.items
    for item in [item for item in items if item.told_of and item.period is not None]:
        place = items.index(item)
        following = items[place + 1] if place + 1 < len(items) else None
        leads = following is not None and following.link in (Kind.DASH, Kind.COLON, None) and not following.told_of
        due = following if leads else items[place - 1] if place else None
        if due is None or due.period is None or due.told_of or due.period.shape is not Shape.UNTIL:
            continue
        due.label = due.label or label_of(cell.text[item.start : item.end])
        due.link = item.link if leads else due.link
        items.remove(item)


def _from_the_right(items: list[Item]) -> None:
    for place in range(len(items) - 2, -1, -1):
        period, following = items[place].period, items[place + 1].period
        if period is None or following is None or period.is_complete or items[place + 1].link not in _LISTS:
            continue
        if following.first.is_complete or period.last.measure is Measure.NUMBER is not following.first.measure:
            period.complete_from(following.first)


def _share_until(items: list[Item]) -> None:
    """«до 10 и 25 октября», «до 1.09, 1.01»: «до» holds for the bare days listed after it, the latter with a doubt."""
    numbers = {id(item) for item in items if item.period is not None and item.period.last.measure is Measure.NUMBER}
    for before, item in pairwise(items):
        one, other = before.period, item.period
        if one is None or other is None or item.link not in (Kind.COMMA, Kind.AND) or item.label or before.label:
            continue
        days = other.shape is Shape.SPAN and other.last.measure in (Measure.DAY, Measure.NUMBER)
        if one.shape is Shape.UNTIL and one.last.measure in (Measure.DAY, Measure.NUMBER) and days:
            other.shape = Shape.UNTIL
            other.vague = other.vague or id(before) not in numbers


def _years_of_a_rule(items: list[Item]) -> None:
    """«с 2023 года ежегодно …»: the year from which a yearly rule holds is no window of its own."""
    for item in list(items):
        period = item.period
        if (
            period is None
            or period.shape is not Shape.SINCE
            or period.last.measure not in (Measure.YEAR, Measure.SCHOOL_YEAR)
        ):
            continue
        rules = [other.frequency for other in items if other.clause == item.clause and other.frequency is not None]
        yearly = next((rule for rule in rules if rule.name == "YEARLY" and rule.since is None), None)
        year = period.last.year or period.last.school_year
        if yearly is not None and year is not None:
            yearly.since = year
            items.remove(item)


def _month_after(items: list[Item]) -> None:
    """«2 неделя (октябрь)», «15 числа, октябрь»: the month stands behind its part."""
    known = False
    for before, item in pairwise(list(items)):
        known = known or (before.period is not None and before.period.last.month is not None)
        if known:
            continue
        one, other = before.period, item.period
        if one is None or other is None or one.is_complete or item.link not in (Kind.OPEN, Kind.COMMA, None):
            continue
        month = other.shape is Shape.SPAN and other.last.measure is Measure.MONTH
        if month and all(span.measure in INSIDE_MONTH for span in one.spans):
            for span in one.spans:
                span.month, span.year, span.school_year = other.last.month, other.last.year, other.last.school_year
            items.remove(item)


def _years_of_a_month(items: list[Item]) -> None:
    """«август 2022, 2023 гг.»: the same month of another year."""
    for before, item in pairwise(items):
        one, other = before.period, item.period
        if one is None or other is None or item.link not in (Kind.COMMA, Kind.AND):
            continue
        named = one.shape is Shape.SPAN and one.last.measure in (Measure.MONTH, Measure.QUARTER) and one.last.year
        if named and other.shape is Shape.SPAN and other.last.measure is Measure.YEAR:
            span = replace(one.last, year=other.last.year)
            other.first = other.last = span


def _is_monthly(items: list[Item]) -> bool:
    return any(item.frequency is not None and item.frequency.name in ("MONTHLY", "QUARTERLY") for item in items)


def _from_the_left(items: list[Item], *, monthly: bool) -> None:
    month: Span | None = None
    clear = False
    for item in items:
        period = item.period
        if period is None:
            continue
        if (
            month is not None
            and _is_inside_month(period)
            and (not period.is_complete or (_is_of_this_month(period) and not monthly))
        ):
            clear = item.link in (Kind.COLON, Kind.OPEN) or (clear and item.link in (Kind.COMMA, Kind.AND))
            _take_month(period, month, clear=clear)
        if (
            period.is_complete
            and period.last.measure in (Measure.MONTH, *INSIDE_MONTH)
            and period.last.month != EACH_MONTH
        ):
            month = period.last


def _is_inside_month(period: Period) -> bool:
    return all(span.measure is Measure.NUMBER or span.measure in INSIDE_MONTH for span in period.spans)


def _is_of_this_month(period: Period) -> bool:
    return any(span.this_month for span in period.spans)


def _take_month(period: Period, month: Span, *, clear: bool) -> None:
    for span in period.spans:
        if span.measure is Measure.NUMBER:
            span.measure = Measure.DAY
            period.vague = period.vague or not clear
        if span.this_month:
            span.vague = False
        if span.month is None or span.this_month:
            span.month, span.year, span.school_year = month.month, month.year, month.school_year


def _every_month(items: list[Item]) -> None:
    """«ежемесячно, до 5 числа»: places in a month that no month is named for."""
    monthly = _is_monthly(items)
    for item in items:
        period = item.period
        if period is not None and monthly:
            for span in period.spans:
                span.vague = span.vague and not span.this_month
        if period is None or period.is_complete:
            continue
        if not all(_fits_each_month(span, monthly=monthly) for span in period.spans):
            continue
        for span in period.spans:
            if span.measure is Measure.NUMBER:
                span.measure = Measure.DAY
                period.vague = period.vague or period.shape is Shape.SPAN
            span.month = EACH_MONTH
        period.vague = period.vague or not monthly


def _fits_each_month(span: Span, *, monthly: bool) -> bool:
    if span.measure is Measure.NUMBER:
        return monthly and not span.roman
    return span.measure in INSIDE_MONTH and (monthly or span.measure in (Measure.DAY, Measure.WEEKDAY))


def _roman_months(items: list[Item]) -> None:
    """«IX – V», «IX, XII, III»: Roman numbers that count nothing are months, with a doubt; I to IV may be quarters."""
    spans = [span for item in items if item.period is not None for span in item.period.spans]
    alone = [span for span in spans if span.measure is Measure.NUMBER]
    if not all(span.roman for span in spans) or max((span.number for span in alone), default=0) < 5:
        return
    for span in alone:
        span.measure, span.month, span.number, span.vague = Measure.MONTH, span.number, 0, True


def _end_of_month(items: list[Item]) -> None:
    """31 is the end of any month."""
    for item in items:
        for span in item.period.spans if item.period is not None else ():
            if span.month == EACH_MONTH and span.measure is Measure.DAY and span.number == 31:
                span.number = -1


def share_years(items: list[Item]) -> list[Item]:
    """A year written once serves the whole list it closes (rule 1). Says which items borrowed one."""
    borrowed: list[Item] = []
    for place in range(len(items) - 2, -1, -1):
        period, following = items[place].period, items[place + 1].period
        if period is None or following is None or not _may_borrow(period, items[place + 1]):
            continue
        donor = following.first if following.first.has_year else following.last
        if donor.school_year is not None:
            for span in period.spans:
                span.school_year = donor.school_year
        elif donor.year is not None and not donor.relative and period.last.measure not in OF_SCHOOL:
            period.last.year = donor.year
            borrowed.append(items[place])
    return borrowed


def _may_borrow(period: Period, following: Item) -> bool:
    if following.then or following.later_on or following.period is None or following.link in (Kind.OPEN, Kind.DASH):
        return False
    donor = following.period
    whole_years = (Measure.YEAR, Measure.SCHOOL_YEAR)
    named = donor.last.measure not in whole_years and (donor.first.has_year or donor.last.has_year)
    lacking = not period.first.has_year and not period.last.has_year and not period.is_ongoing
    return named and lacking and period.last.measure not in whole_years and period.last.month != EACH_MONTH
