"""Queries on the working calendar: overrides and vacations of an organisation and of everything above it."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import CalendarDay, Organisation, Vacation
from db.results import count


def above(organisation_id: int) -> Select[int]:
    """Ids of the organisation and of everything above it, from the bottom up."""
    first = (
        select(Organisation.id, Organisation.parent_id)
        .where(Organisation.id == organisation_id)
        .cte("lineage", recursive=True)
    )
    parent = aliased(Organisation)
    whole = first.union_all(select(parent.id, parent.parent_id).join(first, parent.id == first.c.parent_id))
    return select(whole.c.id)


async def lineage(session: AsyncSession, organisation_id: int) -> list[int]:
    """The organisation and everything above it, from the top down."""
    return list(reversed((await session.scalars(above(organisation_id))).all()))


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


async def entered(
    session: AsyncSession, organisation_id: int, since: date, until: date
) -> tuple[list[CalendarDay], list[Vacation]]:
    """What one organisation has of its own between two days."""
    days = select(CalendarDay).where(
        CalendarDay.organisation_id == organisation_id, CalendarDay.day.between(since, until)
    )
    breaks = select(Vacation).where(Vacation.organisation_id == organisation_id, Vacation.opens.between(since, until))
    return list(await session.scalars(days)), list(await session.scalars(breaks))


async def put_days(session: AsyncSession, organisation_id: int, kind: str, note: str, days: Collection[date]) -> None:
    """Days of an organisation become of this kind, whatever they were."""
    await drop_days(session, organisation_id, days)
    session.add_all(
        CalendarDay(organisation_id=organisation_id, day=day, kind=kind, note=note or None) for day in sorted(days)
    )
    await session.flush()


async def drop_days(session: AsyncSession, organisation_id: int, days: Collection[date]) -> int:
    query = delete(CalendarDay).where(CalendarDay.organisation_id == organisation_id, CalendarDay.day.in_(days))
    return count(await session.execute(query))


async def put_breaks(
    session: AsyncSession, organisation_id: int, kind: str, spans: Iterable[tuple[date, date, str]]
) -> None:
    session.add_all(
        Vacation(organisation_id=organisation_id, kind=kind, opens=opens, until=until, name=name)
        for opens, until, name in spans
    )
    await session.flush()


async def drop_breaks(session: AsyncSession, organisation_id: int, kind: str, since: date, until: date) -> int:
    """Breaks of one kind that begin within these days."""
    query = delete(Vacation).where(
        Vacation.organisation_id == organisation_id, Vacation.kind == kind, Vacation.opens.between(since, until)
    )
    return count(await session.execute(query))
