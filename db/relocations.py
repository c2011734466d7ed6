"""An organisation comes to hang elsewhere: plans of those who are above it no more let go of it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from db.amendments import Touched
from db.models import Measure, PastQuestion, Roadmap, Task


def foreign(owners: Collection[int]) -> ColumnElement[bool]:
    """Running plans of anybody but these."""
    return (Roadmap.state == RoadmapState.ACTIVE) & Roadmap.owner_id.not_in(owners)


async def let_go(
    session: AsyncSession, organisations: Collection[int], owners: Collection[int], now: datetime
) -> list[Touched]:
    """Cancel open tasks of these organisations in running plans of anybody but `owners`, and end what those plans ask
    about the past. What is settled stays as it is."""
    plans = select(Roadmap.id).where(foreign(owners))
    gone = await session.execute(
        update(Task)
        .where(
            Task.organisation_id.in_(organisations),
            Task.state == TaskState.OPEN,
            Task.measure_id.in_(select(Measure.id).where(Measure.roadmap_id.in_(plans))),
        )
        .values(state=TaskState.CANCELLED, version=Task.version + 1)
        .returning(Task.id, Task.organisation_id)
        .execution_options(synchronize_session=False)
    )
    touched = [Touched(*row) for row in gone]
    asked = update(PastQuestion).where(
        PastQuestion.organisation_id.in_(organisations),
        PastQuestion.roadmap_id.in_(plans),
        PastQuestion.answered_at.is_(None),
    )
    await session.execute(asked.values(answered_at=now).execution_options(synchronize_session=False))
    return touched


async def open_tasks(session: AsyncSession, organisations: Collection[int]) -> dict[int, int]:
    """Open tasks of these organisations with whose they are."""
    query = select(Task.id, Task.organisation_id).where(
        Task.organisation_id.in_(organisations), Task.state == TaskState.OPEN
    )
    return {task: organisation for task, organisation in await session.execute(query)}  # noqa: C416 - rows are no pairs to mypy
