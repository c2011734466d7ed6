"""tdjson's `parseTextEntities` as the judge of parsers: it is what the real server calls, and it runs offline."""

import json
from collections.abc import Callable
from typing import Any, Literal

import tdjson

from bot.sandbox.errors import ApiError

Mode = Literal["HTML", "MarkdownV2", "Markdown"]
Parsed = tuple[str, list[dict[str, Any]]] | str

NAMES = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji",
    "DateTime": "date_time",
}
MODES: dict[Mode, dict[str, Any]] = {
    "HTML": {"@type": "textParseModeHTML"},
    "MarkdownV2": {"@type": "textParseModeMarkdown", "version": 2},
    "Markdown": {"@type": "textParseModeMarkdown", "version": 1},
}


tdjson.td_execute(b'{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}')


def of_tdjson(text: str, mode: Mode) -> Parsed:
    """What the real server makes of a text."""
    request = {"@type": "parseTextEntities", "text": text, "parse_mode": MODES[mode]}
    answer = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
    if answer["@type"] == "error":
        return f"{answer['code']} {answer['message']}"
    return answer["text"], [_entity(entity) for entity in answer["entities"]]


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    kind = entity["type"]
    name = kind["@type"].removeprefix("textEntityType")
    mine = {"type": NAMES[name], "offset": entity["offset"], "length": entity["length"]}
    match name:
        case "PreCode":
            mine["language"] = kind["language"]
        case "TextUrl":
            mine["url"] = kind["url"]
        case "MentionName":
            mine["user"] = {"id": kind["user_id"]}
        case "CustomEmoji":
            mine["custom_emoji_id"] = kind["custom_emoji_id"]
        case "DateTime":
            mine["unix_time"] = kind["unix_time"]
            if "formatting_type" in kind:
                mine["date_time_format"] = _format(kind["formatting_type"])
    return mine


def _format(kind: dict[str, Any]) -> str:
    if kind["@type"].endswith("Relative"):
        return "r"

    def precision(field: str, letter: str) -> str:
        long = kind[field]["@type"].removeprefix("dateTimePartPrecision")
        return {"None": "", "Short": letter, "Long": letter.upper()}[long]

    weekday = "w" if kind["show_day_of_week"] else ""
    return weekday + precision("date_precision", "d") + precision("time_precision", "t")


def of_sandbox(text: str, parse: Callable[[str], tuple[str, list[dict[str, Any]]]]) -> Parsed:
    """What a parser of ours makes of it, in the same form."""
    try:
        return parse(text)
    except ApiError as error:
        return f"{error.code} {error.message}"
