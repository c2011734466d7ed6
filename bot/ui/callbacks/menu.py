"""Buttons of the menu."""

from aiogram.filters.callback_data import CallbackData


class MenuTap(CallbackData, prefix="menu"):
    """A button of the menu for the role: opens a conversation by the name of its command."""

    to: str


class CancelTap(CallbackData, prefix="cancel"):
    """«Отмена» under a question: forgets what was asked."""
