"""The Thursday course: classes, topics, lessons; and the calendar that moves them."""

from datetime import date

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.hours import ActivityKind, Direction
from bot.domain.lessons import LessonState
from db.models.base import Base, Cause, Key, Moment, Text16, Text64, Text300, reference
from db.types import enum_text


class SchoolClass(Base):
    """A class of a school, for example «6А», with its teacher and its own weekly slot (local time «HH:MM»)."""

    __tablename__ = "school_classes"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: Mapped[Key]
    organisation_id: Mapped[int] = reference("organisations.id", index=False)
    name: Mapped[Text16]
    grade: Mapped[int]
    weekday: Mapped[int]
    """Monday is 0, Thursday 3."""
    lesson_time: Mapped[Text16 | None]
    teacher_id: Mapped[int | None] = reference("people.id")
    created_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]


class Topic(Base):
    """A topic of the course; `organisation_id` empty means for everybody, otherwise a territory's own."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("organisation_id", "school_year", "number"),)

    id: Mapped[Key]
    organisation_id: Mapped[int | None] = reference("organisations.id", index=False)
    school_year: Mapped[int]
    number: Mapped[int]
    title: Mapped[Text300]
    day: Mapped[date | None]
    link: Mapped[str | None] = mapped_column(Text)


class Lesson(Base):
    """Class × number with planned day and outcome; numbers run per class."""

    __tablename__ = "lessons"
    __table_args__ = (UniqueConstraint("class_id", "school_year", "number"),)

    id: Mapped[Key]
    class_id: Mapped[int] = reference("school_classes.id", index=False)
    school_year: Mapped[int]
    number: Mapped[int]
    planned_on: Mapped[date] = mapped_column(index=True)
    state: Mapped[LessonState] = mapped_column(enum_text(LessonState), default=LessonState.PLANNED)
    held_on: Mapped[date | None]
    moved_to: Mapped[date | None] = mapped_column(index=True)
    before_joining: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[Text300 | None]
    present: Mapped[int | None]
    answered_at: Mapped[Moment | None]
    answered_by: Mapped[int | None] = reference("people.id", index=False)
    version: Mapped[int] = mapped_column(default=1)
    cause: Mapped[Text64 | None]


class Activity(Base):
    """A dated fact that adds hours to a direction: hours typed, an excursion, a trial. No class: of all classes."""

    __tablename__ = "activities"
    __table_args__ = (Index("ix_activities_organisation_year", "organisation_id", "school_year"),)

    id: Mapped[Key]
    organisation_id: Mapped[int] = reference("organisations.id", index=False)
    school_year: Mapped[int]
    kind: Mapped[ActivityKind] = mapped_column(enum_text(ActivityKind))
    direction: Mapped[Direction] = mapped_column(enum_text(Direction))
    hours: Mapped[int]
    on_day: Mapped[date]
    class_id: Mapped[int | None] = reference("school_classes.id")
    pupils: Mapped[int | None]
    place: Mapped[Text300 | None]
    at: Mapped[Moment]
    by_person_id: Mapped[int | None] = reference("people.id")
    undone_at: Mapped[Moment | None]
    cause: Mapped[Cause]


class HourNorm(Base):
    """What a level requires of a direction, where an authority put in a number of its own.

    Level 0 with the direction «outing» is the length of an excursion or a trial.
    """

    __tablename__ = "hour_norms"
    __table_args__ = (UniqueConstraint("organisation_id", "level", "direction"),)

    id: Mapped[Key]
    organisation_id: Mapped[int] = reference("organisations.id", index=False)
    level: Mapped[int]
    direction: Mapped[Text16]
    hours: Mapped[int]


class CalendarDay(Base):
    """An override of the working calendar: `kind` is off, working or short; no organisation means for everybody."""

    __tablename__ = "calendar_days"
    __table_args__ = (UniqueConstraint("organisation_id", "day"),)

    id: Mapped[Key]
    organisation_id: Mapped[int | None] = reference("organisations.id", index=False)
    day: Mapped[date]
    kind: Mapped[Text16]
    note: Mapped[Text300 | None]


class Vacation(Base):
    """School vacation or quarantine: no lessons from `opens` to `until`, both inclusive.

    `kind` is vacation or quarantine: vacations entered for a school year replace the recommended ones, a quarantine
    only adds to them.
    """

    __tablename__ = "vacations"

    id: Mapped[Key]
    organisation_id: Mapped[int | None] = reference("organisations.id")
    opens: Mapped[date]
    until: Mapped[date]
    kind: Mapped[Text16] = mapped_column(default="vacation")
    name: Mapped[Text300]


class Absence(Base):
    """A person is away; pushes wait or go to the substitute."""

    __tablename__ = "absences"

    id: Mapped[Key]
    person_id: Mapped[int] = reference("people.id")
    opens: Mapped[date]
    until: Mapped[date]
    substitute_id: Mapped[int | None] = reference("people.id", index=False)
    created_at: Mapped[Moment]
    cancelled_at: Mapped[Moment | None]
    cause: Mapped[Cause]
