"""Following the sandbox's clock (`[clock] follow`): virtual time is true time plus an offset.

The long poll `GET /clock?since=N&follower=ID` answers when the version is above N; the next call with `since=N`
confirms it. `busy` tells the sandbox how much is left to do, so that «wait for quiet» is a fact and not a guess
(docs/sandbox.md).
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import aiohttp
import structlog

from bot.usecases.clock import SystemClock

log = structlog.get_logger()

POLL_SECONDS = 25
PAUSE_SECONDS = 1.0


async def offset_of(address: str) -> timedelta:
    """How far the sandbox's clock is from true time, for a command that runs once and does not follow it."""
    try:
        async with aiohttp.ClientSession() as session, session.get(f"{address.rstrip('/')}/clock") as answer:
            return timedelta(seconds=float((await answer.json())["offset"]))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        log.debug("the sandbox's clock does not answer")
        return timedelta()


class ClockFollower:
    """Keeps `clock` in step with the sandbox at `address`; `moved` is called after each change."""

    def __init__(
        self, address: str, name: str, clock: SystemClock, moved: Callable[[], None], busy: Callable[[], int]
    ) -> None:
        self._address, self._name, self._clock = address.rstrip("/"), name, clock
        self._moved, self._busy = moved, busy
        self._version = -1
        self._session: aiohttp.ClientSession | None = None
        self._told: int | None = None
        """How much is left to do, as the sandbox heard it last; None when it may not have heard."""
        self._turn = asyncio.Lock()

    async def catch_up(self) -> None:
        """Take over the offset once, before anything else starts. A sandbox that is not there leaves true time."""
        await self._ask(seconds=0)

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            if not await self._ask(seconds=POLL_SECONDS):
                await asyncio.sleep(PAUSE_SECONDS)

    async def report(self) -> None:
        """Tell the sandbox how much is left to do; in a crowd once that there is something, not after each update.

        One after the other, so that the last word is the latest truth. Rest is told each time.
        """
        async with self._turn:
            busy = self._busy()
            if busy and self._told:
                return
            self._told = busy
            try:
                body = {"follower": self._name, "busy": busy}
                async with self._connection().post(f"{self._address}/clock/busy", json=body) as answer:
                    await answer.read()
            except (aiohttp.ClientError, TimeoutError):
                self._told = None
                log.debug("the sandbox does not take the report")

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _ask(self, seconds: int) -> bool:
        self._told = self._busy()
        query = {
            "since": str(self._version),
            "follower": self._name,
            "timeout": str(seconds),
            "busy": str(self._told),
        }
        try:
            async with self._connection().get(f"{self._address}/clock", params=query) as answer:
                state = await answer.json()
        except (aiohttp.ClientError, TimeoutError, ValueError):
            log.debug("the sandbox's clock does not answer")
            return False
        if int(state["version"]) != self._version:
            self._version = int(state["version"])
            self._clock.offset = timedelta(seconds=float(state["offset"]))
            self._moved()
        return True

    def _connection(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=POLL_SECONDS + 10))
        return self._session
