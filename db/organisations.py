"""Queries on the tree of organisations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import OrganisationKind, Role
from db.models import Membership, Organisation, Person


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One organisation below another, with its coordinator's name if somebody has joined."""

    id: int
    name: str
    short_name: str
    joined: bool
    coordinator: str | None


async def roots(session: AsyncSession) -> Sequence[Organisation]:
    query = select(Organisation).where(Organisation.parent_id.is_(None), Organisation.closed_at.is_(None))
    return (await session.scalars(query.order_by(Organisation.id))).all()


async def locked(session: AsyncSession, organisation_id: int) -> Organisation | None:
    """The row, held until the end of the transaction: additions below one parent come one after another."""
    query = select(Organisation).where(Organisation.id == organisation_id).with_for_update()
    return (await session.scalars(query)).one_or_none()


async def children(session: AsyncSession, parent_id: int) -> Sequence[Organisation]:
    """Open organisations directly below this one."""
    query = select(Organisation).where(Organisation.parent_id == parent_id, Organisation.closed_at.is_(None))
    return (await session.scalars(query.order_by(Organisation.id))).all()


async def below(session: AsyncSession, parent_id: int, kinds: tuple[OrganisationKind, ...]) -> list[SchoolRow]:
    """Open organisations directly below this one, in the order of coming, by one query."""
    coordinator = (
        select(Membership.organisation_id, func.min(Person.name).label("name"))
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.until_at.is_(None), Membership.role.in_((Role.COORDINATOR, Role.ADMIN)))
        .where(Person.name.is_not(None), Person.consent_at.is_not(None))
        .group_by(Membership.organisation_id)
        .subquery()
    )
    query = (
        select(Organisation, coordinator.c.name)
        .join(coordinator, coordinator.c.organisation_id == Organisation.id, isouter=True)
        .where(Organisation.parent_id == parent_id, Organisation.closed_at.is_(None), Organisation.kind.in_(kinds))
        .order_by(Organisation.id)
    )
    rows = (await session.execute(query)).all()
    return [SchoolRow(o.id, o.name, o.short_name, o.joined_at is not None, name) for o, name in rows]


async def add(
    session: AsyncSession,
    parent_id: int | None,
    kind: OrganisationKind,
    name: str,
    short: str,
    zone: str,
    now: datetime,
    tags: tuple[str, ...] = (),
) -> Organisation:
    row = Organisation(
        parent_id=parent_id, kind=kind, name=name, short_name=short, zone=zone, tags=list(tags), created_at=now
    )
    session.add(row)
    await session.flush()
    return row
