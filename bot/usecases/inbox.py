"""The inbox: an update is stored before it is acknowledged, and handled until its effect is there once.

Killed in the middle of handling, an update is handled again; rows it made carry a unique `cause`, so its effect appears
once. Its body is personal data: erased when handled, at the latest after a day, and left out of backups.

One process at a time goes through what nobody has come to for long: whoever sends (bot/usecases/leases.py).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from bot.usecases.context import Context
from db import inbox
from db.passing import passes

__all__ = ["Raw", "Turn", "Waiting", "passes"]

BODY_KEPT = timedelta(hours=24)
ROW_KEPT = timedelta(days=7)
MOST_TRIES = 3
"""An update that kills the process each time must not do so for ever. The first life is not counted."""
ABANDONED = timedelta(minutes=10)
"""What has been open so long is nobody's: whoever took it died of something else, or gave it up for now. After each
further try the wait is that much longer."""

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update to be handled; `sender` names the queue in which order is kept."""

    row_id: int
    sender: str
    body: Raw
    again: bool = False
    """An earlier process may have died of it: its tries are counted."""


def sender_of(update: Raw) -> str:
    """The person behind a raw update, as `platform:id`; «telegram:» for one without a person."""
    for content in update.values():
        if isinstance(content, dict) and isinstance(content.get("from"), dict):
            return f"telegram:{content['from'].get('id', '')}"
    return "telegram:"


async def store(context: Context, bot: str, updates: Sequence[Raw]) -> list[Waiting]:
    """Store a batch; gives those that wait, which leaves out what came before and has been handled."""
    now = context.now()
    rows = [
        {
            "bot": bot,
            "update_id": update["update_id"],
            "sender": sender_of(update),
            "body": json.dumps(update, ensure_ascii=False),
            "received_at": now,
            "attempts": 0,
        }
        for update in updates
    ]
    if not rows:
        return []
    async with context.transaction(write=True) as session:
        await inbox.store(session, rows)
        return _waiting(await inbox.waiting(session, bot, [row["update_id"] for row in rows]))


async def unfinished(context: Context, bot: str) -> list[str]:
    """Senders of what an earlier process left: handled first after a start."""
    async with context.transaction() as session:
        return await inbox.senders(session, bot)


async def abandoned(context: Context, bot: str) -> list[str]:
    """Senders of what has been open for long, whoever took it."""
    now = context.now()
    async with context.transaction() as session:
        return await inbox.senders(session, bot, [now - (tries + 1) * ABANDONED for tries in range(MOST_TRIES + 1)])


async def line_of(context: Context, bot: str, sender: str, limit: int) -> list[Waiting]:
    """The first `limit` updates that one person has waiting."""
    async with context.transaction() as session:
        return _waiting(await inbox.line_of(session, bot, sender, limit), again=True)


class Turn(Enum):
    """Whether an update is to be handled now."""

    GO = "go"
    OVER = "over"
    """Somebody has handled it meanwhile, or its day is over."""
    GIVEN_UP = "given up"


async def begin(context: Context, waiting: Waiting) -> Turn:
    """Note a try of what was left in the inbox; the ordinary update is handled without asking."""
    if not waiting.again:
        return Turn.GO
    async with context.transaction(write=True) as session:
        tries = await inbox.count_try(session, waiting.row_id)
        if tries <= MOST_TRIES:
            return Turn.GO if tries else Turn.OVER
        await inbox.close(session, [waiting.row_id], context.now(), "given up")
        return Turn.GIVEN_UP


async def is_open(context: Context, row_id: int) -> bool:
    """Whether nobody has handled it; raises where the database does not write for now."""
    async with context.transaction(write=True) as session:
        return await inbox.is_open(session, row_id)


async def finish(context: Context, ended: Mapping[int, str | None]) -> None:
    """These rows, with the name of the error where there was one, have had their effect: erase the bodies."""
    rows_by_error: dict[str | None, list[int]] = {}
    for row_id, error in ended.items():
        rows_by_error.setdefault(error, []).append(row_id)
    async with context.transaction(write=True) as session:
        for error, rows in rows_by_error.items():
            await inbox.close(session, rows, context.now(), error)


async def forget_old(context: Context) -> None:
    now = context.now()
    async with context.transaction(write=True) as session:
        await inbox.forget(session, now - BODY_KEPT, now - ROW_KEPT)


async def open_count(context: Context) -> int:
    async with context.transaction() as session:
        return await inbox.open_count(session)


def _waiting(rows: Iterable[Any], *, again: bool = False) -> list[Waiting]:
    return [Waiting(row.id, row.sender, json.loads(row.body), again) for row in rows if row.body is not None]
