"""Queries on applications for a role."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Role
from db.models import Application, Identity, Membership, Organisation, Person
from db.results import count


async def waiting_of(session: AsyncSession, person_id: int) -> list[Application]:
    """Of one person, undecided."""
    query = select(Application).where(Application.person_id == person_id, Application.decided_at.is_(None))
    return list(await session.scalars(query))


async def waiting_in(
    session: AsyncSession, organisation_ids: Collection[int]
) -> list[tuple[Application, str, str | None]]:
    """Undecided ones for these organisations, with the organisation's short name and the person's name."""
    rows = await session.execute(
        select(Application, Organisation.short_name, Person.name)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .join(Person, Person.id == Application.person_id)
        .where(
            Application.organisation_id.in_(organisation_ids),
            Application.decided_at.is_(None),
            Person.erased_at.is_(None),
        )
        .order_by(Application.id)
    )
    return [(application, place, name) for application, place, name in rows]


async def decide(session: AsyncSession, application_id: int, granted: bool, by: int, now: datetime) -> bool:
    """False when somebody else was first."""
    changed = await session.execute(
        update(Application)
        .where(Application.id == application_id, Application.decided_at.is_(None))
        .values(granted=granted, decided_by=by, decided_at=now)
    )
    return count(changed) == 1


async def connected(session: AsyncSession, organisation_id: int, role: Role) -> list[int]:
    """People in the bot who have this role here now."""
    query = (
        select(Membership.person_id)
        .join(Identity, Identity.person_id == Membership.person_id)
        .where(Membership.organisation_id == organisation_id, Membership.role == role, Membership.until_at.is_(None))
    )
    return list(await session.scalars(query.order_by(Membership.id)))


async def withdraw(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Whoever is erased asks for nothing any more."""
    await session.execute(
        update(Application)
        .where(Application.person_id == person_id, Application.decided_at.is_(None))
        .values(granted=False, decided_at=now)
    )
