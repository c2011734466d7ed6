"""Text of a message: parse mode, cleaning, length, what is found in it (botapi rules, 2)."""

import re

from bot.sandbox.errors import ApiError
from bot.sandbox.html import parse_html
from bot.sandbox.markdown import parse_markdown
from bot.sandbox.old_markdown import parse_old_markdown
from bot.sandbox.params import Params
from bot.sandbox.tags import ORDER, place_of
from bot.sandbox.wire import Json

MAX_RAW_BYTES = 32_768
MAX_TEXT = 4096
MAX_CAPTION = 1024
PARSERS = {"html": parse_html, "markdownv2": parse_markdown, "markdown": parse_old_markdown}
GIVEN = ORDER.keys()
"""Kinds of entities that a bot may give; the others are found in the text."""
DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
INVISIBLE = re.compile(
    "[\\s\u0000-\u0020\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e"
    "\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffc]*"
)
FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]+[^\s<>\"«».,:;!?)\]'])"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
    r"|(?P<bare_url>(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:ru|com|org|net|me|рф|su|info)(?![\w.-])(?:/[^\s<>\"«»]*[^\s<>\"«».,:;!?)\]'])?)"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w))"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<hashtag>(?<![\w#])#(?=\w*[^\W\d])\w{1,255})"
)


def read_text(params: Params) -> tuple[str, list[Json]]:
    """`text` of a call as the server keeps it."""
    raw = params.text("text")
    if not raw:
        raise ApiError(400, "Message text is empty")
    text, entities = _formatted(params, raw, "entities")
    if INVISIBLE.fullmatch(text):
        raise ApiError(400, "Text must be non-empty")
    if len(text) > MAX_TEXT:
        raise ApiError(400, "Message is too long")
    return text, entities


def read_caption(params: Params) -> tuple[str, list[Json]]:
    """`caption` of a call; may be empty."""
    raw = params.text("caption")
    text, entities = _formatted(params, raw, "caption_entities") if raw else ("", [])
    if len(text) > MAX_CAPTION:
        raise ApiError(400, "Message caption is too long")
    return text, entities


def _formatted(params: Params, raw: str, entities_field: str) -> tuple[str, list[Json]]:
    if len(raw.encode("utf-8", errors="surrogatepass")) > MAX_RAW_BYTES:
        raise ApiError(400, "Text is too long")
    mode = params.text("parse_mode").lower()
    if mode in PARSERS:
        text, entities = PARSERS[mode](raw)
    elif mode in {"", "none"}:
        text, entities = raw, _given_entities(params, entities_field, raw)
    else:
        raise ApiError(400, "Unsupported parse_mode")
    text, entities = trimmed(*cleaned(text, entities))
    return text, with_found(text, entities)


def _given_entities(params: Params, field: str, text: str) -> list[Json]:
    value = params.parsed(field, "Can't parse entities JSON object")
    if value is None:
        return []
    if not isinstance(value, list):
        raise ApiError(400, "Expected an Array of MessageEntity")
    size = units(text)
    entities: list[Json] = []
    for item in value:
        if not isinstance(item, dict):
            raise ApiError(400, "Can't parse MessageEntity: expected an Object")
        offset, length = item.get("offset"), item.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            raise ApiError(400, 'Can\'t parse MessageEntity: Field "offset" must be of type Number')
        if offset >= 0 and length > 0 and offset + length <= size and item.get("type") in GIVEN:
            entities.append(item)
    return sorted(entities, key=place_of)


def units(text: str) -> int:
    """Length in UTF-16 units, which entities count by."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def cleaned(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Control characters become blanks, carriage returns and marks of direction go; entities keep their words."""
    dropped = [units(text[: match.start()]) for match in DROPPED.finditer(text)]
    if dropped:
        entities = [_shrunk(entity, dropped) for entity in entities]
    return BLANKED.sub(" ", DROPPED.sub("", text)), [entity for entity in entities if entity["length"] > 0]


def _shrunk(entity: Json, dropped: list[int]) -> Json:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    before = sum(1 for place in dropped if place < start)
    inside = sum(1 for place in dropped if start <= place < end)
    return {**entity, "offset": start - before, "length": end - start - inside}


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The text without blanks at its ends; entities are cut to what is left."""
    stripped = text.strip(" \n")
    if stripped == text:
        return text, entities
    lead, size = units(text[: len(text) - len(text.lstrip(" \n"))]), units(stripped)
    kept: list[Json] = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] + entity["length"] - lead)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, kept


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """Entities together with the links, commands and mentions that the server finds by itself."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in {"code", "pre", "text_link", "text_mention"}
    ]
    found = list(entities)
    for match in FOUND.finditer(text):
        kind = "url" if match.lastgroup == "bare_url" else str(match.lastgroup)
        start = units(text[: match.start()])
        end = start + units(match.group())
        if all(end <= left or start >= right for left, right in taken):
            found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=place_of)
