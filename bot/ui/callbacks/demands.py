"""Buttons of what a row asks for at completion."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class DemandTap(CallbackData, prefix="rd"):
    """What a row of a plan asks for. `action`: list, tick (`demand` on or off) or words (read them anew)."""

    action: str
    measure: Id
    version: Small = 0
    demand: str = ""
    view: str = "all"
    page: Small = 0
