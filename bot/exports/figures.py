"""«Показатели»: numbers that schools gave with totals, percent, the year before and growth; percent of schools."""

from collections.abc import Iterable
from itertools import groupby

from bot.domain.figures import growth, percent
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
    return Sheet(
        say("sheet-figures"), headings, WIDTHS, tuple(lines), notes(report, say("sheet-figures")), percent=PERCENT
    )


def _group(found: list[Figure], *, totals: bool) -> list[Line]:
    lines = [_line(one.organisation, one, one.value, one.whole, one.last) for one in found]
    if totals:
        first = found[0]
        value = sum(one.value for one in found)
        whole, last = _sum(one.whole for one in found), _sum(one.last for one in found)
        lines.append(_line(say("report-total"), first, value, whole, last, Look.TOTAL))
    return lines


def _line(place: str, one: Figure, value: int, whole: int | None, last: int | None, look: Look = Look.PLAIN) -> Line:
    grown = growth(value, last)
    cells: tuple[Cell, ...] = (
        place, one.number, one.short_name, one.name, value, whole, percent(value, whole), last,
        grown.more if grown else None, grown.percent if grown else None,
    )  # fmt: skip
    return Line(cells, look)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Blank is not zero: a sum of nothing stays blank."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _share(one: Share) -> Line:
    done = (one.done, one.schools, percent(one.done, one.schools))
    return Line((say("report-total"), one.number, one.short_name, say("report-schools-done"), *done, None, None, None))
