"""Updates in: stored first, acknowledged then, handled in order per person.

aiogram's own `start_polling` acknowledges before handling: a crash would lose what a person did. Here the offset moves
on only after the batch is in the inbox (`bot/usecases/inbox.py`).
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

from bot.texts import say
from bot.ui.lanes import Lanes
from bot.usecases import inbox
from bot.usecases.context import Context
from bot.usecases.inbox import Raw, Waiting

log = structlog.get_logger()

ALLOWED = ("message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
LONGEST_PAUSE = 30.0
RETRY_PAUSES = (1.0, 5.0, 20.0)
"""Between tries of one update while Telegram cannot be reached: its person waits, nobody else does."""


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates` as plain JSON: one update that aiogram cannot read must not hold up the rest."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = POLL_SECONDS
    allowed_updates: tuple[str, ...] = ALLOWED


class Intake:
    """Brings updates from Telegram to the handlers.

    `stored` is awaited when a batch is in the inbox and not yet acknowledged; `handled` is called after each update.
    """

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        context: Context,
        stored: Callable[[], Awaitable[None]],
        handled: Callable[[], None],
    ) -> None:
        self._bot, self._dispatcher, self._context = bot, dispatcher, context
        self._stored, self._handled = stored, handled
        self._name = str(bot.id)
        self.lanes = Lanes(self._handle, self._crowded)
        self._ended: dict[int, str | None] = {}
        self._closing = asyncio.Lock()

    async def resume(self) -> None:
        """Line up what a process that is gone left behind."""
        for waiting in await inbox.unfinished(self._context, self._name):
            self.lanes.put(waiting)

    async def take(self, updates: list[Raw]) -> None:
        """Store a batch and line it up; the caller may acknowledge when this returns."""
        for waiting in await inbox.store(self._context, self._name, updates):
            self.lanes.put(waiting)
        if updates:
            await self._stored()

    async def poll(self) -> None:
        """Ask Telegram for updates until cancelled. Raises TelegramUnauthorizedError for a wrong token."""
        offset: int | None = None
        pause = 1.0
        while True:
            try:
                updates = await self._bot(GetRawUpdates(offset=offset), request_timeout=POLL_SECONDS + 10)
                await self.take(updates)
                offset = max((update["update_id"] for update in updates), default=(offset or 1) - 1) + 1
                pause = 1.0
            except TelegramUnauthorizedError:
                raise
            except (AiogramError, OSError, TimeoutError) as error:
                if isinstance(error, TelegramConflictError):
                    log.warning("another process asks for the updates of this bot")
                else:
                    log.warning("no updates for now", error=type(error).__name__, pause=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _handle(self, waiting: Waiting) -> None:
        """Give one update to its handler. Whatever happens, the lane goes on."""
        try:
            if await inbox.begin(self._context, waiting):
                await self._close(waiting, await self._feed(waiting))
        except Exception:
            log.exception("update left for the next start", update_id=waiting.body.get("update_id"))
        self._handled()

    async def _close(self, waiting: Waiting, error: str | None) -> None:
        """Together with all that ended while others were being closed: one transaction for many."""
        self._ended[waiting.row_id] = error
        async with self._closing:
            ended, self._ended = self._ended, {}
            if not ended:
                return
            try:
                await inbox.finish(self._context, ended)
            except BaseException:
                self._ended = {**ended, **self._ended}
                raise

    async def _crowded(self, waiting: Waiting) -> None:
        """One word to somebody who taps faster than can be answered; it is no matter when it does not arrive."""
        chat = waiting.sender.partition(":")[2]
        try:
            await self._bot.send_message(chat, say("crowded"))
        except AiogramError as error:
            log.info("not told to wait", error=type(error).__name__)

    async def _feed(self, waiting: Waiting) -> str | None:
        """The name of the error that ended it, None when all went well. Handling twice makes nothing new."""
        for pause in (*RETRY_PAUSES, None):
            try:
                await self._dispatcher.feed_raw_update(self._bot, waiting.body)
            except (TelegramNetworkError, TelegramServerError) as error:
                if pause is None:
                    return type(error).__name__
                await asyncio.sleep(pause)
            except Exception as error:
                log.warning("update ended with an error", error=type(error).__name__)
                return type(error).__name__
            else:
                return None
        return None
