"""Rows of running plans that nobody has given a day yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deadline import Pace
from bot.domain.deliveries import Stage
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from db.models import Measure, Notice, Roadmap, Task


@dataclass(frozen=True, slots=True)
class UndatedPlan:
    """A running plan and how many of its rows wait for a day."""

    roadmap_id: int
    owner_id: int
    title: str
    launched_at: datetime | None
    rows: int


def is_undated() -> ColumnElement[bool]:
    """Somebody still has to do it, and the plan leaves the day to its owner («по мере необходимости» does not)."""
    waits = exists().where(Task.measure_id == Measure.id, Task.state == TaskState.OPEN, Task.due.is_(None))
    return and_(Measure.pace == Pace.UNDATED, Measure.as_needed.is_(False), waits)


async def plans(session: AsyncSession, only: Collection[int] | None = None) -> list[UndatedPlan]:
    """Running plans with such rows; of these plans only, when they are named."""
    query = (
        select(Roadmap.id, Roadmap.owner_id, Roadmap.title, Roadmap.launched_at, func.count(Measure.id))
        .join(Measure, Measure.roadmap_id == Roadmap.id)
        .where(Roadmap.state == RoadmapState.ACTIVE, is_undated())
        .group_by(Roadmap.id, Roadmap.owner_id, Roadmap.title, Roadmap.launched_at)
        .order_by(Roadmap.id)
    )
    if only is not None:
        query = query.where(Roadmap.id.in_(only))
    return [UndatedPlan(*row) for row in await session.execute(query)]


async def asked(session: AsyncSession, month: date) -> set[tuple[int, int]]:
    """Person and plan of the questions of this month."""
    query = select(Notice.person_id, Notice.subject_id).where(Notice.stage == Stage.UNDATED, Notice.day == month)
    return {(row.person_id, row.subject_id) for row in await session.execute(query)}
