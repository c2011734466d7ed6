"""How far a long piece of work has come, in one message that changes.

`async with meter(show) as told:` gives what the work calls, inside a transaction or not: nothing is awaited there. A
task beside it tells the latest step as fast as the messenger takes it; short work says nothing at all.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message

from bot.domain.reports import Step, Told
from bot.ui.screen import Screen
from bot.ui.screens import exports as screens
from bot.ui.show import Show


@asynccontextmanager
async def meter(show: Show) -> AsyncIterator[Told]:
    """What the work raises comes out as it is, not in a group."""
    teller, failure = _Teller(show), None
    async with asyncio.TaskGroup() as group:
        group.create_task(teller.tell())
        try:
            yield teller.hear
        except Exception as error:
            failure = error
        teller.end()
    await teller.close(well=failure is None)
    if failure is not None:
        raise failure


class _Teller:
    def __init__(self, show: Show) -> None:
        self._show = show
        self._news = asyncio.Event()
        self._latest: Step | None = None
        self._ended = False
        self._message: Message | None = None

    def hear(self, step: Step) -> None:
        self._latest = step
        self._news.set()

    def end(self) -> None:
        self._ended = True
        self._news.set()

    async def tell(self) -> None:
        await self._news.wait()
        while not self._ended:
            self._news.clear()
            if self._latest is not None:
                await self._say(screens.progress(self._latest))
            await self._news.wait()

    async def close(self, *, well: bool) -> None:
        if self._message is not None:
            await self._say(screens.progress_over(well=well))

    async def _say(self, screen: Screen) -> None:
        """A word on the way is never worth the work itself."""
        with suppress(TelegramAPIError):
            if self._message is None:
                self._message = await self._show.new(screen)
            else:
                await self._show.edit(self._message, screen)
