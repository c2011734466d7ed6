"""Buttons of letters of the day."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class LetterTap(CallbackData, prefix="le"):
    """A letter of the day. `action`: make, day, pick, home, person, all, tags, tag, some, tick, send; of a saved one
    drop or drop-yes.

    `stamp` is the message that holds the letter: a button under an older one is stale. `value` is a place in the list
    of days, a person, a school, a page, the mark of a tag, or the saved row.
    """

    action: str
    stamp: Small = 0
    org: Id = 0
    value: Id = 0
