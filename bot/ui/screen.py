"""A screen is a value: text and inline buttons, made by a pure function and shown by `bot.ui.show`.

Sizes (rules.md, rule 8) hold in every client and in a second messenger too. A test measures every screen.
"""

from dataclasses import dataclass, replace
from html import escape

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.texts import Html

TEXT_LIMIT = 3900
WIDTHS = {1: 36, 2: 15, 3: 8, 4: 8}
"""Longest text of a button by the number of buttons in its row; five in a row bear digits only."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button with either typed callback data or an address."""

    text: str
    tap: CallbackData | None = None
    url: str | None = None


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees: HTML text (tags b i u s code a) and rows of buttons."""

    text: Html
    rows: tuple[Row, ...] = ()

    def with_rows(self, *rows: Row) -> "Screen":
        return replace(self, rows=(*self.rows, *rows))

    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as the Bot API takes them; None clears those of an edited message."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup(inline_keyboard=[[_button(button) for button in row] for row in self.rows if row])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(text=button.text, url=button.url)
    return InlineKeyboardButton(text=button.text, callback_data=button.tap.pack() if button.tap else "-")


def fit(text: str, width: int = WIDTHS[1]) -> str:
    """A button's text cut to `width` with an ellipsis."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def cut(text: str, width: int) -> str:
    """Words of others for a message: cut to `width`, counted as they stand in HTML (Fluent takes 1000 at once)."""
    text = fit(text, width)
    while len(escape(text, quote=False)) > width:
        text = fit(text, max(1, len(text) // 2))
    return text
