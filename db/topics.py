"""Queries on the topics of the course."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Topic
from db.results import count


async def of_year(session: AsyncSession, school_year: int) -> list[Topic]:
    """Topics of everybody and of single territories; a year has some dozens."""
    return list(await session.scalars(select(Topic).where(Topic.school_year == school_year)))


async def own(session: AsyncSession, organisation_id: int, school_year: int) -> list[Topic]:
    query = select(Topic).where(Topic.organisation_id == organisation_id, Topic.school_year == school_year)
    return list(await session.scalars(query.order_by(Topic.number)))


async def replace(
    session: AsyncSession, organisation_id: int, school_year: int, rows: Iterable[tuple[int, str, str | None]]
) -> int:
    """The own topics of a year are these and no others; how many there were."""
    gone = delete(Topic).where(Topic.organisation_id == organisation_id, Topic.school_year == school_year)
    were = count(await session.execute(gone))
    session.add_all(
        Topic(organisation_id=organisation_id, school_year=school_year, number=number, title=title, link=link)
        for number, title, link in rows
    )
    await session.flush()
    return were
