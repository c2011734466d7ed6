"""Buttons of tasks and of what is done with one."""

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.ui.callbacks.numbers import Id, Small


class TaskTap(CallbackData, prefix="t"):
    """A button about one task: under its card and under pushes.

    `action`: open, more, history, done, intime, today, day, undo, notours, failed, assign, later, entry, repeat, own,
    proof, keep, extend, ask, letter. `version` is that of the task as it was shown. `at` says which list to go back to:
    «selection.page.org».
    """

    action: str
    task: Id
    version: Small
    at: str = Field(default="", max_length=20)


class BoardTap(CallbackData, prefix="b"):
    """A list of tasks: what it shows, its page (from 0), one organisation (0: all of the person's)."""

    show: str
    page: Small = 0
    org: Id = 0


class DayTap(CallbackData, prefix="td"):
    """«Другой день» by a button: the task was done `ago` days before today."""

    task: Id
    version: Small
    ago: Small
    at: str = Field(default="", max_length=20)


class ReasonTap(CallbackData, prefix="tr"):
    """A ready reason. `kind`: notours or failed; `reason` is the end of a key of the texts, «own» asks for words."""

    kind: str
    task: Id
    version: Small
    reason: str
    at: str = Field(default="", max_length=20)


class LevelTap(CallbackData, prefix="tl"):
    """The school's level, asked after the mark of a row that settles it."""

    task: Id
    hours: Small


class TextTap(CallbackData, prefix="tt"):
    """A page of the plan's own words about a task, from 0."""

    task: Id
    page: Small


class EntryTap(CallbackData, prefix="te"):
    """Takes one entry back."""

    task: Id
    entry: Id


class InquiryTap(CallbackData, prefix="iq"):
    """A question for evidence. `action`: skip (what is asked next), any (whatever it may be) or give (a number)."""

    action: str
    task: Id
    demand: str
    value: Small = 0
    at: str = Field(default="", max_length=20)


class StrayTap(CallbackData, prefix="sy"):
    """What came while evidence was asked for, and may be something else. `action`: proof or letter.

    `stamp` is the message that came: a button under an older one is stale.
    """

    action: str
    stamp: Small


class FileTap(CallbackData, prefix="ff"):
    """Files. `action`: give (the waiting file belongs to this task), send (those of the task) or whose (ask)."""

    action: str
    task: Id = 0


class FilePageTap(CallbackData, prefix="fp"):
    """Another page of the rows that a waiting file may belong to."""

    page: Small


class ProofTap(CallbackData, prefix="tp"):
    """Takes one piece of evidence back."""

    task: Id
    proof: Id


class GiveTap(CallbackData, prefix="ga"):
    """Gives a task to a person or takes it back. `action`: give, take, page (`person` is then its number), outside."""

    action: str
    task: Id
    person: Id = 0


class GivenTap(CallbackData, prefix="gv"):
    """The answer of somebody to whom a task was given. `action`: accept, decline, words."""

    action: str
    assignment: Id


class SnoozeTap(CallbackData, prefix="tz"):
    """«⏰ Позже»: `until` is hour, morning or monday, ask or back (to the digest); `task` 0 means the whole digest."""

    task: Id
    until: str


class ExtensionTap(CallbackData, prefix="ex"):
    """A later day. `action`: grant or decline a request; working or day: which one was meant by a day off."""

    action: str
    extension: Id


class QuestionTap(CallbackData, prefix="qa"):
    """A question of a school. `action`: open, answer or publish."""

    action: str
    question: Id


class SheetTap(CallbackData, prefix="ss"):
    """«Лист школы». `action`: send (`value`: an organisation, 0 all of the own) or write (the message of the file)."""

    action: str
    value: Id = 0
