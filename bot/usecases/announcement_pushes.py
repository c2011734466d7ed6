"""An announcement as it comes to one reader, and the receipt."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import AccessDenied
from bot.domain.people import Actor
from bot.usecases.context import Context
from db import announcements
from db.models import Announcement, Organisation

SUBJECT = "announcement"


@dataclass(frozen=True, slots=True)
class AnnouncementPush:
    """Who says what; `reason` says why it comes now, and is empty for one that is not urgent."""

    announcement_id: int
    organisation: str
    text: str
    reason: str = ""
    read: bool = False


async def announcement_push(session: AsyncSession, person_id: int, announcement_id: int) -> AnnouncementPush | None:
    """None for somebody whom it is not for, or who has read it."""
    found = await _to(session, person_id, announcement_id)
    return None if found is None or found.read else found


async def read(context: Context, actor: Actor, announcement_id: int) -> AnnouncementPush:
    """«Прочитано». A second tap changes nothing; AccessDenied for somebody whom it is not for."""
    async with context.transaction(write=True) as session:
        await announcements.mark_read(session, announcement_id, actor.person_id, context.now())
        found = await _to(session, actor.person_id, announcement_id)
        if found is None:
            raise AccessDenied
        return found


async def _to(session: AsyncSession, person_id: int, announcement_id: int) -> AnnouncementPush | None:
    row = await session.get(Announcement, announcement_id)
    reader = await announcements.reader(session, announcement_id, person_id)
    if row is None or reader is None:
        return None
    top = await session.get_one(Organisation, row.organisation_id)
    return AnnouncementPush(row.id, top.name, row.text, row.reason or "", reader.read_at is not None)
