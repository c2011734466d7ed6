"""Queries on the working calendar: overrides and vacations of an organisation and of everything above it."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import CalendarDay, Organisation, Vacation


async def lineage(session: AsyncSession, organisation_id: int) -> list[int]:
    """The organisation and everything above it, from the top down."""
    first = (
        select(Organisation.id, Organisation.parent_id)
        .where(Organisation.id == organisation_id)
        .cte("lineage", recursive=True)
    )
    parent = aliased(Organisation)
    whole = first.union_all(select(parent.id, parent.parent_id).join(first, parent.id == first.c.parent_id))
    return list(reversed((await session.scalars(select(whole.c.id))).all()))


async def overrides(session: AsyncSession, organisation_id: int, since: date, until: date) -> list[CalendarDay]:
    """Overrides that touch an organisation, those of nearer organisations last: later ones win."""
    line = await lineage(session, organisation_id)
    rows = await session.scalars(
        select(CalendarDay).where(
            CalendarDay.day.between(since, until),
            or_(CalendarDay.organisation_id.is_(None), CalendarDay.organisation_id.in_(line)),
        )
    )
    return sorted(rows, key=lambda row: -1 if row.organisation_id is None else line.index(row.organisation_id))


async def vacations(session: AsyncSession, organisation_id: int, since: date, until: date) -> list[Vacation]:
    """Breaks of an organisation and of everything above it. Where a school has its own, both count."""
    line = await lineage(session, organisation_id)
    rows = await session.scalars(
        select(Vacation).where(
            Vacation.opens <= until,
            Vacation.until >= since,
            or_(Vacation.organisation_id.is_(None), Vacation.organisation_id.in_(line)),
        )
    )
    return list(rows)


async def parents(session: AsyncSession) -> dict[int, int | None]:
    """Every organisation and the one above it: calendars of many organisations are worked out from one reading."""
    rows = await session.execute(select(Organisation.id, Organisation.parent_id))
    return {row.id: row.parent_id for row in rows}


async def all_overrides(session: AsyncSession, since: date, until: date) -> list[CalendarDay]:
    return list(await session.scalars(select(CalendarDay).where(CalendarDay.day.between(since, until))))


async def all_vacations(session: AsyncSession, since: date, until: date) -> list[Vacation]:
    return list(await session.scalars(select(Vacation).where(Vacation.opens <= until, Vacation.until >= since)))
