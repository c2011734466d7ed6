"""The one way out to Telegram: a request middleware that keeps the limits for the whole bot.

| what | how |
| --- | --- |
| answers to taps and words | go at once; each is taken off the bulk's allowance of that moment |
| bulk (reminders) | a soft ceiling a second, three in flight, behind the answers |
| one chat | one message in flight, whoever sends it |
| 429 | closes the gate for everybody for `retry_after`; answers wait, bulk comes back to the courier |

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiolimiter import AsyncLimiter

IN_FLIGHT = 3
BURST = 3
"""So much of the allowance may be caught up at once: a second never sees more than the ceiling and this."""
ANSWER_TRIES = 5

_bulk: ContextVar[bool] = ContextVar("bulk", default=False)


@contextmanager
def bulk() -> Iterator[None]:
    """Requests inside are reminders: they wait for their turn behind the answers."""
    token = _bulk.set(True)
    try:
        yield
    finally:
        _bulk.reset(token)


class Gate(BaseRequestMiddleware):
    """Registered once: `bot.session.middleware(Gate(settings.limits.bulk_per_second))`."""

    def __init__(
        self,
        per_second: int = 25,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._allowance = AsyncLimiter(BURST, BURST / per_second)
        self._places = asyncio.Semaphore(IN_FLIGHT)
        self._chats: dict[str, tuple[asyncio.Lock, int]] = {}
        self._closed_until = 0.0
        self._per_second = per_second
        self._debt = 0.0
        self._spare = 0.0
        self._settled = monotonic()
        self._answers: set[type[Any]] = set()
        """Classes of answers. aiogram asks pydantic for `Response[Message]` at each call, and pydantic builds it anew,
        in some 8 ms, unless somebody holds it."""
        self._monotonic, self._sleep = monotonic, sleep

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        self._answers.add(Response[method.__returning__])  # type: ignore[name-defined]
        chat = getattr(method, "chat_id", None)
        if chat is None:
            return await make_request(bot, method)
        async with self._chat(str(chat)):
            send = self._bulk if _bulk.get() else self._answer
            return await send(make_request, bot, method)

    @property
    def closed_for(self) -> float:
        """Seconds until the gate opens again; 0 while it is open."""
        return max(0.0, self._closed_until - self._monotonic())

    @property
    def owed(self) -> int:
        """Answers that went ahead and neither the bulk has paid for nor the time since."""
        self._settle()
        return math.ceil(self._debt)

    async def _answer(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """A person waits for this: it is tried again by itself when the gate was closed under it."""
        self._settle()
        self._debt += 1
        for _ in range(ANSWER_TRIES - 1):
            await self._wait()
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                self._close(error.retry_after)
        await self._wait()
        return await make_request(bot, method)

    async def _bulk(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Raises TelegramRetryAfter while the gate is closed: the delivery is then put off in the ledger."""
        async with self._places:
            await self._allow()
            left = self.closed_for
            if left:
                raise TelegramRetryAfter(method=method, message="the gate is closed", retry_after=math.ceil(left))
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                self._close(error.retry_after)
                raise

    async def _allow(self) -> None:
        """Answers that went ahead are paid for by the bulk, a few at a time so that it never stands still."""
        self._settle()
        owed = min(math.ceil(self._debt), BURST)
        self._debt = max(0.0, self._debt - owed)
        for _ in range(owed + 1):
            self._spare -= 1
            await self._allowance.acquire()

    def _settle(self) -> None:
        """What the bulk has not used of the allowance since the last time pays for answers."""
        now = self._monotonic()
        self._spare += (now - self._settled) * self._per_second
        self._settled = now
        if self._spare > 0:
            self._debt, self._spare = max(0.0, self._debt - self._spare), 0.0

    async def _wait(self) -> None:
        while (left := self.closed_for) > 0:
            await self._sleep(left)

    def _close(self, seconds: float) -> None:
        self._closed_until = max(self._closed_until, self._monotonic() + seconds)

    @asynccontextmanager
    async def _chat(self, chat: str) -> AsyncIterator[None]:
        """The turn of one chat; its lock is forgotten when nobody waits for it."""
        lock, users = self._chats.get(chat, (asyncio.Lock(), 0))
        self._chats[chat] = lock, users + 1
        try:
            async with lock:
                yield
        finally:
            lock, users = self._chats[chat]
            if users == 1:
                del self._chats[chat]
            else:
                self._chats[chat] = lock, users - 1
