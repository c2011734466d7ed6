"""Bots that `updates` measures Штурман against: one that echoes, one that executes recorded statements by hand."""

import asyncio
import json
import re
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message, Update
from sqlalchemy import make_url

from bot.demo.worlds import read_world

UPDATE_ID, ROW = 987_654_321, 900_001
"""The number of the recorded update and that of its row: told apart from every other parameter."""
BEGIN, COMMIT = "BEGIN", "COMMIT"

Step = tuple[str, list[Any]]
Execute = Callable[[str, list[Any]], Awaitable[int | None]]
"""Gives the number of the row, where one was inserted."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What one /measures executes, and the parameters of its answer."""

    steps: list[Step]
    answer: dict[str, str]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps([self.steps, self.answer], default=_plain), encoding="utf-8")


def _read(path: str) -> Recording:
    steps, answer = json.loads(Path(path).read_text(encoding="utf-8"), object_hook=_living)
    return Recording(steps, answer)


def _plain(value: object) -> dict[str, str]:
    """Days and moments as JSON holds them."""
    assert isinstance(value, date)
    return {type(value).__name__: value.isoformat()}


def _living(value: dict[str, str]) -> Any:
    kinds: dict[str, Callable[[str], object]] = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}
    ((kind, text),) = value.items() if len(value) == 1 else (("", ""),)
    return kinds[kind](text) if kind in kinds else value


def make_bot(token: str, base: str) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))


async def echo(base: str) -> None:
    """The contestant that does nothing but answer."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer(message.text or "")

    await dispatcher.start_polling(make_bot(read_world()["token"], base))


async def by_hand(recording: str, database: str, base: str) -> None:
    """The contestant that executes the recorded statements and sends the recorded answer."""
    recorded = await asyncio.to_thread(_read, recording)
    answer = recorded.answer
    dispatcher = Dispatcher()
    turn = asyncio.Lock()
    async with _by_sqlite(database) if database.startswith("sqlite") else _by_asyncpg(database) as execute:

        @dispatcher.message()
        async def measures(message: Message, event_update: Update) -> None:
            async with turn:
                await _replay(execute, recorded.steps, event_update.update_id)
            await message.answer(answer["text"], parse_mode="HTML", reply_markup=json.loads(answer["reply_markup"]))

        await dispatcher.start_polling(make_bot(read_world()["token"], base))


@asynccontextmanager
async def _by_sqlite(database: str) -> AsyncIterator[Execute]:
    """A copy of the database, for Штурман is asked the same numbers of updates after this."""
    path = make_url(database).database or ""
    copy = await asyncio.to_thread(shutil.copy, path, f"{path}.copy")
    async with aiosqlite.connect(copy, isolation_level=None) as connection:
        await connection.execute("PRAGMA journal_mode=WAL")
        await connection.execute("PRAGMA synchronous=NORMAL")

        async def execute(sql: str, parameters: list[Any]) -> int | None:
            cursor = await connection.execute(sql, parameters)
            await cursor.fetchall()
            return cursor.lastrowid

        yield execute


@asynccontextmanager
async def _by_asyncpg(database: str) -> AsyncIterator[Execute]:
    """The rows it makes are closed by the recorded statement, and erased at the end."""
    plain = make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)

    async def execute(sql: str, parameters: list[Any]) -> int | None:
        if re.match(f"{BEGIN}|{COMMIT}", sql):
            await connection.execute(sql)
            return None
        rows = await connection.fetch(sql, *parameters)
        return int(rows[0][0]) if rows and sql.startswith("INSERT") else None

    try:
        yield execute
    finally:
        await connection.execute("DELETE FROM updates")
        await connection.close()


async def _replay(execute: Execute, steps: list[Step], update: int) -> None:
    row = 0
    for sql, parameters in steps:
        own = {UPDATE_ID: update, ROW: row}
        made = await execute(sql, [own.get(value, value) if type(value) is int else value for value in parameters])
        if sql.startswith("INSERT INTO updates"):
            row = made or row


if __name__ == "__main__":
    kinds: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {"echo": echo, "hand": by_hand}
    asyncio.run(kinds[sys.argv[1]](*sys.argv[2:]))
