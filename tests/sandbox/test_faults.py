"""Rate limits and scripted faults (botapi rules, 9)."""

import pytest
from aiohttp import ClientError

from tests.sandbox.bots import RawBot
from tests.sandbox.world import Someone, World


async def test_burst_to_one_chat_is_slowed_down(world: World, bot: RawBot, anna: Someone) -> None:
    await world.settings(rate_limits=True, chat_burst=2, chat_per_second=0.001)
    for _ in range(2):
        await bot.call("sendMessage", chat_id=101, text="x")
    async with bot.session.post(f"{bot.path}/sendMessage", json={"chat_id": 101, "text": "x"}) as response:
        body = await response.json()
    retry_after = body["parameters"]["retry_after"]
    assert (response.status, body["description"]) == (429, f"Too Many Requests: retry after {retry_after}")
    assert response.headers["Retry-After"] == str(retry_after)
    await world.forward(seconds=retry_after, wait=False)
    await bot.call("sendMessage", chat_id=101, text="x")


async def test_limit_over_all_chats_counts_everybody(world: World, bot: RawBot, anna: Someone) -> None:
    boris = await world.person(102, "Борис")
    await boris.opens_link(wait=False)
    await world.settings(rate_limits=True, overall_per_second=2)
    answers = [(await bot.answer("sendMessage", chat_id=chat, text="x"))["ok"] for chat in (101, 102, 101, 102)]
    assert answers[:2] == [True, True]
    assert False in answers


@pytest.mark.parametrize(
    ("effect", "refusal"),
    [
        ("403", "403 Forbidden: bot was blocked by the user"),
        ("429", "429 Too Many Requests: retry after 7"),
        ("500", "500 Internal Server Error"),
    ],
)
async def test_nth_call_to_a_chat_is_refused(
    world: World, bot: RawBot, anna: Someone, effect: str, refusal: str
) -> None:
    boris = await world.person(102, "Борис")
    await boris.opens_link(wait=False)
    await world.fault(effect, "sendMessage", chat_id=101, nth=2, retry_after=7)
    await bot.call("sendMessage", chat_id=101, text="раз")
    await bot.call("sendMessage", chat_id=102, text="мимо")
    assert await bot.refused("sendMessage", chat_id=101, text="два") == refusal
    await bot.call("sendMessage", chat_id=101, text="три")
    assert [message.text for message in await anna.chat()][1:] == ["раз", "три"]


async def test_fault_may_bring_its_own_words_and_come_again(world: World, bot: RawBot, anna: Someone) -> None:
    await world.fault("403", times=2, description="Forbidden: user is deactivated")
    for _ in range(2):
        assert await bot.refused("getMe") == "403 Forbidden: user is deactivated"
    await bot.call("getMe")


@pytest.mark.parametrize(("effect", "took_effect"), [("drop_before", False), ("hang", False), ("drop_after", True)])
async def test_connection_breaks_before_or_after_the_effect(
    world: World, bot: RawBot, anna: Someone, effect: str, took_effect: bool
) -> None:
    await world.fault(effect, "sendMessage", seconds=0)
    with pytest.raises(ClientError):
        await bot.answer("sendMessage", chat_id=101, text="x")
    assert len(await anna.chat()) == 1 + took_effect
    assert [(entry["status"], entry["fault"]) for entry in await world.journal("sendMessage")] == [(0, effect)]


async def test_malformed_answer_is_no_json(world: World, bot: RawBot, anna: Someone) -> None:
    await world.fault("malformed", "sendMessage")
    async with bot.session.post(f"{bot.path}/sendMessage", json={"chat_id": 101, "text": "x"}) as response:
        with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
            await response.json()
    assert await anna.screen() == "x"


async def test_server_is_down_for_a_while_of_virtual_time(world: World, bot: RawBot, anna: Someone) -> None:
    await world.fault("down", seconds=60)
    for method in ("getMe", "getUpdates"):
        async with bot.session.post(f"{bot.path}/{method}") as response:
            assert response.status == 502
    await world.forward(seconds=61, wait=False)
    await bot.call("getMe")


async def test_faults_are_listed_and_taken_back(world: World, bot: RawBot) -> None:
    await world.fault("500", "getMe")
    (fault,) = await world.ask("GET", "/control/faults")
    assert (fault["effect"], fault["method"], fault["nth"]) == ("500", "getme", 1)
    assert await world.ask("DELETE", f"/control/faults/{fault['id']}") == []
    await world.fault("500", "getMe")
    await world.no_more_faults()
    await bot.call("getMe")


@pytest.mark.parametrize("order", [{"effect": "418"}, {"effect": "500", "colour": "red"}])
async def test_unknown_fault_is_refused(world: World, order: dict[str, str]) -> None:
    with pytest.raises(AssertionError, match="bad_fault"):
        await world.ask("POST", "/control/faults", order)
