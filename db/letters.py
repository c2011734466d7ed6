"""Queries on tasks «вне плана»: the plan that holds them, whom they may go to, and taking one back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.letters import OFF_PLAN
from bot.domain.people import Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from db.models import Measure, Membership, Organisation, Roadmap, Task
from db.results import count


@dataclass(frozen=True, slots=True)
class Taken:
    """Short names of the rows that a plan has, and the place of the next one."""

    names: tuple[str, ...]
    position: int


async def off_plan(session: AsyncSession, owner_id: int, school_year: int) -> Roadmap | None:
    """The running plan of rows «вне плана». Locks its owner: two people at once make one plan."""
    await session.execute(select(Organisation.id).where(Organisation.id == owner_id).with_for_update())
    query = select(Roadmap).where(
        Roadmap.owner_id == owner_id, Roadmap.school_year == school_year, Roadmap.state == RoadmapState.ACTIVE
    )
    found = await session.scalars(query.order_by(Roadmap.id))
    return next((roadmap for roadmap in found if OFF_PLAN in roadmap.policy), None)


async def taken(session: AsyncSession, roadmap_id: int) -> Taken:
    names = await session.scalars(
        select(Measure.short_name).where(Measure.roadmap_id == roadmap_id).order_by("position")
    )
    last = await session.scalar(select(func.max(Measure.position)).where(Measure.roadmap_id == roadmap_id))
    return Taken(tuple(names), 0 if last is None else last + 1)


async def places(session: AsyncSession, ids: Collection[int]) -> list[Organisation]:
    """Open organisations in the order in which they were added."""
    query = select(Organisation).where(Organisation.id.in_(ids), Organisation.closed_at.is_(None))
    return list(await session.scalars(query.order_by(Organisation.id)))


async def coordinators(session: AsyncSession, organisations: Collection[int]) -> list[tuple[int, int]]:
    """(organisation, person) of everybody who coordinates one of these now."""
    query = select(Membership.organisation_id, Membership.person_id).where(
        Membership.organisation_id.in_(organisations),
        Membership.role == Role.COORDINATOR,
        Membership.until_at.is_(None),
    )
    return [(place, person) for place, person in await session.execute(query.order_by(Membership.id))]


async def states(session: AsyncSession, measure_id: int) -> list[TaskState]:
    return list(await session.scalars(select(Task.state).where(Task.measure_id == measure_id)))


async def withdraw(session: AsyncSession, measure_id: int, author_id: int, now: datetime) -> int | None:
    """Cancel the open tasks of a row of this author; how many. None where it is somebody else's, or gone already."""
    mine = (Measure.id == measure_id, Measure.author_id == author_id, Measure.cancelled_at.is_(None))
    changed = await session.execute(
        update(Measure).where(*mine).values(cancelled_at=now).execution_options(synchronize_session=False)
    )
    if count(changed) != 1:
        return None
    withdrawn = await session.execute(
        update(Task)
        .where(Task.measure_id == measure_id, Task.state == TaskState.OPEN)
        .values(state=TaskState.CANCELLED, version=Task.version + 1)
        .execution_options(synchronize_session=False)
    )
    return count(withdrawn)


def period(school_year: int) -> tuple[date, date]:
    """The whole school year with its summer."""
    return date(school_year, 9, 1), date(school_year + 1, 8, 31)
