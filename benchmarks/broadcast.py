"""A broadcast under the ceiling while people tap: its sustained rate, and what it costs those who wait for an answer.

The real process before a sandbox that limits as Telegram does (30 a second, 1 a second and chat).
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.people import OrganisationKind, Role
from bot.sandbox import Sandbox
from bot.sandbox.acts import Place, say
from bot.sandbox.journal import Entry
from tests.e2e.broadcast import FIRST, MORNING, Ledger, people_the_world
from tests.sample import organisation, person

ROOT = Path(__file__).parent.parent
TOKEN = "1000:broadcast"  # noqa: S105 - of a world that is not real
PEOPLE = int(os.environ.get("SHTURMAN_BENCH_PEOPLE", "600"))
CEILING, STEADY_AFTER = 25, 50
TAPPERS, TAPS, PAUSE = 10, 60, 0.2
FIRST_TAPPER = 100

Figure = tuple[str, float, str]


async def run() -> list[Figure]:
    """Share of the ceiling, refusals once steady, and answers during the broadcast beside idle ones."""
    with tempfile.TemporaryDirectory() as name:
        ledger = Ledger(f"sqlite+aiosqlite:///{name}/shturman.sqlite3")
        await ledger.fill(PEOPLE)
        await _tappers(ledger)
        async with Sandbox(token=TOKEN) as sandbox:
            sandbox.realm.settings.rate_limits = True
            people_the_world(sandbox, PEOPLE, set())
            people_the_world(sandbox, TAPPERS, set(), FIRST_TAPPER)
            await _move(sandbox, MORNING - timedelta(hours=1))
            process = await _start(sandbox, Path(name), ledger)
            try:
                await _answers(sandbox, 10)
                idle = await _answers(sandbox, TAPS)
                await _move(sandbox, MORNING)
                while len(_sends(sandbox)) < STEADY_AFTER:
                    await sandbox.realm.moved.wait(1)
                busy = await _answers(sandbox, TAPS)
                while len(_sends(sandbox)) < PEOPLE:
                    await sandbox.realm.moved.wait(1)
            finally:
                process.terminate()
                await process.wait()
            sends = _sends(sandbox)[STEADY_AFTER:]
            calls = [e for e in sandbox.realm.journal.since(0) if e.method == "sendMessage"]
        await ledger.engine.dispose()
    spent = (_at(sends[-1]) - _at(sends[0])).total_seconds()
    rate = (len(sends) - 1) / spent
    answers = sum(int(e.params["chat_id"]) < FIRST and sends[0].number < e.number < sends[-1].number for e in calls)
    return [
        ("floor: the ceiling of the configuration", CEILING, "messages/s"),
        ("sustained rate of the broadcast", rate, "messages/s"),
        ("of that, answers to taps pay for themselves: the share", 100 * (rate + answers / spent) / CEILING, "%"),
        ("refusals by 429 once steady", sum(entry.status == 429 for entry in sends), ""),
        ("floor: median answer to a tap, idle", 1000 * statistics.median(idle), "ms"),
        ("median answer during the broadcast", 1000 * statistics.median(busy), "ms"),
        ("ratio of the medians", statistics.median(busy) / statistics.median(idle), "x"),
        ("ratio of the 95th percentiles", _high(busy) / _high(idle), "x"),
    ]


async def _tappers(ledger: Ledger) -> None:
    """Administrators next door: they have no tasks, so what they get are answers only."""
    async with ledger.context.transaction(write=True) as session:
        kind = OrganisationKind.MUNICIPALITY
        place = await organisation(session, MORNING, kind, "Соседний район", "Соседний район")
        for number in range(FIRST_TAPPER, FIRST_TAPPER + TAPPERS):
            await person(session, MORNING, number, "Админ", (place, Role.ADMIN))


async def _start(sandbox: Sandbox, folder: Path, ledger: Ledger) -> asyncio.subprocess.Process:
    config = folder / "config.toml"
    config.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\napi_base = "{sandbox.base}"\n'
        f'[database]\nurl = "{ledger.engine.url}"\n[limits]\nbulk_per_second = {CEILING}\n'
        f'[clock]\nfollow = "{sandbox.base}"\n[log]\nlevel = "error"\n',
        encoding="utf-8",
    )
    command = (sys.executable, "-m", "bot", "run", "--config", str(config))
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT)


async def _move(sandbox: Sandbox, moment: datetime) -> None:
    clock = sandbox.realm.clock
    await clock.move(clock.offset + (moment - clock.now()).total_seconds())


async def _answers(sandbox: Sandbox, taps: int) -> list[float]:
    """Seconds from a word to its answer, one word after the other by several people."""
    realm = sandbox.realm
    account = next(iter(realm.world.bots.values()))
    found = []
    for tap in range(taps):
        number = FIRST_TAPPER + tap % TAPPERS
        chat = realm.world.chat_of(account, number)
        before, begun = len(chat.messages), time.perf_counter()
        say(Place(realm, account, realm.world.people[number], chat), "/help")
        while len(chat.messages) < before + 2:
            await realm.moved.wait(5)
        found.append(time.perf_counter() - begun)
        await asyncio.sleep(PAUSE)
    return found


def _sends(sandbox: Sandbox) -> list[Entry]:
    """Reminders, not answers."""
    entries = sandbox.realm.journal.since(0)
    return [e for e in entries if e.method == "sendMessage" and int(e.params["chat_id"]) >= FIRST]


def _at(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.at)


def _high(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]
