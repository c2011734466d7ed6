"""Queries on the inbox of updates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Executable, Insert, Select, Table, bindparam, delete, func, null, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Update
from db.types import UtcDateTime


async def store(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Insert updates; one that is there already stays as it is."""
    await session.execute(_store(session.get_bind().dialect.name), list(rows))


@cache
def _store(dialect: str) -> Insert:
    """Built once, as all that every update asks."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(Update).on_conflict_do_nothing(index_elements=["bot", "update_id"])


@dataclass(frozen=True, slots=True)
class WaitingRow:
    id: int
    sender: str
    body: str


async def waiting(session: AsyncSession, bot: str, update_ids: Sequence[int] | None = None) -> list[WaitingRow]:
    """Updates not yet handled, in the order they came; all of them, or those of a batch."""
    asked = {"bot": bot} if update_ids is None else {"bot": bot, "numbers": list(update_ids)}
    rows = await session.execute(_waiting(of_batch=update_ids is not None), asked)
    return [WaitingRow(number, sender, body) for number, sender, body in rows if body is not None]


@cache
def _waiting(*, of_batch: bool) -> Select[int, str, str | None]:
    query = select(Update.id, Update.sender, Update.body)
    query = query.where(Update.bot == bindparam("bot"), Update.handled_at.is_(None), Update.body.is_not(None))
    if of_batch:
        query = query.where(Update.update_id.in_(bindparam("numbers", expanding=True)))
    return query.order_by(Update.update_id)


async def close(session: AsyncSession, row_ids: Sequence[int], now: datetime, error: str | None) -> None:
    """Mark as handled and erase the bodies of those that are still open."""
    await session.execute(_close(), {"rows": list(row_ids), "now": now, "why": error})


@cache
def _close() -> Executable:
    table = cast("Table", Update.__table__)
    closing = update(table).where(table.c.id.in_(bindparam("rows", expanding=True)), table.c.handled_at.is_(None))
    now = bindparam("now", type_=UtcDateTime())
    return closing.values(handled_at=now, body=null(), error=bindparam("why", type_=table.c.error.type))


async def count_try(session: AsyncSession, row_id: int) -> int:
    """Note that the handling of an update begins again; gives how often that has happened, 0 when it is closed."""
    trying = update(Update).where(Update.id == row_id, Update.handled_at.is_(None))
    counted = trying.values(attempts=Update.attempts + 1).returning(Update.attempts)
    return await session.scalar(counted, execution_options={"synchronize_session": False}) or 0


async def forget(session: AsyncSession, bodies_before: datetime, rows_before: datetime) -> None:
    """Erase bodies that nobody handled within their time, and rows too old to come again."""
    await session.execute(
        update(Update)
        .where(Update.received_at < bodies_before, Update.body.is_not(None))
        .values(body=None, handled_at=func.coalesce(Update.handled_at, Update.received_at), error="expired")
    )
    await session.execute(delete(Update).where(Update.received_at < rows_before))


async def open_count(session: AsyncSession) -> int:
    return int(await session.scalar(select(func.count(Update.id)).where(Update.handled_at.is_(None))) or 0)
