"""Reports: everything about an organisation and what lies below it, read in one transaction as of one moment."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.course import course_year_of
from bot.domain.deadline import Pace
from bot.domain.lessons import Lesson, LessonState
from bot.domain.people import Actor, OrganisationKind
from bot.domain.progress import Tally, TaskFact
from bot.domain.reports import Event, Gathering, Item, Job, Place, PlanReport, Report
from bot.domain.tasks import Review
from bot.texts import say
from bot.texts.evidence import evidence_words
from bot.usecases.context import Context
from bot.usecases.figures import read_figures, shares
from bot.usecases.lessons import matrix
from bot.usecases.names import Who, names_of
from bot.usecases.unreached import read_unreached
from db import people as people_queries
from db import progress, reports
from db.models import Measure, Organisation, Roadmap, Task


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report covers: the organisation itself, everything below it, and the plans that run there."""

    root: Organisation
    ids: frozenset[int]
    roadmaps: tuple[Roadmap, ...]
    moment: datetime
    course: int
    """How many lessons the Thursday course has."""

    @property
    def today(self) -> date:
        return self.moment.date()

    @property
    def roadmap_ids(self) -> list[int]:
        return [roadmap.id for roadmap in self.roadmaps]


async def scope_of(
    session: AsyncSession, context: Context, organisation_id: int, roadmap_id: int | None = None
) -> Scope:
    """The scope of an organisation, whoever asks: callers check the rights. `moment` is local to the organisation."""
    root = await session.get_one(Organisation, organisation_id)
    ids = await people_queries.subtree(session, frozenset({organisation_id}))
    found = await progress.running(session, [organisation_id], ids)
    chosen = tuple(r for r in found if roadmap_id is None or r.id == roadmap_id)
    return Scope(root, ids, chosen, context.now().astimezone(ZoneInfo(root.zone)), context.course.lessons)


async def report_for(context: Context, actor: Actor, organisation_id: int, roadmap_id: int | None = None) -> Report:
    """The report that `actor` asks for: an administrator of the own subtree, a coordinator of the own school."""
    require(administers(actor, organisation_id) or coordinates(actor, organisation_id))
    async with context.transaction() as session:
        return await build(session, await scope_of(session, context, organisation_id, roadmap_id), actor)


async def build(session: AsyncSession, scope: Scope, reader: Actor) -> Report:
    """Read and shape everything; names as `reader` may see them."""
    counted = await progress.tallies(session, scope.ids, scope.roadmap_ids, scope.today, Task.organisation_id)
    rows = await reports.tasks(session, scope.ids, scope.roadmap_ids)
    places = await reports.places(session, scope.ids)
    names = {place.id: place.short_name for place in places}
    assigned = await _assigned(session, scope, reader)
    words = await _words(session, scope)
    events = await _events(session, scope, reader, names)
    reasons = await _reasons(session, scope)
    measures = await reports.measures(session, scope.roadmap_ids)
    own_only = scope.root.kind is OrganisationKind.SCHOOL
    return Report(
        organisation=scope.root.short_name,
        own_only=own_only,
        made_at=scope.moment.replace(tzinfo=None),
        places=tuple(_place(place, counted) for place in places if _counts(place, scope, counted)),
        plans=tuple(_plan(r, measures, rows, assigned, words, reasons) for r in scope.roadmaps),
        events=tuple(events),
        lessons=await _lessons(session, scope),
        figures=await read_figures(session, measures, rows, names),
        shares=shares(measures, rows, places),
        unreached=() if own_only else await read_unreached(session, scope.ids, reader),
    )


def _counts(place: Organisation, scope: Scope, counted: dict[Any, Tally]) -> bool:
    """Schools are listed even with nothing to do; the authority only with rows of its own."""
    return place.kind is OrganisationKind.SCHOOL or place.id in counted or place.id == scope.root.id


def _place(place: Organisation, counted: dict[Any, Tally]) -> Place:
    joined = place.joined_at is not None
    return Place(
        place.id, place.short_name, place.kind, place.phone, place.level, joined, counted.get(place.id, Tally())
    )


def _plan(
    roadmap: Roadmap,
    measures: Sequence[Measure],
    rows: Sequence[Row[Any]],
    assigned: dict[int, str],
    words: dict[int, list[Row[Any]]],
    reasons: dict[int, str],
) -> PlanReport:
    return PlanReport(
        roadmap_id=roadmap.id,
        title=roadmap.title,
        school_year=roadmap.school_year,
        headings=tuple(str(heading) for heading in roadmap.columns),
        items=tuple(_item(measure) for measure in measures if measure.roadmap_id == roadmap.id),
        jobs=tuple(
            Job(
                row.measure_id,
                row.organisation_id,
                row.occurrence,
                row.label,
                _fact(row),
                reason=reasons.get(row.id),
                words=_spoken(words.get(row.id, ())),
                who=assigned.get(row.id),
            )
            for row in rows
            if row.roadmap_id == roadmap.id
        ),
    )


