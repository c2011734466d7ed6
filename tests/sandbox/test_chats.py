"""Who can be written to (botapi rules, 5), and groups."""

from typing import Any

import pytest

from tests.sandbox.bots import RawBot
from tests.sandbox.world import Someone, World

GROUP = -500
SUPERGROUP = -1_000_000_000_500


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        ({"blocked": True}, "403 Forbidden: bot was blocked by the user"),
        ({"deactivated": True}, "403 Forbidden: user is deactivated"),
        ({"started": False}, "403 Forbidden: bot can't initiate conversation with a user"),
    ],
)
async def test_people_who_cannot_be_reached(
    world: World, bot: RawBot, anna: Someone, state: dict[str, bool], refusal: str
) -> None:
    await world.ask("POST", "/control/people/101/state", state)
    for method, params in (("sendMessage", {"text": "x"}), ("sendChatAction", {"action": "typing"})):
        assert await bot.refused(method, chat_id=101, **params) == refusal


@pytest.mark.parametrize(
    ("chat_id", "refusal"),
    [
        ("", "400 Bad Request: chat_id is empty"),
        (555, "400 Bad Request: chat not found"),
        ("@nobody", "400 Bad Request: chat not found"),
        ("x", "400 Bad Request: chat not found"),
        (1000, "403 Forbidden: the bot can't send messages to the bot"),
    ],
)
async def test_chats_that_are_none(bot: RawBot, chat_id: Any, refusal: str) -> None:
    assert await bot.refused("sendMessage", chat_id=chat_id, text="x") == refusal


async def test_blocking_and_coming_back_are_told_to_the_bot(world: World, bot: RawBot, anna: Someone) -> None:
    await bot.updates()
    await world.ask("POST", "/control/people/101/state", {"blocked": True})
    await anna.says("я снова здесь", wait=False)
    blocked, back, message = await bot.updates()
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert message["message"]["text"] == "я снова здесь"
    await bot.call("sendMessage", chat_id=101, text="x")


async def test_deleted_account_writes_nothing(world: World, anna: Someone) -> None:
    await world.ask("POST", "/control/people/101/state", {"deactivated": True})
    with pytest.raises(AssertionError, match="deactivated"):
        await anna.says("ау", wait=False)


async def test_group_hears_and_is_heard(world: World, bot: RawBot, anna: Someone) -> None:
    await bot.updates()
    await world.ask("POST", "/control/groups", {"id": GROUP, "title": "Школа № 3", "members": [101, 1000]})
    await world.ask("POST", "/control/people/101/text", {"text": "всем привет", "chat": GROUP})
    (update,) = await bot.updates()
    assert update["message"]["chat"] == {"id": GROUP, "type": "group", "title": "Школа № 3"}
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    await bot.call("sendMessage", chat_id=GROUP, text="x", reply_markup=markup)
    await world.ask("POST", "/control/people/101/press", {"button": "a", "chat": GROUP})
    (update,) = await bot.updates()
    await bot.call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="y")
    assert await bot.call("getChatMemberCount", chat_id=GROUP) == 2
    assert (await bot.call("getChatMember", chat_id=GROUP, user_id=101))["status"] == "member"
    assert (
        await bot.refused("deleteMessage", chat_id=GROUP, message_id=1) == "400 Bad Request: message can't be deleted"
    )
    await bot.call("leaveChat", chat_id=GROUP)
    refusal = await bot.refused("sendMessage", chat_id=GROUP, text="x")
    assert refusal == "403 Forbidden: bot is not a member of the group chat"


@pytest.mark.parametrize(
    ("group", "facts", "refusal"),
    [
        (GROUP, {"bot_state": "kicked"}, "403 Forbidden: bot was kicked from the group chat"),
        (SUPERGROUP, {"bot_state": "kicked"}, "403 Forbidden: bot was kicked from the supergroup chat"),
        (SUPERGROUP, {"bot_state": "left"}, "403 Forbidden: bot is not a member of the supergroup chat"),
        (GROUP, {"gone": True}, "403 Forbidden: the group chat was deleted"),
    ],
)
async def test_groups_that_cannot_be_reached(
    world: World, bot: RawBot, group: int, facts: dict[str, Any], refusal: str
) -> None:
    await world.ask("POST", "/control/groups", {"id": group, **facts})
    assert await bot.refused("sendMessage", chat_id=group, text="x") == refusal


async def test_upgraded_group_names_its_successor(world: World, bot: RawBot) -> None:
    await world.ask("POST", "/control/groups", {"id": GROUP, "migrated_to": SUPERGROUP})
    answer = await bot.answer("sendMessage", chat_id=GROUP, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": SUPERGROUP}


async def test_chat_and_members_are_shown(bot: RawBot, anna: Someone) -> None:
    chat = await bot.call("getChat", chat_id=101)
    assert (chat["type"], chat["first_name"]) == ("private", "Анна")
    assert (await bot.call("getChatMember", chat_id=101, user_id=101))["user"]["first_name"] == "Анна"
    assert await bot.call("getChatMemberCount", chat_id=101) == 2
    assert await bot.refused("getChatMember", chat_id=101, user_id=7) == "400 Bad Request: invalid user_id specified"
    assert (
        await bot.refused("leaveChat", chat_id=101)
        == "400 Bad Request: chat member status can't be changed in private chats"
    )
    assert (
        await bot.refused("sendChatAction", chat_id=101, action="dance")
        == "400 Bad Request: wrong parameter action in request"
    )
