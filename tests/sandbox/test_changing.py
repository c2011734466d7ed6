"""Edits, deletions, answers to taps (botapi rules, 4)."""

from typing import Any

import pytest

from tests.sandbox.bots import RawBot
from tests.sandbox.world import Someone, World

BUTTON = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
SAME = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def sent(bot: RawBot, **more: Any) -> int:
    return int((await bot.call("sendMessage", chat_id=101, text="x", **more))["message_id"])


async def test_edit_changes_text_and_takes_buttons_away(bot: RawBot, anna: Someone) -> None:
    number = await sent(bot, reply_markup=BUTTON)
    message = await bot.call("editMessageText", chat_id=101, message_id=number, text="y")
    assert message["edit_date"] >= message["date"]
    assert await anna.screen() == "y"


async def test_edit_to_the_same_is_refused(bot: RawBot, anna: Someone) -> None:
    number = await sent(bot, reply_markup=BUTTON)
    same = {"chat_id": 101, "message_id": number, "reply_markup": BUTTON}
    assert await bot.refused("editMessageText", text="x", **same) == SAME
    assert await bot.refused("editMessageReplyMarkup", **same) == SAME


async def test_own_messages_may_be_edited_at_any_age(world: World, bot: RawBot, anna: Someone) -> None:
    number = await sent(bot)
    await world.forward(days=400, wait=False)
    await bot.call("editMessageText", chat_id=101, message_id=number, text="y")


@pytest.mark.parametrize(
    ("method", "params", "refusal"),
    [
        ("editMessageText", {"message_id": 99, "text": "y"}, "400 Bad Request: message to edit not found"),
        ("editMessageText", {"text": "y"}, "400 Bad Request: message identifier is not specified"),
        ("editMessageText", {"message_id": 1, "text": "y"}, "400 Bad Request: message can't be edited"),
        (
            "editMessageCaption",
            {"message_id": 2, "caption": "y"},
            "400 Bad Request: there is no caption in the message to edit",
        ),
        (
            "editMessageReplyMarkup",
            {"message_id": 2, "reply_markup": {"keyboard": [[{"text": "a"}]]}},
            "400 Bad Request: inline keyboard expected",
        ),
        ("deleteMessage", {"message_id": 99}, "400 Bad Request: message to delete not found"),
        (
            "sendMessage",
            {"text": "y", "reply_parameters": {"message_id": 99}},
            "400 Bad Request: message to be replied not found",
        ),
        ("copyMessage", {"from_chat_id": 101, "message_id": 99}, "400 Bad Request: message to copy not found"),
        ("forwardMessage", {"from_chat_id": 101, "message_id": 99}, "400 Bad Request: message to forward not found"),
        (
            "deleteMessages",
            {"message_ids": list(range(1, 102))},
            "400 Bad Request: too many message identifiers specified",
        ),
        ("deleteMessages", {"message_ids": []}, "400 Bad Request: message identifiers are not specified"),
    ],
)
async def test_wrong_messages_are_refused(
    bot: RawBot, anna: Someone, method: str, params: dict[str, Any], refusal: str
) -> None:
    await sent(bot)
    assert await bot.refused(method, chat_id=101, **params) == refusal


async def test_caption_of_a_document_is_edited(bot: RawBot, anna: Someone) -> None:
    await anna.sends_file("a.txt", b"1", wait=False)
    file_id = (await anna.chat())[-1].file_id
    message = await bot.call("sendDocument", chat_id=101, document=file_id, caption="до")
    await bot.call(
        "editMessageCaption", chat_id=101, message_id=message["message_id"], caption="<b>после</b>", parse_mode="HTML"
    )
    assert await anna.screen() == "📄 a.txt\nпосле"


async def test_young_messages_of_both_sides_are_deleted(bot: RawBot, anna: Someone) -> None:
    number = await sent(bot)
    await bot.call("deleteMessages", chat_id=101, message_ids=[1, number, 77])
    assert await anna.chat() == []


