"""Paths, tokens, ways to pass parameters, wording of errors (botapi rules, 1)."""

import json
from io import BytesIO

import pytest
from aiohttp import FormData

from bot.sandbox.errors import ApiError
from bot.sandbox.methods.table import BOT_API, SERVED
from tests.sandbox.bots import RawBot
from tests.sandbox.spec import SPEC
from tests.sandbox.world import Someone, World

BY_HAND = {"getUpdates", "setWebhook"}


@pytest.mark.parametrize(
    ("message", "description"),
    [
        ("Message text is empty", "Bad Request: message text is empty"),
        ("BUTTON_DATA_INVALID", "Bad Request: BUTTON_DATA_INVALID"),
        ("Bad Request: as it is", "Bad Request: as it is"),
        ("A", "Bad Request: a"),
        ("", "Bad Request"),
    ],
)
def test_errors_are_worded_by_the_rule_of_the_server(message: str, description: str) -> None:
    assert ApiError(400, message).description == description


@pytest.mark.parametrize(
    ("code", "message", "shown"), [(303, "x", 400), (403, "CHAT_WRITE_FORBIDDEN", 400), (403, "Forbidden: x", 403)]
)
def test_codes_are_mapped_by_the_rule_of_the_server(code: int, message: str, shown: int) -> None:
    assert ApiError(code, message).code == shown


async def test_methods_are_found_in_any_case(bot: RawBot) -> None:
    assert (await bot.call("GETME"))["username"] == "shturman_demo_bot"


async def test_unknown_method_is_not_found(bot: RawBot) -> None:
    assert await bot.refused("getYou") == "404 Not Found: method not found"


@pytest.mark.parametrize("path", ["/bot", "/bot1000:sandbox", "/bot1000:sandbox/getMe/more"])
async def test_bad_path_is_not_found(bot: RawBot, path: str) -> None:
    async with bot.session.get(path) as response:
        assert (response.status, await response.json()) == (
            404,
            {"ok": False, "error_code": 404, "description": "Not Found"},
        )


@pytest.mark.parametrize(
    ("token", "description"),
    [
        ("nonsense", "Unauthorized: invalid token specified"),
        ("0:x", "Unauthorized: invalid token specified"),
        ("1000:other", "Unauthorized"),
    ],
)
async def test_wrong_tokens_are_unauthorized(bot: RawBot, token: str, description: str) -> None:
    async with bot.session.get(f"/bot{token}/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, description)


async def test_token_of_the_right_form_becomes_a_bot(bot: RawBot) -> None:
    async with bot.session.get("/bot77:AAE-x_1/getMe") as response:
        assert (await response.json())["result"]["id"] == 77


@pytest.mark.parametrize("way", ["query", "urlencoded", "json", "multipart"])
async def test_parameters_come_by_four_ways(bot: RawBot, anna: Someone, way: str) -> None:
    values = {
        "chat_id": "101",
        "text": "Привет",
        "reply_markup": json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}),
    }
    form = FormData(quote_fields=False)
    for name, value in values.items():
        form.add_field(name, value, content_type="text/plain; charset=utf-8")
    path = f"{bot.path}/sendMessage"
    ways = {
        "query": lambda: bot.session.get(path, params=values),
        "urlencoded": lambda: bot.session.post(path, data=values),
        "json": lambda: bot.session.post(path, json=values | {"chat_id": 101}),
        "multipart": lambda: bot.session.post(path, data=form),
    }
    async with ways[way]() as response:
        assert (await response.json())["ok"]
    assert await anna.screen() == "Привет\n[a]"


async def test_attached_file_is_found_by_its_name(bot: RawBot, anna: Someone) -> None:
    form = FormData(quote_fields=False)
    form.add_field("chat_id", "101")
    form.add_field("document", "attach://elsewhere")
    form.add_field("elsewhere", b"bytes", filename="отчёт.xlsx")
    async with bot.session.post(f"{bot.path}/sendDocument", data=form) as response:
        assert (await response.json())["ok"]
    assert await anna.last_file() == ("отчёт.xlsx", b"bytes")


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
async def test_too_many_parameters_are_refused(bot: RawBot, kind: str) -> None:
    body = b'{"chat_id":101,"text":"' + b"x" * 1024 * 1024 + b'"}'
    async with bot.session.post(
        f"{bot.path}/sendMessage", data=BytesIO(body), headers={"Content-Type": kind}
    ) as response:
        answer = await response.json()
    assert (response.status, answer["description"]) == (413, "Request Entity Too Large: too many parameters")


async def test_body_that_is_no_json_is_refused(bot: RawBot) -> None:
    headers = {"Content-Type": "application/json"}
    async with bot.session.post(f"{bot.path}/sendMessage", data=b"{", headers=headers) as response:
        assert response.status == 400


def test_every_method_of_the_bot_api_is_known_by_name() -> None:
    assert sorted(BOT_API.split()) == SPEC["all"]


def test_served_methods_are_those_of_the_fixture() -> None:
    assert {*SERVED, *BY_HAND} == SPEC["methods"].keys()


async def test_every_other_method_of_the_bot_api_is_refused_by_name(world: World, bot: RawBot) -> None:
    others = [name for name in SPEC["all"] if name not in SPEC["methods"]]
    assert len(others) > 100
    for name in others:
        assert await bot.refused(name) == f"400 Bad Request: method {name} is not served by the sandbox"
