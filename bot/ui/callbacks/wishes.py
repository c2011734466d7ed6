"""Buttons of what schools ask for."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class WishTap(CallbackData, prefix="ws"):
    """`action`: list, group (wishes like `extension`), yes or no to all of them up to `last`."""

    action: str
    extension: Id = 0
    last: Id = 0
    page: Small = 0
