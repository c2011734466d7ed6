"""Buttons of the journal and of merging."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class JournalTap(CallbackData, prefix="jr"):
    """A page of the journal of an organisation, of one person when named."""

    organisation: Id
    person: Id = 0
    page: Small = 0


class MergeTap(CallbackData, prefix="mg"):
    """`action`: list (a page), ask or yes; `into` is the organisation that stays."""

    action: str
    organisation: Id
    into: Id = 0
    page: Small = 0
