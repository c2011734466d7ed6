"""A real process of the bot beside a sandbox in the test's own process, as people and scripts meet it."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import Sandbox
from tests.sandbox.world import World

ROOT = Path(__file__).parents[2]
TOKEN = "1000:end-to-end"
PATIENCE = 90.0


@dataclass
class Bot:
    """The command line of one configuration, and the running process."""

    config: Path
    sandbox: Sandbox
    world: World
    process: asyncio.subprocess.Process | None = None

    async def command(self, *arguments: str) -> str:
        """Run one command to its end; its standard output. AssertionError with its words when it fails."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, "--config", str(self.config),
            cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
        return out.decode()

    async def start(self) -> None:
        """Start serving; returns when it follows the clock and is about to poll."""
        before = len(await self.world.journal("deleteWebhook"))
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--config", str(self.config), cwd=ROOT
        )
        async with asyncio.timeout(PATIENCE):
            while len(await self.world.journal("deleteWebhook")) == before:
                assert self.process.returncode is None, "the bot stopped by itself"
                await asyncio.sleep(0.1)

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()

    async def kill(self) -> None:
        """As a power cut does."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def a_bot(folder: Path, moment: str) -> AsyncIterator[Bot]:
    """A sandbox whose clock stands at `moment`, and a bot that is configured for it and not yet started."""
    sandbox = Sandbox(token=TOKEN, bot_username="shturman_bot")
    base = await sandbox.start("127.0.0.1", 0)
    config = folder / "config.toml"
    config.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\napi_base = "{base}"\n'
        f'[database]\nurl = "sqlite+aiosqlite:///{folder}/shturman.sqlite3"\n'
        f'[backup]\nfolder = "{folder}/backups"\n'
        f'[clock]\nfollow = "{base}"\n[log]\nlevel = "warning"\n',
        encoding="utf-8",
    )
    async with World(base, patience=PATIENCE) as world:
        await world.clock_to(moment)
        bot = Bot(config, sandbox, world)
        try:
            yield bot
        finally:
            await bot.stop()
            await sandbox.stop()


def link_in(text: str) -> str:
    """The first deep link of a text."""
    found = re.search(r"https://t\.me/\S+", text)
    assert found, text
    return found.group()
