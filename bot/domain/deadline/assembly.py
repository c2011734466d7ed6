"""From the items of a cell to its windows: lists, narrowing, frequencies.

tests/golden/deadlines/README.md, rules 7–10 and 14.
"""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.deadline.completion import complete, share_years
from bot.domain.deadline.entries import Entry, Findings
from bot.domain.deadline.item import Cell, Item
from bot.domain.deadline.model import Window
from bot.domain.deadline.period import Period, Shape
from bot.domain.deadline.placement import Context, Inverted, Placed, Question, place
from bot.domain.deadline.relations import join
from bot.domain.deadline.span import EACH_MONTH, Measure

_DAY = timedelta(days=1)
_QUESTIONS = {
    Question.SUMMER: "year_not_written",
    Question.MOVED: "year_moved",
    Question.RIVAL: "rival_reading",
    Question.WEEKDAY: "weekday_differs",
}


def place_all(cell: Cell, context: Context) -> Findings:
    """Place every period of the cell, in order, with what each says about the one before it."""
    complete(cell)
    borrowed = share_years(cell.items)
    findings = Findings()
    for position, item in enumerate(cell.items):
        if item.period is None or item.period.last.month == EACH_MONTH:
            continue
        entry = _placed(cell, item, context, findings, _floor(cell, position, findings))
        if entry is not None:
            join(cell, entry, findings)
    for item in borrowed:
        _keep_order(item, cell, context, findings)
    return findings


def _floor(cell: Cell, position: int, findings: Findings) -> date | None:
    """The day before which a yearly window may not lie: that of the dated window before «ежегодно» (rule 8)."""
    places = [n for n, item in enumerate(cell.items[:position]) if item.frequency and item.frequency.name == "YEARLY"]
    if not places:
        following = cell.items[position + 1 : position + 2]
        since = following[0].frequency.since if following and following[0].frequency else None
        return date(since, 1, 1) if since else None
    frequency = cell.items[places[-1]].frequency
    since = frequency.since if frequency else None
    before = [entry for entry in findings.entries if cell.items.index(entry.item) < places[-1]]
    days = [entry.window.due or entry.window.opens for entry in before if not entry.period.is_ongoing]
    if since:
        days.append(date(since, 1, 1))
    return max((day for day in days if day), default=None)


def _placed(cell: Cell, item: Item, context: Context, findings: Findings, floor: date | None) -> Entry | None:
    period = item.period
    if period is None:
        return None
    text = cell.text[item.start : item.end]
    _take_year_before(period, findings)
    try:
        placed = place(period, context, floor)
        window = _rest_of_year(item, period, placed, context, findings, text)
    except Inverted:
        findings.ask("inverted_range", text=text)
        return None
    except (ValueError, OverflowError):
        findings.ask("no_such_date", text=text)
        return None
    for question in placed.questions:
        findings.ask(_QUESTIONS[question], text=text)
    return Entry(item, period, replace(window, label=item.label), is_dated=not period.is_ongoing)


def _take_year_before(period: Period, findings: Findings) -> None:
    """«2023 год: март, май»: a whole year before a month says which year it is."""
    whole = findings.whole_year
    if period.shape is Shape.SPAN and period.last.measure in (Measure.YEAR, Measure.SCHOOL_YEAR):
        findings.whole_year = period.last
    if whole is None or period.first.has_year or period.last.has_year or period.is_ongoing:
        return
    for span in period.spans:
        if span.measure not in (Measure.YEAR, Measure.SCHOOL_YEAR):
            span.year, span.school_year = whole.year, whole.school_year


def _rest_of_year(
    item: Item, period: Period, placed: Placed, context: Context, findings: Findings, text: str
) -> Window:
    """«далее в течение года»: what is left of the school year, with a doubt (rule 14)."""
    window = Window(placed.opens, placed.due)
    if not (item.then and period.is_ongoing and findings.entries):
        return window
    if findings.entries[-1].period.shape is Shape.SINCE:
        return window  # «с 1 сентября, далее постоянно» goes on anyway
    findings.ask("rest_of_year", text=text)
    before = findings.entries[-1].window
    last = before.due or before.opens
    if last is not None and placed.due is not None and last < placed.due:
        return Window(last + _DAY, placed.due)
    return window


def _keep_order(item: Item, cell: Cell, context: Context, findings: Findings) -> None:
    """«декабрь, январь 2024»: a borrowed year that puts December after January is the year before; outside the
    plan's school year with a doubt."""
    entries = findings.entries
    index = next((n for n, entry in enumerate(entries) if entry.item is item), None)
    if index is None or index + 1 >= len(entries):
        return
    entry, following = entries[index], entries[index + 1].window
    start, limit = entry.window.due or entry.window.opens, following.due or following.opens
    if start is None or limit is None or start <= limit or entry.period.last.year is None:
        return
    entry.period.last.year -= 1
    try:
        placed = place(entry.period, context)
    except (ValueError, Inverted):
        return
    entry.window = replace(entry.window, opens=placed.opens, due=placed.due)
    days = [day for day in (placed.opens, placed.due) if day]
    if not all(context.first_day <= day <= context.last_day for day in days):
        findings.ask("rival_reading", text=cell.text[item.start : item.end])
