"""Queries on handing over a role: what waits, who was first to decide, and what moves with the role."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Role
from db.models import Absence, Assignment, Measure, Membership, Roadmap, SchoolClass, Succession, Task
from db.results import count


async def waiting(session: AsyncSession, organisation_id: int, from_id: int) -> Succession | None:
    """What this person has asked for here, without an answer yet."""
    query = select(Succession).where(
        Succession.organisation_id == organisation_id,
        Succession.from_id == from_id,
        Succession.decided_at.is_(None),
    )
    return (await session.scalars(query.order_by(Succession.id))).first()


async def decide(session: AsyncSession, succession_id: int, granted: bool, by: int | None, now: datetime) -> bool:
    """False when somebody else was first."""
    changed = await session.execute(
        update(Succession)
        .where(Succession.id == succession_id, Succession.decided_at.is_(None))
        .values(granted=granted, decided_by=by, decided_at=now)
    )
    return count(changed) == 1


async def withdraw(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Whoever is erased hands nothing over and takes nothing."""
    await session.execute(
        update(Succession)
        .where((Succession.from_id == person_id) | (Succession.to_id == person_id), Succession.decided_at.is_(None))
        .values(granted=False, decided_at=now)
    )


async def end_role(session: AsyncSession, person_id: int, organisation_id: int, now: datetime) -> bool:
    """The coordinator's role ends; says whether the person has no other one there."""
    held = (Membership.person_id == person_id, Membership.organisation_id == organisation_id)
    await session.execute(
        update(Membership)
        .where(*held, Membership.role == Role.COORDINATOR, Membership.until_at.is_(None))
        .values(until_at=now)
    )
    return await session.scalar(select(Membership.id).where(*held, Membership.until_at.is_(None)).limit(1)) is None


async def move_classes(session: AsyncSession, from_id: int, to_id: int, organisation_id: int) -> None:
    await session.execute(
        update(SchoolClass)
        .where(SchoolClass.teacher_id == from_id, SchoolClass.organisation_id == organisation_id)
        .values(teacher_id=to_id)
    )


async def move_letters(session: AsyncSession, from_id: int, to_id: int, organisation_id: int) -> None:
    """Rows «вне плана» of this organisation: the successor may take them back."""
    own = select(Roadmap.id).where(Roadmap.owner_id == organisation_id)
    await session.execute(
        update(Measure)
        .where(Measure.author_id == from_id, Measure.roadmap_id.in_(own))
        .values(author_id=to_id)
        .execution_options(synchronize_session=False)
    )


async def move_substitutions(session: AsyncSession, from_id: int, to_id: int, now: datetime) -> None:
    """Whom the person was to stand in for, from now on; an absence of the successor has no substitute then."""
    today = now.date()
    standing = (Absence.substitute_id == from_id, Absence.cancelled_at.is_(None), Absence.until >= today)
    await session.execute(update(Absence).where(*standing, Absence.person_id == to_id).values(substitute_id=None))
    await session.execute(update(Absence).where(*standing).values(substitute_id=to_id))


async def move_assignments(
    session: AsyncSession, from_id: int, to_id: int, organisation_id: int, by: int, now: datetime
) -> int:
    """Open assignments end and begin anew with the successor, so that the history names both; how many."""
    query = (
        select(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .where(Task.organisation_id == organisation_id, Assignment.ended_at.is_(None))
        .where(Assignment.person_id.in_((from_id, to_id)))
        .order_by(Assignment.id)
    )
    found = list(await session.scalars(query))
    there = {one.task_id for one in found if one.person_id == to_id}
    moved = 0
    for one in found:
        if one.person_id != from_id:
            continue
        one.ended_at = now
        if one.task_id not in there:
            given = Assignment(task_id=one.task_id, person_id=to_id, assigned_by=by, at=now, accepted_at=now)
            session.add(given)
            moved += 1
    await session.flush()
    return moved
