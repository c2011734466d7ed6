"""Updates a second through the sandbox: a bare echo bot, the same SQL by hand, and Штурман answering /measures.

Each is a process of its own before the same sandbox in this one. The SQL by hand is what Штурман was seen to execute
for one `/measures`, statement by statement, replayed by an aiogram bot over one aiosqlite connection; it sends the same
answer. So the floor does the same work without sessions, screens, rights and the order of lanes.
"""

import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message, Update
from sqlalchemy import event

from bot.app import build_dispatcher
from bot.demo.seeding import seeding
from bot.demo.worlds import World, people_of, read_world
from bot.domain.clock import FixedClock
from bot.sandbox import Sandbox
from bot.sandbox.accounts import Account
from bot.sandbox.acts import Place, say
from bot.sandbox.world import Person
from bot.ui.intake import Intake
from bot.usecases.context import Context
from db.engine import create_engine, transactions

ROOT = Path(__file__).parent.parent
ROUNDS = 40
WARM_UP = 3
UPDATE_ID, ROW = 987_654_321, 900_001
"""The number of the recorded update and that of its row: told apart from every other parameter."""
COMMIT = "COMMIT"

Figure = tuple[str, float, str]
Step = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Recording:
    """What one /measures executes, and the parameters of its answer."""

    steps: list[Step]
    answer: dict[str, str]


async def run() -> list[Figure]:
    """Updates a second of the three, and their ratios."""
    told = read_world()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "shturman.sqlite3"
        async with seeding(f"sqlite+aiosqlite:///{database}", told) as seeder:
            await seeder.gather()
        recording, copy = folder / "recording.json", folder / "copy.sqlite3"
        await asyncio.to_thread(shutil.copy, database, copy)
        recorded = await _record(copy, told)
        recording.write_text(json.dumps([recorded.steps, recorded.answer]), encoding="utf-8")
        echo = await _measure(told, folder, "-m", "benchmarks.updates", "echo")
        hand = await _measure(told, folder, "-m", "benchmarks.updates", "hand", str(recording), str(copy))
        ours = await _measure(told, folder, "-m", "bot", "run", "--config")
    return [
        ("sandbox + bare aiogram echo bot", echo, "updates/s"),
        (f"floor: sandbox + aiogram + the same {len(recorded.steps)} statements by hand", hand, "updates/s"),
        ("sandbox + Штурман, /measures", ours, "updates/s"),
        ("by hand as a share of the echo bot", 100 * hand / echo, "%"),
        ("Штурман as a share of the SQL by hand", 100 * ours / hand, "%"),
        ("Штурман as a share of the echo bot", 100 * ours / echo, "%"),
    ]


def _coordinators(told: World) -> list[int]:
    return [school["coordinator"]["id"] for school in told["schools"]]


@asynccontextmanager
async def _sandbox(told: World) -> AsyncIterator[Sandbox]:
    """The people of the sample world at the morning of its story."""
    async with Sandbox(token=told["token"], bot_username=told["bot"]) as sandbox:
        offset = (told["starts_at"] - sandbox.realm.clock.now()).total_seconds()
        await sandbox.realm.clock.move(offset)
        world = sandbox.realm.world
        for person in people_of(told):
            world.people[person["id"]] = Person(person["id"], person["first_name"])
            world.chat_of(_account(sandbox), person["id"]).started = True
        yield sandbox


async def _measure(told: World, folder: Path, *command: str) -> float:
    """Start a bot and ask it, everybody at once, until all is answered."""
    async with _sandbox(told) as sandbox:
        config = folder / "config.toml"
        config.write_text(
            f'[telegram]\ntoken = "{told["token"]}"\napi_base = "{sandbox.base}"\n'
            f'[database]\nurl = "sqlite+aiosqlite:///{folder}/shturman.sqlite3"\n'
            f'[clock]\nfollow = "{sandbox.base}"\n[log]\nlevel = "error"\n',
            encoding="utf-8",
        )
        last = str(config) if command[1] == "bot" else sandbox.base
        process = await asyncio.create_subprocess_exec(sys.executable, *command, last, cwd=ROOT)
        try:
            await _ask(sandbox, told, WARM_UP)
            begun = time.perf_counter()
            await _ask(sandbox, told, ROUNDS)
            return ROUNDS * len(_coordinators(told)) / (time.perf_counter() - begun)
        finally:
            process.terminate()
            await process.wait()


