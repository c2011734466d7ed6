"""Which schools a draft means: conditions that words of the plan name, and schools chosen for one row.

An answer to a condition serves every row of the plan that names it. Where a tag says the same, the schools get the tag,
so that other plans, later years and schools added later need no answer.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.addressing import Target
from bot.domain.errors import Refusal
from bot.domain.grid.conditions import TAGGED, Condition
from bot.domain.letters import OFF_PLAN
from bot.domain.organisations import TAG_LIMIT
from bot.domain.people import Actor
from bot.domain.reach import Reach
from bot.domain.roadmaps import RoadmapState, Row
from bot.usecases import audit
from bot.usecases.changes import settle, tell
from bot.usecases.context import Context
from bot.usecases.roadmaps import administered
from bot.usecases.rows import RowCard, administered_row, card
from db import roadmaps
from db.models import Measure, Organisation, Roadmap


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition of a plan: the rows that name it, the schools that meet it, and whether a person should say which."""

    condition: Condition
    rows: tuple[str, ...]
    schools: int
    open: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """All conditions of a plan, open ones first."""

    roadmap_id: int
    version: int
    state: RoadmapState
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """Schools to tick: those that meet a condition, or those that get one row. `chosen` is how it stands now."""

    roadmap_id: int
    version: int
    schools: tuple[tuple[int, str], ...]
    chosen: frozenset[int]
    condition: Condition | None = None
    rows: tuple[str, ...] = ()
    row: Row | None = None
    running: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row with other schools; of a running plan also the tasks that changed and how many people will hear of it."""

    card: RowCard
    changed: int
    told: int


async def conditions(context: Context, actor: Actor, roadmap_id: int) -> Conditions:
    async with context.transaction() as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        found = _asked([row for _, row in await roadmaps.rows(session, roadmap)], await roadmaps.reach(session, owner))
        return Conditions(roadmap.id, roadmap.version, roadmap.state, found)


def _asked(rows: Iterable[Row], reach: Reach) -> tuple[Asked, ...]:
    """One for each condition, whatever its spelling, with «не» or without; rows that a person has settled are out."""
    named: dict[str, list[tuple[Condition, Row]]] = {}
    for row in rows:
        if not row.choice and Target.SCHOOLS in row.targets:
            for one in row.conditions:
                named.setdefault(one.key, []).append((one, row))
    found = []
    for places in named.values():
        condition, row = places[0]
        has = Condition(condition.kind, condition.name)
        met = reach.meeting(has, row.answers)
        names = tuple(dict.fromkeys(each.number or each.short_name for _, each in places))
        found.append(Asked(has, names, len(met.schools), met.open))
    return tuple(sorted(found, key=lambda one: not one.open))


async def pick_for_condition(context: Context, actor: Actor, roadmap_id: int, place: int) -> Pick:
    """Schools to tick for the condition at this place of the list, from 0. Raises Refusal stale."""
    async with context.transaction() as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        reach = await roadmaps.reach(session, owner)
        rows = [row for _, row in await roadmaps.rows(session, roadmap)]
        asked = _asked(rows, reach)
        if place >= len(asked) or roadmap.state is not RoadmapState.DRAFT:
            raise Refusal("stale")
        one = asked[place]
        met = reach.meeting(one.condition, rows[0].answers)
        chosen = frozenset() if met.open else met.schools
        return Pick(roadmap.id, roadmap.version, await _names(session, reach), chosen, one.condition, one.rows)


async def pick_for_row(context: Context, actor: Actor, measure_id: int) -> Pick:
    """The schools of one row. Raises Refusal stale for a row that is not for schools."""
    async with context.transaction() as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        row = await roadmaps.row(session, measure, roadmap)
        reach = await roadmaps.reach(session, owner)
        if Target.SCHOOLS not in row.targets or not reach.schools or not _may_choose(roadmap):
            raise Refusal("stale")
        return Pick(
            roadmap.id,
            roadmap.version,
            await _names(session, reach),
            row.schools(reach),
            row=row,
            running=roadmap.state is RoadmapState.ACTIVE,
        )


def _may_choose(roadmap: Roadmap) -> bool:
    return roadmap.state is not RoadmapState.CLOSED and OFF_PLAN not in roadmap.policy


async def answer(
    context: Context, actor: Actor, roadmap_id: int, version: int, key: str, chosen: Collection[int]
) -> Conditions:
    """Say which schools meet a condition of a draft. Raises Refusal stale when the draft was changed meanwhile."""
    async with context.transaction(write=True) as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        reach = await roadmaps.reach(session, owner)
        asked = _asked([row for _, row in await roadmaps.rows(session, roadmap)], reach)
        condition = next((one.condition for one in asked if one.condition.key == key), None)
        if condition is None:
            raise Refusal("stale")
        schools = frozenset(chosen)
        require(schools <= set(reach.schools))
        tagged = await _tag(session, condition, reach, schools)
        answers = {name: ids for name, ids in roadmap.policy.get(roadmaps.ANSWERS, {}).items() if name != key}
        if not tagged:
            answers[key] = sorted(schools)
        policy = {**roadmap.policy, roadmaps.ANSWERS: answers}
        if not await roadmaps.change(session, roadmap_id, version, RoadmapState.DRAFT, policy=policy):
            raise Refusal("stale")
        await session.refresh(roadmap)
        audit.record(
            session, context, actor.person_id, "condition-answered", "roadmap", roadmap_id, schools=len(schools)
        )
        rows = [row for _, row in await roadmaps.rows(session, roadmap)]
        found = _asked(rows, await roadmaps.reach(session, owner))
        return Conditions(roadmap.id, roadmap.version, roadmap.state, found)


async def _tag(session: AsyncSession, condition: Condition, reach: Reach, chosen: frozenset[int]) -> bool:
    """Give the schools a tag that says it; False where tags cannot say it all."""
    bearers = {key for key, school in reach.facts.items() if any(map(condition.is_tag, school.tags))}
    if condition.kind not in TAGGED or not chosen or bearers - chosen or len(condition.name) > TAG_LIMIT:
        return False
    for school in await session.scalars(select(Organisation).where(Organisation.id.in_(chosen - bearers))):
        school.tags = [*school.tags, condition.name]
    await session.flush()
    return True


async def choose(
    context: Context, actor: Actor, measure_id: int, version: int, chosen: Collection[int] | None
) -> Chosen:
    """Give a row to these schools only; None gives it to all there are and will be. In a running plan tasks follow:
    open ones of other schools are cancelled, and whom it concerns hears of it. Raises Refusal stale."""
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        reach = await roadmaps.reach(session, owner)
        require(chosen is None or set(chosen) <= set(reach.schools))
        row = await roadmaps.row(session, measure, roadmap)
        if Target.SCHOOLS not in row.targets or not _may_choose(roadmap):
            raise Refusal("stale")
        if not await roadmaps.change(session, roadmap.id, version, roadmap.state):
            raise Refusal("stale")
        measure.schools = {roadmaps.EVERYONE: True} if chosen is None else {roadmaps.ONLY: sorted(set(chosen))}
        audit.record(session, context, actor.person_id, "row-schools", "measure", measure_id)
        await session.flush()
        await session.refresh(roadmap)
        changed, told = await _follow(session, context, actor, measure, roadmap, reach)
        return Chosen(await card(session, measure, roadmap, owner), changed, told)


async def _follow(
    session: AsyncSession, context: Context, actor: Actor, measure: Measure, roadmap: Roadmap, reach: Reach
) -> tuple[int, int]:
    if roadmap.state is not RoadmapState.ACTIVE:
        return 0, 0
    row = await roadmaps.row(session, measure, roadmap)
    changes = await settle(session, context, measure.id, row.turns, row.whom(reach))
    return len(changes), await tell(session, context, actor.person_id, changes)


async def _names(session: AsyncSession, reach: Reach) -> tuple[tuple[int, str], ...]:
    query = select(Organisation.id, Organisation.short_name).where(Organisation.id.in_(reach.schools))
    names = {row.id: row.short_name for row in await session.execute(query)}
    return tuple((key, names[key]) for key in reach.schools)
