"""A bot as thin as can be: calls over HTTP and nothing else."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any

from aiohttp import ClientSession

from bot.sandbox import Sandbox


class RawBot:
    """Calls methods of the Bot API with JSON bodies. An async context manager."""

    def __init__(self, sandbox: Sandbox, token: str = "") -> None:
        self.path = f"/bot{token or sandbox.token}"
        self.session = ClientSession(sandbox.base)
        self.offset = 0

    async def __aenter__(self) -> "RawBot":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    async def answer(self, method: str, **params: Any) -> dict[str, Any]:
        """The whole envelope; its error_code is the HTTP status."""
        async with self.session.post(f"{self.path}/{method}", json=params) as response:
            body: dict[str, Any] = await response.json()
        assert response.status == (200 if body["ok"] else body["error_code"])
        return body

    async def call(self, method: str, **params: Any) -> Any:
        body = await self.answer(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """`code description` of a call that must fail."""
        body = await self.answer(method, **params)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"

    async def updates(self) -> list[dict[str, Any]]:
        """What has arrived since the last time; the next call confirms it."""
        found: list[dict[str, Any]] = await self.call("getUpdates", offset=self.offset, timeout=5)
        if found:
            self.offset = found[-1]["update_id"] + 1
        return found

    async def confirm(self) -> None:
        """Confirm what was fetched and ask for nothing more."""
        assert await self.call("getUpdates", offset=self.offset, timeout=0) == []


async def until(holds: Callable[[], bool]) -> None:
    """Let the event loop run until something holds."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0)
