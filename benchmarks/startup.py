"""Start of `run` to its first poll, and its memory there, beside a bare aiogram bot."""

import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.sandbox import Sandbox

ROOT = Path(__file__).parent.parent
TOKEN = "1000:startup"  # noqa: S105 - of a world that is not real
RUNS = 3
BARE = """
import asyncio, sys
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

dispatcher = Dispatcher()

@dispatcher.message()
async def echo(message):
    await message.answer(message.text)

async def main(base, token):
    await dispatcher.start_polling(Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base))))

asyncio.run(main(*sys.argv[1:]))
"""

Figure = tuple[str, float, str]


async def run() -> list[Figure]:
    """Seconds from the start of the process to `getUpdates`, the best of three; MiB resident right after."""
    with tempfile.TemporaryDirectory() as name:
        config = Path(name) / "config.toml"
        first = await _started(config, fresh=True)
        again = [await _started(config, fresh=False) for _ in range(RUNS)]
        bare = [await _bare() for _ in range(RUNS)]
    libraries = await _libraries()
    memory = min(memory for _, memory in again)
    return [
        ("floor: a bare aiogram echo bot to its first poll", min(seconds for seconds, _ in bare), "s"),
        ("run to its first poll, database there", min(seconds for seconds, _ in again), "s"),
        ("run to its first poll, database to be made", first[0], "s"),
        ("floor: memory of the bare bot", min(memory for _, memory in bare), "MiB"),
        ("floor: memory of a process that imports aiogram and SQLAlchemy", libraries, "MiB"),
        ("memory of run at its first poll", memory, "MiB"),
        ("ratio to the imports", memory / libraries, "x"),
    ]


async def _started(config: Path, *, fresh: bool) -> tuple[float, float]:
    async with Sandbox(token=TOKEN) as sandbox:
        database = config.with_suffix(".sqlite3")
        assert fresh != database.exists()
        config.write_text(  # noqa: ASYNC240 - nothing else runs here
            f'[telegram]\ntoken = "{TOKEN}"\napi_base = "{sandbox.base}"\n'
            f'[database]\nurl = "sqlite+aiosqlite:///{database}"\n',
            encoding="utf-8",
        )
        return await _until_poll(sandbox, ("-m", "bot", "run", "--config", str(config)))


async def _bare() -> tuple[float, float]:
    async with Sandbox(token=TOKEN) as sandbox:
        return await _until_poll(sandbox, ("-c", BARE, sandbox.base, TOKEN))


async def _libraries() -> float:
    """MiB of a process that only imports the two."""
    code = "import aiogram, sqlalchemy.ext.asyncio, sys; print(flush=True); sys.stdin.read()"
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdin=pipe, stdout=pipe)
    assert process.stdout
    await process.stdout.readline()
    found = _resident(process.pid)
    await process.communicate(b"")
    return found


async def _until_poll(sandbox: Sandbox, command: Sequence[str]) -> tuple[float, float]:
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        account = next(iter(sandbox.realm.world.bots.values()))
        while sandbox.polls.of(account).token is None:
            await sandbox.realm.moved.wait(0.005)
        return time.perf_counter() - begun, _resident(process.pid)
    finally:
        process.terminate()
        await process.wait()


def _resident(number: int) -> float:
    """MiB, as Linux counts them for a process."""
    status = Path(f"/proc/{number}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found, os.uname().sysname
    return int(found.group(1)) / 1024
