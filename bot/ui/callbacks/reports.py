"""Buttons of the state of things and of files."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.report_parts import Period
from bot.ui.callbacks.numbers import Id, Small


class StatusTap(CallbackData, prefix="st"):
    """/status of an organisation; `plan` 0 means all plans.

    `view`: all, places, rows, row (`item` is a measure), sections, section (`item` is its place), rowin
    (a row opened from a section), behind (`item` is a measure), plans, tasks (`item` 1: the closed ones), nudge
    (`item`: of one measure only).
    """

    view: str
    org: Id
    plan: Id = 0
    page: Small = 0
    item: Id = 0


class ExportTap(CallbackData, prefix="x"):
    """«Скачать xlsx» of an organisation."""

    org: int
    plan: int = 0


class FileTap(CallbackData, prefix="xf"):
    """A file of an organisation. `form`: docx, ics, or menu (which of them)."""

    form: str
    org: Id


class ReturnTap(CallbackData, prefix="rt"):
    """The plan given back with its execution. `view`: menu, file, rows, row, write, drop or clear; `item` a row."""

    view: str
    org: Id
    plan: Id = 0
    page: Small = 0
    item: Id = 0


class BriefingTap(CallbackData, prefix="bf"):
    """The справка for a meeting. `view`: show, file, write or drop."""

    view: str
    org: Id


class PictureTap(CallbackData, prefix="pic"):
    """/status as a picture. `kind`: year, schools or months."""

    kind: str
    org: Id
    plan: Id = 0


class PartTap(CallbackData, prefix="xs"):
    """Tables of a part. `view`: menu, period, place, section, condition or file; the rest is what is chosen so far."""

    view: str
    org: Id
    plan: Id = 0
    period: Period = Period.ALL
    place: Id = 0
    section: Small = 0
    state: str = ""
    page: Small = 0


class WeeklyTap(CallbackData, prefix="wk"):
    """The day of the weekly report. `day`: 0 to 4, 7 for none, 9 asks."""

    org: Id
    day: Small = 9
