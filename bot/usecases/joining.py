"""Coming in: consent, then the own name. Nothing of a person is kept before the consent (rules.md, rule 6)."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import Refusal
from bot.domain.people import CONSENT_VERSION, Actor, person_name
from bot.usecases import audit, notices
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from db import dialogues, identities, invites, memberships, people
from db.models import Invite, Membership, Person


class Standing(StrEnum):
    """Why somebody is outside: unknown, may come in but gave no (current) consent, or gave no name yet."""

    STRANGER = "stranger"
    CONSENT = "consent"
    NAMELESS = "nameless"


FOUNDER = "founder"
"""A key of `people.settings`: came by the first administrator's invite and has not said yet whom the bot serves."""


def standing(context: Context, sender: Sender, actor: Actor | None) -> Standing:
    """Of somebody outside: without consent or name."""
    if actor is None:
        return Standing.CONSENT if sender.external_id in context.admins else Standing.STRANGER
    return Standing.NAMELESS if actor.name is None else Standing.CONSENT


async def agree(context: Context, sender: Sender, invite_id: int | None) -> Actor:
    """Record the consent and use the invite; without one only a configured administrator comes in.

    The same update handled twice changes nothing: who holds the role already takes no second use. Raises Refusal
    invite-used, invite-expired or invite-bound, and AccessDenied for a stranger without an invite.
    """
    async with context.transaction(write=True) as session:
        invite = await session.get(Invite, invite_id) if invite_id is not None else None
        person = await identities.person_of(session, sender.platform, sender.external_id)
        require(person is not None or invite is not None or sender.external_id in context.admins)
        if invite is not None and not (person and await _has_it(session, person, invite)):
            if not await invites.take_use(session, invite.id, context.now()):
                raise Refusal("invite-used" if invite.uses_left < 1 else "invite-expired")
            person = person or await _newcomer(session, context, sender, invite.person_id)
            await _use(session, context, person, invite)
        person = person or await _newcomer(session, context, sender, None)
        person.consent_version, person.consent_at = CONSENT_VERSION, context.now()
        await session.flush()
        if person.name is not None:
            await _report(session, context, person.id)
        return await _actor(session, context, sender)


async def introduce(context: Context, sender: Sender, text: str) -> Actor:
    """The name as its owner writes it, after the consent; tells the inviter. Raises what `person_name` raises."""
    name = person_name(text)
    async with context.transaction(write=True) as session:
        person = await identities.person_of(session, sender.platform, sender.external_id)
        require(person is not None and person.consent_at is not None)
        if person is not None:
            person.name = name
            await session.flush()
            await _report(session, context, person.id)
        return await _actor(session, context, sender)


async def _has_it(session: AsyncSession, person: Person, invite: Invite) -> bool:
    if invite.common:
        return True
    if invite.person_id is not None and invite.person_id != person.id:
        raise Refusal("invite-bound")
    if invite.organisation_id is None:
        return bool(person.settings.get(FOUNDER))
    return await memberships.holds(session, person.id, invite.organisation_id, invite.role)


async def _newcomer(session: AsyncSession, context: Context, sender: Sender, person_id: int | None) -> Person:
    """A person with an account: a new one, or the one to whom the invite is bound, whose old account then goes."""
    now = context.now()
    person = await session.get(Person, person_id) if person_id is not None else None
    if person is None:
        person = Person(created_at=now, settings={})
        session.add(person)
        await session.flush()
    elif person.erased_at is not None:
        raise Refusal("invite-used")
    else:
        await _leave_old_account(session, context, person)
    await identities.attach(session, person.id, sender.platform, sender.external_id, sender.chat_id, now)
    return person


async def _leave_old_account(session: AsyncSession, context: Context, person: Person) -> None:
    """Roles, tasks and history stay with the person; the old account becomes a stranger's."""
    old = await identities.of_person(session, person.id)
    if old is None:
        return
    await dialogues.clear(session, Sender(old.platform, old.external_id, old.chat_id).key)
    await identities.detach(session, person.id)
    audit.record(session, context, person.id, "account-moved", "person", person.id)


async def _use(session: AsyncSession, context: Context, person: Person, invite: Invite) -> None:
    if invite.common:
        return
    if invite.organisation_id is None:
        person.settings = {**person.settings, FOUNDER: True}
        return
    await memberships.give(session, person.id, invite.organisation_id, invite.role, context.now(), invite.created_by)
    await memberships.mark_joined(session, invite.organisation_id, context.now())
    subject, role = invite.organisation_id, invite.role.value
    audit.record(session, context, person.id, "joined", "organisation", subject, role=role, invite=invite.id)


async def _report(session: AsyncSession, context: Context, person_id: int) -> None:
    """One word to each inviter, once per role; who invited oneself hears nothing."""
    now = context.now()
    rows = await session.scalars(
        select(Membership).where(
            Membership.person_id == person_id,
            Membership.until_at.is_(None),
            Membership.invited_by.is_not(None),
            Membership.invited_by != person_id,
        )
    )
    for row in rows.all():
        if row.invited_by is not None:
            await notices.notify(
                session,
                context,
                row.invited_by,
                "membership",
                row.id,
                Stage.JOINED,
                row.from_at.date(),
                DeliveryKind.JOINED,
                f"membership:{row.id}",
                now,
                {"membership": row.id},
            )


async def _actor(session: AsyncSession, context: Context, sender: Sender) -> Actor:
    actor = await people.actor(session, sender.platform, sender.external_id, context.default_zone, context.now())
    if actor is None:
        raise Refusal("invite-unknown")
    return actor
