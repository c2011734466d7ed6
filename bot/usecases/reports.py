"""Reports: everything about an organisation and what lies below it, read in one transaction as of one moment."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.people import Actor, OrganisationKind
from bot.domain.place_names import told_apart
from bot.domain.progress import Tally
from bot.domain.reports import PART, Item, Job, Place, PlanReport, Report, Step, Told, parts, unheard
from bot.usecases.context import Context
from bot.usecases.figures import read_figures, shares
from bot.usecases.report_rows import ReportRows, Scope
from bot.usecases.unreached import read_unreached
from db import calendars, progress, reports
from db import people as people_queries
from db.models import Measure, Organisation, Roadmap, Task


async def scope_of(
    session: AsyncSession, context: Context, organisation_id: int, roadmap_id: int | None = None
) -> Scope:
    """The scope of an organisation, whoever asks: callers check the rights. `moment` is local to the organisation."""
    root = await session.get_one(Organisation, organisation_id)
    ids = await people_queries.subtree(session, frozenset({organisation_id}))
    above = await calendars.lineage(session, organisation_id)
    found = await progress.running(session, organisation_id, ids, above)
    chosen = tuple(r for r in found if roadmap_id is None or r.id == roadmap_id)
    return Scope(root, ids, chosen, context.now().astimezone(ZoneInfo(root.zone)), context.course.lessons)


async def report_for(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int | None = None, told: Told = unheard
) -> Report:
    """The report that `actor` asks for: an administrator of the own subtree, a coordinator of the own school."""
    require(administers(actor, organisation_id) or coordinates(actor, organisation_id))
    async with context.transaction(snapshot=True) as session:
        return await build(session, await scope_of(session, context, organisation_id, roadmap_id), actor, told)


async def build(session: AsyncSession, scope: Scope, reader: Actor, told: Told = unheard) -> Report:
    """Read and shape everything; names as `reader` may see them."""
    counted = await progress.tallies(session, scope.ids, scope.roadmap_ids, scope.today, Task.organisation_id)
    places = await reports.places(session, scope.ids)
    names = told_apart(places)
    measures = await reports.measures(session, scope.roadmap_ids)
    rows = await _rows(session, scope, reader, places, names, told)
    own_only = scope.root.kind is OrganisationKind.SCHOOL
    jobs = [job for own in rows.jobs.values() for job in own]
    return Report(
        organisation=scope.root.short_name,
        own_only=own_only,
        made_at=scope.moment.replace(tzinfo=None),
        places=tuple(_place(place, names[place.id], counted) for place in places if _counts(place, scope, counted)),
        plans=tuple(_plan(r, measures, rows.jobs[r.id]) for r in scope.roadmaps),
        events=tuple(rows.newest_first()),
        lessons=tuple(rows.lessons),
        figures=await read_figures(session, measures, jobs, names),
        shares=shares(measures, jobs, places),
        unreached=() if own_only else await read_unreached(session, scope.ids, reader),
    )


async def _rows(
    session: AsyncSession,
    scope: Scope,
    reader: Actor,
    places: Sequence[Organisation],
    names: dict[int, str],
    told: Told,
) -> ReportRows:
    """Part by part, closed organisations last. `told` hears of reports that take several parts."""
    order = [place.id for place in places]
    order += sorted(scope.ids - set(order))
    schools = {place.id for place in places if place.kind is OrganisationKind.SCHOOL}
    rows = ReportRows(scope, reader, names)
    read = 0
    for part in parts(order):
        await rows.read(session, part)
        read += len(schools & set(part))
        if len(schools) > PART:
            told(Step(read, len(schools)))
    return rows


def _counts(place: Organisation, scope: Scope, counted: dict[Any, Tally]) -> bool:
    """Schools are listed even with nothing to do; the authority only with rows of its own."""
    return place.kind is OrganisationKind.SCHOOL or place.id in counted or place.id == scope.root.id


def _place(place: Organisation, name: str, counted: dict[Any, Tally]) -> Place:
    joined = place.joined_at is not None
    return Place(place.id, name, place.kind, place.phone, place.level, joined, counted.get(place.id, Tally()))


def _plan(roadmap: Roadmap, measures: Sequence[Measure], jobs: Sequence[Job]) -> PlanReport:
    return PlanReport(
        roadmap_id=roadmap.id,
        title=roadmap.title,
        school_year=roadmap.school_year,
        headings=tuple(str(heading) for heading in roadmap.columns),
        items=tuple(_item(measure) for measure in measures if measure.roadmap_id == roadmap.id),
        jobs=tuple(jobs),
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
