"""Queries on people, their identities and roles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.clock import local_day
from bot.domain.deliveries import MARKABLE
from bot.domain.people import CONSENT_VERSION, Actor, Role
from bot.domain.people import Membership as MembershipValue
from db import absences
from db.models import Delivery, Identity, Membership, Organisation, Person
from db.types import UtcDateTime


@dataclass(frozen=True, slots=True)
class Known:
    """A person as an update finds them. `worth`: this sign of life is worth noting, for the last one lies some time
    back, or a digest has come since: from then on the message on screen may be another one, and is not drawn anew.
    `lost`: nothing could be brought to the person until now."""

    actor: Actor
    worth: bool
    lost: bool


async def known(
    session: AsyncSession, platform: str, external_id: str, default_zone: str, now: datetime, moment: datetime
) -> Known | None:
    """The person behind an identity with the roles in force and for whom the person stands in today; None for a
    stranger. A sign of life is worth noting when the last one lies before `moment`."""
    named = {"platform": platform, "external_id": external_id, "moment": moment}
    rows = (await session.execute(_who_is_there(), named)).all()
    if not rows:
        return None
    who = await _actor(session, rows, default_zone)
    stands_in = await absences.stands_in(session, who.person_id, local_day(now, who.zone))
    return Known(replace(who, stands_in=stands_in) if stands_in else who, bool(rows[0][-2]), bool(rows[0][-1]))


async def actor(
    session: AsyncSession, platform: str, external_id: str, default_zone: str, now: datetime
) -> Actor | None:
    """The same, where nobody asks for signs of life."""
    found = await known(session, platform, external_id, default_zone, now, now)
    return found.actor if found else None


async def actor_by_id(session: AsyncSession, person_id: int, default_zone: str) -> Actor | None:
    """A known person: rights are read again when a reminder is sent."""
    rows = (await session.execute(_who().where(Person.id == person_id))).all()
    return await _actor(session, rows, default_zone) if rows else None


@cache
def _who() -> Select[*tuple[Any, ...]]:
    """A person with the roles in force, a line each. Built once, for every update asks it."""
    in_force = and_(Membership.person_id == Person.id, Membership.until_at.is_(None))
    place = (Membership.role, Organisation.id, Organisation.name, Organisation.kind, Organisation.zone)
    return (
        select(Person.id, Person.name, Person.zone, Person.consent_version, *place)
        .outerjoin(Membership, in_force)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .order_by(Membership.id)
    )


@cache
def _who_is_there() -> Select[*tuple[Any, ...]]:
    """By identity, with what `Known` says of signs of life."""
    quiet = or_(Person.last_tap_at.is_(None), Person.last_tap_at < bindparam("moment", type_=UtcDateTime()))
    shown = exists().where(
        Delivery.person_id == Person.id, Delivery.kind.in_(MARKABLE), Delivery.sent_at >= Person.last_tap_at
    )
    lost = exists().where(Identity.person_id == Person.id, Identity.unreachable_since.is_not(None))
    named = (Identity.platform == bindparam("platform"), Identity.external_id == bindparam("external_id"))
    whose = Person.id.in_(select(Identity.person_id).where(*named))
    return _who().add_columns(or_(quiet, shown), lost).where(whose)


async def _actor(session: AsyncSession, rows: Sequence[Row[*tuple[Any, ...]]], default_zone: str) -> Actor:
    person_id, name, zone, version = rows[0][:4]
    places = [row[4:9] for row in rows if row[4] is not None]
    memberships = tuple(MembershipValue(number, title, kind, role) for role, number, title, kind, _ in places)
    administered = frozenset(m.organisation_id for m in memberships if m.role is Role.ADMIN)
    below = await subtree(session, administered) if administered else frozenset()
    own_zone = zone or (places[0][4] if places else default_zone)
    return Actor(person_id, name, own_zone, version == CONSENT_VERSION and name is not None, memberships, below)


async def subtree(session: AsyncSession, roots: frozenset[int]) -> frozenset[int]:
    """Ids of these organisations and of everything below them."""
    top = select(Organisation.id).where(Organisation.id.in_(roots)).cte("below", recursive=True)
    child = aliased(Organisation)
    whole = top.union(select(child.id).join(top, child.parent_id == top.c.id))
    return frozenset(await session.scalars(select(whole.c.id)))


async def touch(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Remember when a person last tapped or wrote: who is silent for three weeks is pushed on Mondays only."""
    await session.execute(update(Person).where(Person.id == person_id).values(last_tap_at=now))
