"""Plans as they were uploaded and as they were understood."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.deadline import DeadlineStatus, Pace
from bot.domain.roadmaps import PastAnswer, RoadmapState
from db.models.base import Base, Key, Moment, Text64, Text300, reference
from db.types import enum_text


class Document(Base):
    """The original bytes of an upload, kept to be given back filled in."""

    __tablename__ = "documents"

    id: Mapped[Key]
    name: Mapped[Text300]
    sha256: Mapped[Text64]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    uploaded_by: Mapped[int | None] = reference("people.id", index=False)
    uploaded_at: Mapped[Moment]


class Roadmap(Base):
    """One imported plan of one owner; draft → active → closed."""

    __tablename__ = "roadmaps"

    id: Mapped[Key]
    owner_id: Mapped[int] = reference("organisations.id")
    document_id: Mapped[int | None] = reference("documents.id", index=False)
    title: Mapped[str] = mapped_column(Text)
    school_year: Mapped[int]
    approved_on: Mapped[date | None]
    period_from: Mapped[date]
    period_until: Mapped[date]
    columns: Mapped[list[Any]] = mapped_column(default=list)
    doubts: Mapped[list[Any]] = mapped_column(default=list)
    rejected: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[RoadmapState] = mapped_column(enum_text(RoadmapState))
    past_answer: Mapped[PastAnswer | None] = mapped_column(enum_text(PastAnswer))
    version: Mapped[int] = mapped_column(default=1)
    supersedes_id: Mapped[int | None] = reference("roadmaps.id", index=False)
    policy: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_by: Mapped[int | None] = reference("people.id", index=False)
    created_at: Mapped[Moment]
    launched_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]


class Measure(Base):
    """One row of a plan: the author's words, and how they were understood.

    `parties` is a list of {"text", "role"}; `addressed` lists the targets of `bot.domain.addressing`; `asks` what to
    ask for at completion; `extra` pairs of heading and text for further columns of the plan.
    """

    __tablename__ = "measures"
    __table_args__ = (UniqueConstraint("roadmap_id", "position"),)

    id: Mapped[Key]
    roadmap_id: Mapped[int] = reference("roadmaps.id", index=False, ondelete="CASCADE")
    parent_id: Mapped[int | None] = reference("measures.id", ondelete="SET NULL")
    position: Mapped[int]
    number: Mapped[Text64 | None]
    short_name: Mapped[Text64]
    pace: Mapped[Pace] = mapped_column(enum_text(Pace))
    status: Mapped[DeadlineStatus] = mapped_column(enum_text(DeadlineStatus))
    as_needed: Mapped[bool] = mapped_column(default=False)
    section: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    deadline_text: Mapped[str] = mapped_column(Text)
    responsible_text: Mapped[str] = mapped_column(Text)
    result_text: Mapped[str | None] = mapped_column(Text)
    extra: Mapped[list[Any]] = mapped_column(default=list)
    doubts: Mapped[list[Any]] = mapped_column(default=list)
    parties: Mapped[list[Any]] = mapped_column(default=list)
    addressed: Mapped[list[Any]] = mapped_column(default=list)
    schools: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Which schools a person has chosen for the row: {} nothing said, {"only": ids} or {"everyone": true}."""
    asks: Mapped[list[Any]] = mapped_column(JSON, default=list)
    for_information: Mapped[bool] = mapped_column(default=False)
    followed_at: Mapped[Moment | None]
    """When the owner tapped «Следить за пунктом» on a row that is only for information."""
    author_id: Mapped[int | None] = reference("people.id", index=False)
    """Who wrote a row «вне плана»: the one person who may take it back."""
    attachment: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The file of a letter: its id in Telegram, name and size. Its bytes are never fetched."""
    cancelled_at: Mapped[Moment | None]


class Window(Base):
    """One window of a measure's deadline; both days are inclusive, either may be missing."""

    __tablename__ = "windows"
    __table_args__ = (UniqueConstraint("measure_id", "place"),)

    id: Mapped[Key]
    measure_id: Mapped[int] = reference("measures.id", index=False, ondelete="CASCADE")
    place: Mapped[int]
    opens: Mapped[date | None]
    due: Mapped[date | None]
    repeats: Mapped[Text300 | None]
    label: Mapped[Text300 | None]


class PastQuestion(Base):
    """One organisation is asked at launch which of its past windows were done («Спросить школы»).

    `unticked` lists the tasks that the organisation says were not done; the answer marks the rest «до подключения».
    """

    __tablename__ = "past_questions"
    __table_args__ = (UniqueConstraint("roadmap_id", "organisation_id"),)

    id: Mapped[Key]
    roadmap_id: Mapped[int] = reference("roadmaps.id", index=False, ondelete="CASCADE")
    organisation_id: Mapped[int] = reference("organisations.id")
    unticked: Mapped[list[Any]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[Moment]
    answered_at: Mapped[Moment | None]
    answered_by: Mapped[int | None] = reference("people.id", index=False)
