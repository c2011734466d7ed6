"""«Следить за пунктом»: the owner takes a row that is for information as an own task, and lets go of it again."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.rows import RowCard, administered_row, card
from db import roadmaps
from db.models import Measure, Organisation, Roadmap, Task
from db.results import count
from db.upsert import insert_all_new


async def follow(context: Context, actor: Actor, measure_id: int) -> RowCard:
    """Follow a row; in a running plan the owner's tasks come at once, in a draft with the launch."""
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await _row(session, actor, measure_id)
        if await _set(session, measure_id, Measure.followed_at.is_(None), context.now()):
            audit.record(session, context, actor.person_id, "row-followed", "measure", measure_id)
        await session.refresh(measure)
        if roadmap.state is RoadmapState.ACTIVE:
            await _give(session, context, measure, roadmap, owner)
        return await card(session, measure, roadmap, owner)


async def unfollow(context: Context, actor: Actor, measure_id: int) -> RowCard:
    """Let go of a row; what was done stays done, open tasks of it disappear."""
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await _row(session, actor, measure_id)
        if await _set(session, measure_id, Measure.followed_at.is_not(None), None):
            audit.record(session, context, actor.person_id, "row-unfollowed", "measure", measure_id)
            await _turn(session, measure_id, TaskState.OPEN, TaskState.CANCELLED)
        await session.refresh(measure)
        return await card(session, measure, roadmap, owner)


async def _row(session: AsyncSession, actor: Actor, measure_id: int) -> tuple[Measure, Roadmap, Organisation]:
    measure, roadmap, owner = await administered_row(session, actor, measure_id)
    if not measure.for_information or roadmap.state is RoadmapState.CLOSED:
        raise Refusal("not-for-information")
    return measure, roadmap, owner


async def _set(session: AsyncSession, measure_id: int, condition: object, moment: object) -> bool:
    changed = await session.execute(
        update(Measure)
        .where(Measure.id == measure_id, condition)  # type: ignore[arg-type]
        .values(followed_at=moment)
        .execution_options(synchronize_session=False)
    )
    return count(changed) == 1


async def _give(
    session: AsyncSession, context: Context, measure: Measure, roadmap: Roadmap, owner: Organisation
) -> None:
    """The owner's tasks: new ones, and those of an earlier following again."""
    await _turn(session, measure.id, TaskState.CANCELLED, TaskState.OPEN)
    row = await roadmaps.row(session, measure, roadmap)
    values = [
        {
            "measure_id": measure.id,
            "organisation_id": owner.id,
            "occurrence": turn.occurrence,
            "label": turn.label,
            "opens": turn.opens,
            "due": turn.due,
            "created_at": context.now(),
        }
        for turn in row.turns
    ]
    await insert_all_new(session, Task, values)


async def _turn(session: AsyncSession, measure_id: int, before: TaskState, after: TaskState) -> None:
    tasks = select(Task.id).where(Task.measure_id == measure_id, Task.state == before)
    await session.execute(
        update(Task)
        .where(Task.id.in_(tasks))
        .values(state=after, version=Task.version + 1)
        .execution_options(synchronize_session=False)
    )
