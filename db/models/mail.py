"""The inbox of updates, and the ledger of what is said to whom."""

from datetime import date
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.deliveries import DeliveryKind, DeliveryState, Stage
from db.models.base import Base, Key, Moment, Text16, Text64, Text300, reference
from db.types import BigId, enum_text


class Update(Base):
    """An update as it came. The body is erased when it has been handled, at the latest after 24 hours."""

    __tablename__ = "updates"
    __table_args__ = (UniqueConstraint("bot", "update_id"), Index("ix_updates_handled_at", "handled_at"))

    id: Mapped[Key]
    bot: Mapped[Text64]
    update_id: Mapped[int] = mapped_column(BigId)
    sender: Mapped[Text64]
    """Platform and external id of the person: the queue in which order is kept."""
    body: Mapped[str | None] = mapped_column(Text)
    received_at: Mapped[Moment]
    handled_at: Mapped[Moment | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[Text300 | None]


class Notice(Base):
    """Why somebody should hear something. The key re-arms when the day changes; a restart repeats nothing."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "subject_kind", "subject_id", "stage", "step", "day"),
        Index("ix_notices_day", "day"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = reference("people.id", index=False)
    subject_kind: Mapped[Text16]
    subject_id: Mapped[int] = mapped_column(BigId)
    stage: Mapped[Stage] = mapped_column(enum_text(Stage))
    step: Mapped[int] = mapped_column(default=0)
    """Which of several leads, in working days; 0 for stages that come once."""
    day: Mapped[date]
    created_at: Mapped[Moment]
    delivery_id: Mapped[int | None] = reference("deliveries.id")


class Delivery(Base):
    """One message to one person in one slot (see `bot/domain/deliveries.py` for its states)."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "slot"),
        Index("ix_deliveries_state_due", "state", "due_at"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = reference("people.id", index=False)
    kind: Mapped[DeliveryKind] = mapped_column(enum_text(DeliveryKind))
    slot: Mapped[Text64]
    """What makes the message one of a kind, for example «2023-09-04» for a digest of that local day."""
    state: Mapped[DeliveryState] = mapped_column(enum_text(DeliveryState), default=DeliveryState.PENDING)
    due_at: Mapped[Moment]
    """Not before this moment: the start of the slot, or the next try."""
    expires_at: Mapped[Moment | None]
    lease_until: Mapped[Moment | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[Moment | None]
    reference: Mapped[Text64 | None]
    """The message in the messenger, «chat:message»."""
    replaces: Mapped[Text64 | None]
    """For edits: the message that this one changes."""
    error: Mapped[Text300 | None]
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[Moment]


class Dialogue(Base):
    """An unfinished conversation of one person (or of somebody who is not yet one)."""

    __tablename__ = "dialogues"
    __table_args__ = (UniqueConstraint("sender", "kind"),)

    id: Mapped[Key]
    sender: Mapped[Text64]
    kind: Mapped[Text64]
    step: Mapped[Text64]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[Moment]
    expires_at: Mapped[Moment]


class AuditEvent(Base):
    """Changes of rights and plans: who, what, when."""

    __tablename__ = "audit"

    id: Mapped[Key]
    at: Mapped[Moment]
    person_id: Mapped[int | None] = reference("people.id")
    action: Mapped[Text64]
    subject_kind: Mapped[Text16]
    subject_id: Mapped[int] = mapped_column(BigId)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Lease(Base):
    """Who runs the ticker and the sender: the holder renews, anybody may take an expired one over."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    holder: Mapped[Text64]
    until: Mapped[Moment]
