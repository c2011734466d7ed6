"""Applications: who came by a common link picks school and role, and waits for somebody who knows them."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, may_invite, may_read_name, require
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.organisations import same_name
from bot.domain.people import Actor, OrganisationKind, Role
from bot.usecases import audit, notices
from bot.usecases.context import Cause, Context
from bot.usecases.courier import ApplicationAnswer, ApplicationPush
from db import applications, calendars, memberships, organisations, people
from db.models import Application, Invite, Organisation, Person

ROLES = (Role.COORDINATOR, Role.NAVIGATOR)
MOST_WAITING = 3
"""Undecided applications of one person: nobody floods an administrator."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Schools that a common link leads to: id and name."""

    authority: str
    schools: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application for somebody who may decide it."""

    application_id: int
    organisation: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class Decided:
    waiting: Waiting
    granted: bool


async def choices(context: Context, actor: Actor, invite_id: int, words: str = "") -> Choices:
    """Schools below the organisation of a common link, or itself; with `words` those whose names hold them."""
    async with context.transaction() as session:
        invite = await _common(session, context, invite_id)
        schools = await _schools(session, invite)
        asked = same_name(words)
        found = tuple((row.id, row.name) for row in schools if asked in same_name(row.name))
        top = await session.get_one(Organisation, invite.organisation_id)
        return Choices(top.name, found)


async def apply(
    context: Context, actor: Actor, cause: Cause, invite_id: int, organisation_id: int, role: Role
) -> Waiting:
    """Ask for a role. Twice is once. Raises Refusal invite-own-role or applied-often."""
    require(role in ROLES)
    async with context.transaction(write=True) as session:
        invite = await _common(session, context, invite_id)
        school = next((row for row in await _schools(session, invite) if row.id == organisation_id), None)
        if school is None:
            raise AccessDenied
        if await memberships.holds(session, actor.person_id, organisation_id, role):
            raise Refusal("invite-own-role", organisation=school.name, role=role.value)
        waiting = await applications.waiting_of(session, actor.person_id)
        row = next((one for one in waiting if (one.organisation_id, one.role) == (organisation_id, role)), None)
        if row is None:
            if len(waiting) >= MOST_WAITING:
                raise Refusal("applied-often")
            row = Application(
                person_id=actor.person_id,
                organisation_id=organisation_id,
                role=role,
                invite_id=invite_id,
                asked_at=context.now(),
                cause=cause,
            )
            session.add(row)
            await session.flush()
            for decider in await _deciders(session, organisation_id, role):
                await _notify(session, context, decider, row, Stage.APPLIED)
        return Waiting(row.id, school.short_name, role, actor.name or "")


async def waiting(context: Context, actor: Actor, organisation_id: int) -> tuple[Waiting, ...]:
    """What waits in an organisation and below it, as far as the actor may decide it."""
    async with context.transaction() as session:
        require(administers(actor, organisation_id) or may_invite(actor, organisation_id, Role.NAVIGATOR))
        below = await people.subtree(session, frozenset({organisation_id}))
        rows = await applications.waiting_in(session, below)
        return tuple(
            Waiting(row.id, place, row.role, name if name and _may_read(actor, row) else "")
            for row, place, name in rows
            if may_invite(actor, row.organisation_id, row.role)
        )


async def one(context: Context, actor: Actor, application_id: int) -> Waiting:
    """Raises AccessDenied; Refusal application-decided when somebody was first."""
    async with context.transaction() as session:
        return await _waiting(session, actor, application_id)


async def decide(context: Context, actor: Actor, application_id: int, granted: bool) -> Decided:
    """Yes gives the role; both answers reach the person.

    Raises Refusal application-decided on a second tap, organisation-closed where there is nothing to join any more.
    """
    async with context.transaction(write=True) as session:
        shown = await _waiting(session, actor, application_id)
        now = context.now()
        if granted:
            await _require_open(session, application_id)
        if not await applications.decide(session, application_id, granted, actor.person_id, now):
            raise Refusal("application-decided")
        row = await session.get_one(Application, application_id)
        if granted:
            await memberships.give(session, row.person_id, row.organisation_id, row.role, now, None)
            await memberships.mark_joined(session, row.organisation_id, now)
        word = "admitted" if granted else "turned-away"
        audit.record(session, context, actor.person_id, word, "application", row.id, role=row.role.value)
        await _notify(session, context, row.person_id, row, Stage.DECIDED)
        return Decided(shown, granted)


async def _require_open(session: AsyncSession, application_id: int) -> None:
    """Nobody becomes the coordinator of a school that was closed while the application waited."""
    row = await session.get_one(Application, application_id)
    school = await organisations.locked(session, row.organisation_id)
    if school is None or school.closed_at is not None:
        raise Refusal("organisation-closed", name=school.short_name if school else "")


async def application_push(
    session: AsyncSession, person_id: int, application_id: int
) -> ApplicationPush | ApplicationAnswer | None:
    """To a decider what waits, unless it is decided; to the applicant how it was decided."""
    row = await session.get(Application, application_id)
    person = await session.get(Person, row.person_id) if row else None
    if row is None or person is None or person.name is None:
        return None
    school = await session.get_one(Organisation, row.organisation_id)
    if row.person_id == person_id:
        return ApplicationAnswer(school.name, row.role, row.granted) if row.granted is not None else None
    reader = await people.actor_by_id(session, person_id, school.zone)
    if row.decided_at is not None or reader is None:
        return None
    return ApplicationPush(row.id, school.short_name, row.role, person.name if _may_read(reader, row) else "")


def _may_read(actor: Actor, row: Application) -> bool:
    """The name of a teacher stays in the school, even where an administrator decides for want of a coordinator."""
    return may_read_name(actor, row.organisation_id, row.role)


async def _waiting(session: AsyncSession, actor: Actor, application_id: int) -> Waiting:
    row = await session.get(Application, application_id)
    if row is None or not may_invite(actor, row.organisation_id, row.role) or row.person_id == actor.person_id:
        raise AccessDenied
    if row.decided_at is not None:
        raise Refusal("application-decided")
    person = await session.get_one(Person, row.person_id)
    school = await session.get_one(Organisation, row.organisation_id)
    return Waiting(row.id, school.short_name, row.role, person.name if person.name and _may_read(actor, row) else "")


async def _common(session: AsyncSession, context: Context, invite_id: int) -> Invite:
    invite = await session.get(Invite, invite_id)
    if invite is None or not invite.common or invite.organisation_id is None:
        raise AccessDenied
    if invite.expires_at <= context.now():
        raise Refusal("invite-expired")
    return invite


async def _schools(session: AsyncSession, invite: Invite) -> list[organisations.ChildRow]:
    below = await people.subtree(session, frozenset({invite.organisation_id or 0}))
    rows = await organisations.with_people(session, below)
    return [row for row in rows if row.kind in {OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION}]


async def _deciders(session: AsyncSession, organisation_id: int, role: Role) -> list[int]:
    """Of a teacher the coordinators; else, and where there are none, the nearest administrators above."""
    if role is Role.NAVIGATOR:
        heads = await applications.connected(session, organisation_id, Role.COORDINATOR)
        if heads:
            return heads
    for place in reversed(await calendars.lineage(session, organisation_id)):
        heads = await applications.connected(session, place, Role.ADMIN)
        if heads:
            return heads
    return []


async def _notify(session: AsyncSession, context: Context, person_id: int, row: Application, stage: Stage) -> None:
    now = context.now()
    slot = f"{stage}:{row.id}"
    await notices.notify(
        session,
        context,
        person_id,
        "application",
        row.id,
        stage,
        row.asked_at.date(),
        DeliveryKind.APPLICATION,
        slot,
        now,
        {"application": row.id},
    )
