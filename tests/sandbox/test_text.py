"""Text and captions (botapi rules, 2)."""

from typing import Any

import pytest

from tests.sandbox.bots import RawBot
from tests.sandbox.world import Someone


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({}, "400 Bad Request: message text is empty"),
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({"text": " \n\u200b\u2800"}, "400 Bad Request: text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "400 Bad Request: text must be non-empty"),
        ({"text": "я" * 16385}, "400 Bad Request: text is too long"),
        ({"text": "x" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "400 Bad Request: unsupported parse_mode"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "entities": "["}, "400 Bad Request: can't parse entities JSON object"),
    ],
)
async def test_bad_text_is_refused(bot: RawBot, anna: Someone, params: dict[str, Any], refusal: str) -> None:
    assert await bot.refused("sendMessage", chat_id=101, **params) == refusal


async def test_length_counts_characters_after_parsing(bot: RawBot, anna: Someone) -> None:
    longest = "👍" * 4096
    message = await bot.call("sendMessage", chat_id=101, text=f"<b>{longest}</b>", parse_mode="html")
    assert message["text"] == longest
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]


@pytest.mark.parametrize(("size", "fine"), [(1024, True), (1025, False)])
async def test_caption_has_at_most_1024_characters(bot: RawBot, anna: Someone, size: int, fine: bool) -> None:
    await anna.sends_file("a.txt", b"1", wait=False)
    file_id = (await anna.chat())[-1].file_id
    answer = await bot.answer("sendDocument", chat_id=101, document=file_id, caption="я" * size)
    assert answer["ok"] is fine
    assert answer.get("description", "") == ("" if fine else "Bad Request: message caption is too long")


async def test_parse_mode_wins_over_entities(bot: RawBot, anna: Someone) -> None:
    entities = [{"type": "italic", "offset": 0, "length": 1}]
    message = await bot.call("sendMessage", chat_id=101, text="<b>x</b>", parse_mode="HTML", entities=entities)
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_given_entities_count_utf16_units_and_stay_inside_the_text(bot: RawBot, anna: Someone) -> None:
    entities = [{"type": "bold", "offset": 2, "length": 1}, {"type": "bold", "offset": 2, "length": 9}]
    message = await bot.call("sendMessage", chat_id=101, text="👍я", entities=entities)
    assert message["entities"] == entities[:1]


async def test_blanks_at_the_ends_are_cut_with_their_entities(bot: RawBot, anna: Someone) -> None:
    message = await bot.call("sendMessage", chat_id=101, text=" \n<b> я </b>\n ", parse_mode="HTML")
    assert (message["text"], message["entities"]) == ("я", [{"type": "bold", "offset": 0, "length": 1}])


async def test_control_characters_become_blanks_and_marks_of_direction_go(bot: RawBot, anna: Someone) -> None:
    message = await bot.call("sendMessage", chat_id=101, text="a\x01b\r\u202e<i>c</i>", parse_mode="HTML")
    assert (message["text"], message["entities"]) == ("a bc", [{"type": "italic", "offset": 3, "length": 1}])


async def test_links_commands_and_mentions_are_found(bot: RawBot, anna: Someone) -> None:
    text = "/help см. https://ya.ru/a?b, bvbinfo.ru и @durov #план a@b.ru <code>/code</code>"
    message = await bot.call("sendMessage", chat_id=101, text=text, parse_mode="HTML")
    found = [(one["type"], message["text"][one["offset"] :][: one["length"]]) for one in message["entities"]]
    assert found == [
        ("bot_command", "/help"),
        ("url", "https://ya.ru/a?b"),
        ("url", "bvbinfo.ru"),
        ("mention", "@durov"),
        ("hashtag", "#план"),
        ("email", "a@b.ru"),
        ("code", "/code"),
    ]


async def test_mention_by_number_shows_the_person_and_drops_nobodies(bot: RawBot, anna: Someone) -> None:
    text = '<a href="tg://user?id=101">А</a> <a href="tg://user?id=999">Б</a>'
    message = await bot.call("sendMessage", chat_id=101, text=text, parse_mode="HTML")
    (mention,) = message["entities"]
    assert (mention["type"], mention["user"]["first_name"]) == ("text_mention", "Анна")
