"""Queries on the classes of a school."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.class_sheets import ClassSlot
from db.models import Lesson, Person, SchoolClass
from db.results import count


async def of_school(session: AsyncSession, organisation_id: int) -> Sequence[tuple[SchoolClass, Person | None]]:
    """Open classes with their teachers, as people list them: 6А, 6Б, 10."""
    rows = await session.execute(
        select(SchoolClass, Person)
        .join(Person, Person.id == SchoolClass.teacher_id, isouter=True)
        .where(SchoolClass.organisation_id == organisation_id, SchoolClass.closed_at.is_(None))
        .order_by(SchoolClass.grade, SchoolClass.name)
    )
    return [(row, teacher) for row, teacher in rows]


async def all_names(session: AsyncSession, organisation_id: int) -> dict[str, SchoolClass]:
    """Every class the school ever had, by name: a closed one is opened again, its lessons with it."""
    rows = await session.scalars(select(SchoolClass).where(SchoolClass.organisation_id == organisation_id))
    return {row.name: row for row in rows}


async def open_class(session: AsyncSession, class_id: int) -> SchoolClass | None:
    query = select(SchoolClass).where(SchoolClass.id == class_id, SchoolClass.closed_at.is_(None))
    return (await session.scalars(query)).one_or_none()


async def take(session: AsyncSession, class_id: int, person_id: int) -> bool:
    """A free class becomes this person's; False when somebody has it."""
    return await _teacher(session, class_id, None, person_id)


async def give_back(session: AsyncSession, class_id: int, person_id: int) -> bool:
    return await _teacher(session, class_id, person_id, None)


async def _teacher(session: AsyncSession, class_id: int, before: int | None, after: int | None) -> bool:
    statement = update(SchoolClass).where(SchoolClass.id == class_id, SchoolClass.closed_at.is_(None))
    held = SchoolClass.teacher_id.is_(None) if before is None else SchoolClass.teacher_id == before
    return count(await session.execute(statement.where(held).values(teacher_id=after))) == 1


async def close(session: AsyncSession, class_id: int, now: datetime) -> bool:
    statement = update(SchoolClass).where(SchoolClass.id == class_id, SchoolClass.closed_at.is_(None))
    return count(await session.execute(statement.values(closed_at=now, teacher_id=None))) == 1


async def settle(session: AsyncSession, class_id: int, before: ClassSlot, after: ClassSlot) -> bool:
    """Day, time and teacher at once; False when they are no longer what they were."""
    statement = update(SchoolClass).where(
        SchoolClass.id == class_id,
        SchoolClass.closed_at.is_(None),
        SchoolClass.weekday == before.weekday,
        SchoolClass.lesson_time.is_not_distinct_from(before.time),
        SchoolClass.teacher_id.is_not_distinct_from(before.teacher_id),
    )
    values = {"weekday": after.weekday, "lesson_time": after.time, "teacher_id": after.teacher_id}
    return count(await session.execute(statement.values(values))) == 1


async def free_of(session: AsyncSession, person_id: int, organisation_id: int | None = None) -> int:
    """The classes of somebody who leaves have no teacher any more; says how many."""
    statement = update(SchoolClass).where(SchoolClass.teacher_id == person_id)
    if organisation_id is not None:
        statement = statement.where(SchoolClass.organisation_id == organisation_id)
    return count(await session.execute(statement.values(teacher_id=None)))


async def teachers(session: AsyncSession, organisation_id: int) -> frozenset[int]:
    """Ids of those who teach a class of this school now."""
    query = select(SchoolClass.teacher_id).where(
        SchoolClass.organisation_id == organisation_id,
        SchoolClass.closed_at.is_(None),
        SchoolClass.teacher_id.is_not(None),
    )
    return frozenset(found for found in await session.scalars(query) if found is not None)


async def forget_planned(session: AsyncSession, organisation_id: int, school_year: int) -> bool:
    """Take back the lessons planned for a year, to be planned anew; False when somebody has answered for one."""
    own = select(SchoolClass.id).where(SchoolClass.organisation_id == organisation_id)
    of_year = Lesson.class_id.in_(own), Lesson.school_year == school_year
    answered = select(Lesson.id).where(*of_year, Lesson.answered_at.is_not(None)).limit(1)
    if await session.scalar(answered) is not None:
        return False
    await session.execute(delete(Lesson).where(*of_year).execution_options(synchronize_session=False))
    return True
