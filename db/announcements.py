"""Announcements, whom they reach, and who has read them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Role
from db.models import Announcement, Identity, Membership, Organisation, Reader
from db.results import count


@dataclass(frozen=True, slots=True)
class Reached:
    person_id: int
    organisation_id: int


async def reached(session: AsyncSession, organisations: Collection[int], roles: Collection[Role]) -> list[Reached]:
    """Everybody with an account in these roles, each once, with the first organisation they have it in."""
    query = (
        select(Membership.person_id, Membership.organisation_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.organisation_id.in_(organisations),
            Membership.role.in_(roles),
            Membership.until_at.is_(None),
            Organisation.closed_at.is_(None),
            exists().where(Identity.person_id == Membership.person_id),
        )
        .order_by(Membership.id)
    )
    found: dict[int, int] = {}
    for person, organisation in await session.execute(query):
        found.setdefault(person, organisation)
    return [Reached(person, organisation) for person, organisation in found.items()]


@dataclass(frozen=True, slots=True)
class Tally:
    """An announcement with how many have read it."""

    announcement: Announcement
    read: int
    readers: int


async def tallies(session: AsyncSession, *, organisation_id: int = 0, announcement_id: int = 0) -> list[Tally]:
    """Those of an organisation, newest first, or one of them."""
    query = (
        select(Announcement, func.count(Reader.read_at), func.count(Reader.id))
        .outerjoin(Reader, Reader.announcement_id == Announcement.id)
        .group_by(Announcement.id)
        .order_by(Announcement.id.desc())
    )
    if organisation_id:
        query = query.where(Announcement.organisation_id == organisation_id)
    if announcement_id:
        query = query.where(Announcement.id == announcement_id)
    return [Tally(row, int(read), int(readers)) for row, read, readers in await session.execute(query)]


@dataclass(frozen=True, slots=True)
class Unread:
    person_id: int
    organisation_id: int
    organisation: str
    phone: str | None


async def unread(session: AsyncSession, announcement_id: int) -> list[Unread]:
    query = (
        select(Reader.person_id, Organisation.id, Organisation.short_name, Organisation.phone)
        .join(Organisation, Organisation.id == Reader.organisation_id)
        .where(Reader.announcement_id == announcement_id, Reader.read_at.is_(None))
        .order_by(Organisation.id, Reader.id)
    )
    return [Unread(*row) for row in await session.execute(query)]


async def reader(session: AsyncSession, announcement_id: int, person_id: int) -> Reader | None:
    query = select(Reader).where(Reader.announcement_id == announcement_id, Reader.person_id == person_id)
    return (await session.scalars(query)).one_or_none()


async def mark_read(session: AsyncSession, announcement_id: int, person_id: int, now: datetime) -> bool:
    """False for a second tap."""
    read = update(Reader).where(
        Reader.announcement_id == announcement_id, Reader.person_id == person_id, Reader.read_at.is_(None)
    )
    return count(await session.execute(read.values(read_at=now))) == 1