async def test_message_older_than_48_hours_stays(world: World, bot: RawBot, anna: Someone) -> None:
    number = await sent(bot)
    await world.forward(hours=48, minutes=1, wait=False)
    refusal = await bot.refused("deleteMessage", chat_id=101, message_id=number)
    assert refusal == "400 Bad Request: message can't be deleted for everyone"


async def test_forward_names_its_source_and_copy_does_not(bot: RawBot, anna: Someone) -> None:
    await sent(bot)
    forwarded = await bot.call("forwardMessage", chat_id=101, from_chat_id=101, message_id=1)
    assert forwarded["forward_origin"]["sender_user"]["id"] == 101
    again = await bot.call("forwardMessage", chat_id=101, from_chat_id=101, message_id=forwarded["message_id"])
    assert again["forward_origin"] == forwarded["forward_origin"]
    copied = await bot.call("copyMessage", chat_id=101, from_chat_id=101, message_id=2, reply_markup=BUTTON)
    assert await anna.screen() == "x\n[a]"
    assert [
        one["message_id"]
        for one in await bot.call("copyMessages", chat_id=101, from_chat_id=101, message_ids=[1, 2, 50])
    ] == [
        copied["message_id"] + 1,
        copied["message_id"] + 2,
    ]
    assert len(await bot.call("forwardMessages", chat_id=101, from_chat_id=101, message_ids=[1, 2])) == 2


async def test_protected_message_is_not_passed_on(bot: RawBot, anna: Someone) -> None:
    number = await sent(bot, protect_content=True)
    refusal = await bot.refused("forwardMessage", chat_id=101, from_chat_id=101, message_id=number)
    assert refusal == "400 Bad Request: message can't be forwarded"


async def test_reply_shows_what_it_answers(bot: RawBot, anna: Someone) -> None:
    message = await bot.call("sendMessage", chat_id=101, text="y", reply_parameters={"message_id": 1})
    assert message["reply_to_message"]["text"] == "/start"
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await bot.call("sendMessage", chat_id=101, text="y", reply_parameters=lenient)


async def tapped(bot: RawBot, anna: Someone) -> str:
    await bot.updates()
    await sent(bot, reply_markup=BUTTON)
    return str((await anna.taps("a", wait=False))["query"])


async def test_tap_is_answered_once(bot: RawBot, anna: Someone) -> None:
    query = await tapped(bot, anna)
    await bot.call("answerCallbackQuery", callback_query_id=query, text="Готово", show_alert=True)
    assert (await anna.look())["answers"] == [
        {"query": query, "person": 101, "text": "Готово", "alert": True, "url": ""}
    ]
    assert await bot.refused("answerCallbackQuery", callback_query_id=query) == TOO_OLD


async def test_late_answer_and_unknown_query_are_refused(world: World, bot: RawBot, anna: Someone) -> None:
    query = await tapped(bot, anna)
    await world.forward(seconds=61, wait=False)
    assert await bot.refused("answerCallbackQuery", callback_query_id=query) == TOO_OLD
    assert await bot.refused("answerCallbackQuery", callback_query_id="777") == TOO_OLD


async def test_answer_has_at_most_200_characters(bot: RawBot, anna: Someone) -> None:
    query = await tapped(bot, anna)
    assert (
        await bot.refused("answerCallbackQuery", callback_query_id=query, text="я" * 201)
        == "400 Bad Request: MESSAGE_TOO_LONG"
    )
    await bot.call("answerCallbackQuery", callback_query_id=query, text="я" * 200)


async def test_tap_on_a_deleted_message_brings_an_inaccessible_one(world: World, bot: RawBot, anna: Someone) -> None:
    await bot.updates()
    number = await sent(bot, reply_markup=BUTTON)
    await bot.call("deleteMessage", chat_id=101, message_id=number)
    await anna.forges("b", number, wait=False)
    (update,) = await bot.updates()
    message = update["callback_query"]["message"]
    assert (message["date"], message["message_id"]) == (0, number)


async def test_person_edits_an_own_text(world: World, bot: RawBot, anna: Someone) -> None:
    await bot.updates()
    await world.ask("POST", "/control/people/101/edit", {"message_id": 1, "text": "иначе"})
    (update,) = await bot.updates()
    assert update["edited_message"]["text"] == "иначе"
