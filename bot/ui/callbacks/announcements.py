"""Buttons of announcements."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class AnnounceTap(CallbackData, prefix="an"):
    """`action`: list, new (of an organisation), show, unread (of an announcement); read by its reader.

    Of the draft in the open question: to (`arg` names the roles), all, tags, tag (`key` is its place), schools (a
    page), school (tick `key`), chosen, text, urgent, send.
    """

    action: str
    key: Id = 0
    page: Small = 0
    arg: str = ""
