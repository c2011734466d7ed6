"""What a deadline says about the one before it: narrows it, repeats it, names it, or stands beside it (rule 7)."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.deadline.comments import label_of
from bot.domain.deadline.entries import Entry, Findings
from bot.domain.deadline.item import Cell
from bot.domain.deadline.kinds import Kind
from bot.domain.deadline.model import Window
from bot.domain.deadline.period import Shape
from bot.domain.deadline.span import Measure

_DAY = timedelta(days=1)
_ANNOTATIONS = frozenset({Measure.TERM, Measure.HALF, Measure.QUARTER, Measure.SEASON, Measure.TRIMESTER, Measure.YEAR})


def join(cell: Cell, entry: Entry, findings: Findings) -> None:
    """Add an entry to those before it."""
    entries = findings.entries
    before = entries[-1] if entries else None
    if before is None or entry.item.later_on or before.item.clause != entry.item.clause:
        entries.append(entry)
    elif entry.item.then:
        if not (entry.period.is_ongoing and before.period.shape is Shape.SINCE):
            entries.append(entry)
    elif before.period.is_ongoing and before.base is None and entry.period.shape is Shape.SINCE:
        _begin(cell, before, entry, findings)
    elif _ends_late(before, entry):
        before.window, before.is_dated = replace(before.window, due=entry.window.due), True
        findings.ask("rival_reading", text=cell.text[before.item.start : entry.item.end])
    elif not (_merge(cell, before, entry, findings) or _narrow(cell, before, entry, findings)):
        _ask_about_pair(cell, before, entry, findings)
        entries.append(entry)


def _begin(cell: Cell, before: Entry, entry: Entry, findings: Findings) -> None:
    """«в течение года, с 1 октября»; «постоянно с 01.09.2022» may have no end, so a person looks."""
    narrowed = _narrowed(before.window, entry)
    if narrowed is None or before.period.last.endless:
        findings.ask("rival_reading", text=cell.text[before.item.start : entry.item.end])
    entry.base = before.window
    entry.window = replace(narrowed or entry.window, label=entry.window.label or before.window.label)
    findings.entries[-1] = entry


def _ends_late(before: Entry, entry: Entry) -> bool:
    """«в течение года, до 1 июня»: the year, as its author counts it."""
    due, last = entry.window.due, before.window.due
    until = before.period.is_ongoing and entry.period.shape is Shape.UNTIL and before.base is None
    return until and due is not None and last is not None and last < due <= date(last.year, 8, 31)


def _merge(cell: Cell, before: Entry, entry: Entry, findings: Findings) -> bool:
    """Whether the entry adds no window of its own."""
    if _is_school_calendar(before, entry):
        label = before.window.label or entry.window.label
        before.period, before.window = entry.period, replace(entry.window, label=label)
        return True
    if _is_same(before.window, entry.window):
        return True
    if entry.item.link is Kind.AND and _are_neighbours(before, entry):
        _lengthen(findings.entries, entry)
        return True
    if _closes(before, entry):
        if before.period.last.endless or entry.period.last.endless:
            findings.ask("rival_reading", text=cell.text[before.item.start : entry.item.end])
        before.window = replace(before.window, due=entry.window.due)
        return True
    if _opens(before, entry):
        before.window = replace(before.window, opens=entry.window.opens)
        return True
    if _is_annotation(before, entry):
        name = label_of(cell.text[entry.item.start : entry.item.end]) or None
        before.window = replace(before.window, label=before.window.label or name)
        return True
    return False


def _lengthen(entries: list[Entry], entry: Entry) -> None:
    """«10 и 11 июня», «15, 16 и 17 октября»: days in a row are one window."""
    while len(entries) > 1 and _are_neighbours(entries[-2], entries[-1]):
        entries[-2].window = replace(entries[-2].window, due=entries[-1].window.due)
        entries.pop()
    entries[-1].window = replace(entries[-1].window, due=entry.window.due)


def _closes(before: Entry, entry: Entry) -> bool:
    """«с 1 октября в течение года», «не ранее 15 октября и не позднее 1 ноября»."""
    opens, due = before.window.opens, entry.window.due
    closing = entry.period.is_ongoing or (entry.period.shape is Shape.UNTIL and not entry.window.label)
    return before.period.shape is Shape.SINCE and closing and opens is not None and due is not None and opens <= due


def _opens(before: Entry, entry: Entry) -> bool:
    """«не позднее 10 декабря, не ранее 1 декабря»."""
    opens, due = entry.window.opens, before.window.due
    edges = before.period.shape is Shape.UNTIL and entry.period.shape is Shape.SINCE and before.base is None
    whole_year = entry.period.last.measure in (Measure.YEAR, Measure.SCHOOL_YEAR)
    plain = not (entry.window.label or before.window.label or entry.period.after or whole_year)
    return edges and plain and before.window.opens is None and opens is not None and due is not None and opens <= due


def _narrow(cell: Cell, before: Entry, entry: Entry, findings: Findings) -> bool:
    """Whether the entry is a part of the stretch before it, and stands for it from now on."""
    base = before.base or before.window
    if entry.item.link is Kind.AND and before.base is None:
        return False
    narrowed = _narrowed(base, entry)
    if narrowed is None:
        return False
    if entry.window.label and before.base is None and entry.item.link is not Kind.COLON:
        return False
    several = before.period.shape is Shape.RANGE and before.period.last.measure in (Measure.YEAR, Measure.SCHOOL_YEAR)
    named = entry.item.link in (Kind.DASH, Kind.COLON) and entry.period.shape is Shape.UNTIL
    several = several or (named and before.period.last.measure in _ANNOTATIONS)  # «1 полугодие – до 15 декабря»
    if (before.window.label or several) and before.base is None:
        findings.ask("rival_reading", text=cell.text[before.item.start : entry.item.end])
    entry.window, entry.base = narrowed, base
    if before.base is None:
        findings.entries.pop()
        entry.window = replace(entry.window, label=entry.window.label or before.window.label)
    findings.entries.append(entry)
    return True


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
    return _overlap(before.window, entry.window)


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
    return _overlap(before.window, entry.window)


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


def _overlap(one: Window, other: Window) -> bool:
    if one.opens is None or one.due is None or other.opens is None or other.due is None:
        return False
    return one.opens <= other.due and other.opens <= one.due


def _contains(wide: Window, narrow: Window) -> bool:
    if wide.opens is None or wide.due is None or narrow.opens is None or narrow.due is None:
        return False
    return wide.opens <= narrow.opens and narrow.due <= wide.due


def _ask_about_pair(cell: Cell, before: Entry, entry: Entry, findings: Findings) -> None:
    """A bracket, a dash or a wider stretch that fits no rule of lists has a rival reading."""
    link = entry.item.link
    one, other = before.window, entry.window
    wider = link is not Kind.AND and (_contains(other, one) or (one.opens != one.due and _contains(one, other)))
    until = entry.period.shape is Shape.UNTIL and before.period.shape is not Shape.UNTIL
    unlabelled = not entry.window.label and not before.window.label
    since_year = entry.period.shape is Shape.SINCE and entry.period.last.measure in (Measure.YEAR, Measure.SCHOOL_YEAR)
    whole_year = entry.period.shape is Shape.SPAN and entry.period.last.measure is Measure.YEAR
    whole_year = whole_year and before.period.last.measure is not Measure.YEAR
    if since_year or whole_year or wider or link in (Kind.OPEN, Kind.DASH) or (until and unlabelled):
        findings.ask("rival_reading", text=cell.text[before.item.start : entry.item.end])
