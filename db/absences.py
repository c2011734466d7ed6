"""Queries on absences: who is away, until when, and who stands in."""

from datetime import date, datetime
from functools import cache

from sqlalchemy import Date, Select, and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Actor
from db.models import Absence, Measure, SchoolClass, Task
from db.results import count
from db.tasks import DATED, EFFECTIVE_DUE, IS_OPEN, joined, visible


async def stands_in(session: AsyncSession, person_id: int, day: date) -> frozenset[int]:
    """Ids of the people for whom this person stands in on a day."""
    return frozenset(await session.scalars(_stands_in(), {"whom": person_id, "day": day}))


@cache
def _stands_in() -> Select[int]:
    """Built once, for every update asks it."""
    day = bindparam("day", type_=Date())
    return select(Absence.person_id).where(
        Absence.substitute_id == bindparam("whom"),
        Absence.cancelled_at.is_(None),
        Absence.opens <= day,
        Absence.until >= day,
    )


async def coming(session: AsyncSession, person_id: int, today: date) -> Absence | None:
    """The absence of a person that goes on or comes; the nearest one."""
    query = select(Absence).where(
        Absence.person_id == person_id, Absence.cancelled_at.is_(None), Absence.until >= today
    )
    return (await session.scalars(query.order_by(Absence.opens, Absence.id).limit(1))).first()


async def cancel(session: AsyncSession, person_id: int, today: date, now: datetime) -> int:
    """End what goes on or comes; what has passed stays as it was."""
    changed = await session.execute(
        update(Absence)
        .where(Absence.person_id == person_id, Absence.cancelled_at.is_(None), Absence.until >= today)
        .values(cancelled_at=now)
    )
    return count(changed)


async def due_within(session: AsyncSession, who: Actor, opens: date, until: date) -> list[tuple[str, date]]:
    """Short names and days of open tasks that this person answers for and that fall due in a span."""
    falls = and_(IS_OPEN, DATED, EFFECTIVE_DUE.between(opens, until), visible(who))
    rows = await session.execute(
        joined(Measure.short_name, EFFECTIVE_DUE).where(falls).order_by(EFFECTIVE_DUE, Task.id)
    )
    return [(name, due) for name, due in rows]


async def classes_of(session: AsyncSession, person_id: int) -> list[str]:
    """Names of the classes that the person teaches."""
    query = select(SchoolClass.name).where(SchoolClass.teacher_id == person_id, SchoolClass.closed_at.is_(None))
    return list(await session.scalars(query.order_by(SchoolClass.grade, SchoolClass.name)))
