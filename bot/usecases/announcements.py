"""«Объявление»: words of an authority to people below it, outside any plan, with a receipt for each reader."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, require
from bot.domain.announcements import Draft
from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, OrganisationKind
from bot.usecases import audit
from bot.usecases.announcement_pushes import SUBJECT
from bot.usecases.context import Cause, Context
from bot.usecases.names import Who, names_of
from db import announcements, deliveries, reports
from db import people as people_queries
from db.announcements import Reached, Tally
from db.deliveries import Push
from db.models import Announcement, Organisation, Reader

WORTH_READING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Choices:
    """Whom an announcement of an organisation can go to."""

    draft: Draft
    name: str
    kind: OrganisationKind
    municipalities: bool
    tags: tuple[str, ...]
    schools: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go, as its readers see it, and to how many."""

    draft: Draft
    organisation: str
    people: int
    places: int


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement that has gone. `sent` is local to its organisation."""

    announcement_id: int
    organisation_id: int
    organisation: str
    text: str
    reason: str
    sent: datetime
    read: int
    readers: int


@dataclass(frozen=True, slots=True)
class NotRead:
    organisation: str
    who: Who
    phone: str | None


async def choices(context: Context, actor: Actor, draft: Draft) -> Choices:
    async with context.transaction() as session:
        top = await _own(session, actor, draft.organisation_id)
        below = await reports.places(session, await people_queries.subtree(session, frozenset({top.id})))
        schools = [place for place in below if place.kind in (OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION)]
        tags = dict.fromkeys(str(tag) for school in schools for tag in school.tags)
        return Choices(
            draft,
            top.name,
            top.kind,
            any(place.kind is OrganisationKind.MUNICIPALITY and place.id != top.id for place in below),
            tuple(tags),
            tuple((school.id, school.short_name) for school in schools),
        )


async def preview(context: Context, actor: Actor, draft: Draft) -> Preview:
    """Raises Refusal «nobody-to-tell» where nobody would hear."""
    async with context.transaction() as session:
        top = await _own(session, actor, draft.organisation_id)
        found = await _reached(session, actor, draft)
        return Preview(draft, top.name, len(found), len({one.organisation_id for one in found}))


async def send(context: Context, actor: Actor, cause: Cause, draft: Draft) -> Announced:
    """Write it into the outbox of everybody it is for. An urgent one breaks the silence, and that is logged."""
    async with context.transaction(write=True) as session:
        top = await _own(session, actor, draft.organisation_id)
        known = await session.scalar(select(Announcement.id).where(Announcement.cause == cause))
        if known is None:
            found = await _reached(session, actor, draft)
            known = await _keep(session, context, actor, cause, draft, found)
            audit.record(
                session, context, actor.person_id, "announced-urgent" if draft.urgent else "announced", "organisation",
                top.id, announcement=known, people=len(found),
            )  # fmt: skip
        return await _announced(session, actor, known)


async def announced(context: Context, actor: Actor, announcement_id: int) -> Announced:
    async with context.transaction() as session:
        return await _announced(session, actor, announcement_id)


async def listed(context: Context, actor: Actor, organisation_id: int) -> tuple[Announced, ...]:
    async with context.transaction() as session:
        top = await _own(session, actor, organisation_id)
        return tuple(_shown(one, top) for one in await announcements.tallies(session, organisation_id=top.id))


async def not_read(context: Context, actor: Actor, announcement_id: int) -> tuple[NotRead, ...]:
    """Who has not tapped «Прочитано»; names as the reader may see them."""
    async with context.transaction() as session:
        await _announced(session, actor, announcement_id)
        found = []
        for one in await announcements.unread(session, announcement_id):
            known = await names_of(session, actor, one.organisation_id, [one.person_id])
            found.append(NotRead(one.organisation, known[one.person_id], one.phone))
        return tuple(found)


async def _keep(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, draft: Draft, found: list[Reached]
) -> int:
    now = context.now()
    row = Announcement(
        organisation_id=draft.organisation_id, author_id=actor.person_id, text=draft.text, urgent=draft.urgent,
        reason=draft.reason or None, audience=draft.audience.pack(), sent_at=now, cause=cause,
    )  # fmt: skip
    session.add(row)
    await session.flush()
    session.add_all(
        Reader(announcement_id=row.id, person_id=one.person_id, organisation_id=one.organisation_id) for one in found
    )
    kind = DeliveryKind.URGENT if draft.urgent else DeliveryKind.ANNOUNCEMENT
    day = local_day(now, context.default_zone)
    pushes = [
        Push(
            one.person_id, kind, f"{SUBJECT}:{row.id}", now, now + WORTH_READING, {SUBJECT: row.id},
            SUBJECT, row.id, Stage.ANNOUNCED, day,
        )
        for one in found
    ]  # fmt: skip
    await deliveries.save_pushes(session, pushes, now)
    return row.id


async def _reached(session: AsyncSession, actor: Actor, draft: Draft) -> list[Reached]:
    to = draft.audience
    below = await people_queries.subtree(session, frozenset({draft.organisation_id}))
    places = await reports.places(session, below)
    if to.places:
        chosen = {place.id for place in places if place.id in to.places}
    elif to.tag:
        chosen = {place.id for place in places if to.tag in place.tags}
    else:
        chosen = {place.id for place in places}
    found = await announcements.reached(session, chosen, to.roles)
    others = [one for one in found if one.person_id != actor.person_id]
    if not others:
        raise Refusal("nobody-to-tell")
    return others


async def _own(session: AsyncSession, actor: Actor, organisation_id: int) -> Organisation:
    require(administers(actor, organisation_id))
    row = await session.get(Organisation, organisation_id)
    if row is None or row.closed_at is not None:
        raise AccessDenied
    return row


async def _announced(session: AsyncSession, actor: Actor, announcement_id: int) -> Announced:
    found = await announcements.tallies(session, announcement_id=announcement_id) if announcement_id else []
    if not found:
        raise AccessDenied
    return _shown(found[0], await _own(session, actor, found[0].announcement.organisation_id))


def _shown(one: Tally, top: Organisation) -> Announced:
    row = one.announcement
    sent = row.sent_at.astimezone(ZoneInfo(top.zone))
    return Announced(row.id, top.id, top.name, row.text, row.reason or "", sent, one.read, one.readers)
