"""Queries on people who cannot be written to."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Role
from db.models import Identity, Membership, Organisation, Person


@dataclass(frozen=True, slots=True)
class SilentRow:
    organisation_id: int
    organisation_name: str
    phone: str | None
    role: Role
    name: str | None
    reason: str | None


async def silent(session: AsyncSession, organisation_ids: Collection[int]) -> list[SilentRow]:
    """People of these organisations whose account does not take messages, by organisation."""
    rows = await session.execute(
        select(Membership.role, Organisation, Person.name, Identity.unreachable_reason)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .join(Person, Person.id == Membership.person_id)
        .join(Identity, Identity.person_id == Person.id)
        .where(
            Membership.organisation_id.in_(organisation_ids),
            Membership.until_at.is_(None),
            Identity.unreachable_since.is_not(None),
        )
        .order_by(Organisation.id, Membership.id)
    )
    return [SilentRow(o.id, o.short_name, o.phone, role, name, reason) for role, o, name, reason in rows]
