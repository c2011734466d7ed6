"""Queries on roles: who is what in which organisation, now."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Role
from db.models import Identity, Membership, Organisation, Person
from db.results import count


async def holds(session: AsyncSession, person_id: int, organisation_id: int, role: Role) -> bool:
    found = await session.scalar(
        select(func.count()).where(
            Membership.person_id == person_id,
            Membership.organisation_id == organisation_id,
            Membership.role == role,
            Membership.until_at.is_(None),
        )
    )
    return bool(found)


async def give(
    session: AsyncSession, person_id: int, organisation_id: int, role: Role, now: datetime, invited_by: int | None
) -> bool:
    """Give a role; False when the person has it already. The organisation has joined with its first person inside."""
    if await holds(session, person_id, organisation_id, role):
        return False
    session.add(
        Membership(person_id=person_id, organisation_id=organisation_id, role=role, from_at=now, invited_by=invited_by)
    )
    await session.flush()
    return True


async def mark_joined(session: AsyncSession, organisation_id: int, now: datetime) -> None:
    await session.execute(
        update(Organisation)
        .where(Organisation.id == organisation_id, Organisation.joined_at.is_(None))
        .values(joined_at=now)
    )


async def end(session: AsyncSession, person_id: int, now: datetime, *, organisation_id: int | None = None) -> int:
    """End the roles of a person, everywhere or in one organisation; says how many."""
    statement = update(Membership).where(Membership.person_id == person_id, Membership.until_at.is_(None))
    if organisation_id is not None:
        statement = statement.where(Membership.organisation_id == organisation_id)
    return count(await session.execute(statement.values(until_at=now)))


async def set_posts(session: AsyncSession, person_id: int, organisation_id: int, posts: Sequence[str]) -> None:
    """What the person is there, on every role held there now."""
    held = (Membership.person_id == person_id, Membership.organisation_id == organisation_id)
    await session.execute(
        update(Membership)
        .where(*held, Membership.until_at.is_(None))
        .values(posts=list(posts))
        .execution_options(synchronize_session="fetch")
    )


async def of_organisations(
    session: AsyncSession, organisations: Collection[int]
) -> Sequence[tuple[Membership, Person, Identity | None]]:
    """Everybody in these organisations with the identity in a messenger, if any, in the order of coming."""
    rows = await session.execute(
        select(Membership, Person, Identity)
        .join(Person, Person.id == Membership.person_id)
        .join(Identity, Identity.person_id == Person.id, isouter=True)
        .where(Membership.organisation_id.in_(organisations), Membership.until_at.is_(None))
        .order_by(Membership.organisation_id, Membership.id)
    )
    return [(membership, person, identity) for membership, person, identity in rows]


async def other_admins(session: AsyncSession, organisations: Collection[int], person_id: int) -> int:
    """How many other people administer one of these organisations."""
    found = await session.scalar(
        select(func.count(func.distinct(Membership.person_id))).where(
            Membership.organisation_id.in_(organisations),
            Membership.role == Role.ADMIN,
            Membership.until_at.is_(None),
            Membership.person_id != person_id,
        )
    )
    return found or 0


async def held_by(session: AsyncSession, person_id: int) -> list[int]:
    """Organisations in which a person has a role now, each once, in the order of coming."""
    query = select(Membership.organisation_id).where(Membership.person_id == person_id, Membership.until_at.is_(None))
    return list(dict.fromkeys(await session.scalars(query.order_by(Membership.id))))
