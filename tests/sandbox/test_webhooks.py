"""Webhooks: setting them and delivery (botapi rules, 6)."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import Sandbox
from tests.sandbox.bots import RawBot, until
from tests.sandbox.world import Someone, World


class Hook:
    """A bot that is called: answers what `answers` says, in turn, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.seen: list[dict[str, Any]] = []
        self.secrets: list[str] = []
        self.answers: list[web.Response] = []
        self.hold = asyncio.Event()
        self.hold.set()

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.seen.append(body)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        await self.hold.wait()
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    hook.hold.set()
    await runner.cleanup()


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"url": "http://example.ru/"}, "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.ru:444/"},
            "400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "x"}, "400 Bad Request: invalid webhook URL specified"),
        ({"url": "https://[x"}, "400 Bad Request: invalid webhook URL specified"),
        ({"url": "https://a.ru", "secret_token": "x" * 257}, "400 Bad Request: secret token is too long"),
        ({"url": "https://a.ru", "secret_token": "я"}, "400 Bad Request: secret token contains unallowed characters"),
    ],
)
async def test_bad_webhooks_are_refused(bot: RawBot, params: dict[str, str], refusal: str) -> None:
    assert await bot.refused("setWebhook", **params) == refusal


async def test_second_webhook_within_a_second_is_too_much(bot: RawBot) -> None:
    await bot.call("setWebhook", url="https://example.ru/hook", max_connections=7)
    answer = await bot.answer("setWebhook", url="https://example.ru/hook")
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 1})
    info = await bot.call("getWebhookInfo")
    assert (info["url"], info["max_connections"]) == ("https://example.ru/hook", 7)
    await bot.call("deleteWebhook")
    assert (await bot.call("getWebhookInfo"))["url"] == ""


async def test_updates_are_delivered_with_the_secret(world: World, bot: RawBot, anna: Someone, hook: Hook) -> None:
    await bot.call("setWebhook", url=hook.url, secret_token="s-1")
    await anna.says("привет")
    assert [update["message"]["text"] for update in hook.seen] == ["/start", "привет"]
    assert hook.secrets == ["s-1", "s-1"]


async def test_refused_delivery_comes_again_at_once_and_in_order(bot: RawBot, anna: Someone, hook: Hook) -> None:
    hook.answers = [web.Response(status=500)]
    await bot.call("setWebhook", url=hook.url)
    await anna.says("потом")
    assert [update["message"]["text"] for update in hook.seen] == ["/start", "/start", "потом"]
    info = await bot.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_webhook_may_answer_with_a_call(bot: RawBot, anna: Someone, hook: Hook) -> None:
    hook.answers = [web.json_response({"method": "sendMessage", "chat_id": 101, "text": "сразу"})]
    await bot.call("setWebhook", url=hook.url)
    await anna.says("привет")
    assert await anna.screen() == "сразу"


async def test_journal_tells_what_became_of_an_answer(world: World, bot: RawBot, anna: Someone, hook: Hook) -> None:
    hook.answers = [
        web.json_response({"method": "sendJoke"}),
        web.Response(text="no JSON"),
        web.json_response({"method": "getMe"}),
    ]
    await bot.call("setWebhook", url=hook.url)
    await anna.says("раз")
    await anna.says("два")
    told = [(entry["method"], entry["status"]) for entry in await world.journal()]
    assert told == [("setWebhook", 200), ("sendjoke", 404)]


async def test_retry_after_of_a_webhook_is_obeyed(sandbox: Sandbox, bot: RawBot, anna: Someone, hook: Hook) -> None:
    hook.answers = [web.Response(status=503, headers={"Retry-After": "3600"})]
    await bot.call("setWebhook", url=hook.url)
    await until(lambda: len(hook.seen) == 1)
    await anna.says("ещё", wait=False)
    assert (await bot.call("getWebhookInfo"))["pending_update_count"] == 2
    assert len(hook.seen) == 1


async def test_messages_of_different_chats_do_not_wait_for_each_other(
    sandbox: Sandbox, world: World, bot: RawBot, anna: Someone, hook: Hook
) -> None:
    boris = await world.person(102, "Борис")
    hook.hold.clear()
    await bot.call("setWebhook", url=hook.url)
    await anna.says("вторая", wait=False)
    await boris.says("первое", wait=False)
    await until(lambda: len(hook.seen) == 2)
    assert {update["message"]["text"] for update in hook.seen} == {"/start", "первое"}
    hook.hold.set()
    await world.quiet()
    assert [update["message"]["text"] for update in hook.seen][2:] == ["вторая"]


async def test_pending_updates_are_dropped_on_demand(bot: RawBot, anna: Someone) -> None:
    await bot.call("deleteWebhook", drop_pending_updates=True)
    assert (await bot.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_farewells_are_refused(bot: RawBot) -> None:
    assert (await bot.refused("close")).startswith("429 Too Many Requests: retry after")
    assert (await bot.refused("logOut")).startswith("400 Bad Request: logged out bot")
