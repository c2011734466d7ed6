"""Marks that wait for those above, and what a return does to the reminders of a task."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import Stage
from bot.domain.people import Actor
from bot.domain.reminders import TASK
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import Review
from db.models import Mark, Measure, Notice, Roadmap, Task
from db.results import count

DATED = (Stage.WEEK, Stage.BEFORE, Stage.OVERDUE, Stage.OVERDUE_WEEKLY)


def reviewable(actor: Actor) -> ColumnElement[bool]:
    """The same as `access.may_review`, for queries that begin with `db.tasks.joined`."""
    below = actor.subtree - actor.organisations()
    return or_(Task.organisation_id.in_(below), Roadmap.owner_id.in_(actor.subtree))


def waiting(actor: Actor) -> ColumnElement[bool]:
    return and_(Task.review == Review.WAITING, reviewable(actor))


async def last_mark(session: AsyncSession, tasks: Sequence[int]) -> int:
    """The newest mark of these tasks: what comes later was not seen."""
    return int(await session.scalar(select(func.max(Mark.id)).where(Mark.task_id.in_(tasks))) or 0)


async def marked_until(session: AsyncSession, where: ColumnElement[bool], mark_id: int) -> list[int]:
    """Waiting tasks whose last mark is not newer than this one."""
    newest = select(func.max(Mark.id)).where(Mark.task_id == Task.id).correlate(Task).scalar_subquery()
    query = (
        select(Task.id)
        .join(Measure, Measure.id == Task.measure_id)
        .join(Roadmap, Roadmap.id == Measure.roadmap_id)
        .where(Roadmap.state == RoadmapState.ACTIVE, where, newest <= mark_id)
    )
    return list(await session.scalars(query.order_by(Task.id)))


async def accept(session: AsyncSession, task_id: int, version: int | None = None) -> bool:
    """False when the task waits no more, or is no more what was shown."""
    accepted = update(Task).where(Task.id == task_id, Task.review == Review.WAITING)
    if version is not None:
        accepted = accepted.where(Task.version == version)
    return count(await session.execute(accepted.values(review=Review.ACCEPTED, version=Task.version + 1))) == 1


async def let_go(session: AsyncSession, roadmap_id: int) -> None:
    """The plan asks for acceptance no more: what waits is final."""
    rows = select(Measure.id).where(Measure.roadmap_id == roadmap_id)
    final = update(Task).where(Task.measure_id.in_(rows), Task.review == Review.WAITING)
    await session.execute(final.values(review=None).execution_options(synchronize_session=False))


async def rearm(session: AsyncSession, task_id: int, day: date | None, today: date) -> None:
    """What was said about this day may be said again, and so may what was said today."""
    said = and_(Notice.subject_kind == TASK, Notice.subject_id == task_id, Notice.stage.in_(DATED))
    days: Collection[date] = [today] if day is None else [today, day]
    await session.execute(delete(Notice).where(said, Notice.day.in_(days)))
