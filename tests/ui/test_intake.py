"""Updates through the sandbox over HTTP: stored, handled in order, handled again after a crash."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiogram import BaseMiddleware, Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message, TelegramObject
from aiohttp import web

from bot.app import build_dispatcher
from bot.sandbox import Sandbox
from bot.texts import say
from bot.ui.intake import Intake
from bot.ui.webhook import HEADER, create_application
from bot.usecases import inbox
from bot.usecases.context import Context
from tests.sample import district
from tests.sandbox.world import World, sandbox, world

__all__ = ["sandbox", "world"]

TAMBOV = Path(__file__).parents[1] / "golden" / "roadmaps" / "real" / "tambov.docx"


class Crash(BaseMiddleware):
    """The process dies in the middle of handling, once."""

    def __init__(self) -> None:
        self.left = 1

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if self.left:
            self.left -= 1
            raise asyncio.CancelledError
        return await handler(event, data)


def echo() -> Dispatcher:
    router = Router()

    @router.message()
    async def answer(message: Message) -> None:
        await message.answer(f"эхо: {message.text}")

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


async def nothing() -> None:
    return None


@asynccontextmanager
async def served(context: Context, sandbox: Sandbox, dispatcher: Dispatcher) -> AsyncIterator[Intake]:
    """A bot that polls the sandbox while the block runs."""
    bot = Bot(sandbox.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.base)))
    intake = Intake(bot, dispatcher, context, stored=nothing, handled=lambda: None)
    await intake.resume()
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(intake.poll())
        lanes = group.create_task(intake.lanes.run())
        try:
            yield intake
        finally:
            polling.cancel()
            lanes.cancel()
    await bot.session.close()


async def test_an_update_is_answered_and_its_row_closed(
    sqlite_context: Context, sandbox: Sandbox, world: World
) -> None:
    anna = await world.person(101, "Анна")
    async with served(sqlite_context, sandbox, echo()):
        await anna.says("привет")
    assert (await anna.last()).text == "эхо: привет"
    assert await inbox.open_count(sqlite_context) == 0


async def test_an_answer_that_cannot_be_read_ends_nothing(
    sqlite_context: Context, sandbox: Sandbox, world: World
) -> None:
    """A web server between the bot and the Bot API says in HTML what went wrong with it."""
    anna = await world.person(101, "Анна")
    await world.fault("malformed", "getUpdates")
    async with served(sqlite_context, sandbox, echo()):
        await anna.says("привет")
    assert (await anna.last()).text == "эхо: привет"


async def test_what_a_dead_process_left_is_handled_by_the_next(
    sqlite_context: Context, sandbox: Sandbox, world: World
) -> None:
    anna = await world.person(101, "Анна")
    dying = echo()
    dying.update.outer_middleware(Crash())
    async with served(sqlite_context, sandbox, dying):
        await anna.says("первое", wait=False)
        await world.ask("POST", "/control/quiet", {"timeout": 2})
    assert await inbox.open_count(sqlite_context) == 1
    async with served(sqlite_context, sandbox, echo()):
        await world.quiet()
    assert [m.text for m in await anna.chat() if m.from_bot] == ["эхо: первое"]


async def test_a_handler_that_fails_does_not_hold_up_the_person(
    sqlite_context: Context, sandbox: Sandbox, world: World
) -> None:
    anna = await world.person(101, "Анна")
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        if message.text == "беда":
            raise RuntimeError
        await message.answer("хорошо")

    async with served(sqlite_context, sandbox, dispatcher):
        await anna.says("беда")
        await anna.says("дальше")
    assert (await anna.last()).text == "хорошо"
    assert await inbox.open_count(sqlite_context) == 0


async def said(sandbox: Sandbox, world: World, chat: str, words: str) -> list[tuple[str, str]]:
    """All that was sent or edited, as chat and text, once these words have come to this chat."""
    async with asyncio.timeout(60):
        while True:
            calls = [entry["params"] for entry in await world.journal()]
            texts = [
                (str(call["chat_id"]), str(call["text"])) for call in calls if "chat_id" in call and "text" in call
            ]
            if any(number == chat and words in text for number, text in texts):
                return texts
            await sandbox.realm.moved.wait(1)


async def test_two_hundred_taps_are_answered_in_order_with_one_word_and_hold_up_nobody(
    sqlite_context: Context, sandbox: Sandbox, world: World
) -> None:
    anna, boris = await world.person(101, "Анна"), await world.person(102, "Борис")
    for number in range(200):
        await anna.says(f"нажатие {number}", wait=False)
    await boris.says("и я", wait=False)
    async with served(sqlite_context, sandbox, echo()):
        sent = await said(sandbox, world, "101", "нажатие 199")
    hers = [text for chat, text in sent if chat == "101"]
    assert [text for text in hers if text != say("crowded")] == [f"эхо: нажатие {number}" for number in range(200)]
    assert hers.count(say("crowded")) == 1
    assert sent.index(("102", "эхо: и я")) < sent.index(("101", "эхо: нажатие 150")), "Boris waits for a batch at most"


async def test_a_slow_import_delays_nobody(sqlite_context: Context, sandbox: Sandbox, world: World) -> None:
    """The administrator's plan is read while Boris asks and is answered; the real handlers, the real worker process."""
    await district(sqlite_context)
    admin, boris = await world.person(1, "Админ"), await world.person(102, "Борис")
    await admin.opens_link(wait=False)
    await admin.sends_file("plan.docx", TAMBOV.read_bytes(), wait=False)
    await boris.says("/measures", wait=False)
    async with served(sqlite_context, sandbox, build_dispatcher(sqlite_context)):
        sent = await said(sandbox, world, "1", "44 мероприятия")
    assert "102" in [chat for chat, _ in sent], "Boris was answered before the preview came"


async def test_a_webhook_wants_the_secret_and_an_update(sqlite_context: Context) -> None:
    bot = Bot("42:TEST")
    intake = Intake(bot, echo(), sqlite_context, stored=nothing, handled=lambda: None)
    runner = web.AppRunner(create_application(intake, "/hook", "s" * 16), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    update = {"update_id": 5, "message": {"from": {"id": 101}}}
    right = {HEADER: "s" * 16}
    async with aiohttp.ClientSession(base) as client:
        statuses = [
            (await client.post("/hook", json=update)).status,
            (await client.post("/hook", json=update, headers={HEADER: "wrong"})).status,
            (await client.post("/hook", data=b"{", headers=right)).status,
            (await client.post("/hook", json=[1], headers=right)).status,
            (await client.post("/hook", json=update, headers=right)).status,
        ]
    await runner.cleanup()
    assert statuses == [403, 403, 400, 400, 200]
    assert await inbox.open_count(sqlite_context) == 1
