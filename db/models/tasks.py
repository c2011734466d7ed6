"""Tasks and the facts about them. Facts are added, never changed into something else and never deleted."""

from datetime import date
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.tasks import MarkKind, Review, TaskState
from db.models.base import Base, Cause, Key, Moment, Text16, Text300, reference
from db.types import enum_text


class Task(Base):
    """One measure × one organisation × one occurrence.

    `occurrence` is the window's place and its number in the series («0» undated, «1», «2/3»), never a date, so that an
    amended date keeps the task. `version` guards against old buttons and two people at once.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("measure_id", "organisation_id", "occurrence"),
        Index("ix_tasks_organisation_state", "organisation_id", "state"),
    )

    id: Mapped[Key]
    measure_id: Mapped[int] = reference("measures.id", index=False)
    organisation_id: Mapped[int] = reference("organisations.id", index=False)
    occurrence: Mapped[Text16]
    label: Mapped[Text300 | None]
    opens: Mapped[date | None]
    due: Mapped[date | None]
    """The planned window, as in the plan."""
    own_due: Mapped[date | None]
    extended_due: Mapped[date | None]
    state: Mapped[TaskState] = mapped_column(enum_text(TaskState), default=TaskState.OPEN)
    done_on: Mapped[date | None]
    before_joining: Mapped[bool] = mapped_column(default=False)
    review: Mapped[Review | None] = mapped_column(enum_text(Review))
    """Where the last mark stands with those above; empty where marks are final at once."""
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Moment]


class Mark(Base):
    """Done on which day, and when it was marked, by whom and for whom; or undone, returned, not ours, unfulfilled."""

    __tablename__ = "marks"

    id: Mapped[Key]
    task_id: Mapped[int] = reference("tasks.id")
    kind: Mapped[MarkKind] = mapped_column(enum_text(MarkKind))
    done_on: Mapped[date | None]
    before_joining: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[Text300 | None]
    at: Mapped[Moment]
    by_person_id: Mapped[int | None] = reference("people.id", index=False)
    for_person_id: Mapped[int | None] = reference("people.id", index=False)
    cause: Mapped[Cause]


class Assignment(Base):
    """A task given to a person of the school; ends when taken back, refused or the person leaves."""

    __tablename__ = "assignments"

    id: Mapped[Key]
    task_id: Mapped[int] = reference("tasks.id")
    person_id: Mapped[int] = reference("people.id")
    assigned_by: Mapped[int | None] = reference("people.id", index=False)
    at: Mapped[Moment]
    accepted_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    ended_note: Mapped[Text300 | None]
    cause: Mapped[Cause]


class Extension(Base):
    """An organisation's own due day with a reason. `state`: asked, granted or declined."""

    __tablename__ = "extensions"

    id: Mapped[Key]
    task_id: Mapped[int] = reference("tasks.id")
    due: Mapped[date]
    reason: Mapped[Text300]
    state: Mapped[Text16]
    asked_by: Mapped[int | None] = reference("people.id", index=False)
    asked_at: Mapped[Moment]
    decided_by: Mapped[int | None] = reference("people.id", index=False)
    decided_at: Mapped[Moment | None]
    cause: Mapped[Cause]


class Entry(Base):
    """A dated fact on an all-year or many-event row."""

    __tablename__ = "entries"

    id: Mapped[Key]
    task_id: Mapped[int] = reference("tasks.id")
    on_day: Mapped[date]
    number: Mapped[int | None]
    words: Mapped[Text300 | None]
    at: Mapped[Moment]
    by_person_id: Mapped[int | None] = reference("people.id", index=False)
    undone_at: Mapped[Moment | None]
    cause: Mapped[Cause]


class Evidence(Base):
    """What shows that a task is done. `kind`: text, order, link, file or number; `value` holds its parts."""

    __tablename__ = "evidence"

    id: Mapped[Key]
    task_id: Mapped[int] = reference("tasks.id")
    kind: Mapped[Text16]
    text: Mapped[Text300 | None]
    link: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[str | None] = mapped_column(String(200))
    value: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[Moment]
    by_person_id: Mapped[int | None] = reference("people.id", index=False)
    undone_at: Mapped[Moment | None]
    cause: Mapped[Cause]


class Question(Base):
    """A question from a card and its answer, kept with the measure."""

    __tablename__ = "questions"

    id: Mapped[Key]
    measure_id: Mapped[int] = reference("measures.id")
    organisation_id: Mapped[int] = reference("organisations.id")
    text: Mapped[Text300]
    asked_by: Mapped[int | None] = reference("people.id", index=False)
    asked_at: Mapped[Moment]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[int | None] = reference("people.id", index=False)
    answered_at: Mapped[Moment | None]
    published_at: Mapped[Moment | None]
    published_below_id: Mapped[int | None] = reference("organisations.id", index=False)
    """The organisation that its publisher runs: its schools see question and answer, others never."""
    cause: Mapped[Cause]
