"""Where stories are played: the whole bot in this process, and people who reach it through the sandbox over HTTP.

The parts are those of `python -m bot run` (`bot.app.assemble`): intake, lanes, ticker, gate, clock follower. Only the
start is quicker, for the program is loaded already. Acts of a person are counted: a story says how few it takes.

    async with a_stage(tmp_path, "2023-09-04T07:50:00+03:00") as stage:
        world = await sample.district(stage.context)
        anna = await stage.person(sample.ANNA, "Анна П.")
        await anna.says("/measures")
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import app
from bot.config import load
from bot.sandbox import Sandbox
from bot.usecases.clock import SystemClock
from bot.usecases.context import Context
from db.engine import create_engine, transactions
from db.models import Base
from tests.sandbox.world import Json, Someone, World
from tests.stories.pictures import take

PICTURES = os.environ.get("SHTURMAN_STORY_PICTURES", "")
"""A folder: every story leaves a picture of its last screen there (`make screenshots`)."""
TOKEN = "1000:stories"


@dataclass
class Effort:
    """What a person did since the count began."""

    taps: int = 0
    texts: int = 0
    files: int = 0


class Player(Someone):
    """A person whose acts are counted from `counts()` on. A tap is any pressed button, whatever it does."""

    def __init__(self, world: World, number: int, name: str) -> None:
        super().__init__(world, number, name)
        self.effort = Effort()

    def counts(self) -> None:
        """From here on: a push has just come, or a screen is open."""
        self.effort = Effort()

    async def says(self, text: str, *, wait: bool = True) -> None:
        self.effort.texts += 1
        await super().says(text, wait=wait)

    async def sends_file(self, name: str, content: bytes, caption: str = "", *, wait: bool = True) -> None:
        self.effort.files += 1
        await super().sends_file(name, content, caption, wait=wait)

    async def taps(
        self, button: str, *, message_id: int | None = None, index: int | None = None, wait: bool = True
    ) -> Json:
        self.effort.taps += 1
        return await super().taps(await self._whole(button), message_id=message_id, index=index, wait=wait)

    async def _whole(self, beginning: str) -> str:
        """The text of the newest button that begins so: what stands behind may be a number of the day."""
        for message in reversed(await self.chat()):
            texts = [text for row in message.buttons for text in row]
            for text in sorted(texts, key=lambda text: text != beginning):
                if text.startswith(beginning):
                    return text
        return beginning

    async def opens(self, row: str) -> None:
        """Press the digit of the line that bears this number of the plan, or these words."""
        text = (await self.last()).text
        line = next((line for line in text.splitlines() if f"({row})" in line or row in line), "")
        assert line, f"no line «{row}» in:\n{text}"
        await self.taps(line.split(".")[0])

    async def heard(self, words: str) -> int:
        """In how many messages of the bot these words stand now."""
        return sum(words in message.text for message in await self.chat() if message.from_bot)


@dataclass
class Stage:
    """The running bot; `context` is for preparing rows as earlier days would have made them."""

    world: World
    context: Context

    async def person(self, number: int, name: str) -> Player:
        """Somebody of the sample world, who has pressed Start long ago."""
        await self.world.person(number, name)
        await self.world.ask("POST", f"/control/people/{number}/state", {"started": True})
        return Player(self.world, number, name)

    async def clock_to(self, moment: str) -> None:
        await self.world.clock_to(moment)

    async def picture(self, story: str, person: Player, messages: int = 1) -> None:
        """The latest messages of this chat as `docs/stories.md` shows them; nothing but under `make screenshots`."""
        if PICTURES:
            await take(self.world.base, person.name, Path(PICTURES) / f"{story}.png", messages)


@asynccontextmanager
async def a_stage(folder: Path, moment: str, more: str = "") -> AsyncIterator[Stage]:
    """A sandbox whose clock stands at `moment` and the bot serving it; `more` is TOML for the configuration."""
    async with Sandbox(token=TOKEN, bot_username="shturman_bot") as sandbox, World(sandbox.base) as world:
        config = folder / "config.toml"
        config.write_text(
            f'[telegram]\ntoken = "{TOKEN}"\napi_base = "{sandbox.base}"\n'
            f'[database]\nurl = "sqlite+aiosqlite:///{folder}/shturman.sqlite3"\n'
            f'[clock]\nfollow = "{sandbox.base}"\n[log]\nlevel = "warning"\n{more}',
            encoding="utf-8",
        )
        await world.clock_to(moment, wait=False)
        settings = load(config)
        engine = await _prepared(settings.database.url)
        bot = app.build_bot(settings)
        clock = SystemClock()
        context = app.build_context(settings, transactions(engine), clock, "shturman_bot")
        application = app.assemble(settings, bot, context, clock)
        assert application.follower is not None
        try:
            await application.follower.catch_up()
            async with asyncio.TaskGroup() as group:
                work = group.create_task(application.work())
                await _polling(world, work)
                yield Stage(world, context)
                work.cancel()
        except ExceptionGroup as trouble:
            raise trouble.exceptions[0] from None  # the story's own failure, readable
        finally:
            await application.follower.close()
            await bot.session.close()
            await engine.dispose()


async def _prepared(url: str) -> AsyncEngine:
    engine = create_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return engine


async def _polling(world: World, work: asyncio.Task[None]) -> None:
    """Until the bot is about to ask for updates and has looked at the moment at which it starts."""
    async with asyncio.timeout(60):
        while not await world.journal("deleteWebhook"):
            assert not work.done(), "the bot stopped by itself"
            await asyncio.sleep(0.01)
    await world.quiet()
