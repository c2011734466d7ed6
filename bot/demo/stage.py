"""The stage of the demo: the sandbox, the bot beside it as a real process, and the way to the morning of the story."""

import asyncio
import json
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.demo.seeding import seeding
from bot.demo.worlds import PLAN, World, people_of, spoken, tips_of
from bot.domain.errors import Refusal
from bot.sandbox import Sandbox
from bot.texts import say

FIRST_SCREENS = ("/status", "/measures", "/lessons")
"""What administrator, coordinator and teacher look at when a visitor comes."""
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Files:
    """Where a demo keeps its database, its chats and the settings of its bot."""

    database: Path
    chats: Path
    config: Path


class Stage:
    def __init__(self, told: World, files: Files, port: int) -> None:
        self.world, self.files, self.port = told, files, port
        self.sandbox = Sandbox(token=told["token"], bot_username=told["bot"], tips=tips_of(told))

    async def serve(self, *, keep: bool) -> None:
        """Until a signal comes; the chats are kept for `--keep`. Raises Refusal."""
        try:
            await self.sandbox.start("127.0.0.1", self.port)
        except OSError:
            raise Refusal("demo-port-busy", port=str(self.port)) from None
        _stop_on_signals()
        try:
            with suppress(asyncio.CancelledError):
                await self._play(self._before() if keep else None)
        finally:
            await self.sandbox.stop()

    def _before(self) -> str | None:
        """The chats of the last time, if there was one."""
        there = self.files.database.exists() and self.files.chats.exists()
        return self.files.chats.read_text(encoding="utf-8") if there else None

    async def _play(self, before: str | None) -> None:
        async with aiohttp.ClientSession(self.sandbox.base) as client:
            control = Control(client)
            if before is None:
                await self._begin(control)
            else:
                await control.post("/control/load", json.loads(before))
            self.files.config.write_text(_settings(self.sandbox.base, self.world, self.files), encoding="utf-8")
            async with _running_bot(self.files.config) as bot:
                if before is None:
                    await self._live(control, bot)
                print(self._words(), flush=True)  # noqa: T201 - this is what the command says
                try:
                    await bot.wait()
                finally:
                    self.files.chats.write_text(await control.get("/control/save"), encoding="utf-8")
            raise Refusal("demo-bot-stopped")

    async def _begin(self, control: "Control") -> None:
        """A new world: nothing of the last one is left, its people have opened the bot, the clock stands early."""
        for stale in self.files.database.parent.glob("demo*"):
            stale.unlink()
        shutil.rmtree(copies_of(self.files), ignore_errors=True)
        for person in people_of(self.world):
            await control.post("/control/people", person)
            await control.post(f"/control/people/{person['id']}/state", {"started": True})
        await control.clock(self.world["begins_at"])

    async def _live(self, control: "Control", bot: asyncio.subprocess.Process) -> None:
        """From the early morning on which all join to the screens of the story. The bot starts meanwhile; what it has
        to tell waits until its silence ends, so that it is told once and whole."""
        async with seeding(f"sqlite+aiosqlite:///{self.files.database}", self.world) as seeder:
            await seeder.gather()
            await self._followed(bot)
            await control.clock(self.world["launch_heard_at"])
            await seeder.summer()
        for moment in (self.world["summer_ends_at"], self.world["starts_at"]):
            await control.clock(moment)
        people = people_of(self.world)
        for person, command in zip(people, FIRST_SCREENS, strict=False):
            await control.post(f"/control/people/{person['id']}/text", {"text": command})
        await control.quiet()
        for person in people:
            await control.post(f"/control/people/{person['id']}/read", {})

    async def _followed(self, bot: asyncio.subprocess.Process) -> None:
        """Until the bot lives by the clock of the sandbox. Raises Refusal when it has ended before."""
        clock = self.sandbox.realm.clock
        while not clock.followers:
            if bot.returncode is not None:
                raise Refusal("demo-bot-stopped")
            await clock.changed.wait(1)

    def _words(self) -> str:
        steps = "\n".join(f"  {number}. {tip}" for number, tip in enumerate(tips_of(self.world), start=1))
        moment = spoken(self.world["starts_at"])
        return say("demo-ready", address=self.sandbox.base, moment=moment, steps=steps, plan=str(PLAN))


class Control:
    """The sandbox's control API, as any program uses it."""

    def __init__(self, client: aiohttp.ClientSession) -> None:
        self._client = client

    async def post(self, path: str, order: Any) -> None:
        async with self._client.post(path, json=order) as answer:
            answer.raise_for_status()

    async def get(self, path: str) -> str:
        async with self._client.get(path) as answer:
            answer.raise_for_status()
            return await answer.text()

    async def quiet(self) -> None:
        await self.post("/control/quiet", {"timeout": PATIENCE})

    async def clock(self, moment: datetime) -> None:
        """Move the clock and let the bot do what is due."""
        await self.post("/clock", {"at": moment.isoformat(), "timeout": PATIENCE})
        await self.quiet()


def _stop_on_signals() -> None:
    """SIGINT and SIGTERM cancel the task that calls this."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - called by a coroutine
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


@asynccontextmanager
async def _running_bot(config: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", "--config", str(config))
    try:
        yield bot
    finally:
        if bot.returncode is None:
            bot.terminate()
            await bot.wait()


def copies_of(files: Files) -> Path:
    """Where the demo's bot keeps the nightly copies of its database."""
    return files.database.parent / "copies"


def _settings(base: str, told: World, files: Files) -> str:
    return (
        f'[telegram]\ntoken = "{told["token"]}"\napi_base = "{base}"\n'
        f'[database]\nurl = "sqlite+aiosqlite:///{files.database}"\n'
        f'[backup]\nfolder = "{copies_of(files)}"\n'
        f'[clock]\nfollow = "{base}"\n[log]\nlevel = "warning"\n'
    )
