"""Keyboards under a message or under the input field (botapi rules, 3)."""

import json
from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.links import checked_link, linked_user
from bot.sandbox.params import Params
from bot.sandbox.settings import Settings
from bot.sandbox.wire import Json

ROW_LIMIT = 12
TOTAL_LIMIT = 300
DATA_BYTES = 64
ACTIONS = ("web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text", "pay")
INLINE_ROWS = 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array'
REPLY_ROWS = 'Field "keyboard" of the ReplyKeyboardMarkup must be an Array'


def read_markup(params: Params, settings: Settings) -> Json | None:
    """`reply_markup` as the server keeps it: an inline keyboard, a reply keyboard, its removal, a forced reply."""
    raw = params.text("reply_markup")
    if not raw:
        return None
    try:
        value = json.loads(raw)
    except ValueError:
        raise ApiError(400, "Can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise ApiError(400, "Object expected as reply markup")
    if len(raw.encode()) > settings.markup_bytes:
        raise ApiError(400, "Reply markup is too long")
    if value.get("keyboard") is not None:
        return _reply_keyboard(value)
    if value.get("inline_keyboard") is not None:
        return _inline_keyboard(value["inline_keyboard"], settings)
    if value.get("remove_keyboard") is True:
        return {"remove_keyboard": True}
    if value.get("force_reply") is True:
        return {"force_reply": True}
    return None


def read_inline(params: Params, settings: Settings) -> Json | None:
    """The markup of an edit, which may only be inline."""
    markup = read_markup(params, settings)
    if markup is not None and "inline_keyboard" not in markup:
        raise ApiError(400, "Inline keyboard expected")
    return markup


def _inline_keyboard(rows: Any, settings: Settings) -> Json | None:
    kept: list[list[Json]] = []
    total = 0
    for row in _rows(rows, INLINE_ROWS):
        buttons: list[Json] = []
        for raw in row:
            button = _inline_button(raw)
            if button["text"] and len(buttons) < ROW_LIMIT and total < TOTAL_LIMIT:
                buttons.append(button)
                total += 1
        if buttons:
            kept.append(buttons)
    if total > settings.inline_buttons:
        raise ApiError(400, "Reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _inline_button(raw: Any) -> Json:
    if not isinstance(raw, dict):
        raise _bad_inline("Expected an Object")
    text = raw.get("text")
    if text is None:
        raise _bad_inline('Can\'t find field "text"')
    if not isinstance(text, str):
        raise _bad_inline('Field "text" must be of type String')
    look = {name: raw[name] for name in ("style", "icon_custom_emoji_id") if raw.get(name)}
    if raw.get("url"):
        return {"text": text, **look, "url": _button_url(str(raw["url"]))}
    if raw.get("callback_data"):
        data = str(raw["callback_data"])
        if len(data.encode()) > DATA_BYTES:
            raise ApiError(400, "BUTTON_DATA_INVALID")
        return {"text": text, **look, "callback_data": data}
    for action in ACTIONS:
        if raw.get(action) is not None:
            return {"text": text, **look, action: raw[action]}
    raise _bad_inline("Text buttons are unallowed in the inline keyboard")


def _button_url(url: str) -> str:
    if linked_user(url):
        return url
    link = checked_link(url)
    if not link:
        raise ApiError(400, "BUTTON_URL_INVALID")
    return link


def _reply_keyboard(value: Json) -> Json | None:
    kept: list[list[Json]] = []
    total = 0
    for row in _rows(value["keyboard"], REPLY_ROWS):
        buttons: list[Json] = []
        for raw in row:
            button = {"text": raw} if isinstance(raw, str) else raw
            if not isinstance(button, dict):
                raise ApiError(400, "Can't parse keyboard button: KeyboardButton must be an Object")
            if not isinstance(button.get("text"), str):
                raise ApiError(400, "Can't parse keyboard button: Can't find field \"text\"")
            if button["text"] and len(buttons) < ROW_LIMIT and total < TOTAL_LIMIT:
                buttons.append(button)
                total += 1
        if buttons:
            kept.append(buttons)
    return {**value, "keyboard": kept} if kept else None


def _rows(rows: Any, error: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise ApiError(400, error)
    if not all(isinstance(row, list) for row in rows):
        raise ApiError(400, f"{error} of Arrays")
    return rows


def _bad_inline(message: str) -> ApiError:
    return ApiError(400, f"Can't parse inline keyboard button: {message}")
