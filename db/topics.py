"""Queries on the topics of the course."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Topic


async def of_year(session: AsyncSession, school_year: int) -> list[Topic]:
    """Topics of everybody and of single territories; a year has some dozens."""
    return list(await session.scalars(select(Topic).where(Topic.school_year == school_year)))
