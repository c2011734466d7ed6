"""A part of a report: by period, organisation, section and state. Its sums are counted anew from what is left."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.progress import Sign, Tally, sign, tally
from bot.domain.reports import Condition, Job, PlanReport, Report, Selection, Share

SIGNS: dict[Condition, frozenset[Sign]] = {
    Condition.OVERDUE: frozenset({Sign.OVERDUE}),
    Condition.OPEN: frozenset({Sign.OVERDUE, Sign.TODAY, Sign.OPEN, Sign.ALL_YEAR, Sign.UNDATED}),
    Condition.DONE: frozenset({Sign.DONE, Sign.LATE, Sign.BEFORE}),
    Condition.LATE: frozenset({Sign.LATE}),
    Condition.APART: frozenset({Sign.NOT_OURS, Sign.UNFULFILLED}),
}


class Period(StrEnum):
    """Periods that are chosen by a button."""

    ALL = "all"
    PAST = "past"
    MONTH = "month"
    BEFORE = "before"
    NEXT = "next"


def period_days(period: Period, today: date) -> tuple[date | None, date | None]:
    """First and last day of a period, both inclusive; None where it is open."""
    if period is Period.ALL:
        return None, None
    if period is Period.PAST:
        return None, today
    first = today.replace(day=1)
    after = _next_month(first)
    if period is Period.BEFORE:
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if period is Period.NEXT:
        return after, _next_month(after) - timedelta(days=1)
    return first, after - timedelta(days=1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def narrowed(report: Report, selection: Selection) -> Report:
    """The same report with what the selection takes in. Rows of the plan stay as a frame for their numbers."""
    if selection.whole:
        return report
    plans = tuple(_plan(one, selection, report.today) for one in report.plans)
    counted: dict[int, Tally] = defaultdict(Tally)
    for one in plans:
        for job in one.jobs:
            counted[job.organisation_id] += tally(job.fact, report.today)
    places = tuple(
        replace(place, tally=counted[place.id]) for place in report.places if selection.place in (0, place.id)
    )
    names = {place.name for place in places}
    rows = {(item.number, item.short_name) for one in plans for item in one.items}
    return replace(
        report,
        plans=plans,
        places=places,
        events=tuple(
            event
            for event in report.events
            if event.organisation in names
            and (event.number, event.short_name) in rows
            and _inside(event.moment.date(), selection)
        ),
        lessons=tuple(row for row in report.lessons if not selection.place or row.organisation in names),
        figures=tuple(f for f in report.figures if f.organisation in names and (f.number, f.short_name) in rows),
        unreached=tuple(line for line in report.unreached if not selection.place or line.organisation_name in names),
        shares=_shares(report, rows, selection),
        selection=selection,
    )


def _shares(report: Report, rows: set[tuple[str | None, str]], selection: Selection) -> tuple[Share, ...]:
    """A share speaks of all tasks of a row: a section narrows them, nothing else can."""
    if selection != Selection(section=selection.section):
        return ()
    return tuple(share for share in report.shares if (share.number, share.short_name) in rows)


def _plan(one: PlanReport, selection: Selection, today: date) -> PlanReport:
    items = tuple(item for item in one.items if selection.section in (None, item.section))
    kept = {item.id for item in items}
    jobs = tuple(job for job in one.jobs if job.measure_id in kept and _job_fits(job, selection, today))
    return replace(one, items=items, jobs=jobs)


def _job_fits(job: Job, selection: Selection, today: date) -> bool:
    if selection.place not in (0, job.organisation_id):
        return False
    if selection.condition is not None and sign(job.fact, today) not in SIGNS[selection.condition]:
        return False
    if selection.since is None and selection.until is None:
        return True
    return job.fact.due is not None and not job.fact.all_year and _inside(job.fact.due, selection)


def _inside(day: date, selection: Selection) -> bool:
    return (selection.since is None or selection.since <= day) and (selection.until is None or day <= selection.until)
