"""Announcements of an authority, and who is to read them."""

from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Cause, Key, Moment, Text300, reference


class Announcement(Base):
    """Words to people of schools outside any plan. `audience` says to whom, as `bot.domain.announcements` reads it."""

    __tablename__ = "announcements"

    id: Mapped[Key]
    organisation_id: Mapped[int] = reference("organisations.id")
    author_id: Mapped[int | None] = reference("people.id", index=False)
    text: Mapped[str] = mapped_column(Text)
    urgent: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[Text300 | None]
    """Why an urgent one may break the silence."""
    audience: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sent_at: Mapped[Moment]
    cause: Mapped[Cause]


class Reader(Base):
    """One person who is to read an announcement, and for which organisation; `read_at` by the tap «Прочитано»."""

    __tablename__ = "readers"
    __table_args__ = (UniqueConstraint("announcement_id", "person_id"),)

    id: Mapped[Key]
    announcement_id: Mapped[int] = reference("announcements.id", index=False, ondelete="CASCADE")
    person_id: Mapped[int] = reference("people.id")
    organisation_id: Mapped[int] = reference("organisations.id", index=False)
    read_at: Mapped[Moment | None]
