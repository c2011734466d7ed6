"""Updates in: stored first, acknowledged then, handled in order per person.

aiogram's own `start_polling` acknowledges before handling: a crash would lose what a person did. Here the offset moves
on only after the batch is in the inbox (`bot/usecases/inbox.py`).

| what happens to an update | what becomes of it |
| --- | --- |
| its handler ends | its row is closed, the body erased |
| the program has an error | an apology, a log line, closed with the name of the error |
| Telegram or the database are away | its person waits, it is tried until they are back; nobody reads of a failure |
| they are there, but fail at this one | after `TRIES` it is set aside, the next is handled; later it is tried again |
| the process dies | the next one finds it in the inbox |
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramUnauthorizedError
from aiogram.methods import TelegramMethod

from bot.texts import say
from bot.ui.lanes import Lanes
from bot.ui.passing import passes
from bot.usecases import inbox
from bot.usecases.context import Context
from bot.usecases.inbox import Raw, Turn, Waiting

log = structlog.get_logger()

ALLOWED = ("message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Between tries while Telegram or the database cannot be reached; the last one again and again."""
TRIES = 4
"""So often an update may fail though both can be reached; some 18 seconds."""
PROBE_SECONDS = 10


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
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._bot, self._dispatcher, self._context = bot, dispatcher, context
        self._stored, self._handled, self._pauses = stored, handled, pauses
        self._name = str(bot.id)
        self.lanes = Lanes(self._handle, self._crowded, self._more)
        self._ended: dict[int, str | None] = {}
        self._closing = asyncio.Lock()
        self._failed: dict[int, tuple[int, int]] = {}
        """Of those in a lane: how often in all, and how often by the update's own fault."""
        self._begun: set[int] = set()
        """Of those in a lane: their try is noted."""
        self._aside: set[int] = set()
        """Rows that failed too often and wait in the inbox for the next look through it."""

    async def resume(self) -> None:
        """Line up what a process that is gone left behind."""
        for sender in await inbox.unfinished(self._context, self._name):
            self.lanes.wake(sender)

    async def sweep(self) -> None:
        """Line up what has been open for long, whoever left it: another process that died, or this one for a while."""
        await self._flush()
        self._aside.clear()
        for sender in await inbox.abandoned(self._context, self._name):
            self.lanes.wake(sender)

    async def take(self, updates: list[Raw]) -> None:
        """Store a batch and line it up; the caller may acknowledge when this returns."""
        for waiting in await inbox.store(self._context, self._name, updates):
            self.lanes.put(waiting)
        if updates:
            await self._stored()

    async def poll(self) -> None:
        """Ask Telegram for updates until cancelled. Raises TelegramUnauthorizedError for a wrong token."""
        offset: int | None = None
        failed = 0
        while True:
            try:
                updates = await self._bot(GetRawUpdates(offset=offset), request_timeout=POLL_SECONDS + 10)
                await self.take(updates)
                offset = max((update["update_id"] for update in updates), default=(offset or 1) - 1) + 1
                failed = 0
            except TelegramUnauthorizedError:
                raise
            except Exception as error:
                self._complain(error)
                await asyncio.sleep(self._pause(failed))
                failed += 1

    def _complain(self, error: Exception) -> None:
        if isinstance(error, TelegramConflictError):
            log.warning("another process asks for the updates of this bot")
        elif isinstance(error, AiogramError) or passes(error):
            log.warning("no updates for now", error=type(error).__name__)
        else:
            log.exception("updates not taken")

    def _pause(self, failed: int) -> float:
        return self._pauses[min(failed, len(self._pauses) - 1)]

    async def _more(self, sender: str, limit: int) -> list[Waiting]:
        """The next of somebody who has more in the inbox than is kept at hand."""
        failed = 0
        while True:
            try:
                found = await inbox.line_of(self._context, self._name, sender, limit + len(self._aside))
                return [waiting for waiting in found if waiting.row_id not in self._aside][:limit]
            except Exception as error:
                self._complain(error)
                await asyncio.sleep(self._pause(failed))
                failed += 1

    async def _handle(self, waiting: Waiting) -> float | None:
        """Give one update to its handler, whatever happens; a number is when to try this one again."""
        try:
            await self._try(waiting)
            pause = None
        except Exception as error:
            pause = await self._after(waiting, error)
        if pause is None:
            self._failed.pop(waiting.row_id, None)
            self._begun.discard(waiting.row_id)
        self._handled()
        return pause

    async def _try(self, waiting: Waiting) -> None:
        """Raises what passes by itself; handling twice makes nothing new."""
        if waiting.row_id in self._ended:
            return
        begun = waiting.row_id in self._begun
        turn = Turn.GO if begun else await inbox.begin(self._context, waiting)
        if turn is Turn.GO:
            self._begun.add(waiting.row_id)
            await self._close(waiting, await self._feed(waiting))
        elif turn is Turn.GIVEN_UP:
            log.error("update given up", update_id=waiting.body.get("update_id"))
            await self._tell(waiting, "failure")

    async def _feed(self, waiting: Waiting) -> str | None:
        """The name of the error that ended it, None when all went well."""
        try:
            await self._dispatcher.feed_raw_update(self._bot, waiting.body)
        except Exception as error:
            if passes(error):
                raise
            log.warning("update ended with an error", error=type(error).__name__)
            return type(error).__name__
        return None

    async def _after(self, waiting: Waiting, error: Exception) -> float | None:
        """How long its person waits for the next try; None to go on without it: it stays in the inbox."""
        number, known = waiting.body.get("update_id"), passes(error)
        times, own = self._failed.get(waiting.row_id, (0, 0))
        reached, still = await self._way(waiting)
        own += reached
        self._failed[waiting.row_id] = times + 1, own
        if not still:
            return None
        if known and own < TRIES:
            log.warning("update waits", update_id=number, error=type(error).__name__, telegram_and_database=reached)
            return self._pause(times)
        self._aside.add(waiting.row_id)
        log.error("update set aside", update_id=number, error=type(error).__name__, exc_info=None if known else error)
        return None

    async def _way(self, waiting: Waiting) -> tuple[bool, bool]:
        """Whether Telegram and the database can be reached, and whether the update is still to be handled."""
        try:
            still = await inbox.is_open(self._context, waiting.row_id)
            await self._bot.get_me(request_timeout=PROBE_SECONDS)
        except Exception as error:
            log.info("not reached", error=type(error).__name__)
            return False, True
        return True, still

    async def _close(self, waiting: Waiting, error: str | None) -> None:
        """It has had its effect. Where that cannot be noted now it is with the next one, or by `sweep`."""
        self._ended[waiting.row_id] = error
        try:
            await self._flush()
        except Exception as trouble:
            log.warning("not closed for now", error=type(trouble).__name__)

    async def _flush(self) -> None:
        """Note all that ended while others were being closed: one transaction for many."""
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
        """One word to somebody who taps faster than can be answered."""
        await self._tell(waiting, "crowded")

    async def _tell(self, waiting: Waiting, text: str) -> None:
        """It is no matter when this does not arrive."""
        chat = waiting.sender.partition(":")[2]
        try:
            await self._bot.send_message(chat, say(text))
        except AiogramError as error:
            log.info("not told", text=text, error=type(error).__name__)
