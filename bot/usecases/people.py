"""The people of an organisation: who is there, somebody outside the bot added, somebody removed."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, may_invite, may_read_name, require
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, OrganisationKind, Role, designation
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.lexicon import patronymics
from db import calendars, classes, departures, identities, memberships, names, organisations, personal
from db import invites as invitations
from db.models import Organisation, Person
from db.names import Known

INVITED = (Role.COORDINATOR, Role.NAVIGATOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of an organisation whose name the viewer may read; outside the bot by designation."""

    person_id: int
    name: str
    role: Role
    outside: bool
    unreachable: bool
    is_viewer: bool
    connected: bool = True
    """False: no consent, or none to its new edition; nothing is sent."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of one organisation. `hidden`: how many the viewer only counts; `roles`: whom one may invite."""

    organisation_id: int
    organisation_name: str
    kind: OrganisationKind
    colleagues: tuple[Colleague, ...]
    hidden: int
    roles: tuple[Role, ...]
    administered: bool


@dataclass(frozen=True, slots=True)
class ColleagueCard:
    organisation_id: int
    organisation_name: str
    colleague: Colleague
    removable: bool
    movable: bool
    heir: bool = False
    """The viewer coordinates here and may hand the role over to this person."""
    posted: bool = False
    """Somebody in the bot, of a school: what the person is there can be ticked."""
    audited: bool = False
    """The reader may look at what this person has changed."""


async def staff(context: Context, actor: Actor, organisation_id: int) -> Staff:
    async with context.transaction() as session:
        return await _staff(session, actor, organisation_id)


async def card(context: Context, actor: Actor, organisation_id: int, person_id: int) -> ColleagueCard:
    async with context.transaction() as session:
        organisation, colleague = await _colleague(session, actor, organisation_id, person_id)
        removable = _may_remove(actor, organisation_id, colleague)
        movable = not colleague.outside and not colleague.is_viewer
        movable = movable and await may_move(session, actor, person_id)
        heir = organisation_id in actor.organisations(Role.COORDINATOR) and colleague.role is Role.NAVIGATOR
        posted = organisation.kind is OrganisationKind.SCHOOL and not colleague.outside
        heir = heir and not colleague.outside and not colleague.is_viewer
        audited = administers(actor, organisation_id)
        return ColleagueCard(organisation_id, organisation.name, colleague, removable, movable, heir, posted, audited)


async def add_outside(context: Context, actor: Actor, organisation_id: int, text: str) -> Staff:
    """Somebody without the bot, by what they are: owns classes and tasks, others mark for them (rules.md, rule 9).

    Raises Refusal designation-short, -long, -name or -there.
    """
    words = designation(text, patronymics())
    async with context.transaction(write=True) as session:
        require(may_invite(actor, organisation_id, Role.NAVIGATOR))
        await organisations.locked(session, organisation_id)
        known = await names.members(session, organisation_id)
        if any((one.designation or "").casefold() == words.casefold() for one in known if one.outside):
            raise Refusal("designation-there", words=words)
        person = Person(designation=words, settings={}, created_at=context.now())
        session.add(person)
        await session.flush()
        await memberships.give(session, person.id, organisation_id, Role.NAVIGATOR, context.now(), actor.person_id)
        audit.record(
            session, context, actor.person_id, "outside-added", "person", person.id, organisation=organisation_id
        )
        return await _staff(session, actor, organisation_id)


async def dismiss(context: Context, actor: Actor, organisation_id: int, person_id: int) -> Staff:
    """End the roles of a person here: messages stop at once, tasks and classes come back. Raises Refusal last-admin."""
    async with context.transaction(write=True) as session:
        line = await calendars.lineage(session, organisation_id)
        await organisations.locked(session, line[0] if line else organisation_id)
        _, colleague = await _colleague(session, actor, organisation_id, person_id)
        require(_may_remove(actor, organisation_id, colleague))
        if colleague.role is Role.ADMIN and not await memberships.other_admins(session, line, person_id):
            raise Refusal("last-admin")
        now = context.now()
        await memberships.end(session, person_id, now, organisation_id=organisation_id)
        await departures.end_assignments(session, person_id, now, organisation_id)
        await classes.free_of(session, person_id, organisation_id)
        await invitations.expire_of_person(session, person_id, now)
        detail = {"organisation": organisation_id, "role": colleague.role.value if colleague.role else None}
        audit.record(session, context, actor.person_id, "removed", "person", person_id, **detail)
        if person_id == actor.person_id:
            return await _left(session, organisation_id)
        return await _staff(session, actor, organisation_id)


async def may_move(session: AsyncSession, actor: Actor, person_id: int) -> bool:
    """Move an account: only who looks after every role of the person, so that nobody gains a role elsewhere by it."""
    held = [one for one, _ in await personal.roles(session, person_id) if one.until_at is None]
    return bool(held) and all(
        administers(actor, one.organisation_id)
        or (coordinates(actor, one.organisation_id) and one.role is not Role.ADMIN)
        for one in held
    )


def _may_remove(actor: Actor, organisation_id: int, colleague: Colleague) -> bool:
    """Administrators remove anybody below them, a coordinator teachers and colleagues; oneself everybody may remove."""
    if administers(actor, organisation_id) or colleague.is_viewer:
        return True
    return coordinates(actor, organisation_id) and colleague.role is not Role.ADMIN


async def _colleague(
    session: AsyncSession, actor: Actor, organisation_id: int, person_id: int
) -> tuple[Organisation, Colleague]:
    """Raises AccessDenied unless the actor may know this person in this organisation."""
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None or not (administers(actor, organisation_id) or coordinates(actor, organisation_id)):
        raise AccessDenied
    found = [one for one in await names.members(session, organisation_id) if one.person_id == person_id]
    if not found or not may_read_name(actor, organisation_id, found[0].role):
        raise AccessDenied
    return organisation, await _shown(session, actor, found[0])


async def _shown(session: AsyncSession, actor: Actor, known: Known) -> Colleague:
    identity = None if known.outside else await identities.of_person(session, known.person_id)
    return Colleague(
        person_id=known.person_id,
        name=known.name or known.designation or "",
        role=known.role or Role.NAVIGATOR,
        outside=known.outside,
        unreachable=identity is not None and identity.unreachable_since is not None,
        is_viewer=known.person_id == actor.person_id,
        connected=known.consented,
    )


async def _staff(session: AsyncSession, actor: Actor, organisation_id: int) -> Staff:
    require(administers(actor, organisation_id) or coordinates(actor, organisation_id))
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None or organisation.closed_at is not None:
        raise AccessDenied
    members = await names.members(session, organisation_id)
    readable = [one for one in members if may_read_name(actor, organisation_id, one.role)]
    return Staff(
        organisation_id,
        organisation.name,
        organisation.kind,
        tuple([await _shown(session, actor, one) for one in readable]),
        len(members) - len(readable),
        tuple(role for role in INVITED if may_invite(actor, organisation_id, role)),
        administers(actor, organisation_id),
    )


async def _left(session: AsyncSession, organisation_id: int) -> Staff:
    """What remains to be seen by somebody who removed oneself: the name of the organisation."""
    organisation = await session.get_one(Organisation, organisation_id)
    return Staff(organisation_id, organisation.name, organisation.kind, (), 0, (), administered=False)
