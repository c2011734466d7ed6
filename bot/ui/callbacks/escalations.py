"""Buttons of reporting upward."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class EscalationTap(CallbackData, prefix="es"):
    """Who hears of a plan's unanswered rows. `action`: show, ask or set (after so many working `days`, 0 never).

    `step`: teacher, coordinator or both.
    """

    action: str
    roadmap: Id
    step: str = ""
    days: Small = 0
