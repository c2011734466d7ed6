"""/status: how far the plans of an organisation have come, by school and by row."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.errors import Refusal
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.place_names import told_apart
from bot.domain.progress import Tally
from bot.domain.tasks import TaskState
from bot.usecases import nightly
from bot.usecases.calendar import undecreed
from bot.usecases.context import Context
from bot.usecases.nightly import Copies
from bot.usecases.report_rows import Scope
from bot.usecases.reports import scope_of
from bot.usecases.tasks import TaskLine, line_of
from db import progress, reports, requests, tasks
from db.models import Measure, Task

LAGGARDS = 3
TASKS_PAGE = 10


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    id: int
    name: str
    joined: bool
    phone: str | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class RowStatus:
    """One row of a plan over all its organisations: `done` of the `of` that it is for did it; of a single school that
    many of its tasks (`own`). `behind` lists those that are late with it, `dateless` those that have no day for it yet.
    """

    id: int
    number: str | None
    short_name: str
    tally: Tally
    behind: tuple[str, ...] = ()
    section: str | None = None
    roadmap_id: int = 0
    dateless: tuple[str, ...] = ()
    done: int = 0
    of: int = 0
    own: bool = False
    remindable: bool = False
    """There is something of which those behind could be reminded."""


@dataclass(frozen=True, slots=True)
class Status:
    """The figures of an organisation and everything below it, on the local day `today`."""

    organisation_id: int
    organisation: str
    is_school: bool
    plans: tuple[tuple[int, str, int], ...]
    """(id, title, school year) of the running plans."""
    roadmap_id: int
    """The one plan that is shown, 0 for all of them."""
    today: date
    schools: int
    joined: int
    total: Tally
    laggards: tuple[tuple[str, int], ...]
    """The rows with which most schools are late: number or name, and how many schools. None for a single school."""
    others: tuple[tuple[int, str], ...]
    """Other organisations of the same person."""
    administered: bool = False
    """The reader runs this organisation and may remind it."""
    requests: int = 0
    """Questions without an answer and wishes for a later day, from below."""
    above: int = 0
    """The organisation from whose list the reader came down, 0 for an own one."""
    copies: Copies | None = None
    """The age of the database's nightly copy: for whoever administers."""
    owners: tuple[str, ...] = ()
    """Whose each of `plans` is; empty for the organisation's own."""
    undecreed: int | None = None
    """A near year whose days off are not known: for whoever administers."""


def own_places(actor: Actor) -> tuple[int, ...]:
    """Organisations whose figures a person may ask for, those administered first."""
    admin = [m.organisation_id for m in actor.memberships if m.role is Role.ADMIN]
    coordinated = [m.organisation_id for m in actor.memberships if m.role is Role.COORDINATOR]
    return tuple(dict.fromkeys((*admin, *coordinated)))


def choose(actor: Actor, organisation_id: int) -> int:
    """The organisation asked for, the first own one for 0. Raises AccessDenied."""
    places = own_places(actor)
    require(bool(places))
    chosen = organisation_id or places[0]
    require(administers(actor, chosen) or coordinates(actor, chosen))
    return chosen


async def overview(context: Context, actor: Actor, organisation_id: int = 0, roadmap_id: int = 0) -> Status:
    """Raises Refusal("no-plans") where nothing runs yet."""
    chosen = choose(actor, organisation_id)
    async with context.transaction(snapshot=True) as session:
        return await overview_in(session, context, actor, chosen, roadmap_id)


async def overview_in(
    session: AsyncSession, context: Context, actor: Actor, chosen: int, roadmap_id: int = 0
) -> Status:
    """The same inside a transaction, for an organisation that the actor may ask about."""
    scope = await _running(session, context, chosen, roadmap_id)
    everything = scope if not roadmap_id else await scope_of(session, context, chosen)
    places = await reports.places(session, scope.ids)
    schools = [place for place in places if place.kind is OrganisationKind.SCHOOL]
    counted = await progress.tallies(session, scope.ids, scope.roadmap_ids, scope.today, Task.organisation_id)
    own = set(own_places(actor)) - {chosen}
    names = {place.id: place.short_name for place in await reports.places(session, own)}
    is_school = scope.root.kind is OrganisationKind.SCHOOL
    return Status(
        organisation_id=chosen,
        organisation=scope.root.short_name if is_school else scope.root.name,
        is_school=is_school,
        plans=tuple((r.id, r.title, r.school_year) for r in everything.roadmaps),
        roadmap_id=roadmap_id,
        today=scope.today,
        schools=len(schools),
        joined=sum(school.joined_at is not None for school in schools),
        total=sum(counted.values(), Tally()),
        laggards=() if is_school else await _laggards(session, scope, [school.id for school in schools]),
        others=tuple(names.items()),
        administered=administers(actor, chosen),
        requests=await _requests(session, scope) if administers(actor, chosen) else 0,
        copies=await nightly.copies(context) if administers(actor, chosen) else None,
        above=0 if chosen in own_places(actor) else scope.root.parent_id or 0,
        owners=await _owners(session, everything) if len(everything.roadmaps) > 1 else (),
        undecreed=undecreed(scope.today) if administers(actor, chosen) else None,
    )


async def by_place(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int = 0
) -> tuple[PlaceStatus, ...]:
    """School by school, in the order of their names: nobody is ranked."""
    chosen = choose(actor, organisation_id)
    async with context.transaction(snapshot=True) as session:
        scope = await _running(session, context, chosen, roadmap_id)
        counted = await progress.tallies(session, scope.ids, scope.roadmap_ids, scope.today, Task.organisation_id)
        places = await reports.places(session, scope.ids)
        names = told_apart(places)
        return tuple(
            PlaceStatus(p.id, names[p.id], p.joined_at is not None, p.phone, counted.get(p.id, Tally()))
            for p in places
            if p.id in counted or p.kind is OrganisationKind.SCHOOL
        )


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """A section of a plan with its rows, in the order of the plan; rows before any section have no title."""

    title: str | None
    tally: Tally
    rows: tuple[RowStatus, ...]


