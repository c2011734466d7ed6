"""Changes of running plans, set by set: tasks that move with their row, are dropped or come back."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.tasks import TaskState
from bot.domain.turns import Turn
from db.models import Measure, Task


@dataclass(frozen=True, slots=True)
class Touched:
    """A task that a change has reached."""

    task_id: int
    organisation_id: int


async def occurrences(session: AsyncSession, measure_id: int) -> list[str]:
    """The occurrences of a row for which anybody has a task that counts."""
    query = select(Task.occurrence).where(Task.measure_id == measure_id, Task.state != TaskState.CANCELLED)
    return list(await session.scalars(query.distinct()))


async def organisations(session: AsyncSession, measure_id: int) -> set[int]:
    query = select(Task.organisation_id).where(Task.measure_id == measure_id, Task.state != TaskState.CANCELLED)
    return set(await session.scalars(query.distinct()))


async def shift(session: AsyncSession, measure_id: int, occurrence: str, turn: Turn) -> list[Touched]:
    """Give the open tasks of an occurrence their new window; those whose days differ are returned."""
    mine = and_(Task.measure_id == measure_id, Task.occurrence == occurrence, Task.state == TaskState.OPEN)
    other = or_(Task.opens.is_distinct_from(turn.opens), Task.due.is_distinct_from(turn.due))
    moved = await session.execute(
        update(Task)
        .where(mine, other)
        .values(opens=turn.opens, due=turn.due, version=Task.version + 1)
        .returning(Task.id, Task.organisation_id)
        .execution_options(synchronize_session=False)
    )
    touched = [Touched(*row) for row in moved]
    await session.execute(
        update(Task)
        .where(mine)
        .values(occurrence=turn.occurrence, label=turn.label)
        .execution_options(synchronize_session=False)
    )
    return touched


async def drop(
    session: AsyncSession, measure_id: int, occurrence: str | None = None, organisations: Collection[int] | None = None
) -> list[Touched]:
    """Cancel the open tasks of a row: of one occurrence or of some organisations, where these are named."""
    conditions = [Task.measure_id == measure_id, Task.state == TaskState.OPEN]
    if occurrence is not None:
        conditions.append(Task.occurrence == occurrence)
    if organisations is not None:
        conditions.append(Task.organisation_id.in_(organisations))
    gone = await session.execute(
        update(Task)
        .where(*conditions)
        .values(state=TaskState.CANCELLED, version=Task.version + 1)
        .returning(Task.id, Task.organisation_id)
        .execution_options(synchronize_session=False)
    )
    return [Touched(*row) for row in gone]


async def bring_back(
    session: AsyncSession, measure_id: int, turn: Turn, organisations: Collection[int]
) -> list[Touched]:
    """Open tasks again that an earlier change had cancelled."""
    again = await session.execute(
        update(Task)
        .where(
            Task.measure_id == measure_id,
            Task.occurrence == turn.occurrence,
            Task.state == TaskState.CANCELLED,
            Task.organisation_id.in_(organisations),
        )
        .values(state=TaskState.OPEN, opens=turn.opens, due=turn.due, label=turn.label, version=Task.version + 1)
        .returning(Task.id, Task.organisation_id)
        .execution_options(synchronize_session=False)
    )
    return [Touched(*row) for row in again]


async def tasks_of(session: AsyncSession, measure_id: int, occurrences: Collection[str]) -> dict[tuple[str, int], int]:
    """Ids of tasks by occurrence and organisation."""
    query = select(Task.occurrence, Task.organisation_id, Task.id).where(
        Task.measure_id == measure_id, Task.occurrence.in_(occurrences)
    )
    return {(row.occurrence, row.organisation_id): row.id for row in await session.execute(query)}


async def closed_children(session: AsyncSession, roadmap_id: int) -> list[Task]:
    """Tasks of rows below others that are open no more: what is above may be done now."""
    query = (
        select(Task)
        .join(Measure, Measure.id == Task.measure_id)
        .where(Measure.roadmap_id == roadmap_id, Measure.parent_id.is_not(None), Task.state != TaskState.OPEN)
    )
    return list(await session.scalars(query.order_by(Task.id)))
