"""Buttons of special days: days off, working days, vacations, quarantine."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class DaysTap(CallbackData, prefix="yd"):
    """Special days of an organisation in a school year. `action`: show, ask, card, drop, write, file or list.

    `kind` and `day` (ISO, the first one) name own days; `day` of a write is the stamp of the message that proposed it.
    """

    action: str
    organisation: Id = 0
    year: Small = 0
    kind: str = ""
    day: str = ""
