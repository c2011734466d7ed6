"""Queries on the facts about a task: marks, assignments, entries, evidence, own days. Facts are never deleted."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.tasks import TaskState
from db.models import Assignment, Entry, Evidence, Mark, Measure, Task


async def marks(session: AsyncSession, task_id: int) -> list[Mark]:
    """The history of a task, oldest first."""
    return list(await session.scalars(select(Mark).where(Mark.task_id == task_id).order_by(Mark.id)))


async def assignments(session: AsyncSession, task_id: int) -> list[Assignment]:
    """Who has the task now, in the order in which it was given."""
    query = select(Assignment).where(Assignment.task_id == task_id, Assignment.ended_at.is_(None))
    return list(await session.scalars(query.order_by(Assignment.id)))


async def handovers(session: AsyncSession, task_id: int) -> list[Assignment]:
    """Everybody who ever had the task, in the order in which it was given."""
    query = select(Assignment).where(Assignment.task_id == task_id).order_by(Assignment.id)
    return list(await session.scalars(query.execution_options(populate_existing=True)))


async def assignees(session: AsyncSession, task_ids: Collection[int]) -> dict[int, list[int]]:
    """Ids of the people who have each of these tasks now, in the order in which they got them."""
    query = select(Assignment.task_id, Assignment.person_id).where(
        Assignment.task_id.in_(task_ids), Assignment.ended_at.is_(None)
    )
    found: dict[int, list[int]] = {}
    for task_id, person_id in await session.execute(query.order_by(Assignment.id)):
        found.setdefault(task_id, []).append(person_id)
    return found


async def entries(session: AsyncSession, task_id: int) -> list[Entry]:
    """Dated facts that were not taken back, by day."""
    query = select(Entry).where(Entry.task_id == task_id, Entry.undone_at.is_(None))
    return list(await session.scalars(query.order_by(Entry.on_day, Entry.id)))


async def proofs(session: AsyncSession, task_id: int) -> list[Evidence]:
    """What was attached and not taken back, oldest first."""
    query = select(Evidence).where(Evidence.task_id == task_id, Evidence.undone_at.is_(None))
    return list(await session.scalars(query.order_by(Evidence.id)))


async def parents(session: AsyncSession, task: Task) -> list[Task]:
    """Tasks of the same organisation for the row above, locked: two children closed at once must both be seen."""
    above = select(Measure.parent_id).where(Measure.id == task.measure_id).scalar_subquery()
    query = select(Task).where(
        Task.measure_id == above, Task.organisation_id == task.organisation_id, Task.state != TaskState.CANCELLED
    )
    return list(await session.scalars(query.order_by(Task.id).with_for_update()))


async def children(session: AsyncSession, parent: Task) -> list[Task]:
    """Tasks of the same organisation below a parent row, as they stand now in the database."""
    query = (
        select(Task)
        .join(Measure, Measure.id == Task.measure_id)
        .where(
            Measure.parent_id == parent.measure_id,
            Task.organisation_id == parent.organisation_id,
            Task.state != TaskState.CANCELLED,
        )
    )
    return list(await session.scalars(query.execution_options(populate_existing=True)))
