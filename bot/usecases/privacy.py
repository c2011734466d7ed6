"""/privacy: what is stored about oneself, all of it as a file, and its erasing (152-ФЗ; rules.md, rule 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import AccessDenied
from bot.domain.people import Actor, Role
from bot.texts import say
from bot.usecases import audit
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from db import (
    applications,
    calendars,
    classes,
    departures,
    dialogues,
    identities,
    invites,
    memberships,
    personal,
    successions,
    traces,
)
from db.models import Person

INDENT = "    "
BYTE_ORDER = "\ufeff"
"""Told to programs that would not take the file for UTF-8."""


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What the screen shows. `alone_in`: organisations that would be left without an administrator."""

    name: str | None
    roles: tuple[tuple[Role, str], ...]
    platform: str
    external_id: str
    consent_version: int | None
    consent_at: datetime | None
    counts: dict[str, int]
    alone_in: tuple[str, ...]


async def record(context: Context, sender: Sender, actor: Actor) -> OwnRecord:
    async with context.transaction() as session:
        person = await _person(session, actor)
        return OwnRecord(
            name=person.name,
            roles=tuple((m.role, m.organisation_name) for m in actor.memberships),
            platform=sender.platform,
            external_id=sender.external_id,
            consent_version=person.consent_version,
            consent_at=person.consent_at,
            counts=await personal.counts(session, person.id),
            alone_in=await _alone_in(session, actor),
        )


async def as_file(context: Context, sender: Sender, actor: Actor) -> bytes:
    """Everything stored about the person as a text that a phone opens: a line a fact, headings in Russian."""
    async with context.transaction() as session:
        person = await _person(session, actor)
        held = await personal.roles(session, person.id)
        facts = await traces.facts(session, person.id, sender.key)
    whole = {
        say("data-name"): person.name,
        say("data-designation"): person.designation,
        say("data-account"): {
            say("data-platform"): sender.platform,
            say("data-number"): sender.external_id,
            say("data-chat"): sender.chat_id,
        },
        say("data-consent"): {
            say("data-version"): person.consent_version,
            say("data-when"): _moment(person.consent_at),
        },
        say("data-zone"): person.zone,
        say("data-settings"): person.settings,
        say("data-last-tap"): _moment(person.last_tap_at),
        say("data-roles"): [
            {
                say("data-organisation"): name,
                say("data-role"): say(f"role-{m.role}"),
                say("data-from"): _moment(m.from_at),
                say("data-until"): _moment(m.until_at),
            }
            for m, name in held
        ],
        say("data-facts"): [
            {say("data-when"): _moment(f.at), say("data-kind"): say(f"data-{f.kind}"), say("data-what"): f.what}
            for f in facts
        ],
    }
    return (BYTE_ORDER + "\n".join(_told(whole)) + "\n").encode()


def _told(whole: Mapping[str, Any], margin: str = "") -> Iterator[str]:
    """«Имя: Вера Н.»; what holds more has a heading of its own, several of a kind stand under each other."""
    for key, value in whole.items():
        if isinstance(value, Mapping) and value:
            yield f"{margin}{key}"
            yield from _told(value, margin + INDENT)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{margin}{key}: {len(value)}"
            for one in value:
                yield ""
                yield from _told(one, margin + INDENT)
        else:
            words = ", ".join(map(str, value)) if isinstance(value, list) else value
            yield f"{margin}{key}: {say('data-nothing') if words in (None, '', {}) else words}"


async def erase(context: Context, sender: Sender) -> bool:
    """Name and account go, marks stay without a name; says whether there was anybody. A second tap finds nobody."""
    now = context.now()
    async with context.transaction(write=True) as session:
        person = await identities.person_of(session, sender.platform, sender.external_id)
        if person is None:
            return False
        await memberships.end(session, person.id, now)
        await departures.end_assignments(session, person.id, now)
        await classes.free_of(session, person.id)
        await invites.expire_of_person(session, person.id, now)
        await applications.withdraw(session, person.id, now)
        await successions.withdraw(session, person.id, now)
        await personal.silence(session, person.id)
        await personal.forget_updates(session, sender.key)
        await dialogues.clear(session, sender.key)
        await identities.detach(session, person.id)
        person.name = person.designation = person.zone = person.last_tap_at = None
        person.consent_version = person.consent_at = None
        person.settings, person.erased_at = {}, now
        audit.record(session, context, person.id, "erased", "person", person.id)
        return True


async def _alone_in(session: AsyncSession, actor: Actor) -> tuple[str, ...]:
    found = []
    for held in actor.memberships:
        if held.role is not Role.ADMIN:
            continue
        line = await calendars.lineage(session, held.organisation_id)
        if not await memberships.other_admins(session, line, actor.person_id):
            found.append(held.organisation_name)
    return tuple(found)


async def _person(session: AsyncSession, actor: Actor) -> Person:
    person = await session.get(Person, actor.person_id)
    if person is None:
        raise AccessDenied
    return person


def _moment(at: datetime | None) -> str | None:
    return f"{at:%d.%m.%Y %H:%M} UTC" if at else None
