"""Every row that bears a person's id, as that person may read it in /privacy (152-ФЗ, article 14).

A test walks the foreign keys of the models: a new one to `people.id` stands here, or among what is told `ELSEWHERE`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from db.models import (
    Absence,
    Activity,
    Announcement,
    Application,
    Assignment,
    AuditEvent,
    Delivery,
    Dialogue,
    Document,
    Entry,
    Evidence,
    Extension,
    Identity,
    Invite,
    Lesson,
    Mark,
    Measure,
    Membership,
    Notice,
    PastQuestion,
    Question,
    Reader,
    ReportText,
    Roadmap,
    SchoolClass,
    Succession,
    Task,
    Update,
)

Column = InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a person did, was given or was told: when, what kind of row, in which words."""

    at: datetime | None
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a kind of row names people, when it came about, and which of its words say what it was."""

    kind: str
    whose: tuple[Column, ...]
    at: ColumnElement[Any] | Column
    words: tuple[ColumnElement[Any] | Column, ...]


def _row(task_id: Column) -> ColumnElement[Any]:
    """The short name of the row of a plan to which a task belongs."""
    found = select(Measure.short_name).join(Task, Task.measure_id == Measure.id).where(Task.id == task_id)
    return found.scalar_subquery()


_GIVEN = select(func.min(Task.created_at)).where(Task.measure_id == Measure.id).scalar_subquery()
_CLASS = select(SchoolClass.name).where(SchoolClass.id == Lesson.class_id).scalar_subquery()
_READ = select(Announcement.text).where(Announcement.id == Reader.announcement_id).scalar_subquery()

TRACES = (
    Trace("mark", (Mark.by_person_id, Mark.for_person_id), Mark.at, (Mark.kind, _row(Mark.task_id), Mark.reason)),
    Trace("entry", (Entry.by_person_id,), Entry.at, (_row(Entry.task_id), Entry.on_day, Entry.number, Entry.words)),
    Trace(
        "evidence",
        (Evidence.by_person_id,),
        Evidence.at,
        (Evidence.kind, _row(Evidence.task_id), Evidence.text, Evidence.link),
    ),
    Trace("assignment", (Assignment.person_id,), Assignment.at, (_row(Assignment.task_id), Assignment.ended_note)),
    Trace("assigned", (Assignment.assigned_by,), Assignment.at, (_row(Assignment.task_id),)),
    Trace(
        "extension",
        (Extension.asked_by, Extension.decided_by),
        Extension.asked_at,
        (_row(Extension.task_id), Extension.due, Extension.reason, Extension.state),
    ),
    Trace("question", (Question.asked_by,), Question.asked_at, (Question.text,)),
    Trace("answer", (Question.answered_by,), Question.answered_at, (Question.answer,)),
    Trace("letter", (Measure.author_id,), _GIVEN, (Measure.title,)),
    Trace("class", (SchoolClass.teacher_id,), SchoolClass.created_at, (SchoolClass.name, SchoolClass.lesson_time)),
    Trace(
        "lesson", (Lesson.answered_by,), Lesson.answered_at, (Lesson.state, _CLASS, Lesson.planned_on, Lesson.reason)
    ),
    Trace(
        "activity",
        (Activity.by_person_id,),
        Activity.at,
        (Activity.kind, Activity.direction, Activity.on_day, Activity.hours, Activity.place),
    ),
    Trace("absence", (Absence.person_id,), Absence.created_at, (Absence.opens, Absence.until)),
    Trace("substitute", (Absence.substitute_id,), Absence.created_at, (Absence.opens, Absence.until)),
    Trace("announcement", (Announcement.author_id,), Announcement.sent_at, (Announcement.text, Announcement.reason)),
    Trace("reader", (Reader.person_id,), Reader.read_at, (_READ,)),
    Trace(
        "application",
        (Application.person_id, Application.decided_by),
        Application.asked_at,
        (Application.role, Application.granted),
    ),
    Trace(
        "succession",
        (Succession.from_id, Succession.to_id, Succession.decided_by),
        Succession.asked_at,
        (Succession.granted,),
    ),
    Trace("invite", (Invite.person_id, Invite.created_by), Invite.created_at, (Invite.role,)),
    Trace("invited", (Membership.invited_by,), Membership.from_at, (Membership.role,)),
    Trace("document", (Document.uploaded_by,), Document.uploaded_at, (Document.name,)),
    Trace("roadmap", (Roadmap.created_by,), Roadmap.created_at, (Roadmap.title,)),
    Trace("past", (PastQuestion.answered_by,), PastQuestion.answered_at, (literal(None),)),
    Trace("report", (ReportText.by_person_id,), ReportText.at, (ReportText.words,)),
    Trace("notice", (Notice.person_id,), Notice.created_at, (Notice.stage, Notice.subject_kind, Notice.day)),
    Trace("delivery", (Delivery.person_id,), Delivery.created_at, (Delivery.kind, Delivery.slot, Delivery.state)),
    Trace("audit", (AuditEvent.person_id,), AuditEvent.at, (AuditEvent.action, AuditEvent.subject_kind)),
)
ELSEWHERE = (Membership.person_id, Identity.person_id)
"""Told as roles and as the account."""


async def facts(session: AsyncSession, person_id: int, sender: str) -> list[Fact]:
    """All of them in the order of time, and what the inbox and the open question hold of this `sender`."""
    found = []
    for trace in TRACES:
        query = select(trace.at, *trace.words).where(or_(*(column == person_id for column in trace.whose)))
        found += [Fact(at, trace.kind, _told(words)) for at, *words in await session.execute(query)]
    messages = await session.scalars(select(Update.received_at).where(Update.sender == sender))
    found += [Fact(at, "update", "") for at in messages]
    asked = select(Dialogue.updated_at, Dialogue.kind, Dialogue.step).where(Dialogue.sender == sender)
    found += [Fact(at, "dialogue", _told(words)) for at, *words in await session.execute(asked)]
    return sorted(found, key=lambda fact: fact.at.timestamp() if fact.at else 0.0)


def _told(words: list[Any]) -> str:
    return ", ".join(str(word) for word in words if word is not None and word != "")