async def by_section(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int = 0
) -> tuple[SectionStatus, ...]:
    rows = await by_row(context, actor, organisation_id, roadmap_id)
    found = []
    for (_, title), group in groupby(rows, key=lambda row: (row.roadmap_id, row.section)):
        own = tuple(group)
        found.append(SectionStatus(title, sum((row.tally for row in own), Tally()), own))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PlaceTasks:
    """Tasks of one organisation for somebody above it, a page of them: open ones by day, or closed ones."""

    organisation_id: int
    organisation: str
    roadmap_id: int
    closed: bool
    today: date
    page: int
    total: int
    lines: tuple[TaskLine, ...]


async def place_tasks(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int, page: int, *, closed: bool
) -> PlaceTasks:
    chosen = choose(actor, organisation_id)
    async with context.transaction(snapshot=True) as session:
        scope = await _running(session, context, chosen, roadmap_id)
        states = Task.state != TaskState.OPEN if closed else Task.state == TaskState.OPEN
        where = and_(Task.organisation_id == chosen, Measure.roadmap_id.in_(scope.roadmap_ids), states)
        total = await tasks.number_of(session, where)
        page = min(max(page, 0), max(0, total - 1) // TASKS_PAGE)
        rows = await tasks.page(session, where, newest_first=closed, limit=TASKS_PAGE, offset=page * TASKS_PAGE)
        return PlaceTasks(
            chosen, scope.root.short_name, roadmap_id, closed, scope.today, page, total, tuple(map(line_of, rows))
        )


async def by_row(context: Context, actor: Actor, organisation_id: int, roadmap_id: int = 0) -> tuple[RowStatus, ...]:
    """Row by row in the order of the plan, only rows that have tasks."""
    chosen = choose(actor, organisation_id)
    async with context.transaction(snapshot=True) as session:
        return tuple(await _rows(session, await _running(session, context, chosen, roadmap_id)))


async def one_row(context: Context, actor: Actor, organisation_id: int, measure_id: int) -> RowStatus:
    """One row with the names of those who are late. Raises Refusal("stale") for a row that is gone."""
    chosen = choose(actor, organisation_id)
    async with context.transaction(snapshot=True) as session:
        scope = await scope_of(session, context, chosen)
        row = next((r for r in await _rows(session, scope) if r.id == measure_id), None)
        if row is None:
            raise Refusal("stale")
        places = told_apart(await reports.places(session, scope.ids))
        counted = await progress.tallies(
            session, scope.ids, scope.roadmap_ids, scope.today, Task.organisation_id, Task.measure_id == measure_id
        )
        behind = tuple(name for place_id, name in places.items() if counted.get(place_id, Tally()).overdue)
        dateless = tuple(name for place_id, name in places.items() if counted.get(place_id, Tally()).undated)
        late = await progress.overdue(session, scope.ids, scope.roadmap_ids, scope.today, measure_id)
        return replace(row, behind=behind, dateless=dateless, remindable=bool(late))


async def _running(session: AsyncSession, context: Context, organisation_id: int, roadmap_id: int) -> Scope:
    scope = await scope_of(session, context, organisation_id, roadmap_id or None)
    if not scope.roadmaps:
        raise Refusal("no-plans")
    return scope


async def _requests(session: AsyncSession, scope: Scope) -> int:
    asked = await requests.asked_extensions(session, scope.ids)
    return len(asked) + len(await requests.waiting_questions(session, scope.ids))


async def _owners(session: AsyncSession, scope: Scope) -> tuple[str, ...]:
    others = {roadmap.owner_id for roadmap in scope.roadmaps} - {scope.root.id}
    names = {place.id: place.short_name for place in await reports.places(session, others)}
    return tuple(names.get(roadmap.owner_id, "") for roadmap in scope.roadmaps)


async def _laggards(session: AsyncSession, scope: Scope, schools: list[int]) -> tuple[tuple[str, int], ...]:
    behind = await progress.behind(session, schools, scope.roadmap_ids, scope.today)
    rows = [m for m in await reports.measures(session, scope.roadmap_ids) if m.id in behind]
    most = sorted(rows, key=lambda row: -behind[row.id])[:LAGGARDS]
    return tuple((row.number or row.short_name, behind[row.id]) for row in most)


async def _rows(session: AsyncSession, scope: Scope) -> list[RowStatus]:
    counted = await progress.tallies(session, scope.ids, scope.roadmap_ids, scope.today, Task.measure_id)
    own = scope.root.kind is OrganisationKind.SCHOOL
    if own:
        did = {key: (tally.done, tally.total - tally.not_ours) for key, tally in counted.items()}
    else:
        did = await progress.did(session, scope.ids, scope.roadmap_ids)
    return [
        _row(measure, counted[measure.id], *did.get(measure.id, (0, 0)), own=own)
        for measure in await reports.measures(session, scope.roadmap_ids)
        if measure.id in counted
    ]


def _row(measure: Measure, tally: Tally, done: int, of: int, *, own: bool) -> RowStatus:
    return RowStatus(
        id=measure.id,
        number=measure.number,
        short_name=measure.short_name,
        tally=tally,
        section=measure.section,
        roadmap_id=measure.roadmap_id,
        done=done,
        of=of,
        own=own,
    )
