"""Whom a plan reports unanswered rows to, and after how many working days: set by its administrator."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import Refusal
from bot.domain.escalations import LONGEST, Ladder, ladder_of
from bot.domain.people import Actor
from bot.domain.roadmaps import RoadmapState
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.roadmaps import administered
from db.models import Roadmap
from db.reminders import ESCALATION

STEPS = {"teacher": ("teacher",), "coordinator": ("coordinator",), "both": ("teacher", "coordinator")}


@dataclass(frozen=True, slots=True)
class Escalation:
    roadmap_id: int
    title: str
    ladder: Ladder


async def escalation(context: Context, actor: Actor, roadmap_id: int) -> Escalation:
    """Raises AccessDenied for a plan of others, Refusal «plan-gone»."""
    async with context.transaction() as session:
        roadmap, _ = await administered(session, actor, roadmap_id)
        return _of(context, roadmap)


async def set_step(context: Context, actor: Actor, roadmap_id: int, step: str, days: int) -> Escalation:
    """Wait so many working days for the answer of a teacher, of a coordinator, or of both; 0 says nothing upward."""
    if step not in STEPS or not 0 <= days <= LONGEST:
        raise Refusal("stale")
    async with context.transaction(write=True) as session:
        await administered(session, actor, roadmap_id)
        roadmap = await _locked(session, roadmap_id)
        ladder = replace(_of(context, roadmap).ladder, **dict.fromkeys(STEPS[step], days))
        roadmap.policy = {**roadmap.policy, ESCALATION: [ladder.teacher, ladder.coordinator]}
        detail = {"teacher": ladder.teacher, "coordinator": ladder.coordinator}
        audit.record(session, context, actor.person_id, "escalation-set", "roadmap", roadmap_id, **detail)
        await session.flush()
        return _of(context, roadmap)


async def _locked(session: AsyncSession, roadmap_id: int) -> Roadmap:
    """Held until the end: two administrators change one policy one after the other. Raises Refusal for a closed one."""
    roadmap = await session.get_one(Roadmap, roadmap_id, with_for_update=True, populate_existing=True)
    if roadmap.state is RoadmapState.CLOSED:
        raise Refusal("plan-gone")
    return roadmap


def _of(context: Context, roadmap: Roadmap) -> Escalation:
    ladder = ladder_of(roadmap.policy.get(ESCALATION), context.reminders.escalate_after)
    return Escalation(roadmap.id, roadmap.title, ladder)
