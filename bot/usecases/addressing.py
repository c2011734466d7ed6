"""Whose a draft is and whom its rows are for, where the document leaves it to a person."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.addressing import Target, addressed, ordered
from bot.domain.errors import Refusal
from bot.domain.grid import Party, PartyRole
from bot.domain.people import Actor
from bot.domain.roadmaps import WHOM, RoadmapState, Unsettled
from bot.usecases.context import Context
from bot.usecases.drafts import own
from bot.usecases.roadmaps import Preview, administered, preview_of
from bot.usecases.rows import RowCard, administered_row, card
from db import roadmaps
from db.models import Measure, Organisation


async def settle_owner(context: Context, actor: Actor, roadmap_id: int, version: int, owner_id: int) -> Preview:
    """Say for whom a draft is; rows are addressed anew for that kind of owner."""
    require(owner_id in {owner.organisation_id for owner in own(actor)})
    async with context.transaction(write=True) as session:
        roadmap, _ = await administered(session, actor, roadmap_id)
        owner = await session.get_one(Organisation, owner_id)
        doubts = [doubt.as_json() for doubt in roadmaps.doubts(roadmap.doubts) if doubt.code != Unsettled.OWNER]
        await _change(session, roadmap_id, version, owner_id=owner_id, doubts=doubts)
        for measure in await session.scalars(select(Measure).where(Measure.roadmap_id == roadmap_id)):
            parties = [Party(party["text"], PartyRole(party["role"])) for party in measure.parties]
            _address(measure, ordered(addressed(parties, owner.kind)))
        await session.flush()
        await session.refresh(roadmap)
        return await preview_of(session, context, actor, roadmap, owner)


async def address_row(context: Context, actor: Actor, measure_id: int, version: int, target: Target) -> RowCard:
    """Add a target to a row of a draft, or take it away; the doubt whose row it is has been settled."""
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        await _change(session, roadmap.id, version)
        targets = frozenset(Target(text) for text in measure.addressed) ^ {target}
        _address(measure, ordered(targets), settled=True)
        await session.flush()
        await session.refresh(roadmap)
        return await card(session, measure, roadmap, owner)


async def accept_row(context: Context, actor: Actor, measure_id: int, version: int) -> RowCard:
    """Somebody has looked at a row of a draft and found it right: its doubts are settled. Conditions that
    nobody can tell were shown as «for everybody», and that is what was found right."""
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        await _change(session, roadmap.id, version)
        measure.doubts = []
        row = await roadmaps.row(session, measure, roadmap)
        if row.unsettled(await roadmaps.reach(session, owner)):
            measure.schools = {roadmaps.EVERYONE: True}
        await session.flush()
        await session.refresh(roadmap)
        return await card(session, measure, roadmap, owner)


async def address_nobody(
    context: Context, actor: Actor, roadmap_id: int, version: int, targets: Sequence[Target]
) -> Preview:
    """Give all rows in which nobody known is named to these targets; no target leaves them for information."""
    async with context.transaction(write=True) as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        await _change(session, roadmap_id, version)
        for measure, row in await roadmaps.rows(session, roadmap):
            if row.unaddressed:
                _address(measure, targets, settled=True)
        await session.flush()
        await session.refresh(roadmap)
        return await preview_of(session, context, actor, roadmap, owner)


def _address(measure: Measure, targets: Sequence[Target], *, settled: bool = False) -> None:
    measure.addressed = [target.value for target in targets]
    measure.for_information = not targets
    if settled:
        measure.doubts = [doubt for doubt in measure.doubts if doubt["code"] not in WHOM]


async def _change(session: AsyncSession, roadmap_id: int, version: int, **values: object) -> None:
    if not await roadmaps.change(session, roadmap_id, version, RoadmapState.DRAFT, **values):
        raise Refusal("stale")
