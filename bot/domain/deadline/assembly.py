"""From the items of a cell to its windows: lists, narrowing, frequencies (README, rules 7–10 and 14)."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.domain.deadline.completion import complete, share_years
from bot.domain.deadline.item import Cell, Item
from bot.domain.deadline.kinds import Kind
from bot.domain.deadline.model import Window
from bot.domain.deadline.period import Period, Shape
from bot.domain.deadline.placement import Context, Inverted, Placed, Question, place
from bot.domain.deadline.span import EACH_MONTH, Measure, Span
from bot.domain.doubts import Doubt

_DAY = timedelta(days=1)
_ANNOTATIONS = frozenset({Measure.TERM, Measure.HALF, Measure.QUARTER, Measure.SEASON, Measure.TRIMESTER, Measure.YEAR})
_QUESTIONS = {
    Question.SUMMER: "year_not_written",
    Question.MOVED: "year_moved",
    Question.RIVAL: "rival_reading",
    Question.WEEKDAY: "weekday_differs",
}


@dataclass(slots=True)
class Entry:
    """A placed deadline: its window, the item it came from, and the wider stretch that it narrowed, if any.

    `is_dated` is False for a duration without a number («в течение года»).
    """

    item: Item
    period: Period
    window: Window
    base: Window | None = None
    is_dated: bool = True


@dataclass(slots=True)
class Findings:
    """What the assembly has found so far; the doubts come in the order of the text.

    `whole_year` is the last whole year named: it says which year the months after it mean.
    """

    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    whole_year: Span | None = None

    def ask(self, code: str, **params: object) -> None:
        doubt = Doubt.of(code, **params)
        if doubt not in self.doubts:
            self.doubts.append(doubt)


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
            _join(cell, entry, findings)
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
    findings.ask("rest_of_year", text=text)
    before = findings.entries[-1].window
    last = before.due or before.opens
    if last is not None and placed.due is not None and last < placed.due:
        return Window(last + _DAY, placed.due)
    return window


def _join(cell: Cell, entry: Entry, findings: Findings) -> None:
    """Add an entry: it may narrow, annotate, repeat or lengthen the one before it."""
    entries = findings.entries
    if entries and entry.item.then and entry.period.is_ongoing and entries[-1].period.shape is Shape.SINCE:
        return
    if not entries or entry.item.then or entry.item.later_on or entries[-1].item.clause != entry.item.clause:
        entries.append(entry)
        return
    before = entries[-1]
    if _is_school_calendar(before, entry):
        before.period, before.window = (
            entry.period,
            replace(entry.window, label=before.window.label or entry.window.label),
        )
        return
    if _is_same(before.window, entry.window):
        return
    if entry.item.link is Kind.AND and _are_neighbours(before, entry):
        while len(entries) > 1 and _are_neighbours(entries[-2], entries[-1]):
            entries[-2].window = replace(entries[-2].window, due=entries[-1].window.due)
            entries.pop()
        entries[-1].window = replace(entries[-1].window, due=entry.window.due)
        return
    if before.period.shape is Shape.SINCE and entry.period.is_ongoing and before.window.opens and entry.window.due:
        if before.period.last.endless or entry.period.last.endless:
            findings.ask("rival_reading", text=cell.text[before.item.start : entry.item.end])
        if before.window.opens <= entry.window.due:
            before.window = replace(before.window, due=entry.window.due)
            return
    if _is_annotation(before, entry):
        before.window = replace(
            before.window, label=before.window.label or cell.text[entry.item.start : entry.item.end]
        )
        return
    base = before.base or before.window
    if entry.item.link is not Kind.AND or before.base is not None:
        narrowed = _narrowed(base, entry)
        if narrowed is not None:
            entry.window, entry.base = narrowed, base
            if before.base is None:
                entries.pop()
                entry.window = replace(entry.window, label=entry.window.label or before.window.label)
            entries.append(entry)
            return
    _ask_about_pair(cell, before, entry, findings)
    entries.append(entry)


def _text(cell: Cell, item: Item) -> str:
    return cell.text[item.start : item.end]


def _is_same(one: Window, other: Window) -> bool:
    return (one.opens, one.due) == (other.opens, other.due) and (other.label is None or one.label == other.label)


def _are_neighbours(before: Entry, entry: Entry) -> bool:
    """«10 и 11 июня» is one window."""
    last = before.window.due
    days = before.period.last.measure is Measure.DAY and entry.period.is_day and before.window.opens is not None
    return days and last is not None and entry.window.opens == last + _DAY and before.window.label is None


def _is_school_calendar(before: Entry, entry: Entry) -> bool:
    """«IV четверть – с 25.03 по 25.05»: the school's own days of a term, told right after it."""
    if before.period.last.measure not in (Measure.TERM, Measure.HALF, Measure.TRIMESTER) or before.item.label:
        return False
    if (
        entry.period.shape is not Shape.RANGE
        or entry.period.last.measure is not Measure.DAY
        or entry.item.link is Kind.AND
    ):
        return False
    one, other = before.window, entry.window
    return bool(
        one.opens and one.due and other.opens and other.due and one.opens <= other.due and other.opens <= one.due
    )


def _is_annotation(before: Entry, entry: Entry) -> bool:
    """«1 сентября — 27 октября – 1 четверть»: a name for the range before it."""
    if (
        entry.item.link is not Kind.DASH
        or before.period.shape is not Shape.RANGE
        or entry.period.shape is not Shape.SPAN
    ):
        return False
    if entry.period.last.measure not in _ANNOTATIONS and not entry.period.is_ongoing:
        return False
    one, other = before.window, entry.window
    return bool(
        one.opens and one.due and other.opens and other.due and one.opens <= other.due and other.opens <= one.due
    )


def _narrowed(base: Window, entry: Entry) -> Window | None:
    """The entry as a part of the stretch before it, where it lies inside (rule 7)."""
    opens, due = base.opens, base.due
    window = entry.window
    if opens is None or due is None or opens == due:
        return None
    if window.opens is None:
        return replace(window, opens=opens) if window.due is not None and opens <= window.due <= due else None
    if window.due is None:
        return replace(window, due=due) if opens <= window.opens <= due else None
    return window if opens <= window.opens and window.due <= due else None


def _ask_about_pair(cell: Cell, before: Entry, entry: Entry, findings: Findings) -> None:
    """A bracket, a dash or a wider stretch that fits no rule of lists has a rival reading."""
    link = entry.item.link
    one, other = before.window, entry.window
    wider = (
        link is not Kind.AND
        and one.opens
        and one.due
        and other.opens
        and other.due
        and other.opens <= one.opens
        and one.due <= other.due
    )
    if wider or link in (Kind.OPEN, Kind.DASH):
        findings.ask("rival_reading", text=cell.text[before.item.start : entry.item.end])


def _keep_order(item: Item, cell: Cell, context: Context, findings: Findings) -> None:
    """«декабрь, январь 2024»: a borrowed year that puts December after January is the year before, with a doubt."""
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
    findings.ask("rival_reading", text=cell.text[item.start : item.end])
