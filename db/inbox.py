"""Queries on the inbox of updates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Executable, Insert, Select, Table, and_, bindparam, delete, func, null, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Update
from db.results import count
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
    body: str | None


async def waiting(session: AsyncSession, bot: str, update_ids: Sequence[int]) -> list[WaitingRow]:
    """Updates of a batch that are not yet handled, in the order they came."""
    rows = await session.execute(_batch(), {"bot": bot, "numbers": list(update_ids)})
    return [WaitingRow(number, sender, body) for number, sender, body in rows]


@cache
def _batch() -> Select[int, str, str | None]:
    query = select(Update.id, Update.sender, Update.body)
    query = query.where(Update.bot == bindparam("bot"), Update.handled_at.is_(None), Update.body.is_not(None))
    return query.where(Update.update_id.in_(bindparam("numbers", expanding=True))).order_by(Update.update_id)


async def line_of(session: AsyncSession, bot: str, sender: str, limit: int) -> list[WaitingRow]:
    """The first that one person has waiting, in the order they came."""
    query = _open(bot).where(Update.sender == sender).order_by(Update.update_id).limit(limit)
    return [WaitingRow(number, sender, body) for number, sender, body in await session.execute(query)]


async def senders(session: AsyncSession, bot: str, before: Sequence[datetime] | None = None) -> list[str]:
    """Who has something waiting, by the oldest; with `before`, only what came before the moment that stands there for
    as many tries as it has had."""
    waiting = select(Update.sender).where(Update.bot == bot, Update.handled_at.is_(None), Update.body.is_not(None))
    if before is not None:
        late = [and_(Update.attempts == tries, Update.received_at < moment) for tries, moment in enumerate(before)]
        waiting = waiting.where(or_(*late, Update.attempts >= len(before)))
    found = await session.scalars(waiting.group_by(Update.sender).order_by(func.min(Update.update_id)))
    return list(found)


def _open(bot: str) -> Select[int, str, str | None]:
    query = select(Update.id, Update.sender, Update.body)
    return query.where(Update.bot == bot, Update.handled_at.is_(None), Update.body.is_not(None))


async def is_open(session: AsyncSession, row_id: int) -> bool:
    """Says it by writing: a database that only reads for now is not there."""
    same = update(Update).where(Update.id == row_id, Update.handled_at.is_(None)).values(attempts=Update.attempts)
    return count(await session.execute(same, execution_options={"synchronize_session": False})) == 1


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
