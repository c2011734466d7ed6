"""Queries on unfinished conversations."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Dialogue
from db.results import count
from db.types import UtcDateTime


async def current(session: AsyncSession, sender: str, now: datetime) -> Dialogue | None:
    """The dialogue of a sender that has not expired; the latest when there are several."""
    return (await session.scalars(_current(), {"whose": sender, "now": now})).first()


@cache
def _current() -> Select[Dialogue]:
    """Built once, for every update asks it."""
    now = bindparam("now", type_=UtcDateTime())
    query = select(Dialogue).where(Dialogue.sender == bindparam("whose"), Dialogue.expires_at > now)
    return query.order_by(Dialogue.updated_at.desc()).limit(1)


async def put(
    session: AsyncSession, sender: str, kind: str, step: str, data: dict[str, Any], now: datetime, expires_at: datetime
) -> None:
    session.add(Dialogue(sender=sender, kind=kind, step=step, data=data, updated_at=now, expires_at=expires_at))
    await session.flush()


async def clear(session: AsyncSession, sender: str, kinds: Collection[str] = ()) -> bool:
    """Forget every dialogue of a sender, or those of some kinds; says whether there was one."""
    theirs = delete(Dialogue).where(Dialogue.sender == sender)
    return count(await session.execute(theirs.where(Dialogue.kind.in_(kinds)) if kinds else theirs)) > 0
