"""Buttons of the sheet of the whole tree."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id


class TreeTap(CallbackData, prefix="tree"):
    """`action`: file (of an organisation) or write (`number`: the mark of what was shown)."""

    action: str
    organisation: Id
    number: Id = 0
