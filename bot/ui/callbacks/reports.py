"""Buttons of the state of things and of files."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id


class StatusTap(CallbackData, prefix="st"):
    """/status of an organisation: `view` is all, places, rows or row; `plan` 0 means all plans; `item` a row."""

    view: str
    org: int
    plan: int = 0
    page: int = 0
    item: int = 0


class ExportTap(CallbackData, prefix="x"):
    """«Скачать xlsx» of an organisation."""

    org: int
    plan: int = 0


class FileTap(CallbackData, prefix="xf"):
    """A file of an organisation. `form`: docx, ics, or menu (which of them)."""

    form: str
    org: Id
