"""Keyboards (botapi rules, 3)."""

from typing import Any

import pytest

from tests.sandbox.bots import RawBot
from tests.sandbox.world import Someone, World

INLINE = "400 Bad Request: can't parse inline keyboard button: "


def one(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        (one(text="a", callback_data="я" * 32 + "x"), "400 Bad Request: BUTTON_DATA_INVALID"),
        (one(text="a", callback_data=""), INLINE + "Text buttons are unallowed in the inline keyboard"),
        (one(text="a"), INLINE + "Text buttons are unallowed in the inline keyboard"),
        (one(callback_data="x"), INLINE + 'Can\'t find field "text"'),
        (one(text="a", url="not a link"), "400 Bad Request: BUTTON_URL_INVALID"),
        ("{", "400 Bad Request: can't parse reply keyboard markup JSON object"),
        ([], "400 Bad Request: object expected as reply markup"),
        (
            {"inline_keyboard": [{"text": "a"}]},
            '400 Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"inline_keyboard": [[{"text": "a", "callback_data": "b"}] * 10] * 11},
            "400 Bad Request: reply markup is too long",
        ),
        (one(text="я" * 6000, callback_data="b"), "400 Bad Request: reply markup is too long"),
    ],
)
async def test_bad_keyboards_are_refused(bot: RawBot, anna: Someone, markup: Any, refusal: str) -> None:
    assert await bot.refused("sendMessage", chat_id=101, text="x", reply_markup=markup) == refusal


async def test_callback_data_may_have_64_bytes(bot: RawBot, anna: Someone) -> None:
    message = await bot.call("sendMessage", chat_id=101, text="x", reply_markup=one(text="a", callback_data="я" * 32))
    assert message["reply_markup"] == one(text="a", callback_data="я" * 32)


async def test_thirteenth_button_of_a_row_and_empty_ones_are_dropped(bot: RawBot, anna: Someone) -> None:
    row = [{"text": str(number), "callback_data": "x"} for number in range(13)]
    markup = {"inline_keyboard": [row, [{"text": "", "callback_data": "x"}]]}
    message = await bot.call("sendMessage", chat_id=101, text="x", reply_markup=markup)
    assert message["reply_markup"]["inline_keyboard"] == [row[:12]]


async def test_reply_keyboard_lies_under_the_field_until_it_is_removed(bot: RawBot, anna: Someone) -> None:
    keyboard = {"keyboard": [[{"text": "да"}, {"text": "нет"}]], "resize_keyboard": True}
    message = await bot.call("sendMessage", chat_id=101, text="x", reply_markup=keyboard)
    assert "reply_markup" not in message
    assert (await anna.look())["keyboard"] == keyboard
    await anna.taps("да", wait=False)
    assert (await anna.chat())[-1].text == "да"
    await bot.call("sendMessage", chat_id=101, text="y", reply_markup={"remove_keyboard": True})
    assert (await anna.look())["keyboard"] is None


async def test_deep_link_behind_a_button_starts_the_bot(world: World, bot: RawBot, anna: Someone) -> None:
    link = "https://t.me/shturman_demo_bot?start=code"
    await bot.call("sendMessage", chat_id=101, text="x", reply_markup=one(text="Открыть", url=link))
    assert (await anna.taps("Открыть", wait=False))["url"] == link
    assert (await anna.chat())[-1].text == "/start code"


async def test_buttons_of_one_text_are_told_apart(bot: RawBot, anna: Someone) -> None:
    await bot.updates()
    row = [{"text": "1", "callback_data": "first"}, {"text": "1", "callback_data": "second"}]
    await bot.call("sendMessage", chat_id=101, text="x", reply_markup={"inline_keyboard": [row]})
    await anna.taps("1", index=1, wait=False)
    (update,) = await bot.updates()
    assert update["callback_query"]["data"] == "second"


async def test_button_that_nobody_has_cannot_be_pressed(anna: Someone) -> None:
    with pytest.raises(AssertionError, match="no_such_button"):
        await anna.taps("Нет такой", wait=False)
