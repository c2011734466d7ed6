"""What a row asks for at completion, as its administrator sees and changes it."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.demands import Demand, stored
from bot.domain.errors import Refusal
from bot.domain.grid.demands import about_pupils, asked, by_hand, demands_of
from bot.domain.people import Actor
from bot.domain.roadmaps import RoadmapState
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.rows import RowCard, administered_row, card
from db import roadmaps
from db.models import Measure, Organisation, Roadmap


@dataclass(frozen=True, slots=True)
class RowDemands:
    """The row, and whether a person has changed what its words ask for."""

    card: RowCard
    by_hand: bool
    about_pupils: bool


async def row_demands(context: Context, actor: Actor, measure_id: int) -> RowDemands:
    async with context.transaction() as session:
        return await _told(session, *await administered_row(session, actor, measure_id))


async def tick(context: Context, actor: Actor, measure_id: int, version: int, demand: str) -> RowDemands:
    """Ask for one thing more, or for one less. Raises Refusal stale when the plan was changed meanwhile."""
    chosen = next((one for one in Demand if one == demand), None)
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        if chosen is None or (chosen is Demand.FILE and about_pupils(measure.title, measure.result_text)):
            raise Refusal("stale")
        now = asked(measure.asks, measure.title, measure.result_text)
        await _settle(session, context, actor, measure, roadmap, version, stored({*now} ^ {chosen}))
        return await _told(session, measure, roadmap, owner)


async def read_anew(context: Context, actor: Actor, measure_id: int, version: int) -> RowDemands:
    """Back to what the words of the row ask for."""
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        words = stored(demands_of(measure.title, measure.result_text))
        await _settle(session, context, actor, measure, roadmap, version, words)
        return await _told(session, measure, roadmap, owner)


async def _settle(
    session: AsyncSession,
    context: Context,
    actor: Actor,
    measure: Measure,
    roadmap: Roadmap,
    version: int,
    asks: list[str],
) -> None:
    open_plan = roadmap.state is not RoadmapState.CLOSED
    if not (open_plan and await roadmaps.change(session, roadmap.id, version, roadmap.state)):
        raise Refusal("stale")
    measure.asks = asks
    audit.record(session, context, actor.person_id, "row-demands", "measure", measure.id)
    await session.flush()
    await session.refresh(roadmap)


async def _told(session: AsyncSession, measure: Measure, roadmap: Roadmap, owner: Organisation) -> RowDemands:
    words = (measure.title, measure.result_text)
    return RowDemands(await card(session, measure, roadmap, owner), by_hand(measure.asks, *words), about_pupils(*words))
