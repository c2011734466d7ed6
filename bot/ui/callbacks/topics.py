"""Buttons of the topics of the course."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class TopicsTap(CallbackData, prefix="tc"):
    """Topics of an organisation in a school year. `action`: show, file, write (`stamp` of the message that proposed
    them), drop or drop-yes."""

    action: str
    organisation: Id = 0
    year: Small = 0
    page: Small = 0
    stamp: Small = 0
