"""Every button's data in one place: typed, at most 64 bytes, pinned by `tests/handlers/test_wires.py`.

A callback carries ids and, where it changes something, the version of what was shown. It is untrusted: handlers re-read
and re-authorise (design.md, rule 5). Prefixes are never reused for another meaning, for old buttons live for ever.
"""

from aiogram.filters.callback_data import CallbackData


class MenuTap(CallbackData, prefix="menu"):
    """A button of the menu for the role: opens a conversation by the name of its command."""

    to: str


class CancelTap(CallbackData, prefix="cancel"):
    """«Отмена» under a question: forgets what was asked."""
