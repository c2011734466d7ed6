"""Buttons of classes."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class ClassesTap(CallbackData, prefix="cs"):
    """Classes of a school. `action`: board, add, time, own, done or skip; newyear asks whether classes move up, moveup
    and keep answer it (`page` is the school year)."""

    action: str
    organisation: Id
    page: Small = 0


class ClassTap(CallbackData, prefix="cl"):
    """One class. `action`: mine (a teacher's tap), card, time, teachers, teacher, free, close or gone."""

    action: str
    class_id: Id
    person: Id = 0
    page: Small = 0


class ClassSheetTap(CallbackData, prefix="ct"):
    """The classes of a school as a table. `action`: file, or write (`stamp` of the message that brought it)."""

    action: str
    organisation: Id
    stamp: Small = 0
