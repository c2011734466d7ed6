"""Buttons of organisations."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class FoundTap(CallbackData, prefix="found"):
    """The first administrator says what the bot serves: a kind of organisation, or an existing root by id."""

    kind: str
    organisation: Id = 0


class OrgTap(CallbackData, prefix="o"):
    """An organisation in «Люди».

    `action`: home, children, common, applications, tags, phone, short, zone, unreached, people, invite, outside,
    rename, close, close-yes, level- with hours, or with a kind behind it: add-, one-, template-, links-, sheet-,
    text-, paper-.
    """

    action: str
    organisation: Id
    page: Small = 0


class MoveTap(CallbackData, prefix="mv"):
    """What an organisation belongs to. `action`: list (a page), ask or yes; `above` is the one that takes it in."""

    action: str
    organisation: Id
    above: Id = 0
    page: Small = 0
