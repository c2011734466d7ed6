"""The sheets that show the plan itself: its own table with execution, and school × measure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.domain.figures import schools_done
from bot.domain.grid.headings import ColumnRole, heading_role
from bot.domain.progress import Sign, sign
from bot.domain.reports import Item, Job, Place, PlanReport, Report, Selection
from bot.domain.tasks import TaskState
from bot.exports.sheets import Cell, Line, Look, Sheet, Tint
from bot.texts import say

TINTS = (
    (Sign.LATE, Tint.YELLOW),
    (Sign.BEFORE, Tint.BLUE),
    (Sign.DONE, Tint.GREEN),
    (Sign.OVERDUE, Tint.RED),
    (Sign.TODAY, Tint.YELLOW),
    (Sign.NOT_OURS, Tint.GREY),
    (Sign.UNFULFILLED, Tint.RED),
)


MOST_COLUMNS = 16_000
"""Excel has 16,384 columns."""


def notes(report: Report, title: str, *, rowless: bool = False) -> tuple[str, ...]:
    """What stands above every table: its name, and of whom and when it speaks. `rowless`: a table that is narrowed by
    organisation alone."""
    moment = f"{report.made_at:%d.%m.%Y %H:%M}"
    made = say("report-made", organisation=report.organisation, moment=moment)
    chosen = selection_words(report, rowless=rowless)
    return (title, f"{made} · {say('report-chosen', parts=chosen)}" if chosen else made)


def selection_words(report: Report, *, rowless: bool = False) -> str:
    """What a report is narrowed to, in words; "" for the whole of it."""
    chosen = Selection(place=report.selection.place) if rowless else report.selection
    parts = []
    if chosen.since or chosen.until:
        since = f"{chosen.since:%d.%m.%Y}" if chosen.since else "…"
        until = f"{chosen.until:%d.%m.%Y}" if chosen.until else "…"
        parts.append(say("report-chosen-days", since=since, until=until))
    if chosen.place:
        parts += [place.name for place in report.places]
    if chosen.section:
        parts.append(chosen.section)
    if chosen.condition:
        parts.append(say(f"report-chosen-{chosen.condition}"))
    return "; ".join(parts)


def plan(report: Report, one: PlanReport) -> Sheet:
    """The plan's own columns in their own order with its section rows, and execution on the right: summed over schools,
    then school by school. What is printed ends with the sums."""
    roles = plan_roles(one)
    own = report.own_only
    added = ("state", "done-on", "words") if own else ("state", "done-of", "late-ones", "words")
    summed = (*one.headings, *(say(f"report-plan-{name}", today=f"{report.today:%d.%m.%Y}") for name in added))
    places = () if own else report.places[: MOST_COLUMNS - len(summed)]
    widths = (*(width_of(role) for role in roles), 26, 14, 30, *([] if own else [30]), *[16] * len(places))
    return Sheet(
        say("sheet-plan"),
        (*summed, *(place.name for place in places)),
        widths,
        _plan_lines(report, one, roles, places),
        notes(report, one.title),
        frozen=_frozen(roles),
        printed=len(summed),
    )


def _frozen(roles: Sequence[ColumnRole]) -> int:
    """Number and title stay in view where the plan begins with them."""
    return 2 if tuple(roles[:2]) == (ColumnRole.NUMBER, ColumnRole.TITLE) else 0


def _plan_lines(
    report: Report, one: PlanReport, roles: Sequence[ColumnRole], places: Sequence[Place]
) -> Iterator[Line]:
    jobs = by_measure(one.jobs)
    section: str | None = None
    for item in one.items:
        if item.section and item.section != section:
            section = item.section
            yield Line((section,), Look.SECTION)
        mine = jobs.get(item.id, [])
        execution = execution_of_one(item, mine, report) if report.own_only else _summed(item, mine, report)
        here: dict[int, list[Job]] = defaultdict(list)
        for job in mine if places else ():
            here[job.organisation_id].append(job)
        by_place = (_in_place(here.get(place.id, ()), report.today) for place in places)
        yield Line((*own_cells(item, one.headings, roles), *execution, *by_place))


def _in_place(jobs: Sequence[Job], today: date) -> str | None:
    """Execution in one school: a sign and its day; of several days how many are done, of a whole year its entries."""
    if not jobs:
        return None
    if len(jobs) > 1:
        return _mark(jobs, today)
    fact = jobs[0].fact
    words = say(f"report-sign-{sign(fact, today)}")
    if fact.done_on:
        return f"{words} {fact.done_on:%d.%m.%Y}"
    return f"{words}, {say('report-plan-entries', number=fact.entries)}" if fact.entries else words


def plan_roles(one: PlanReport) -> tuple[ColumnRole, ...]:
    """What each column of the plan holds, by its heading; a role is taken once, the rest are further columns."""
    further = {heading for item in one.items for heading, _ in item.extra}
    taken: set[ColumnRole] = set()
    roles = []
    for heading in one.headings:
        role = (None if heading in further else heading_role(heading)) or ColumnRole.EXTRA
        roles.append(ColumnRole.EXTRA if role in taken else role)
        taken.add(role)
    return tuple(roles)


def own_cells(item: Item, headings: Sequence[str], roles: Sequence[ColumnRole]) -> tuple[Cell, ...]:
    """What the plan itself says of a row, column by column."""
    further = dict(item.extra)
    known: dict[ColumnRole, Cell] = {
        ColumnRole.NUMBER: item.number,
        ColumnRole.TITLE: item.title,
        ColumnRole.DEADLINE: item.deadline,
        ColumnRole.DUE: item.deadline,
        ColumnRole.RESPONSIBLE: item.responsible,
        ColumnRole.RESULT: item.result,
        ColumnRole.SECTION: item.section,
    }
    return tuple(further.get(heading, known.get(role)) for heading, role in zip(headings, roles, strict=True))


def width_of(role: ColumnRole) -> int:
    return {ColumnRole.NUMBER: 7, ColumnRole.TITLE: 50, ColumnRole.RESULT: 40}.get(role, 24)


def by_measure(jobs: Iterable[Job]) -> dict[int, list[Job]]:
    found: dict[int, list[Job]] = defaultdict(list)
    for job in jobs:
        found[job.measure_id].append(job)
    return found


def execution_of_one(item: Item, jobs: Sequence[Job], report: Report) -> tuple[Cell, ...]:
    """Execution of one school: its state, the day it was done, its own words."""
    if not jobs:
        return (without(item), None, None)
    states = "\n".join(dict.fromkeys(_state(job, report.today) for job in jobs))
    days = "\n".join(f"{job.fact.done_on:%d.%m.%Y}" for job in jobs if job.fact.done_on)
    return (states, days or None, _spoken(jobs))


def _summed(item: Item, jobs: Sequence[Job], report: Report) -> tuple[Cell, ...]:
    """Execution over organisations: how many did it, who is late, and what they wrote."""
    names = {place.id: place.name for place in report.places}
    counted = [job for job in jobs if sign(job.fact, report.today) is not Sign.NOT_OURS]
    if not counted:
        return (without(item), None, None, None)
    done, everybody = schools_done(states_by_place(counted))
    late = [job for job in counted if sign(job.fact, report.today) is Sign.OVERDUE]
    behind = dict.fromkeys(names.get(job.organisation_id, "") for job in late)
    entries = sum(job.fact.entries for job in counted)
    words = say("report-plan-all") if done == everybody else say("report-plan-part", done=done, all=everybody)
    if entries:
        words += "\n" + say("report-plan-entries", number=entries)
    return (words, f"{done}/{everybody}", ", ".join(behind) or None, _spoken(counted, names))


def states_by_place(jobs: Iterable[Job]) -> dict[int, list[TaskState]]:
    found: dict[int, list[TaskState]] = defaultdict(list)
    for job in jobs:
        found[job.organisation_id].append(job.fact.state)
    return found


def without(item: Item) -> str:
    return say("report-plan-information" if item.for_information else "report-plan-none")


def _state(job: Job, today: date) -> str:
    shown = sign(job.fact, today)
    words = say(f"report-sign-{shown}")
    if job.reason and shown in (Sign.NOT_OURS, Sign.UNFULFILLED):
        words += f": {job.reason}"
    return f"{job.label}: {words}" if job.label else words


def _spoken(jobs: Sequence[Job], names: dict[int, str] | None = None) -> str | None:
    parts = [
        f"{names[job.organisation_id]}: {job.words}" if names and job.organisation_id in names else job.words
        for job in jobs
        if job.words
    ]
    return "\n".join(parts) or None


def matrix(report: Report, one: PlanReport) -> Sheet:
    """School × measure: one sign a cell; where a row fell due several times, how many of them are done."""
    addressed = {job.measure_id for job in one.jobs}
    items = [item for item in one.items if item.id in addressed]
    legend = " · ".join(f"{say(f'report-mark-{s}')} {say(f'report-sign-{s}')}" for s in Sign)
    return Sheet(
        say("sheet-matrix"),
        (say("report-school"), *(item.number or item.short_name for item in items)),
        (34, *[8] * len(items)),
        _matrix_lines(report, one, items),
        (*notes(report, one.title), legend),
        frozen=1,
        tints=tuple((say(f"report-mark-{s}"), tint) for s, tint in TINTS),
        tint_from=1,
    )


def _matrix_lines(report: Report, one: PlanReport, items: Sequence[Item]) -> Iterator[Line]:
    cells: dict[tuple[int, int], list[Job]] = defaultdict(list)
    for job in one.jobs:
        cells[job.organisation_id, job.measure_id].append(job)
    for place in report.places:
        marks = (_mark(cells.get((place.id, item.id), ()), report.today) for item in items)
        yield Line((place.name, *marks))


def _mark(jobs: Sequence[Job], today: date) -> str | None:
    """The most telling sign of a cell: what is overdue shows through what is done."""
    if not jobs:
        return None
    signs = [sign(job.fact, today) for job in jobs]
    order = (Sign.OVERDUE, Sign.TODAY, Sign.UNFULFILLED, Sign.OPEN, Sign.ALL_YEAR, Sign.UNDATED, Sign.LATE)
    shown = next((s for s in order if s in signs), signs[0])
    text = say(f"report-mark-{shown}")
    done = sum(s in (Sign.DONE, Sign.LATE, Sign.BEFORE) for s in signs)
    return text if len(jobs) == 1 else f"{text} {done}/{len(jobs)}"
