"""Buttons of hours, excursions and professional trials."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class HoursTap(CallbackData, prefix="hr"):
    """Hours of a school. `action`: school, class, add (a direction), type (how many), undo, level, norms, norm (ask for
    a number). `value` is a level, `direction` one of the seven."""

    action: str
    org: Id = 0
    class_id: Id = 0
    direction: str = ""
    value: Small = 0
    page: Small = 0


class OutingTap(CallbackData, prefix="og"):
    """An excursion or a trial, tap by tap. `action`: day, class, number, place, save, type-number, type-place or undo
    (`where` is then the fact). `where` is a ready place, or the id of an earlier visit."""

    action: str
    kind: str = ""
    day: str = ""
    class_id: Id = 0
    pupils: Small = 0
    where: str = ""
