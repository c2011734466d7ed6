"""Buttons of organisations."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class FoundTap(CallbackData, prefix="found"):
    """The first administrator says what the bot serves: a kind of organisation, or an existing root by id."""

    kind: str
    organisation: Id = 0


class OrgTap(CallbackData, prefix="o"):
    """An organisation in «Люди».

    `action`: home, children, common, applications, tags, phone, unreached, people, invite, outside, rename, close,
    close-yes, or with a kind behind it: add-, one-, template-, links-, sheet-, text-, paper-.
    """

    action: str
    organisation: Id
    page: Small = 0
