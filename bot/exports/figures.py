"""«Показатели»: numbers that schools gave with totals, percent, the year before and growth; percent of schools."""

from collections.abc import Iterable
from itertools import groupby

from bot.domain.figures import Growth, growth, percent
from bot.domain.reports import Figure, Report, Share
from bot.exports.plan_sheets import notes
from bot.exports.sheets import Cell, Line, Look, Sheet
from bot.texts import say

COLUMNS = ("school", "number", "row", "figure", "value", "whole", "percent", "last", "more", "more-percent")
WIDTHS = (34, 8, 46, 26, 12, 12, 8, 12, 10, 11)
PERCENT = (6, 9)


def figures(report: Report) -> Sheet:
    """School by school with a total under each figure; then how many schools did each row; then their levels."""
    lines: list[Line] = []
    for _, same in groupby(report.figures, key=lambda one: (one.measure_id, one.code)):
        lines += _group(list(same), totals=not report.own_only)
    if not report.own_only:
        lines += [_share(share) for share in report.shares]
    lines += [
        Line((place.name, None, say("report-level"), say("report-level-hours"), place.level, *[None] * 5))
        for place in report.places
        if place.level
    ]
    headings = tuple(say(f"report-{name}") for name in COLUMNS)
    above = notes(report, say("sheet-figures"))
    if report.figures and not report.own_only:
        above = (*above, say("report-figures-note"))
    return Sheet(say("sheet-figures"), headings, WIDTHS, tuple(lines), above, percent=PERCENT)


def _group(found: list[Figure], *, totals: bool) -> list[Line]:
    lines = [_line(one) for one in found]
    return [*lines, _total(found)] if totals else lines


def _line(one: Figure) -> Line:
    numbers = (one.value, one.whole, percent(one.value, one.whole), one.last)
    return Line(
        (one.organisation, one.number, one.short_name, one.name, *numbers, *_grown(growth(one.value, one.last)))
    )


def _total(found: list[Figure]) -> Line:
    """Numbers of all schools; percent and growth of those that have both sides of them, or the sides would not fit."""
    value, last = _sum(one.value for one in found), _sum(one.last for one in found)
    parts = [one for one in found if one.value is not None and one.whole is not None]
    years = [one for one in found if one.value is not None and one.last is not None]
    share = percent(_sum(one.value for one in parts), _sum(one.whole for one in parts))
    grown = growth(_sum(one.value for one in years), _sum(one.last for one in years))
    first, whole = found[0], _sum(one.whole for one in found)
    named = (say("report-total"), first.number, first.short_name, first.name)
    return Line((*named, value, whole, share, last, *_grown(grown)), Look.TOTAL)


def _grown(grown: Growth | None) -> tuple[Cell, Cell]:
    return (grown.more, grown.percent) if grown else (None, None)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Blank is not zero: a sum of nothing stays blank."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _share(one: Share) -> Line:
    done = (one.done, one.schools, percent(one.done, one.schools))
    return Line((say("report-total"), one.number, one.short_name, say("report-schools-done"), *done, None, None, None))
