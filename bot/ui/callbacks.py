"""Every button's data in one place: typed, at most 64 bytes, pinned by `tests/handlers/test_wires.py`.

A callback carries ids and, where it changes something, the version of what was shown. It is untrusted: handlers re-read
and re-authorise (design.md, rule 5). Prefixes are never reused for another meaning, for old buttons live for ever.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

Id = Annotated[int, Field(ge=0, lt=2**63)]
Small = Annotated[int, Field(ge=0, lt=2**31)]
"""Numbers as the databases hold them: a forged one beyond them is no button of ours."""


class MenuTap(CallbackData, prefix="menu"):
    """A button of the menu for the role: opens a conversation by the name of its command."""

    to: str


class CancelTap(CallbackData, prefix="cancel"):
    """«Отмена» under a question: forgets what was asked."""


class TaskTap(CallbackData, prefix="t"):
    """A button about one task: under its card and under pushes.

    `action`: open, more, history, done, intime, today, day, undo, notours, failed, assign, later, entry, repeat, own,
    proof, keep, extend, ask. `version` is that of the task as it was shown. `at` says which list to go back to:
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


class ConsentTap(CallbackData, prefix="consent"):
    """Under the consent screen: agree, decline, full (the whole text) or back."""

    action: str


class JoinTap(CallbackData, prefix="join"):
    """Somebody known answers an invite to one more role: accept or leave."""

    action: str


class FoundTap(CallbackData, prefix="found"):
    """The first administrator says what the bot serves: a kind of organisation, or an existing root by id."""

    kind: str
    organisation: Id = 0


class ZoneTap(CallbackData, prefix="zone"):
    """A time zone by its IANA name, or a page of the list when there is none. `scope`: found or me."""

    scope: str
    name: str = ""
    page: Small = 0


class ClassesTap(CallbackData, prefix="cs"):
    """Classes of a school. `action`: board, add, time, own, done or skip."""

    action: str
    organisation: Id
    page: Small = 0


class ClassTap(CallbackData, prefix="cl"):
    """One class. `action`: mine (a teacher's tap), card, time, teachers, teacher, free, close or gone."""

    action: str
    class_id: Id
    person: Id = 0
    page: Small = 0


class PrivacyTap(CallbackData, prefix="pd"):
    """Own data. `action`: show, consent, file, erase or erase-yes."""

    action: str


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


class DayTap(CallbackData, prefix="td"):
    """«Другой день» by a button: the task was done `ago` days before today."""

    task: Id
    version: Small
    ago: Small


class ReasonTap(CallbackData, prefix="tr"):
    """A ready reason. `kind`: notours or failed; `reason` is the end of a key of the texts, «own» asks for words."""

    kind: str
    task: Id
    version: Small
    reason: str


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
    """«⏰ Позже»: `until` is hour, morning or monday, or ask; `task` 0 means the whole digest."""

    task: Id
    until: str


class OrgTap(CallbackData, prefix="o"):
    """An organisation in «Люди».

    `action`: home, children, common, applications, tags, phone, unreached, people, invite, outside, rename, close,
    close-yes, or with a kind behind it: add-, one-, template-, links-, sheet-, text-.
    """

    action: str
    organisation: Id
    page: Small = 0


class InviteTap(CallbackData, prefix="i"):
    """Make one invite into an organisation: the role and how many people may use it."""

    organisation: Id
    role: str
    uses: Small = 1


class QrTap(CallbackData, prefix="q"):
    """The invite just made as a picture: its code, which the bot does not keep. `organisation` leads back."""

    code: str
    organisation: Id


class PersonTap(CallbackData, prefix="p"):
    """A person of an organisation. `action`: card, invite, move, move-yes, remove or remove-yes."""

    action: str
    person: Id
    organisation: Id


class SettingsTap(CallbackData, prefix="set"):
    """Own settings. `key`: zone, hour, announce or name; without a `value` the question is shown."""

    key: str
    value: str = ""


class CourseTap(CallbackData, prefix="lc"):
    """Lessons of the Thursday course by day. `action`: overview, mine, hold, fix, week, counts, overdue,
    classes, before, before-held, before-skip or file.

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


class PlanTap(CallbackData, prefix="plan"):
    """A plan as a whole. `action`: list, show, launch, archive, rehearse, discard, owner, nobody, whom, rejected, year,
    yearset, close, closeyes or again. `arg` is what was chosen: an answer about the past, an owner, a target, a year.
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
    """A page (from 0) of the rows of a plan; `view`: all, odd or info."""

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


class AbsenceTap(CallbackData, prefix="ab"):
    """An absence. `action`: show, ask, stands, stand (by `other`, 0 nobody) or end. `person` 0: one's own."""

    action: str
    person: Id = 0
    other: Id = 0
    page: Small = 0


class ApplyTap(CallbackData, prefix="ap"):
    """Somebody who came by a common link. `action`: page, school, or the role applied for."""

    action: str
    organisation: Id = 0
    page: Small = 0


class ApplicationTap(CallbackData, prefix="aq"):
    """An application before who decides it. `action`: show, yes or no."""

    action: str
    application: Id


class ExtensionTap(CallbackData, prefix="ex"):
    """The administrator's answer to a request for a later day. `action`: grant or decline."""

    action: str
    extension: Id


class QuestionTap(CallbackData, prefix="qa"):
    """A question of a school. `action`: open, answer or publish."""

    action: str
    question: Id


class LetterTap(CallbackData, prefix="le"):
    """A letter of the day. `action`: make, day, pick, home, person, all, tags, tag, some, tick, send; of a saved one
    drop or drop-yes.

    `stamp` is the message that holds the letter: a button under an older one is stale. `value` is a place in the list
    of days, a person, a school, a page, the mark of a tag, or the saved row.
    """

    action: str
    stamp: Small = 0
    org: Id = 0
    value: Id = 0


class SheetTap(CallbackData, prefix="ss"):
    """«Лист школы». `action`: send (`value`: an organisation, 0 all of the own) or write (the message of the file)."""

    action: str
    value: Id = 0


class FileTap(CallbackData, prefix="xf"):
    """A file of an organisation. `form`: docx, ics, or menu (which of them)."""

    form: str
    org: Id
