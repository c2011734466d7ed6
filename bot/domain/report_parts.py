"""A part of a report: by period, organisation, section and state. Its sums are counted anew from what is left."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.progress import Sign, Tally, sign, tally
from bot.domain.reports import Condition, Gathering, Job, PlanReport, Report, Selection, Share

SIGNS: dict[Condition, frozenset[Sign]] = {
    Condition.OVERDUE: frozenset({Sign.OVERDUE}),
    Condition.OPEN: frozenset({Sign.OVERDUE, Sign.TODAY, Sign.OPEN, Sign.ALL_YEAR, Sign.UNDATED}),
    Condition.DONE: frozenset({Sign.DONE, Sign.LATE, Sign.BEFORE}),
    Condition.LATE: frozenset({Sign.LATE}),
    Condition.APART: frozenset({Sign.NOT_OURS, Sign.UNFULFILLED}),
}
HELD = frozenset({"held", "before"})
"""Outcomes of lessons that took place."""


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
    kept = {place.id for place in places}
    rows = {item.id for one in plans for item in one.items}
    pairs = {(job.measure_id, job.organisation_id) for one in plans for job in one.jobs}
    chosen = selection.condition is not None
    dated = selection.since is not None or selection.until is not None

    def fits(measure_id: int, organisation_id: int, *, by_task: bool) -> bool:
        """Whether what belongs to a row in an organisation is of this part; `by_task`: only beside a task of it."""
        pair = (measure_id, organisation_id)
        return measure_id in rows and (pair in pairs if by_task else not selection.place or organisation_id in kept)

    return replace(
        report,
        plans=plans,
        places=places,
        events=tuple(
            event
            for event in report.events
            if fits(event.measure_id, event.organisation_id, by_task=chosen) and _inside(event.moment.date(), selection)
        ),
        lessons=_lessons(report, selection),
        figures=tuple(f for f in report.figures if fits(f.measure_id, f.organisation_id, by_task=chosen or dated)),
        unreached=tuple(line for line in report.unreached if selection.place in (0, line.organisation_id)),
        shares=_shares(report, rows, selection),
        selection=selection,
    )


def _lessons(report: Report, selection: Selection) -> tuple[Gathering, ...]:
    """The course is no row of the plan: it has days and schools, but neither sections nor states."""
    if selection.section is not None or selection.condition is not None:
        return ()
    own = [row for row in report.lessons if selection.place in (0, row.organisation_id)]
    if selection.since is None and selection.until is None:
        return tuple(own)
    return tuple(part for row in own if (part := _of_days(row, selection)).outcomes)


def _of_days(row: Gathering, selection: Selection) -> Gathering:
    """The lessons planned for these days, counted anew."""
    outcomes = tuple((day, code) for day, code in row.outcomes if _inside(day, selection))
    held = sum(code in HELD for _, code in outcomes)
    return replace(row, outcomes=outcomes, held=held, planned=len(outcomes))


def _shares(report: Report, rows: set[int], selection: Selection) -> tuple[Share, ...]:
    """A share speaks of all tasks of a row: a section narrows them, nothing else can."""
    if selection != Selection(section=selection.section):
        return ()
    return tuple(share for share in report.shares if share.measure_id in rows)


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
