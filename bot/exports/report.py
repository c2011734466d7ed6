"""A report as sheets, in this order: «Сводка», «План», «Матрица», «Просрочено», «Занятия», «Показатели»,
«Журнал»; of an authority also «Не доставлено». Every figure comes from `Report`; nothing is counted here a second time.
"""

from collections.abc import Callable, Iterator
from datetime import date
from operator import itemgetter

from bot.domain.progress import Sign, Tally, sign
from bot.domain.reports import Event, Item, Job, Place, Report
from bot.exports.figures import figures
from bot.exports.plan_sheets import matrix, notes, plan
from bot.exports.sheets import Cell, Line, Look, Sheet, Tint, Workbook
from bot.exports.unreached import unreached
from bot.texts import say

LESSON_TINTS = (
    ("held", Tint.GREEN),
    ("before", Tint.GREEN),
    ("unanswered", Tint.RED),
    ("moved", Tint.YELLOW),
    ("cancelled", Tint.GREY),
)

SUMMARY: tuple[tuple[str, Callable[[Tally], int | None]], ...] = (
    ("arrived", lambda t: t.arrived),
    ("done", lambda t: t.arrived_done),
    ("percent", lambda t: t.percent),
    ("in-time", lambda t: t.in_time),
    ("late", lambda t: t.late),
    ("before", lambda t: t.before_joining),
    ("early", lambda t: t.early),
    ("open", lambda t: t.open),
    ("overdue", lambda t: t.overdue),
    ("today", lambda t: t.today),
    ("ahead", lambda t: t.ahead),
    ("all-year", lambda t: t.all_year),
    ("entries", lambda t: t.entries),
    ("undated", lambda t: t.undated),
    ("not-ours", lambda t: t.not_ours),
    ("unfulfilled", lambda t: t.unfulfilled),
    ("waiting", lambda t: t.waiting),
)


def workbook(report: Report) -> Workbook:
    """Sheets are made one by one while they are written: a year of a region is never held twice."""
    return Workbook(say("report-title", organisation=report.organisation), _sheets(report))


def _sheets(report: Report) -> Iterator[Sheet]:
    yield summary(report)
    yield from (plan(report, one) for one in report.plans)
    yield from (matrix(report, one) for one in report.plans)
    for make in (overdue, lessons, figures, journal):
        yield make(report)
    if not report.own_only:
        yield unreached(report)


def summary(report: Report) -> Sheet:
    """School × figures, the authority's own rows first, the sum last."""
    lines = [Line((place.name, *_numbers(place.tally))) for place in report.places]
    if len(report.places) > 1:
        lines.append(Line((say("report-total"), *_numbers(report.total)), Look.TOTAL))
    headings = (say("report-school"), *(say(f"report-column-{name}") for name, _ in SUMMARY))
    return Sheet(
        say("sheet-summary"),
        headings,
        (34, *[12] * len(SUMMARY)),
        tuple(lines),
        notes(report, say("sheet-summary")),
        frozen=1,
        percent=(3,),
    )


def _numbers(tally: Tally) -> tuple[Cell, ...]:
    return tuple(read(tally) for _, read in SUMMARY)


def overdue(report: Report) -> Sheet:
    """What is late, longest first, with the telephone of the school's office."""
    names = ("school", "number", "row", "due", "days", "who", "phone", "deadline")
    return Sheet(
        say("sheet-overdue"),
        tuple(say(f"report-{name}") for name in names),
        (34, 8, 46, 12, 8, 26, 18, 30),
        _overdue_lines(report),
        notes(report, say("sheet-overdue")),
    )


def _overdue_lines(report: Report) -> Iterator[Line]:
    places = {place.id: place for place in report.places}
    items = {item.id: item for one in report.plans for item in one.items}
    late = [
        (job.fact.due, job)
        for one in report.plans
        for job in one.jobs
        if job.fact.due and job.organisation_id in places and sign(job.fact, report.today) is Sign.OVERDUE
    ]
    late.sort(key=itemgetter(0))
    for due, job in late:
        yield _late(places[job.organisation_id], items[job.measure_id], job, due, report.today)


def _late(place: Place, item: Item, job: Job, due: date, today: date) -> Line:
    name = f"{item.short_name} ({job.label})" if job.label else item.short_name
    days = (today - due).days
    return Line((place.name, item.number, name, due, days, job.who, place.phone, item.deadline))


def lessons(report: Report) -> Sheet:
    """Class × Thursday: the outcome of each lesson on its planned day."""
    days = sorted({day for row in report.lessons for day, _ in row.outcomes})
    lines = []
    for row in report.lessons:
        outcomes = {day: say(f"report-lesson-{code}") for day, code in row.outcomes}
        cells = (row.organisation, row.class_name, row.held, row.planned, *(outcomes.get(day) for day in days))
        lines.append(Line(cells))
    legend = " · ".join(
        f"{say(f'report-lesson-{code}')} {say(f'report-lesson-word-{code}')}" for code, _ in LESSON_TINTS
    )
    names = ("school", "class", "held", "planned")
    return Sheet(
        say("sheet-lessons"),
        (*(say(f"report-{name}") for name in names), *(f"{day:%d.%m}" for day in days)),
        (34, 8, 10, 10, *[7] * len(days)),
        tuple(lines),
        (*notes(report, say("sheet-lessons")), legend),
        frozen=2,
        tints=tuple((say(f"report-lesson-{code}"), tint) for code, tint in LESSON_TINTS),
        tint_from=4,
    )


def journal(report: Report) -> Sheet:
    """Every mark with who and when, newest first."""
    names = ("moment", "school", "number", "row", "what", "done-on", "who", "on-behalf", "reason")
    return Sheet(
        say("sheet-journal"),
        tuple(say(f"report-{name}") for name in names),
        (17, 34, 8, 46, 20, 14, 26, 26, 40),
        (Line(_event(event)) for event in report.events),
        notes(report, say("sheet-journal")),
    )


def _event(event: Event) -> tuple[Cell, ...]:
    return (
        event.moment,
        event.organisation,
        event.number,
        event.short_name,
        say(f"report-kind-{event.kind}"),
        event.done_on,
        event.who,
        event.on_behalf,
        event.reason,
    )
