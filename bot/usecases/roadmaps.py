"""Drafts and running plans: lists, what a preview says, discarding and closing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.clock import local_day
from bot.domain.doubts import Doubt
from bot.domain.errors import Refusal
from bot.domain.letters import OFF_PLAN
from bot.domain.people import Actor, OrganisationKind
from bot.domain.roadmaps import RoadmapState, Tally, Unsettled, later_school_year, tally
from bot.domain.tasks import TaskState
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.drafts import own
from db import roadmaps
from db.models import Document, Measure, Organisation, PastQuestion, Roadmap, Task

FROM_PLAN, ONCE = "from_plan", "once"
"""In the policy of a plan made from that of an earlier year: its id, and its rows that happen once."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in a list."""

    id: int
    title: str
    owner: str
    school_year: int
    state: RoadmapState


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody for whom a plan can be launched."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would become if it were launched today. `owners` are offered while the owner is not settled."""

    id: int
    version: int
    state: RoadmapState
    title: str
    school_year: int
    owner: Owner
    owner_kind: OrganisationKind
    counts: Tally
    schools: int
    """Open schools below the owner: none means that the rows for schools make no task yet."""
    nobody: int
    """Rows without a known addressee."""
    doubts: tuple[Doubt, ...]
    rejected: tuple[str, ...]
    owners: tuple[Owner, ...] = ()
    later: int | None = None
    """The school year for which to make the plan anew: all its days are past."""
    conditions: int = 0
    """Conditions of which somebody should say which schools they mean; until then everybody gets such rows."""
    once: int = 0
    """Rows of the plan of an earlier year that happen once and were left out."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A running plan in the eyes of its administrator."""

    line: PlanLine
    version: int
    launched_on: date | None
    done: int
    tasks: int
    asked: int
    """Organisations that were asked about past windows, and how many have answered."""
    answered: int
    later: int | None = None
    """The school year for which the plan can be made anew."""


async def list_plans(context: Context, actor: Actor) -> tuple[PlanLine, ...]:
    """Drafts and running plans of the organisations that the actor administers, drafts first."""
    require(bool(own(actor)))
    async with context.transaction() as session:
        found = await roadmaps.in_states(session, actor.subtree, RoadmapState.DRAFT, RoadmapState.ACTIVE)
        return tuple(_line(roadmap, owner) for roadmap, owner in found)


async def preview(context: Context, actor: Actor, roadmap_id: int) -> Preview:
    """Read a draft as it stands."""
    async with context.transaction() as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        return await preview_of(session, context, actor, roadmap, owner)


async def progress(context: Context, actor: Actor, roadmap_id: int) -> Progress:
    """A running or closed plan in numbers."""
    async with context.transaction() as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        states = await session.execute(
            select(Task.state, func.count())
            .join(Measure, Measure.id == Task.measure_id)
            .where(Measure.roadmap_id == roadmap_id, Task.state != TaskState.CANCELLED)
            .group_by(Task.state)
        )
        numbers = {state: number for state, number in states}  # noqa: C416 - rows are no pairs to mypy
        asked = await session.execute(
            select(func.count(), func.count(PastQuestion.answered_at)).where(PastQuestion.roadmap_id == roadmap_id)
        )
        return Progress(
            _line(roadmap, owner.short_name),
            roadmap.version,
            local_day(roadmap.launched_at, owner.zone) if roadmap.launched_at else None,
            numbers.get(TaskState.DONE, 0),
            sum(numbers.values()),
            *asked.one(),
            later=_later(context, roadmap, owner),
        )


async def discard(context: Context, actor: Actor, roadmap_id: int, version: int) -> None:
    """Remove a draft, and its document when no other plan was made from it."""
    async with context.transaction(write=True) as session:
        roadmap, _ = await administered(session, actor, roadmap_id)
        document_id = roadmap.document_id
        session.expunge(roadmap)
        if not await roadmaps.remove(session, roadmap_id, version):
            raise Refusal("stale")
        unused = Document.id == document_id, roadmaps.unused_documents()
        await session.execute(delete(Document).where(*unused).execution_options(synchronize_session=False))
        audit.record(session, context, actor.person_id, "draft-discarded", "roadmap", roadmap_id)


async def close(context: Context, actor: Actor, roadmap_id: int, version: int) -> None:
    """Close a running plan: its tasks stay as they are, nobody is reminded of them any more."""
    async with context.transaction(write=True) as session:
        await administered(session, actor, roadmap_id)
        values = {"state": RoadmapState.CLOSED, "closed_at": context.now()}
        if not await roadmaps.change(session, roadmap_id, version, RoadmapState.ACTIVE, **values):
            raise Refusal("stale")
        audit.record(session, context, actor.person_id, "plan-closed", "roadmap", roadmap_id)


async def administered(session: AsyncSession, actor: Actor, roadmap_id: int) -> tuple[Roadmap, Organisation]:
    """A plan and its owner. AccessDenied for a plan of others; a discarded one is a stale button."""
    roadmap = await session.get(Roadmap, roadmap_id)
    if roadmap is None:
        require(bool(own(actor)))
        raise Refusal("plan-gone")
    require(roadmap.owner_id in actor.subtree)
    return roadmap, await session.get_one(Organisation, roadmap.owner_id)


async def preview_of(
    session: AsyncSession, context: Context, actor: Actor, roadmap: Roadmap, owner: Organisation
) -> Preview:
    found = [row for _, row in await roadmaps.rows(session, roadmap)]
    reach = await roadmaps.reach(session, owner)
    counts = tally(found, reach, local_day(context.now(), owner.zone))
    doubts = roadmaps.doubts(roadmap.doubts)
    unsettled = any(doubt.code == Unsettled.OWNER for doubt in doubts)
    return Preview(
        id=roadmap.id,
        version=roadmap.version,
        state=roadmap.state,
        title=roadmap.title,
        school_year=roadmap.school_year,
        owner=Owner(owner.id, owner.short_name),
        owner_kind=owner.kind,
        counts=counts,
        schools=len(reach.schools),
        nobody=sum(1 for row in found if row.unaddressed),
        doubts=tuple(doubt for doubt in doubts if doubt.code != Unsettled.OWNER),
        rejected=tuple(entry["text"] for entry in roadmap.rejected),
        owners=tuple(Owner(m.organisation_id, m.organisation_name) for m in own(actor)) if unsettled else (),
        later=_later(context, roadmap, owner) if counts.all_past else None,
        conditions=len({one.key for row in found for one in row.unsettled(reach)}),
        once=len(roadmap.policy.get(ONCE, ())),
    )


def _later(context: Context, roadmap: Roadmap, owner: Organisation) -> int | None:
    later = later_school_year(local_day(context.now(), owner.zone))
    return later if later > roadmap.school_year and OFF_PLAN not in roadmap.policy else None


def _line(roadmap: Roadmap, owner: str) -> PlanLine:
    return PlanLine(roadmap.id, roadmap.title, owner, roadmap.school_year, roadmap.state)
