"""Who was reminded by «Напомнить» on which day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import Stage
from db.models import Notice


async def nudged(session: AsyncSession, since: date) -> frozenset[tuple[int, date]]:
    query = select(Notice.person_id, Notice.day).where(Notice.stage == Stage.NUDGED, Notice.day >= since)
    return frozenset((person, day) for person, day in await session.execute(query))
