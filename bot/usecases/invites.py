"""Invites: made, looked at, used. The code itself is given out once and never stored."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, may_invite, may_read_name, require
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.invites import (
    CODE_BYTES,
    COMMON_TERM,
    COMMON_USES,
    FIRST_ADMIN_TERM,
    PERSONAL_TERM,
    SCHOOLS_TERM,
    Invitation,
    InviteKind,
    NewInvite,
    SchoolInvite,
    check,
    digest,
)
from bot.domain.people import Actor, OrganisationKind, Role
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.people import may_move
from db import identities, invites, memberships, organisations, people
from db.models import Invite, Organisation, Person


async def look(context: Context, code: str, actor: Actor | None) -> Invitation:
    """What an invite offers to this person. Raises Refusal invite-unknown, -used, -expired, -own-role or -bound."""
    async with context.transaction() as session:
        invite = await invites.by_hash(session, digest(code))
        if invite is None:
            raise Refusal("invite-unknown")
        check(invite.expires_at, invite.uses_left, context.now())
        organisation = await invites.organisation_of(session, invite)
        await _fits(session, invite, organisation, actor)
        kind = InviteKind.NEWCOMER if actor is None else InviteKind.NEW_ROLE
        kind = InviteKind.COMMON if invite.common else kind
        name = organisation.name if organisation else None
        return Invitation(invite.id, invite.role, invite.organisation_id, name, kind)


async def _fits(session: AsyncSession, invite: Invite, organisation: Organisation | None, actor: Actor | None) -> None:
    if organisation is not None and organisation.closed_at is not None:
        raise Refusal("invite-expired")
    if actor is None:
        return
    if invite.person_id not in {None, actor.person_id}:
        raise Refusal("invite-bound")
    if invite.common:
        return
    if organisation is None and Role.ADMIN in actor.roles():
        raise Refusal("invite-already-admin")
    if organisation and await memberships.holds(session, actor.person_id, organisation.id, invite.role):
        raise Refusal("invite-own-role", organisation=organisation.name, role=invite.role.value)


async def invite(
    context: Context, actor: Actor, organisation_id: int, role: Role, *, uses: int = 1, person_id: int | None = None
) -> NewInvite:
    """One new invite into an organisation the actor answers for; `person_id` binds it to somebody outside the bot."""
    async with context.transaction(write=True) as session:
        require(may_invite(actor, organisation_id, role))
        organisation = await session.get(Organisation, organisation_id)
        require(organisation is not None and organisation.closed_at is None)
        if person_id is not None:
            await _bindable(session, actor, person_id, organisation_id, role)
            await invites.expire_of_person(session, person_id, context.now())
        return create(session, context, role, organisation, actor.person_id, PERSONAL_TERM, uses, person_id)


async def _bindable(session: AsyncSession, actor: Actor, person_id: int, organisation_id: int, role: Role) -> None:
    """Somebody of this very organisation, in this role: without an account, or one whose account may be moved."""
    person = await session.get(Person, person_id)
    require(person is not None and person.erased_at is None and person_id != actor.person_id)
    require(await memberships.holds(session, person_id, organisation_id, role))
    if await identities.of_person(session, person_id) is not None:
        require(await may_move(session, actor, person_id))


async def invite_all_comers(context: Context, actor: Actor, organisation_id: int) -> NewInvite:
    """The common link of an organisation: an older one ends, so that a link gone astray can be replaced."""
    async with context.transaction(write=True) as session:
        organisation = await organisations.locked(session, organisation_id)
        if organisation is None or organisation.closed_at is not None or not _answers_for(actor, organisation_id):
            raise AccessDenied
        await invites.expire_common(session, organisation_id, context.now())
        who = actor.person_id
        return create(session, context, Role.NAVIGATOR, organisation, who, COMMON_TERM, COMMON_USES, common=True)


async def check_made(context: Context, actor: Actor, code: str) -> None:
    """Raises AccessDenied unless the actor made this invite and it still lets somebody in."""
    async with context.transaction() as session:
        found = await invites.by_hash(session, digest(code))
        require(found is not None and found.created_by == actor.person_id and found.expires_at > context.now())


def _answers_for(actor: Actor, organisation_id: int) -> bool:
    return administers(actor, organisation_id) or may_invite(actor, organisation_id, Role.NAVIGATOR)


async def invite_first_admin(context: Context) -> NewInvite:
    """For the command line: whoever opens the link says whom the bot serves."""
    async with context.transaction(write=True) as session:
        return create(session, context, Role.ADMIN, None, None, FIRST_ADMIN_TERM)


def create(
    session: AsyncSession,
    context: Context,
    role: Role,
    organisation: Organisation | None,
    created_by: int | None,
    term: timedelta,
    uses: int = 1,
    person_id: int | None = None,
    *,
    common: bool = False,
) -> NewInvite:
    """Add an invite to the running transaction. The caller has checked the right to do so."""
    code, now = secrets.token_urlsafe(CODE_BYTES), context.now()
    organisation_id = organisation.id if organisation else None
    session.add(
        Invite(
            token_hash=digest(code),
            role=role,
            organisation_id=organisation_id,
            person_id=person_id,
            created_by=created_by,
            created_at=now,
            expires_at=now + term,
            uses_left=uses,
            common=common,
        )
    )
    audit.record(session, context, created_by, "invited", "organisation", organisation_id or 0, role=role.value)
    return NewInvite(code, role, organisation.name if organisation else None, now + term, uses)


@dataclass(frozen=True, slots=True)
class InviteSheet:
    """Fresh invites for everything of one kind below an organisation; whoever has a head already needs none."""

    organisation_name: str
    kind: OrganisationKind
    role: Role
    rows: tuple[SchoolInvite, ...]


HEADS = {OrganisationKind.SCHOOL: Role.COORDINATOR, OrganisationKind.MUNICIPALITY: Role.ADMIN}
"""Who is invited into an organisation by the one above: of schools the coordinator, of municipalities the head."""


async def invite_all(context: Context, actor: Actor, organisation_id: int, kind: OrganisationKind) -> InviteSheet:
    """A new invite for each organisation of this kind below that has no coordinator (municipality: administrator) in
    the bot yet; its unused older ones end. Everything that is made of them has to be made at once: a code is told once.
    """
    role = HEADS.get(kind)
    async with context.transaction(write=True) as session:
        top = await organisations.locked(session, organisation_id)
        if top is None or role is None or not administers(actor, organisation_id):
            raise AccessDenied
        below = await people.subtree(session, frozenset({organisation_id}))
        found = await organisations.with_people(session, below)
        names = {row.id: row.short_name for row in found}
        wanted = [row for row in found if row.kind is kind and row.id != organisation_id]
        if not wanted:
            raise Refusal("nobody-to-invite")
        lacking = [row.id for row in wanted if role not in row.roles]
        await invites.expire_unused(session, lacking, role, context.now())
        rows = []
        for row in wanted:
            organisation = await session.get_one(Organisation, row.id)
            has = role in row.roles
            new = None if has else create(session, context, role, organisation, actor.person_id, SCHOOLS_TERM)
            heads = row.heads if may_read_name(actor, row.id, role) else ()
            rows.append(SchoolInvite(row.name, names.get(row.parent_id or 0, ""), heads, row.people > 0, new))
        return InviteSheet(top.name, kind, role, tuple(rows))
