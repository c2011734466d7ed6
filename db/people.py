"""Queries on people, their identities and roles."""

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.people import CONSENT_VERSION, Actor, Role
from bot.domain.people import Membership as MembershipValue
from db.models import Identity, Membership, Organisation, Person


async def actor(session: AsyncSession, platform: str, external_id: str, default_zone: str) -> Actor | None:
    """The person behind an identity with the roles in force; None for a stranger."""
    found = await session.execute(
        select(Person)
        .join(Identity, Identity.person_id == Person.id)
        .where(Identity.platform == platform, Identity.external_id == external_id)
    )
    person = found.scalar_one_or_none()
    return None if person is None else await _actor(session, person, default_zone)


async def actor_by_id(session: AsyncSession, person_id: int, default_zone: str) -> Actor | None:
    """The same for a known person: rights are read again when a reminder is sent."""
    person = await session.get(Person, person_id)
    return None if person is None else await _actor(session, person, default_zone)


async def _actor(session: AsyncSession, person: Person, default_zone: str) -> Actor:
    rows = await session.execute(
        select(Membership.role, Organisation)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id == person.id, Membership.until_at.is_(None))
        .order_by(Membership.id)
    )
    roles = [(role, organisation) for role, organisation in rows]
    memberships = tuple(MembershipValue(o.id, o.name, o.kind, role) for role, o in roles)
    administered = frozenset(m.organisation_id for m in memberships if m.role is Role.ADMIN)
    zone = person.zone or (roles[0][1].zone if roles else default_zone)
    below = await subtree(session, administered) if administered else frozenset()
    consented = person.consent_version == CONSENT_VERSION and person.name is not None
    return Actor(person.id, person.name, zone, consented, memberships, below)


async def subtree(session: AsyncSession, roots: frozenset[int]) -> frozenset[int]:
    """Ids of these organisations and of everything below them."""
    top = select(Organisation.id).where(Organisation.id.in_(roots)).cte("below", recursive=True)
    child = aliased(Organisation)
    whole = top.union(select(child.id).join(top, child.parent_id == top.c.id))
    return frozenset(await session.scalars(select(whole.c.id)))


async def quiet_since(session: AsyncSession, person_id: int, moment: datetime) -> bool:
    """Whether a person has given no sign of life after `moment`."""
    query = select(Person.id).where(
        Person.id == person_id, or_(Person.last_tap_at.is_(None), Person.last_tap_at < moment)
    )
    return await session.scalar(query) is not None


async def touch(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Remember when a person last tapped or wrote: who is silent for three weeks is pushed on Mondays only."""
    await session.execute(update(Person).where(Person.id == person_id).values(last_tap_at=now))
