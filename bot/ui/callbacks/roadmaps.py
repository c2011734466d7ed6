"""Buttons of plans and their rows."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class PlanTap(CallbackData, prefix="plan"):
    """A plan as a whole. `action`: list, show, launch, archive, rehearse, discard, discardyes, owner, nobody, whom,
    rejected, year, yearset, close, closeyes or again. `arg` is what was chosen: an answer about the past, an owner,
    a target, a year.
    """

    action: str
    roadmap: Id = 0
    version: Small = 0
    arg: str = ""


class YearTap(CallbackData, prefix="pyear"):
    """The school year of an uploaded document that does not name one."""

    document: Id
    year: Small


class RowsTap(CallbackData, prefix="rows"):
    """A page (from 0) of the rows of a plan; `view`: all, odd, info or undated."""

    roadmap: Id
    view: str
    page: Small = 0


class RowTap(CallbackData, prefix="row"):
    """One row of a plan. `action`: card, follow, unfollow; of a draft's row also fine (no doubts), to (a target), mend
    (what can be typed anew) and ask (`target` is then the part); of a running plan's row also day."""

    action: str
    measure: Id
    version: Small = 0
    target: str = ""
    view: str = "all"
    page: Small = 0


class NamesTap(CallbackData, prefix="nm"):
    """Short names of a plan. `action`: list (a page), file, or ask for the name of one row."""

    action: str
    roadmap: Id
    page: Small = 0
    measure: Id = 0


class OnceTap(CallbackData, prefix="yo"):
    """Rows that happen once, of a plan made for a new year. `action`: list (a page) or tick (one row)."""

    action: str
    roadmap: Id
    version: Small = 0
    measure: Id = 0
    page: Small = 0


class PastTap(CallbackData, prefix="past"):
    """Windows that had passed at a launch. `action`: show, tick (one task) or done."""

    action: str
    question: Id
    version: Small = 0
    task: Id = 0
    page: Small = 0


class PastedTap(CallbackData, prefix="paste"):
    """A text that looks like a plan. `action`: plan (read it) or letter (it is a task of the day)."""

    action: str
