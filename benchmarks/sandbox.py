"""The sandbox under a load of `sendMessage`, beside a bare aiohttp handler in the same process."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiohttp import ClientSession, TCPConnector, web

from bot.sandbox import Sandbox

CALLS = 2000
WORKERS = 8
TEXT = "<b>Просрочено</b>\n1. Перечень профильных классов (3.12)\n    срок был 12 августа, сб — 12 дней назад"
Figure = tuple[str, float, str]


async def run() -> list[Figure]:
    """Calls a second of both, and the share; the client's own cost is in each."""
    bare = await _bare()
    served = await _sandbox()
    return [
        ("bare aiohttp handler", bare, "calls/s"),
        ("sandbox, sendMessage", served, "calls/s"),
        ("sandbox as a share of the bare handler", 100 * served / bare, "%"),
    ]


async def _bare() -> float:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"ok": True, "result": True})

    app = web.Application()
    app.router.add_post("/bot1000:sandbox/sendMessage", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        return await _load(f"http://127.0.0.1:{runner.addresses[0][1]}")
    finally:
        await runner.cleanup()


async def _sandbox() -> float:
    async with Sandbox() as sandbox:
        async with ClientSession(sandbox.base) as session:
            for number in range(1, WORKERS + 1):
                await session.post("/control/people", json={"id": number, "first_name": "Анна"})
                await session.post(f"/control/people/{number}/link", json={})
        return await _load(sandbox.base)


async def _load(base: str) -> float:
    async with ClientSession(base, connector=TCPConnector(limit=WORKERS)) as session:
        await _spread(lambda number: _call(session, number), CALLS // 10)
        begun = time.perf_counter()
        await _spread(lambda number: _call(session, number), CALLS)
        return CALLS / (time.perf_counter() - begun)


async def _spread(call: Callable[[int], Awaitable[None]], calls: int) -> None:
    async def worker(number: int) -> None:
        for _ in range(calls // WORKERS):
            await call(number)

    async with asyncio.TaskGroup() as tasks:
        for number in range(1, WORKERS + 1):
            tasks.create_task(worker(number))


async def _call(session: ClientSession, chat: int) -> None:
    form = {"chat_id": str(chat), "text": TEXT, "parse_mode": "HTML"}
    async with session.post("/bot1000:sandbox/sendMessage", data=form) as response:
        assert response.status == 200
        await response.read()
