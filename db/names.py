"""Queries on what people are called: name, designation, role in an organisation, in the bot or outside."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import CONSENT_VERSION, Role
from bot.domain.posts import Post, read_posts
from db.models import Identity, Membership, Organisation, Person

STRENGTH = (Role.ADMIN, Role.COORDINATOR, Role.NAVIGATOR)


@dataclass(frozen=True, slots=True)
class Known:
    """A person and the strongest role in one organisation; no role for somebody who is (no longer) in it."""

    person_id: int
    name: str | None
    designation: str | None
    role: Role | None
    outside: bool
    posts: frozenset[Post] = frozenset()
    """What the coordinator has ticked; what follows from classes and roles is not among them."""
    consented: bool = True
    """False for somebody outside the bot, and for an account without a consent to the present edition."""


async def known_as(session: AsyncSession, organisation_id: int, person_ids: Collection[int]) -> list[Known]:
    """These people, whatever they are in the organisation."""
    return await _known(session, organisation_id, frozenset(person_ids))


async def members(session: AsyncSession, organisation_id: int) -> list[Known]:
    """Everybody who has a role in the organisation now: in the order in which they came."""
    query = select(Membership.person_id).where(
        Membership.organisation_id == organisation_id, Membership.until_at.is_(None)
    )
    return await _known(session, organisation_id, frozenset(await session.scalars(query)))


async def _known(session: AsyncSession, organisation_id: int, ids: frozenset[int]) -> list[Known]:
    if not ids:
        return []
    inside = exists().where(Identity.person_id == Person.id)
    people = await session.execute(select(Person, inside).where(Person.id.in_(ids)).order_by(Person.id))
    rows = await session.execute(
        select(Membership.person_id, Membership.role, Membership.posts).where(
            Membership.person_id.in_(ids),
            Membership.organisation_id == organisation_id,
            Membership.until_at.is_(None),
        )
    )
    roles: dict[int, set[Role]] = {}
    posts: dict[int, frozenset[Post]] = {}
    for person_id, role, kept in rows:
        roles.setdefault(person_id, set()).add(role)
        posts[person_id] = posts.get(person_id, frozenset()) | read_posts(kept)
    return [
        Known(
            person.id,
            person.name,
            person.designation,
            _strongest(roles.get(person.id, set())),
            not reachable,
            posts.get(person.id, frozenset()),
            reachable and person.consent_version == CONSENT_VERSION,
        )
        for person, reachable in people
    ]


def _strongest(roles: set[Role]) -> Role | None:
    return next((role for role in STRENGTH if role in roles), None)


async def organisation_names(session: AsyncSession, organisation_ids: Collection[int]) -> dict[int, str]:
    """Short names: what a list or a heading calls an organisation."""
    query = select(Organisation.id, Organisation.short_name).where(Organisation.id.in_(organisation_ids))
    return {row.id: row.short_name for row in await session.execute(query)}


async def posts(session: AsyncSession, person_ids: Collection[int]) -> dict[int, tuple[str, Role]]:
    """Where people stand: short name of their first organisation and their role there. Reports carry no names."""
    query = (
        select(Membership.person_id, Organisation.short_name, Membership.role)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id.in_(person_ids), Membership.until_at.is_(None))
        .order_by(Membership.id.desc())
    )
    return {row.person_id: (row.short_name, row.role) for row in await session.execute(query)}
