"""Buttons of the sheet of the whole tree."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class TreeTap(CallbackData, prefix="tree"):
    """`action`: file (of an organisation) or write (`number`: how many lines were shown)."""

    action: str
    organisation: Id
    number: Small = 0
