"""The sandbox as one thing to start and stop."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType

from aiohttp import web

from bot.sandbox.clock import VirtualClock, true_now
from bot.sandbox.control.clock import ClockControl
from bot.sandbox.control.orders import refusals
from bot.sandbox.control.people import PeopleControl
from bot.sandbox.control.world import WorldControl
from bot.sandbox.gateway import Gateway
from bot.sandbox.methods.polling import Polls
from bot.sandbox.realm import Realm
from bot.sandbox.webhooks import Deliverer

PAGE = Path(__file__).parent / "page"
BODY_LIMIT = 300 * 1024 * 1024
"""A saved world may carry many files; the Bot API has limits of its own."""


class Sandbox:
    """A local Bot API server with a chat page, on one address. Use as an async context manager or start and stop it.

    `tips` are the first steps that the page shows to a newcomer. `now` is true time (for tests: one that stands);
    virtual time is that plus the offset set by `POST /clock`.
    """

    def __init__(
        self,
        *,
        token: str = "1000:sandbox",  # noqa: S107 - a token of a world that is not real
        bot_username: str = "shturman_demo_bot",
        bot_name: str = "Штурман",
        tips: Sequence[str] = (),
        now: Callable[[], datetime] = true_now,
    ) -> None:
        self.token = token
        self.realm = Realm(VirtualClock(now), tips)
        self.realm.world.register(token, bot_username, bot_name)
        self._base = ""
        self._gateway = Gateway(self.realm)
        self._runner: web.AppRunner | None = None
        self._stack = AsyncExitStack()
        self._deliveries: asyncio.Task[None] | None = None

    @property
    def base(self) -> str:
        """`http://host:port` of a running sandbox."""
        return self._base

    @property
    def polls(self) -> Polls:
        """Who is waiting for updates."""
        return self._gateway.polls

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen and say the address; port 0 takes a free one."""
        self._runner = web.AppRunner(self._app(), handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._base = f"http://{host}:{self._runner.addresses[0][1]}"
        tasks = await self._stack.enter_async_context(asyncio.TaskGroup())
        self._deliveries = tasks.create_task(Deliverer(self._gateway).run())
        return self._base

    async def stop(self) -> None:
        """Break what is open and free the port."""
        self.realm.stream.close()
        if self._deliveries is not None:
            self._deliveries.cancel()
        await self._stack.aclose()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> "Sandbox":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[refusals], client_max_size=BODY_LIMIT)
        app.add_routes(self._gateway.routes())
        for part in (PeopleControl(self.realm), ClockControl(self.realm), WorldControl(self.realm)):
            app.add_routes(part.routes())
        app.add_routes([web.get("/events", self._events), web.get("/", self._page)])
        app.router.add_static("/page", PAGE)
        return app

    async def _page(self, request: web.Request) -> web.FileResponse:
        headers = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:", "Cache-Control": "no-store"}
        return web.FileResponse(PAGE / "index.html", headers=headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        async for event in self.realm.stream.listen():
            await response.write(event.encode())
        return response
