"""Who can be written to, in which roles, and who is away: everybody in a handful of queries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.listeners import Place
from bot.domain.people import Role
from db.models import Absence, Application, Identity, Membership, Organisation, Person


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody with an identity in a messenger."""

    person_id: int
    zone: str | None
    settings: dict[str, Any]
    last_tap_at: datetime | None
    reachable: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A role in force, in the order in which roles were given."""

    person_id: int
    organisation_id: int
    role: Role
    from_at: datetime


async def places(session: AsyncSession) -> dict[int, tuple[Place, str]]:
    """Every open organisation with its zone."""
    query = select(Organisation.id, Organisation.kind, Organisation.parent_id, Organisation.zone)
    rows = await session.execute(query.where(Organisation.closed_at.is_(None)))
    return {row.id: (Place(row.id, row.kind, row.parent_id), row.zone) for row in rows}


async def heard(session: AsyncSession) -> list[Heard]:
    """Everybody who has consented and has an identity; reachable when the person has not blocked the bot."""
    query = (
        select(
            Person.id,
            Person.zone,
            Person.settings,
            Person.last_tap_at,
            Identity.reachable_since.is_not(None) & Identity.unreachable_since.is_(None),
        )
        .join(Identity, Identity.person_id == Person.id)
        .where(Person.consent_at.is_not(None), Person.erased_at.is_(None))
        .order_by(Person.id)
    )
    return [Heard(*row) for row in await session.execute(query)]


async def held(session: AsyncSession) -> list[Held]:
    query = select(Membership.person_id, Membership.organisation_id, Membership.role, Membership.from_at)
    rows = await session.execute(query.where(Membership.until_at.is_(None)).order_by(Membership.id))
    return [Held(*row) for row in rows]


async def places_before(session: AsyncSession, person_ids: Collection[int]) -> dict[int, int]:
    """Where people without a role had one last, or have asked for one since."""
    past = select(Membership.person_id, Membership.organisation_id).where(Membership.person_id.in_(person_ids))
    asked = select(Application.person_id, Application.organisation_id).where(Application.person_id.in_(person_ids))
    found = {row.person_id: row.organisation_id for row in await session.execute(past.order_by(Membership.id))}
    return found | {row.person_id: row.organisation_id for row in await session.execute(asked.order_by(Application.id))}


async def absences(session: AsyncSession, since: date, until: date) -> list[Absence]:
    """Absences that touch these days."""
    query = select(Absence).where(Absence.cancelled_at.is_(None), Absence.opens <= until, Absence.until >= since)
    return list(await session.scalars(query.order_by(Absence.id)))
