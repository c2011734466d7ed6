"""The tags of a message's HTML and the entities that they become (td: MessageEntity)."""

import re
from dataclasses import dataclass

from bot.sandbox.errors import ApiError
from bot.sandbox.links import app_link_values, checked_link, linked_user
from bot.sandbox.wire import Json

SIMPLE = {
    b"b": "bold",
    b"strong": "bold",
    b"i": "italic",
    b"em": "italic",
    b"u": "underline",
    b"ins": "underline",
    b"s": "strikethrough",
    b"strike": "strikethrough",
    b"del": "strikethrough",
    b"span": "spoiler",
    b"tg-spoiler": "spoiler",
}
KNOWN = SIMPLE.keys() | {b"a", b"pre", b"code", b"blockquote", b"tg-emoji", b"tg-time"}
ORDER = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "date_time": 48,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
"""What stands outside when two entities cover the same text; 50 for all that are not named."""


@dataclass(slots=True)
class OpenTag:
    name: bytes
    argument: str
    offset: int
    """UTF-16 units."""
    start: int
    """Where its text begins in the result, in bytes."""
    form: str = ""
    """`format` of a `tg-time`."""


def place_of(entity: Json) -> tuple[int, int, int]:
    """Key of the order in which the server lists entities: outer ones first."""
    order = 10 if "language" in entity else ORDER.get(entity["type"], 50)
    return entity["offset"], -entity["length"], order


def give(tag: OpenTag, name: bytes, value: str) -> None:
    """Keep the value of an attribute that means something for its tag; all others are ignored."""
    match tag.name, name:
        case (b"a", b"href") | (b"tg-emoji", b"emoji-id") | (b"tg-time", b"unix"):
            tag.argument = value
        case (b"tg-time", b"format"):
            tag.form = value
        case (b"code", b"class") if value.startswith("language-"):
            tag.argument = value.removeprefix("language-")
        case (b"span", b"class") if value.startswith("tg-"):
            tag.argument = value.removeprefix("tg-")
        case (b"blockquote", b"expandable"):
            tag.argument = "1"


def entity_of(tag: OpenTag, length: int, linked: str, entities: list[Json]) -> None:
    """Add what a closed tag means to `entities`; `linked` is the address of a link: `href` or the text itself."""
    place: Json = {"offset": tag.offset, "length": length}
    match tag.name:
        case b"a":
            _link(linked, place, entities)
        case b"pre" | b"code":
            _code(tag, place, entities)
        case b"blockquote":
            entities.append({"type": "expandable_blockquote" if tag.argument else "blockquote", **place})
        case b"tg-emoji":
            if not _is_number(tag.argument):
                raise parse_error("Invalid custom emoji identifier specified")
            entities.append({"type": "custom_emoji", **place, "custom_emoji_id": tag.argument})
        case b"tg-time":
            _time(tag, place, entities)
        case name:
            entities.append({"type": SIMPLE[name], **place})


def _link(url: str, place: Json, entities: list[Json]) -> None:
    if user_id := linked_user(url):
        entities.append({"type": "text_mention", **place, "user": {"id": user_id}})
    elif link := checked_link(url):
        entities.append({"type": "text_link", **place, "url": link})


def _code(tag: OpenTag, place: Json, entities: list[Json]) -> None:
    """`<pre><code class="language-x">` and the reverse, of the same text, are one block with a language."""
    last: Json = entities[-1] if entities else {"type": "none"}
    twin = (last.get("offset"), last.get("length")) == (place["offset"], place["length"])
    if tag.name == b"pre" and twin and last["type"] == "code" and last["bare"]:
        entities[-1] = {"type": "pre", **place, "language": last["bare"]}
    elif tag.name == b"pre":
        entities.append({"type": "pre", **place})
    elif twin and last["type"] == "pre" and "language" not in last and tag.argument:
        last["language"] = tag.argument
    else:
        entities.append({"type": "code", **place, "bare": tag.argument})


def _time(tag: OpenTag, place: Json, entities: list[Json]) -> None:
    if not _is_time_format(tag.form):
        raise parse_error("Invalid date format used")
    moment = _wrapped(tag.argument)
    if moment > 0:
        entities.append(_time_entity(place, moment, tag.form))


def _is_time_format(form: str) -> bool:
    """`r` (relative), or any of w (weekday), d D (date), t T (time); empty is fine."""
    return form in {"", "r", "R"} or re.fullmatch("[wWdDtT]+", form) is not None


def _time_entity(place: Json, moment: int, form: str) -> Json:
    """A moment that clients word themselves."""
    entity: Json = {"type": "date_time", **place, "unix_time": moment}
    if form:
        entity["date_time_format"] = "".join(_precision(kind, form) for kind in "rwdt")
    return entity


def special_entity(address: str, place: Json) -> Json:
    """What `![…](…)` means: an emoji or a moment. Raises for any other address."""
    number = app_link_values(address, "emoji").get("id", "")
    if _is_number(number):
        return {"type": "custom_emoji", **place, "custom_emoji_id": number}
    values = app_link_values(address, "time")
    moment, form = values.get("unix", ""), values.get("format", "")
    if not _is_number(moment) or not 0 < int(moment) < 2**31 or not _is_time_format(form):
        raise parse_error("Invalid tg://emoji or tg://time URL specified")
    return _time_entity(place, int(moment), form)


def _precision(kind: str, form: str) -> str:
    """Long (upper case) only for dates and times, and only when no short one is asked for beside it."""
    if kind in form or (kind in "rw" and kind.upper() in form):
        return kind
    return kind.upper() if kind.upper() in form else ""


def _wrapped(text: str) -> int:
    """The number at the beginning of a text as the server reads it: in 32 bits, running over."""
    match = re.match("(-?)([0-9]*)", text)
    sign, digits = match.groups() if match else ("", "")
    value = int(digits or 0) * (-1 if sign else 1)
    return (value + 2**31) % 2**32 - 2**31


def _is_number(text: str) -> bool:
    """A signed 64-bit number other than 0, written without leading zeros."""
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and not digits.startswith("0") and -(2**63) <= int(text) < 2**63


def parse_error(message: str) -> ApiError:
    return ApiError(400, f"Can't parse entities: {message}")
