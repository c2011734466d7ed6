"""The people of schools with their roles, zones and absences, read at once for any number of schools."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.rosters import Away, Member, Roster
from bot.domain.silence import own_quiet
from db.models import Absence, Identity, Membership, Organisation, Person


async def roster(
    session: AsyncSession, organisation_ids: Collection[int], since: date, until: date, default_zone: str
) -> Roster:
    """Everybody who has a role in these organisations now, and who is away between two days."""
    query = (
        select(Membership, Person, Identity.id.is_not(None))
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Identity, Identity.person_id == Person.id)
        .where(Membership.organisation_id.in_(organisation_ids), Membership.until_at.is_(None))
        .order_by(Membership.id)
    )
    rows = [(membership, person, known) for membership, person, known in await session.execute(query)]
    zones = await _zones(session, {person.id for _, person, _ in rows}) if rows else {}
    members: dict[int, dict[tuple[int, str], Member]] = {}
    for membership, person, known in rows:
        members.setdefault(membership.organisation_id, {})[person.id, membership.role] = Member(
            person_id=person.id,
            organisation_id=membership.organisation_id,
            role=membership.role,
            zone=person.zone or zones.get(person.id, default_zone),
            wish=person.settings.get("announce"),
            connected=known and person.consent_at is not None,
            quiet=own_quiet(person.settings),
        )
    away = await _absences(session, since, until)
    return Roster({place: tuple(found.values()) for place, found in members.items()}, away)


async def organisations_of(session: AsyncSession, person_id: int) -> frozenset[int]:
    """Where a person has a role now."""
    query = select(Membership.organisation_id).where(Membership.person_id == person_id, Membership.until_at.is_(None))
    return frozenset(await session.scalars(query))


async def _zones(session: AsyncSession, person_ids: Collection[int]) -> dict[int, str]:
    """The zone of each person's first organisation."""
    first = (
        select(Membership.person_id, func.min(Membership.id).label("id"))
        .where(Membership.person_id.in_(person_ids), Membership.until_at.is_(None))
        .group_by(Membership.person_id)
        .subquery()
    )
    rows = await session.execute(
        select(first.c.person_id, Organisation.zone)
        .join(Membership, Membership.id == first.c.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
    )
    return {row.person_id: row.zone for row in rows}


async def _absences(session: AsyncSession, since: date, until: date) -> dict[int, tuple[Away, ...]]:
    query = select(Absence).where(Absence.cancelled_at.is_(None), Absence.opens <= until, Absence.until >= since)
    found: dict[int, tuple[Away, ...]] = {}
    for row in await session.scalars(query):
        found[row.person_id] = (*found.get(row.person_id, ()), Away(row.opens, row.until, row.substitute_id))
    return found
