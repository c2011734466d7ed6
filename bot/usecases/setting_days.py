"""«📅 Назначить день»: the owner sets the day of a row of a running plan, once for every addressed organisation."""

from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.roadmaps import RoadmapState
from bot.usecases import audit
from bot.usecases.calendar import DayOff, day_off
from bot.usecases.changes import settle, tell
from bot.usecases.context import Context
from bot.usecases.mending import read_deadline, set_deadline
from bot.usecases.rows import RowCard, administered_row, card
from db import roadmaps


@dataclass(frozen=True, slots=True)
class DaySet:
    """The row with its new day, how many tasks it has reached and how many people will hear of it."""

    card: RowCard
    tasks: int
    told: int
    off: DayOff | None = None


async def row_to_date(context: Context, actor: Actor, measure_id: int) -> RowCard:
    """The row before the question. Raises Refusal not-running for a row that is nobody's task now."""
    async with context.transaction() as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        found = await card(session, measure, roadmap, owner)
        if not found.can_date:
            raise Refusal("not-running")
        return found


async def set_day(context: Context, actor: Actor, measure_id: int, version: int, text: str) -> DaySet:
    """Give a row the deadline that was typed; done tasks stay as they are. The plan's own words stay visible.

    Raises Refusal stale, not-running, deadline-not-understood, deadline-without-day.
    """
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        if not (await card(session, measure, roadmap, owner)).can_date:
            raise Refusal("not-running")
        deadline = read_deadline(roadmap, text)
        if not deadline.windows:
            raise Refusal("deadline-without-day")
        if not await roadmaps.change(session, roadmap.id, version, RoadmapState.ACTIVE):
            raise Refusal("stale")
        await session.refresh(roadmap)
        await set_deadline(session, measure, roadmap, deadline)
        row = await roadmaps.row(session, measure, roadmap)
        served = row.whom(await roadmaps.reach(session, owner))
        changes = await settle(session, context, measure_id, row.turns, served)
        told = await tell(session, context, actor.person_id, changes)
        audit.record(session, context, actor.person_id, "day-set", "measure", measure_id, tasks=len(changes))
        await session.flush()
        off = await day_off(session, context, owner.id, deadline.windows)
        return DaySet(await card(session, measure, roadmap, owner), len(changes), told, off)
