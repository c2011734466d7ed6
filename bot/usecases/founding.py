"""The first administrator says whom the bot serves: schools of a district, of a region, or one school."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.organisations import organisation_name, short_name
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.zones import known_zone
from bot.usecases import audit
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from bot.usecases.joining import FOUNDER
from bot.usecases.lexicon import legal_forms
from db import memberships, organisations, people
from db.models import Organisation, Person

ROOT_KINDS = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION, OrganisationKind.SCHOOL)


@dataclass(frozen=True, slots=True)
class Root:
    organisation_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a first administrator may begin with: something new, or a tree that stands already."""

    roots: tuple[Root, ...]


async def offer(context: Context, sender: Sender, actor: Actor) -> Offer | None:
    """None unless this person may begin: named in `[access] admins` or invited as the first, and no administrator."""
    async with context.transaction() as session:
        if not await _may_found(session, context, sender, actor):
            return None
        return Offer(tuple(Root(row.id, row.name) for row in await organisations.roots(session)))


async def found(context: Context, sender: Sender, actor: Actor, kind: OrganisationKind, name: str, zone: str) -> Actor:
    """The root of a new tree with its administrator; of a single school the same person is its coordinator too."""
    whole_name, zone = organisation_name(name), known_zone(zone)
    async with context.transaction(write=True) as session:
        require(kind in ROOT_KINDS and await _may_found(session, context, sender, actor))
        root = await organisations.add(
            session, None, kind, whole_name, short_name(whole_name, legal_forms()), zone, context.now()
        )
        audit.record(session, context, actor.person_id, "founded", "organisation", root.id, kind=kind.value)
        return await _settle(session, context, actor, root)


async def adopt(context: Context, sender: Sender, actor: Actor, root_id: int) -> Actor:
    """Become an administrator of a tree that stands already: the server's owner named this person."""
    async with context.transaction(write=True) as session:
        require(await _may_found(session, context, sender, actor))
        root = next((row for row in await organisations.roots(session) if row.id == root_id), None)
        require(root is not None)
        return await _settle(session, context, actor, root) if root else actor


async def _may_found(session: AsyncSession, context: Context, sender: Sender, actor: Actor) -> bool:
    """Read again under the lock of the person's row, so that two taps found one tree."""
    person = await session.get(Person, actor.person_id, with_for_update=True, populate_existing=True)
    now = await people.actor_by_id(session, actor.person_id, context.default_zone)
    if person is None or now is None or not now.consented or Role.ADMIN in now.roles():
        return False
    return bool(person.settings.get(FOUNDER)) or sender.external_id in context.admins


async def _settle(session: AsyncSession, context: Context, actor: Actor, root: Organisation) -> Actor:
    roles = (Role.ADMIN, Role.COORDINATOR) if root.kind is OrganisationKind.SCHOOL else (Role.ADMIN,)
    for role in roles:
        await memberships.give(session, actor.person_id, root.id, role, context.now(), None)
    await memberships.mark_joined(session, root.id, context.now())
    person = await session.get(Person, actor.person_id)
    if person is not None:
        person.settings = {key: value for key, value in person.settings.items() if key != FOUNDER}
    audit.record(session, context, actor.person_id, "joined", "organisation", root.id, role=Role.ADMIN.value)
    await session.flush()
    return await people.actor_by_id(session, actor.person_id, context.default_zone) or actor
