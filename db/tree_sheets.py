"""The tree of organisations with their classes, as one sheet needs it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.organisations import same_name
from db.models import Organisation, SchoolClass


async def rows(session: AsyncSession, organisations: Collection[int]) -> list[tuple[Organisation, tuple[str, ...]]]:
    """Open organisations, those above first, each with the names of its open classes; two queries."""
    query = select(Organisation).where(Organisation.id.in_(organisations), Organisation.closed_at.is_(None))
    found = list(await session.scalars(query.order_by(Organisation.id)))
    classes: dict[int, list[str]] = {}
    named = select(SchoolClass.organisation_id, SchoolClass.name).where(
        SchoolClass.organisation_id.in_(organisations), SchoolClass.closed_at.is_(None)
    )
    for place, name in await session.execute(named.order_by(SchoolClass.grade, SchoolClass.name)):
        classes.setdefault(place, []).append(name)
    ids = {row.id for row in found}
    top = [row for row in found if row.parent_id not in ids]
    ordered = [*top]
    for row in ordered:
        ordered.extend(one for one in found if one.parent_id == row.id)
    return [(row, tuple(classes.get(row.id, ()))) for row in ordered]


async def by_name(session: AsyncSession, organisations: Collection[int]) -> dict[str, Organisation]:
    """Open organisations by the common spelling of their names; the topmost one also under ""."""
    found = [row for row, _ in await rows(session, organisations)]
    named = {same_name(row.name): row for row in reversed(found)}
    return {**named, "": found[0]}
