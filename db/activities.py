"""Queries on hours: facts that add them, what levels require, places that were visited."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.hours import OUTINGS
from db.models import Activity, HourNorm, Organisation, SchoolClass


async def of_year(
    session: AsyncSession, organisations: Collection[int], school_year: int, person_id: int | None = None
) -> Sequence[tuple[Activity, str | None]]:
    """What was not taken back, by day, with the name of its class; only somebody's own when a person is named."""
    query = (
        select(Activity, SchoolClass.name)
        .join(SchoolClass, SchoolClass.id == Activity.class_id, isouter=True)
        .where(Activity.organisation_id.in_(organisations), Activity.school_year == school_year)
        .where(Activity.undone_at.is_(None))
        .order_by(Activity.on_day, Activity.id)
    )
    if person_id is not None:
        query = query.where(Activity.by_person_id == person_id)
    return [(activity, name) for activity, name in await session.execute(query)]


async def places(session: AsyncSession, organisation_id: int, limit: int) -> list[Activity]:
    """The latest visit to each place of a school, newest first."""
    query = (
        select(Activity)
        .where(Activity.organisation_id == organisation_id, Activity.kind.in_(OUTINGS), Activity.place.is_not(None))
        .where(Activity.undone_at.is_(None))
        .order_by(Activity.id.desc())
        .limit(200)
    )
    found: dict[str, Activity] = {}
    for one in await session.scalars(query):
        found.setdefault(one.place or "", one)
    return list(found.values())[:limit]


async def norms(session: AsyncSession, organisation: Organisation) -> list[HourNorm]:
    """The numbers of the nearest organisation upwards that has put in any."""
    here: Organisation | None = organisation
    while here is not None:
        found = list(await session.scalars(select(HourNorm).where(HourNorm.organisation_id == here.id)))
        if found:
            return found
        here = await session.get(Organisation, here.parent_id) if here.parent_id else None
    return []
