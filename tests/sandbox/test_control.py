"""The control API: people, journal, events, refusals."""

import asyncio
import json
from typing import Any

import pytest

from bot.sandbox import Sandbox
from tests.sandbox.bots import RawBot
from tests.sandbox.world import Someone, World


@pytest.mark.parametrize(
    ("method", "path", "order", "error"),
    [
        ("POST", "/control/people/999/text", {"text": "x"}, "no_such_person"),
        ("POST", "/control/people/x/text", {"text": "x"}, "bad_order"),
        ("POST", "/control/people/101/text", {}, "bad_order"),
        ("POST", "/control/people/101/text", {"text": " \n"}, "empty_text"),
        ("POST", "/control/people/101/text", {"text": "x" * 4097}, "long_text"),
        ("POST", "/control/people/101/text", {"text": "x", "chat": -5}, "no_such_group"),
        ("POST", "/control/people/101/text?bot=5", {"text": "x"}, "no_such_bot"),
        ("POST", "/control/people/101/press", {"button": "x", "message_id": 9}, "no_such_message"),
        ("POST", "/control/people/101/forward", {"message_id": 9}, "no_such_message"),
        ("POST", "/control/people/101/edit", {"message_id": 9, "text": "x"}, "no_such_message"),
        ("POST", "/control/people/101/state", {"blocked": "да"}, "bad_order"),
        ("POST", "/control/people/101/file", {}, "bad_order"),
        ("POST", "/control/people", {"first_name": ""}, "bad_order"),
        ("POST", "/control/people", {"id": 1000, "first_name": "Бот"}, "bad_order"),
        ("POST", "/control/groups", {"id": 5}, "bad_order"),
        ("POST", "/control/groups", {"id": -5, "bot_state": "asleep"}, "bad_order"),
        ("POST", "/control/settings", {"colour": 1}, "unknown_setting"),
        ("POST", "/control/settings", {"rate_limits": 1}, "bad_setting"),
        ("POST", "/control/load", {"form": 7}, "bad_save"),
        ("POST", "/control/load", {"form": 1}, "bad_save"),
        ("GET", "/control/files/none", None, "refused"),
        ("GET", "/clock?follower=a&since=x", None, "bad_order"),
        ("GET", "/control/people/101/chat?since=x", None, "bad_order"),
        ("GET", "/control/journal?since=x", None, "bad_order"),
        ("POST", "/control/quiet", {"timeout": "долго"}, "bad_order"),
        ("POST", "/control/groups", {"id": -5, "members": "все"}, "bad_order"),
        ("POST", "/control/people/101/text", {"text": "x", "chat": "x"}, "bad_order"),
    ],
)
async def test_wrong_orders_are_refused_with_a_code(
    world: World, anna: Someone, method: str, path: str, order: dict[str, Any] | None, error: str
) -> None:
    with pytest.raises(AssertionError, match=error):
        await world.ask(method, path, order)


async def test_damaged_save_changes_nothing(world: World, anna: Someone) -> None:
    saved = await world.saved()
    with pytest.raises(AssertionError, match="bad_save"):
        await world.load(saved | {"chats": [{"id": 1}]})
    assert (await world.saved())["people"] == saved["people"]


async def test_unread_counts_what_the_bot_wrote_since_the_last_look(world: World, bot: RawBot, anna: Someone) -> None:
    for text in ("раз", "два"):
        await bot.call("sendMessage", chat_id=101, text=text)
    assert (await anna.look())["person"]["unread"] == 2
    await world.ask("POST", "/control/people/101/read", {})
    assert (await anna.look())["person"]["unread"] == 0


async def test_names_and_role_of_a_known_person_change(world: World, anna: Someone) -> None:
    await world.person(101, "Анна", role="координатор", last_name="Петрова")
    (person,) = (await world.ask("GET", "/control/world"))["people"]
    assert (person["last_name"], person["role"], person["started"]) == ("Петрова", "координатор", True)


async def test_person_without_a_number_gets_the_next_one(world: World, anna: Someone) -> None:
    made = await world.ask("POST", "/control/people", {"first_name": "Борис"})
    assert made["id"] == 1001


async def test_journal_tells_every_call_as_a_line(world: World, bot: RawBot, anna: Someone) -> None:
    await bot.call("sendMessage", chat_id=101, text="x")
    await bot.refused("sendMessage", chat_id=101, text="")
    first, second = await world.journal("sendMessage")
    assert (first["status"], first["params"], first["answer"]["text"]) == (200, {"chat_id": "101", "text": "x"}, "x")
    assert second["answer"]["description"] == "Bad Request: message text is empty"
    assert await world.journal(since=second["n"]) == []
    await world.ask("DELETE", "/control/journal")
    assert await world.journal() == []


async def test_forged_and_forwarded_cards_reach_the_bot_as_such(world: World, bot: RawBot, anna: Someone) -> None:
    stranger = await world.person(666, "Чужой")
    await stranger.opens_link(wait=False)
    await bot.updates()
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "task:1"}]]}
    card = await bot.call("sendMessage", chat_id=101, text="карточка", reply_markup=markup)
    await stranger.forges("task:1", card["message_id"], of=anna, wait=False)
    await stranger.forwards(card["message_id"], of=anna, wait=False)
    forged, forwarded = await bot.updates()
    assert forged["callback_query"]["from"]["id"] == 666
    assert forged["callback_query"]["message"]["text"] == "карточка"
    assert forwarded["message"]["forward_origin"]["sender_user"]["is_bot"]
    assert "reply_markup" not in forwarded["message"]


async def test_every_change_is_told_to_those_who_look_on(
    sandbox: Sandbox, world: World, bot: RawBot, anna: Someone
) -> None:
    async with bot.session.get("/events") as stream:
        assert await stream.content.readline() == b": hello\n"
        message = await bot.call("sendMessage", chat_id=101, text="x")
        await bot.call("editMessageText", chat_id=101, message_id=message["message_id"], text="y")
        await bot.call("deleteMessage", chat_id=101, message_id=message["message_id"])
        await bot.call("sendChatAction", chat_id=101, action="typing")
        told: list[str] = []
        async with asyncio.timeout(10):
            while len(told) < 8:
                line = (await stream.content.readline()).decode()
                told += [line.removeprefix("event: ").strip()] if line.startswith("event: ") else []
    assert told == ["message", "call", "edited", "call", "deleted", "call", "action", "call"]


async def test_slow_listener_is_cut_off_and_forgotten(sandbox: Sandbox) -> None:
    listener = sandbox.realm.stream.listen()
    assert await anext(listener) == ": hello\n\n"
    for number in range(10_001):
        sandbox.realm.stream.publish("note", {"n": number})
    assert not sandbox.realm.stream.active
    events = [event async for event in listener]
    assert json.loads(events[0].split("data: ")[1]) == {"n": 0}


async def test_second_bot_has_chats_of_its_own(sandbox: Sandbox, world: World, bot: RawBot, anna: Someone) -> None:
    async with RawBot(sandbox, "77:other") as other:
        assert await other.refused("sendMessage", chat_id=101, text="x") == (
            "403 Forbidden: bot can't initiate conversation with a user"
        )
        await world.ask("POST", "/control/people/101/text?bot=77", {"text": "привет"})
        (update,) = await other.updates()
        assert update["message"]["text"] == "привет"
        await other.call("sendMessage", chat_id=101, text="другой")
    assert [message.text for message in await anna.chat()] == ["/start"]
