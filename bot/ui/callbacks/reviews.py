"""Buttons of marks before those above."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class ReviewTap(CallbackData, prefix="rv"):
    """`action`: queue (a page), open, accept, back (with the end of a key of the texts as `why`), own, all and all-yes
    (`task` is then the newest mark that was shown), policy, on and off (`task` is then a plan)."""

    action: str
    task: Id = 0
    version: Small = 0
    page: Small = 0
    why: str = ""
