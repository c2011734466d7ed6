"""Lessons of former years: whose they are, now that classes have moved up."""

from collections.abc import Collection

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.lessons import OPEN
from db.models import Lesson, Organisation, SchoolClass


async def moved_since(session: AsyncSession, school_year: int, organisation_ids: Collection[int]) -> frozenset[int]:
    """Schools whose classes have moved up since a school year: their names are other children's now."""
    query = select(Organisation.id).where(
        Organisation.id.in_(organisation_ids), Organisation.classes_year > school_year
    )
    return frozenset(await session.scalars(query))


async def has_taught(
    session: AsyncSession, school_year: int, organisation_ids: Collection[int], person_id: int
) -> bool:
    """Whether somebody has lessons of a former year: own classes that have not moved up since, or own answers."""
    stands = func.coalesce(Organisation.classes_year, 0) <= school_year
    own = or_(Lesson.answered_by == person_id, and_(SchoolClass.teacher_id == person_id, stands))
    query = (
        select(Lesson.id)
        .join(SchoolClass, SchoolClass.id == Lesson.class_id)
        .join(Organisation, Organisation.id == SchoolClass.organisation_id)
        .where(
            Lesson.school_year == school_year,
            SchoolClass.organisation_id.in_(organisation_ids),
            Lesson.state.not_in(OPEN),
            own,
        )
    )
    return await session.scalar(query.limit(1)) is not None
