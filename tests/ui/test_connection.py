"""The way to the Bot API: through a proxy, and to a server of one's own. The bot is the one that `run` builds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from traceback import format_exception
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramEntityTooLarge, TelegramNetworkError
from aiogram.types import BufferedInputFile
from aiohttp import web

from bot.app import build_bot
from bot.config import Settings, Telegram
from bot.domain.digests import Digest
from bot.sandbox import Sandbox
from bot.ui.courier import TelegramCourier
from bot.ui.passing import passes
from bot.usecases.courier import Recipient, Retry
from tests.proxies import proxy
from tests.sandbox.world import World, sandbox, world

__all__ = ["sandbox", "world"]

LOGIN, ENCODED = "school:with@sign", "school:with%40sign@"


@asynccontextmanager
async def built(sandbox: Sandbox, **telegram: str) -> AsyncIterator[Bot]:
    keys = {"token": sandbox.token, "api_base": sandbox.base, **telegram}
    bot = build_bot(Settings(telegram=Telegram.model_validate(keys)))
    try:
        yield bot
    finally:
        await bot.session.close()


@pytest.mark.parametrize("scheme", ["http", "socks5"])
@pytest.mark.parametrize(("encoded", "login"), [("", ""), (ENCODED, LOGIN)], ids=["open", "login"])
async def test_a_message_goes_through_the_proxy(
    sandbox: Sandbox, world: World, scheme: str, encoded: str, login: str
) -> None:
    anna = await world.person(101, "Анна")
    await anna.opens_link(wait=False)
    port = urlsplit(sandbox.base).port
    async with proxy(scheme) as running, built(sandbox, proxy=f"{scheme}://{encoded}127.0.0.1:{running.port}") as bot:
        assert (await bot.get_me()).username == "shturman_demo_bot"
        await bot.send_message(101, "Пункт 3")
        assert running.asked == [(login, "127.0.0.1", port)], "one connection, kept open"
    assert (await anna.last()).text == "Пункт 3"


async def closed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
    writer.close()


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_refuses_or_is_down_means_try_again(sandbox: Sandbox, scheme: str) -> None:
    server = await asyncio.start_server(closed, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with built(sandbox, proxy=f"{scheme}://127.0.0.1:{port}") as bot:
        for _ in ("refuses", "is down"):
            with pytest.raises(TelegramNetworkError):
                await bot.get_me()
            message = Digest(1, date(2023, 9, 13))
            outcome = await TelegramCourier(bot).deliver(Recipient(1, "telegram", "101"), message)
            assert outcome == Retry("TelegramNetworkError")
            server.close()
            await server.wait_closed()


Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def own_server(sandbox: Sandbox, instead: dict[str, Answer] | None = None) -> AsyncIterator[str]:
    """A Bot API behind a path, as a school's own web server puts it; everything else there is not found.

    `instead` answers what lies below "file" or "bot" by itself.
    """

    async def hand_on(request: web.Request) -> web.StreamResponse:
        address = f"{sandbox.base}/{request.match_info['rest']}"
        for start, answer_itself in (instead or {}).items():
            if request.match_info["rest"].startswith(start):
                return await answer_itself(request)
        kind = {"Content-Type": request.headers.get("Content-Type", "")}
        async with (
            aiohttp.ClientSession() as session,
            session.request(request.method, address, data=await request.read(), headers=kind) as answer,
        ):
            return web.Response(body=await answer.read(), status=answer.status, content_type=answer.content_type)

    application = web.Application()
    application.router.add_route("*", "/telegram/api/{rest:.+}", hand_on)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/telegram/api/"
    finally:
        await runner.cleanup()


async def test_an_own_server_may_stand_behind_a_path(sandbox: Sandbox, world: World) -> None:
    anna = await world.person(101, "Анна")
    await anna.opens_link(wait=False)
    async with own_server(sandbox) as base, built(sandbox, api_base=base) as bot:
        sent = await bot.send_document(101, BufferedInputFile(b"plan", "plan.txt"))
        assert sent.document is not None
        content = await bot.download(sent.document)
        assert content is not None
        assert content.read() == b"plan"
    assert (await anna.last()).file_name == "plan.txt"


async def gone(request: web.Request) -> web.StreamResponse:
    return web.Response(status=404)


async def astray(request: web.Request) -> web.StreamResponse:
    """What a provider's page does: sends on and on."""
    raise web.HTTPFound(request.path)


async def cut(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Length": "100"})
    await answer.prepare(request)
    await answer.write(b"half")
    assert request.transport is not None
    request.transport.close()
    return answer


@pytest.mark.parametrize("answer", [gone, astray, cut])
async def test_a_file_that_cannot_be_fetched_means_try_again_and_never_shows_the_token(
    sandbox: Sandbox, world: World, answer: Answer
) -> None:
    await (await world.person(101, "Анна")).opens_link(wait=False)
    async with own_server(sandbox, {"file/": answer}) as base, built(sandbox, api_base=base) as bot:
        sent = await bot.send_document(101, BufferedInputFile(b"plan", "plan.txt"))
        assert sent.document is not None
        with pytest.raises(TelegramNetworkError) as broken:
            await bot.download(sent.document)
    assert sandbox.token not in "".join(format_exception(broken.value))


async def test_a_request_led_astray_never_shows_the_token(sandbox: Sandbox) -> None:
    async with own_server(sandbox, {"bot": astray}) as base, built(sandbox, api_base=base) as bot:
        with pytest.raises(TelegramNetworkError) as broken:
            await bot.get_me()
    assert sandbox.token not in "".join(format_exception(broken.value))


async def too_large(request: web.Request) -> web.StreamResponse:
    told = {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    return web.json_response(told, status=413)


async def test_a_file_that_is_too_large_is_no_broken_connection(sandbox: Sandbox) -> None:
    async with own_server(sandbox, {"bot": too_large}) as base, built(sandbox, api_base=base) as bot:
        with pytest.raises(TelegramEntityTooLarge) as refused:
            await bot.send_document(101, BufferedInputFile(b"plan", "plan.txt"))
    assert not passes(refused.value)
