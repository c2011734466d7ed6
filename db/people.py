"""Queries on people, their identities and roles."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind
from bot.domain.people import CONSENT_VERSION, Actor, Role
from bot.domain.people import Membership as MembershipValue
from db import absences
from db.models import Delivery, Identity, Membership, Organisation, Person


async def actor(
    session: AsyncSession, platform: str, external_id: str, default_zone: str, now: datetime | None = None
) -> Actor | None:
    """The person behind an identity with the roles in force, and with `now` for whom the person stands in today.

    None for a stranger.
    """
    found = await session.execute(
        select(Person)
        .join(Identity, Identity.person_id == Person.id)
        .where(Identity.platform == platform, Identity.external_id == external_id)
    )
    person = found.scalar_one_or_none()
    if person is None:
        return None
    who = await _actor(session, person, default_zone)
    return (
        replace(who, stands_in=await absences.stands_in(session, who.person_id, local_day(now, who.zone)))
        if now
        else who
    )


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


async def signs_of_life(session: AsyncSession, person_id: int, moment: datetime) -> tuple[bool, bool]:
    """Whether this sign of life is worth noting, and whether nothing could be brought to the person until now.

    It is worth noting when the last one lies before `moment`, or when a digest has come since: from then on the message
    on screen may be another one, and is not drawn anew.
    """
    quiet = or_(Person.last_tap_at.is_(None), Person.last_tap_at < moment)
    digest = exists().where(
        Delivery.person_id == Person.id, Delivery.kind == DeliveryKind.DIGEST, Delivery.sent_at >= Person.last_tap_at
    )
    lost = exists().where(Identity.person_id == Person.id, Identity.unreachable_since.is_not(None))
    row = (await session.execute(select(or_(quiet, digest), lost).where(Person.id == person_id))).one()
    return bool(row[0]), bool(row[1])


async def touch(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Remember when a person last tapped or wrote: who is silent for three weeks is pushed on Mondays only."""
    await session.execute(update(Person).where(Person.id == person_id).values(last_tap_at=now))
