"""What reports remember: words that a person put in place of counted ones, and figures of the last meeting."""

from datetime import date
from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reports import TextKind
from db.models.base import Base, Key, Moment, reference
from db.types import BigId, enum_text


class ReportText(Base):
    """Words for the report of an organisation. `subject_id` is the measure, 0 where the report as a whole is meant."""

    __tablename__ = "report_texts"
    __table_args__ = (UniqueConstraint("organisation_id", "kind", "subject_id"),)

    id: Mapped[Key]
    organisation_id: Mapped[int] = reference("organisations.id", index=False)
    kind: Mapped[TextKind] = mapped_column(enum_text(TextKind))
    subject_id: Mapped[int] = mapped_column(BigId)
    words: Mapped[str] = mapped_column(Text)
    by_person_id: Mapped[int] = reference("people.id", index=False)
    at: Mapped[Moment]


class ReportFigures(Base):
    """The figures of a справка as of its day: the next one tells what has changed. One a day and organisation."""

    __tablename__ = "report_figures"
    __table_args__ = (UniqueConstraint("organisation_id", "day"),)

    id: Mapped[Key]
    organisation_id: Mapped[int] = reference("organisations.id", index=False)
    day: Mapped[date]
    figures: Mapped[dict[str, Any]]
