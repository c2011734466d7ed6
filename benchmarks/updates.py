"""Updates a second through the sandbox: a bare echo bot, the same SQL by hand, and Штурман answering /measures.

Each is a process of its own before the same sandbox in this one. The SQL by hand is what Штурман was seen to execute
for one `/measures`, statement by statement, replayed by an aiogram bot over one aiosqlite connection (or one of
asyncpg, where SHTURMAN_TEST_POSTGRES names a server); it sends the same answer. So the floor does the same work without
sessions, screens, rights and the order of lanes. Seconds of the bot's own processor are told beside the rate: on a
machine that is busy with something else they stay what they are.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
from aiogram import Bot
from sqlalchemy import event, make_url

from benchmarks._contestants import BEGIN, COMMIT, ROW, UPDATE_ID, Recording, Step, make_bot
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
POSTGRES = os.environ.get("SHTURMAN_TEST_POSTGRES", "")
TICKS = os.sysconf("SC_CLK_TCK")

Figure = tuple[str, float, str]


@dataclass(frozen=True, slots=True)
class Speed:
    """Of one contestant: updates a second, and milliseconds of its processor for one."""

    rate: float
    cost: float


async def run() -> list[Figure]:
    """Updates a second of the contestants, and their ratios, on each database at hand."""
    told = read_world()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        echo = await _measure(told, folder, "-m", "benchmarks._contestants", "echo")
        figures = [("sandbox + bare aiogram echo bot", echo.rate, "updates/s"), ("its processor", echo.cost, "ms")]
        figures += await _duel(told, folder, f"sqlite+aiosqlite:///{folder}/shturman.sqlite3")
        if POSTGRES:
            async with _postgres() as url:
                figures += await _duel(told, folder, url)
    return figures


async def _duel(told: World, folder: Path, database: str) -> list[Figure]:
    """Штурман and the same statements by hand on one database."""
    kind = make_url(database).get_backend_name()
    async with seeding(database, told) as seeder:
        await seeder.gather()
    recording = folder / f"{kind}.json"
    recorded = await _record(database, told)
    recorded.save(recording)
    hand = await _measure(told, folder, "-m", "benchmarks._contestants", "hand", str(recording), database)
    ours = await _measure(told, folder, "-m", "bot", "run", "--config", database=database)
    return [
        (
            f"{kind}: floor: sandbox + aiogram + the same {len(recorded.steps)} statements by hand",
            hand.rate,
            "updates/s",
        ),
        (f"{kind}: floor: its processor", hand.cost, "ms"),
        (f"{kind}: sandbox + Штурман, /measures", ours.rate, "updates/s"),
        (f"{kind}: its processor", ours.cost, "ms"),
        (f"{kind}: Штурман as a share of the SQL by hand", 100 * ours.rate / hand.rate, "%"),
        (f"{kind}: the same of the processor", 100 * hand.cost / ours.cost, "%"),
    ]


@asynccontextmanager
async def _postgres() -> AsyncIterator[str]:
    """The address of a database of its own."""
    server = make_url(POSTGRES)
    name = f"shturman_bench_{os.getpid()}"
    plain = server.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    try:
        await connection.execute(f"CREATE DATABASE {name}")
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await connection.close()


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


async def _measure(told: World, folder: Path, *command: str, database: str = "") -> Speed:
    """Start a bot and ask it, everybody at once, until all is answered."""
    async with _sandbox(told) as sandbox:
        config = folder / "config.toml"
        config.write_text(
            f'[telegram]\ntoken = "{told["token"]}"\napi_base = "{sandbox.base}"\n'
            f'[database]\nurl = "{database}"\n'
            f'[clock]\nfollow = "{sandbox.base}"\n[log]\nlevel = "error"\n',
            encoding="utf-8",
        )
        last = str(config) if database else sandbox.base
        process = await asyncio.create_subprocess_exec(sys.executable, *command, last, cwd=ROOT)
        try:
            await _ask(sandbox, told, WARM_UP)
            begun, spent = time.perf_counter(), _processor(process.pid)
            await _ask(sandbox, told, ROUNDS)
            asked = ROUNDS * len(_coordinators(told))
            spent = _processor(process.pid) - spent
            return Speed(asked / (time.perf_counter() - begun), 1000 * spent / asked)
        finally:
            process.terminate()
            await process.wait()


def _processor(number: int) -> float:
    """Seconds that a process and its threads have had of the processor."""
    fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


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


async def _record(database: str, told: World) -> Recording:
    """The statements of one /measures, from the inbox to the closing of its row, and the answer that it sent."""
    async with _sandbox(told) as sandbox:
        bot = make_bot(told["token"], sandbox.base)
        engine = create_engine(database)
        context = Context(transaction=transactions(engine), clock=FixedClock(told["starts_at"]))
        steps: list[Step] = []

        def note(connection: object, cursor: object, sql: str, parameters: Any, *rest: object) -> None:
            steps.append((sql, list(parameters)))

        async with engine.begin() as connection:
            await connection.exec_driver_sql(
                f"INSERT INTO updates (id, bot, update_id, sender, received_at, attempts) "  # noqa: S608
                f"VALUES ({ROW - 1}, '0', 0, '', '2023-01-01', 0)"
            )
            if engine.dialect.name == "postgresql":
                await connection.exec_driver_sql(f"ALTER SEQUENCE updates_id_seq RESTART WITH {ROW}")
                event.listen(engine.sync_engine, "begin", lambda connection: steps.append((BEGIN, [])))
        steps.clear()
        event.listen(engine.sync_engine, "before_cursor_execute", note)
        event.listen(engine.sync_engine, "commit", lambda connection: steps.append((COMMIT, [])))
        await _feed(bot, context, told)
        await bot.session.close()
        await engine.dispose()
        (answer,) = [entry.params for entry in sandbox.realm.journal.since(0) if entry.method == "sendMessage"]
        await _forget(database)
        return Recording(steps, {name: str(value) for name, value in answer.items()})


async def _forget(database: str) -> None:
    """The recorded update and its row go: the sandbox counts from the same number again."""
    engine = create_engine(database)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM updates")
    await engine.dispose()


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
