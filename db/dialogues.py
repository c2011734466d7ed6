"""Queries on unfinished conversations."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Dialogue
from db.results import count


async def current(session: AsyncSession, sender: str, now: datetime) -> Dialogue | None:
    """The dialogue of a sender that has not expired; the latest when there are several."""
    query = select(Dialogue).where(Dialogue.sender == sender, Dialogue.expires_at > now)
    return (await session.scalars(query.order_by(Dialogue.updated_at.desc()).limit(1))).first()


async def put(
    session: AsyncSession, sender: str, kind: str, step: str, data: dict[str, Any], now: datetime, expires_at: datetime
) -> None:
    session.add(Dialogue(sender=sender, kind=kind, step=step, data=data, updated_at=now, expires_at=expires_at))
    await session.flush()


async def clear(session: AsyncSession, sender: str) -> bool:
    """Forget every dialogue of a sender; says whether there was one."""
    return count(await session.execute(delete(Dialogue).where(Dialogue.sender == sender))) > 0
