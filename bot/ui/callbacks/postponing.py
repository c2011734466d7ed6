"""Buttons of an administrator who gives a row a later day."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class PostponeTap(CallbackData, prefix="pp"):
    """`action`: ask (begin), term (one of several days), all, some, page, tick (an organisation), chosen, working (take
    the next working day), remind or quiet. `value` is a place in the list of days, an organisation or a page of them.
    """

    action: str
    measure: Id
    value: Id = 0
    view: str = "all"
    page: Small = 0
