"""Buttons that say which schools a plan means."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class ConditionTap(CallbackData, prefix="cond"):
    """Conditions of a plan. `action`: list (a page), or ask which schools the one at `place` of the list means."""

    action: str
    roadmap: Id
    place: Small = 0
    page: Small = 0


class PickTap(CallbackData, prefix="pick"):
    """Schools to tick. `action`: row (begin with those of a measure), page, tick (a school), none, all or done.

    `subject` is the measure for row; otherwise what waits in the dialogue, the measure or the condition's plan: an old
    button is stale. `value` is a school or a page.
    """

    action: str
    subject: Id
    value: Id = 0
    view: str = "all"
    page: Small = 0
