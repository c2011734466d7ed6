"""Buttons of handing over a role."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id


class HandTap(CallbackData, prefix="ho"):
    """The coordinator's wish. `action`: ask or yes."""

    action: str
    organisation: Id
    person: Id


class HandingTap(CallbackData, prefix="hd"):
    """The administrator's answer. `action`: yes or no."""

    action: str
    succession: Id