async def _ask(sandbox: Sandbox, told: World, rounds: int) -> None:
    """Everybody asks so many times at once; returns with the last answer."""
    realm = sandbox.realm
    wanted = _answers(sandbox) + rounds * len(_coordinators(told))
    for _ in range(rounds):
        for number in _coordinators(told):
            chat = realm.world.chat_of(_account(sandbox), number)
            say(Place(realm, _account(sandbox), realm.world.people[number], chat), "/measures")
    while _answers(sandbox) < wanted:
        await realm.moved.wait(5)


def _account(sandbox: Sandbox) -> Account:
    return next(iter(sandbox.realm.world.bots.values()))


def _answers(sandbox: Sandbox) -> int:
    return sum(entry.method.lower() == "sendmessage" for entry in sandbox.realm.journal.since(0))


async def _record(database: Path, told: World) -> Recording:
    """The statements of one /measures, from the inbox to the closing of its row, and the answer that it sent."""
    async with _sandbox(told) as sandbox:
        bot = _bot(told["token"], sandbox.base)
        engine = create_engine(f"sqlite+aiosqlite:///{database}")
        context = Context(transaction=transactions(engine), clock=FixedClock(told["starts_at"]))
        steps: list[Step] = []

        def note(connection: object, cursor: object, sql: str, parameters: Any, *rest: object) -> None:
            steps.append((sql, list(parameters)))

        async with engine.begin() as connection:
            await connection.exec_driver_sql(
                f"INSERT INTO updates (id, bot, update_id, sender, received_at, attempts) "  # noqa: S608
                f"VALUES ({ROW - 1}, '0', 0, '', '2023-01-01', 0)"
            )
        event.listen(engine.sync_engine, "before_cursor_execute", note)
        event.listen(engine.sync_engine, "commit", lambda connection: steps.append((COMMIT, [])))
        await _feed(bot, context, told)
        await bot.session.close()
        await engine.dispose()
        (answer,) = [entry.params for entry in sandbox.realm.journal.since(0) if entry.method == "sendMessage"]
        return Recording(steps, {name: str(value) for name, value in answer.items()})


async def _feed(bot: Bot, context: Context, told: World) -> None:
    """One update the way `getUpdates` brings it."""
    handled = asyncio.Event()
    number = _coordinators(told)[0]
    raw = {
        "update_id": UPDATE_ID,
        "message": {
            "message_id": 1,
            "date": int(told["starts_at"].timestamp()),
            "chat": {"id": number, "type": "private", "first_name": "Анна"},
            "from": {"id": number, "is_bot": False, "first_name": "Анна"},
            "text": "/measures",
            "entities": [{"type": "bot_command", "offset": 0, "length": 9}],
        },
    }

    async def stored() -> None:
        return None

    intake = Intake(bot, build_dispatcher(context), context, stored, handled.set)
    async with asyncio.TaskGroup() as group:
        group.create_task(intake.lanes.run())
        await intake.take([raw])
        await handled.wait()
        intake.lanes.stop()


def _bot(token: str, base: str) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))


async def echo(base: str) -> None:
    """The contestant that does nothing but answer."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer(message.text or "")

    await dispatcher.start_polling(_bot(read_world()["token"], base))


async def by_hand(recording: str, database: str, base: str) -> None:
    """The contestant that executes the recorded statements and sends the recorded answer."""
    steps, answer = json.loads(await asyncio.to_thread(Path(recording).read_text, encoding="utf-8"))
    dispatcher = Dispatcher()
    turn = asyncio.Lock()
    async with aiosqlite.connect(database, isolation_level=None) as connection:
        await connection.execute("PRAGMA synchronous=NORMAL")

        @dispatcher.message()
        async def measures(message: Message, event_update: Update) -> None:
            async with turn:
                await _replay(connection, steps, event_update.update_id)
            await message.answer(answer["text"], parse_mode="HTML", reply_markup=json.loads(answer["reply_markup"]))

        await dispatcher.start_polling(_bot(read_world()["token"], base))


async def _replay(connection: aiosqlite.Connection, steps: list[Step], update: int) -> None:
    row = 0
    for sql, parameters in steps:
        own = {UPDATE_ID: update, ROW: row}
        cursor = await connection.execute(sql, [own.get(value, value) for value in parameters])
        await cursor.fetchall()
        if sql.startswith("INSERT INTO updates"):
            row = cursor.lastrowid or row


if __name__ == "__main__":
    kinds: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {"echo": echo, "hand": by_hand}
    asyncio.run(kinds[sys.argv[1]](*sys.argv[2:]))
