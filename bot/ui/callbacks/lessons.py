"""Buttons of the Thursday course."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.ui.callbacks.numbers import Id, Small


class CourseTap(CallbackData, prefix="lc"):
    """Lessons of the Thursday course by day. `action`: overview, mine, hold, fix, week, counts, overdue,
    classes, before, before-held, before-skip, file or file-past.

    `day` is an ISO date, `org` a school (0: the person's own classes), `stamp` says of which lessons a button spoke.
    """

    action: str
    day: str = ""
    org: Id = 0
    stamp: int = 0
    page: Small = 0


class LessonTap(CallbackData, prefix="ls"):
    """One lesson. `action`: open, hold, move, day, typed, cancel, reason, undo or present; `value` a day or a reason.

    `at` says where «Назад» leads: nothing (its day), «c» (its class), «w…» or «o…» (a school's week or open lessons).
    """

    action: str
    lesson: Id
    version: Small = 0
    at: str = ""
    value: str = ""


class CourseClassTap(CallbackData, prefix="lk"):
    """One class through the year. `action`: open, before, held, skip, extra, day or typed; `value` an ISO day."""

    action: str
    class_id: Id
    page: Annotated[int, Field(ge=-1, lt=2**31)] = -1
    value: str = ""