def _fact(row: Row[Any]) -> TaskFact:
    return TaskFact(
        row.state,
        row.due,
        row.done_on,
        row.before_joining,
        row.pace is Pace.ALL_YEAR,
        row.entries,
        row.review is Review.WAITING,
    )


def _item(measure: Measure) -> Item:
    return Item(
        measure.id,
        measure.number,
        measure.short_name,
        measure.section,
        measure.title,
        measure.deadline_text,
        measure.responsible_text,
        measure.result_text,
        measure.for_information,
        tuple((str(heading), str(text)) for heading, text in measure.extra),
    )


async def _assigned(session: AsyncSession, scope: Scope, reader: Actor) -> dict[int, str]:
    """Task id → who has it, as the reader may see them."""
    rows = await reports.assigned(session, scope.ids, scope.roadmap_ids)
    known = await _named(session, reader, {(row.organisation_id, row.person_id) for row in rows})
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row.task_id].append(known.get((row.organisation_id, row.person_id), say("report-somebody")))
    return {task_id: ", ".join(dict.fromkeys(names)) for task_id, names in found.items()}


async def _words(session: AsyncSession, scope: Scope) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in await reports.words(session, scope.ids, scope.roadmap_ids):
        found[row.task_id].append(row)
    return found


def _spoken(rows: Collection[Row[Any]]) -> str | None:
    """Evidence of every kind, one below the other."""
    parts = [evidence_words(row.kind, row.text, row.link, row.value) for row in rows]
    return "\n".join(part for part in parts if part) or None


async def _reasons(session: AsyncSession, scope: Scope) -> dict[int, str]:
    """Task id → the reason of its latest mark that has one («не про нас», «не выполнено»)."""
    found: dict[int, str] = {}
    for row in await reports.marks(session, scope.ids, scope.roadmap_ids):
        if row.Mark.reason:
            found.setdefault(row.task_id, row.Mark.reason)
    return found


async def _events(session: AsyncSession, scope: Scope, reader: Actor, places: dict[int, str]) -> list[Event]:
    rows = await reports.marks(session, scope.ids, scope.roadmap_ids)
    people = {(r.organisation_id, p) for r in rows for p in (r.Mark.by_person_id, r.Mark.for_person_id) if p}
    known = await _named(session, reader, people)
    zone = ZoneInfo(scope.root.zone)
    return [
        Event(
            moment=row.Mark.at.astimezone(zone).replace(tzinfo=None),
            organisation=places.get(row.organisation_id, ""),
            number=row.number,
            short_name=row.short_name,
            kind=row.Mark.kind,
            done_on=row.Mark.done_on,
            who=known.get((row.organisation_id, row.Mark.by_person_id), say("report-nobody")),
            on_behalf=known.get((row.organisation_id, row.Mark.for_person_id)),
            reason=row.Mark.reason,
        )
        for row in rows
    ]


async def _named(
    session: AsyncSession, reader: Actor, pairs: Collection[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """(organisation, person) → words, one query an organisation."""
    by_place: dict[int, set[int]] = defaultdict(set)
    for organisation_id, person_id in pairs:
        by_place[organisation_id].add(person_id)
    found = {}
    for organisation_id, ids in by_place.items():
        for person_id, who in (await names_of(session, reader, organisation_id, ids)).items():
            found[organisation_id, person_id] = _called(who)
    return found


def _called(who: Who) -> str:
    if who.name or who.designation:
        return who.name or who.designation or ""
    return say(f"role-{who.role}") if who.role else say("report-somebody")


async def _lessons(session: AsyncSession, scope: Scope) -> tuple[Gathering, ...]:
    """The course year of the report's day, class by class; a lesson stands under the day it was planned for."""
    rows = await matrix(session, scope.ids, course_year_of(scope.today), scope.today, scope.course)
    return tuple(
        Gathering(
            row.organisation_name,
            row.class_name,
            tuple((lesson.planned_on, _outcome(lesson, scope.today)) for lesson in row.lessons),
            row.totals.done,
            row.totals.of,
        )
        for row in rows
    )


def _outcome(lesson: Lesson, today: date) -> str:
    """The state of a lesson. «unanswered»: its day has passed without an answer, and not before joining."""
    if lesson.state is LessonState.HELD and lesson.before_joining:
        return "before"
    if lesson.open and not lesson.set_aside and lesson.day < today:
        return "unanswered"
    return lesson.state.value
