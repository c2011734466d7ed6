"""Frequencies of a cell applied to its windows (tests/golden/deadlines/README.md, rules 8, 9 and 14)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.deadline.entries import Entry, Findings
from bot.domain.deadline.frequency_grammar import Frequency
from bot.domain.deadline.item import Cell, Item
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.model import Window
from bot.domain.deadline.period import Period, Shape
from bot.domain.deadline.placement import Context, Inverted, place
from bot.domain.deadline.recurrence import Bounds, days_of_week, monthly_series, plain_series, yearly_rule
from bot.domain.deadline.span import EACH_MONTH, Measure, Span

_DAY = timedelta(days=1)
_FIXED = {"HALVES": (Measure.HALF, 2), "TERMS": (Measure.TERM, 4), "TRIMESTERS": (Measure.TRIMESTER, 3)}
_LENGTHS = frozenset(
    {Measure.SCHOOL_YEAR, Measure.YEAR, Measure.HALF, Measure.TERM, Measure.QUARTER, Measure.SEASON, Measure.TRIMESTER}
)
_WITHIN_YEAR = ("MONTHLY", "QUARTERLY")
_SERIES = frozenset({*_WITHIN_YEAR, "WEEKLY", "DAILY"})


def apply_frequencies(cell: Cell, context: Context, findings: Findings) -> None:
    """Let every frequency of the cell change the entries of its clause, or add one."""
    if all(item.period is not None and item.period.last.month != EACH_MONTH for item in cell.items):
        return
    for clause in sorted({item.clause for item in cell.items}):
        items = [item for item in cell.items if item.clause == clause]
        _Clause(cell, items, context, findings).apply()


@dataclass(slots=True)
class _Scope:
    """A frequency and the entries before and after it in its clause."""

    item: Item
    frequency: Frequency
    before: list[Entry]
    after: list[Entry]

    @property
    def around(self) -> list[Entry]:
        return self.after if self.item.then else [*self.before, *self.after]


class _Clause:
    """The items between two semicolons."""

    def __init__(self, cell: Cell, items: list[Item], context: Context, findings: Findings) -> None:
        self.cell = cell
        self.items = items
        self.context = context
        self.findings = findings
        self.each = [item.period for item in items if item.period is not None and item.period.last.month == EACH_MONTH]

    def apply(self) -> None:
        items = self._frequencies()
        names = {item.frequency.name for item in items if item.frequency}
        if len(names & _SERIES) > 1:
            items = self._finest(items)
        for item in sorted(items, key=lambda item: item.frequency is not None and item.frequency.name == "YEARLY"):
            frequency = item.frequency
            if frequency is None or (frequency.name == "YEARLY" and names & _SERIES):
                continue
            scope = self._scope(item, frequency)
            self._ask(scope)
            rule: Callable[[_Scope], None] = self._yearly if frequency.name == "YEARLY" else self._series
            if frequency.name in _FIXED:
                rule = self._fixed
            rule(scope)

    def _finest(self, items: list[Item]) -> list[Item]:
        """Of «ежемесячно по пятницам» the Fridays, with a doubt: a Friday of each month, or every one?"""
        series = [item for item in items if item.frequency is not None and item.frequency.name in _SERIES]
        order = ("DAILY", "WEEKLY", "MONTHLY", "QUARTERLY")
        finest = min(series, key=lambda item: order.index(item.frequency.name) if item.frequency else 0)
        self.findings.ask("rival_reading", text=self.cell.text[series[0].start : series[-1].end])
        return [item for item in items if item is finest or item not in series]

    def _frequencies(self) -> list[Item]:
        """The frequencies of the clause, merged where one only details another («еженедельно, по четвергам»)."""
        merged: list[Item] = []
        for item in self.items:
            frequency = item.frequency
            if frequency is None or self._is_weekday_of_a_date(item, frequency):
                continue
            twin = next((other for other in merged if other.frequency and self._fits(other.frequency, frequency)), None)
            if twin is None or twin.frequency is None:
                merged.append(item)
                continue
            days = sorted({*twin.frequency.weekdays, *frequency.weekdays})
            twin.frequency = replace(
                twin.frequency,
                weekdays=days,
                interval=max(twin.frequency.interval, frequency.interval),
                times=max(twin.frequency.times, frequency.times),
                part=twin.frequency.part or frequency.part,
                vague=twin.frequency.vague or frequency.vague,
            )
            twin.label = twin.label or item.label
        if self.each and not any(item.frequency and item.frequency.name in _WITHIN_YEAR for item in merged):
            first = next(item for item in self.items if item.period is self.each[0])
            merged.append(replace(first, period=None, frequency=Frequency("MONTHLY")))
        return merged

    def _fits(self, one: Frequency, other: Frequency) -> bool:
        """Whether both say one thing: «раз в 2 недели, по четвергам» is a frequency and its weekday."""
        detail = bool(one.weekdays) != bool(other.weekdays)
        return one.name == other.name and (one.interval == other.interval or detail)

    def _is_weekday_of_a_date(self, item: Item, frequency: Frequency) -> bool:
        """«20 октября, пятница» and «15.09 (пт)»: the weekday is checked, not repeated."""
        place_of = self.items.index(item)
        near = [self.items[n] for n in (place_of - 1, place_of + 1) if 0 <= n < len(self.items)]
        dates = [other for other in near if other.period is not None and other.period.is_due_day]
        if not frequency.bare or not frequency.weekdays or frequency.vague or not dates or self.each:
            return False
        entries = [entry for entry in self.findings.entries if entry.item is dates[0]]
        days = [day for entry in entries for day in (entry.window.opens, entry.window.due) if day]
        if len(days) == 2 and (days[1] - days[0]).days > 6:
            return False
        if {day.weekday() for day in days} - set(frequency.weekdays):
            self.findings.ask("weekday_differs", text=self.cell.text[dates[0].start : item.end])
        return True

    def _scope(self, item: Item, frequency: Frequency) -> _Scope:
        entries = [
            entry
            for entry in self.findings.entries
            if entry.item.clause == item.clause and (entry.window.repeats is None or "YEARLY" in entry.window.repeats)
        ]
        start = item.start
        before = [entry for entry in entries if entry.item.start < start]
        after = [entry for entry in entries if entry.item.start > start]
        return _Scope(item, frequency, before, after)

    def _ask(self, scope: _Scope) -> None:
        frequency = scope.frequency
        named = (len(scope.around), len(self.each), len(frequency.weekdays))
        counted = frequency.times > 1 and frequency.times not in named
        rare = frequency.interval > 1 and frequency.name in ("YEARLY", *_FIXED, "QUARTERLY")
        if counted or rare or frequency.vague:
            self.findings.ask("count_per_period", text=self._text(scope.item))

    def _text(self, item: Item) -> str:
        return self.cell.text[item.start : item.end]

    def _yearly(self, scope: _Scope) -> None:
        interval = scope.frequency.interval
        targets = scope.before if scope.item.link is Kind.OPEN and scope.before else scope.after or scope.before
        if not targets:
            span = Span(Measure.SCHOOL_YEAR)
            if self.cell.unplanned:
                self.findings.ask("rival_reading", text=self.cell.text)
            if scope.frequency.since is not None:
                span.school_year = max(scope.frequency.since, self.context.school_year)
                self.findings.ask("rival_reading", text=self._text(scope.item))
            targets = [self._add(scope, span)]
        for entry in targets:
            if entry.period.shape is Shape.RANGE and entry.period.last.measure in (Measure.YEAR, Measure.SCHOOL_YEAR):
                self.findings.ask("rival_reading", text=self._text(scope.item))
            if entry.window.repeats is None:
                entry.window = replace(entry.window, repeats=yearly_rule(entry.window, interval))

    def _add(self, scope: _Scope, span: Span) -> Entry:
        period = Period(Shape.SPAN, span, span)
        placed = place(period, self.context)
        entry = Entry(scope.item, period, Window(placed.opens, placed.due, label=scope.item.label))
        self._insert(scope, [entry])
        return entry

    def _insert(self, scope: _Scope, entries: list[Entry]) -> None:
        """Put new entries where the frequency stands in the text."""
        start = scope.item.start
        known = self.findings.entries
        index = sum(entry.item.start < start for entry in known)
        known[index:index] = entries

    def _fixed(self, scope: _Scope) -> None:
        """«1 раз в полугодие», «каждую четверть»: the school's halves or terms, unless days are named."""
        measure, count = _FIXED[scope.frequency.name]
        bounds = scope.around
        whole = [entry for entry in bounds if entry.period.last.measure is Measure.SCHOOL_YEAR]
        if len(bounds) > len(whole):
            if len(bounds) == 1:
                self.findings.ask("rival_reading", text=self._text(scope.item))
            return
        year = whole[0].period.last.school_year if whole else None
        for entry in whole:
            self.findings.entries.remove(entry)
        for number in range(count, 0, -1):
            span = Span(measure, number, school_year=year)
            if scope.frequency.part:
                first, last = span.months
                span = Span(Measure.PART, scope.frequency.part, month=first if scope.frequency.part == 1 else last)
                span.school_year = year if year is not None else self.context.school_year
            self._add(scope, span)

    def _series(self, scope: _Scope) -> None:
        bounds = scope.around
        if len(bounds) > 1:
            if scope.frequency.name not in _WITHIN_YEAR or self.each:
                self.findings.ask("rival_reading", text=self._text(scope.item))
            return
        if bounds and self._is_single_day(bounds[0]):
            self.findings.ask("rival_reading", text=self._text(scope.item))
            return
        label = scope.item.label
        if label and any(not entry.window.label and not entry.is_dated for entry in bounds):
            self.findings.ask("rival_reading", text=self._text(scope.item))
        limits = self._bounds(scope, bounds[0] if bounds else None)
        windows = self._windows(scope, limits)
        if limits.until is not None and any(
            (window.due or window.opens or limits.until) > limits.until for window in windows
        ):
            self.findings.ask("rival_reading", text=self._text(scope.item))
            return
        for entry in bounds:
            label = label or entry.window.label
            self.findings.entries.remove(entry)
        item = replace(scope.item, label=label)
        period = Period(Shape.SPAN, Span(Measure.NUMBER), Span(Measure.NUMBER))
        self._insert(scope, [Entry(item, period, replace(window, label=window.label or label)) for window in windows])

    def _is_single_day(self, entry: Entry) -> bool:
        return entry.period.shape is Shape.SPAN and entry.window.opens == entry.window.due

    def _bounds(self, scope: _Scope, entry: Entry | None) -> Bounds:
        start = self.context.first_day
        until: date | None = None
        if entry is not None:
            window, measure = entry.window, entry.period.last.measure
            start, until = window.opens or start, window.due
            month = measure not in _LENGTHS and entry.period.shape is Shape.SPAN
            loose = scope.frequency.name in _WITHIN_YEAR or (scope.frequency.bare and measure is Measure.MONTH)
            if entry.period.shape is Shape.UNTIL or (month and loose):
                self.findings.ask("rival_reading", text=self._text(scope.item))
        elif scope.item.then and scope.before:
            last = scope.before[-1].window.due or scope.before[-1].window.opens
            start = max(start, last + _DAY) if last else start
        elif scope.frequency.since is not None:
            start = max(start, date(scope.frequency.since, 1, 1))
        if scope.frequency.name == "QUARTERLY" and start.month == 9 and start.day == 1:
            start = date(start.year, 10, 1)
        return Bounds(start, until if until is None or until >= start else None)

    def _windows(self, scope: _Scope, limits: Bounds) -> list[Window]:
        frequency = scope.frequency
        if frequency.name not in _WITHIN_YEAR or not self.each:
            if self.each:
                self.findings.ask("rival_reading", text=self._text(scope.item))
            return days_of_week(frequency, limits) or [plain_series(frequency, limits)]
        follows = {period.last.after for period in self.each}
        months = 3 if frequency.name == "QUARTERLY" or Unit.QUARTER in follows else frequency.interval
        if months == 3 and follows == {None}:  # «до 5 числа» of which month of the quarter, the last or the next one?
            self.findings.ask("rival_reading", text=self._text(scope.item))
        if months == 3 and limits.start.month == 9:
            limits = replace(limits, start=date(limits.start.year, 10, 1))
        if months == 3 and follows != {None} and limits.start.month == 10 and limits.start.day == 1:
            limits = replace(limits, start=date(limits.start.year, 11, 1))  # the first quarter reported on is October's
        groups: dict[tuple[Shape, Measure], list[Period]] = {}
        for period in self.each:
            if period.vague or period.last.vague:
                self.findings.ask("rival_reading", text=self.cell.text)
            groups.setdefault((period.shape, period.last.measure), []).append(period)
        try:
            return [monthly_series(group, months, limits, after=follows != {None}) for group in groups.values()]
        except Inverted:
            self.findings.ask("inverted_range", text=self.cell.text)
            return []
        except ValueError:
            self.findings.ask("no_such_date", text=self.cell.text)
            return []
