"""The one way in which a use case tells somebody else something: rows in the outbox, written in its transaction."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryKind, Stage
from bot.usecases.context import Context
from db import deliveries
from db.models import Notice
from db.upsert import insert_new


async def notify(
    session: AsyncSession,
    context: Context,
    person_id: int,
    subject_kind: str,
    subject_id: int,
    stage: Stage,
    day: date,
    kind: DeliveryKind,
    slot: str,
    due_at: datetime,
    payload: dict[str, Any] | None = None,
) -> None:
    """Say something to a person once: the same subject, stage and day a second time makes nothing new.

    Notices of one (person, kind, slot) become one message, with the payload of the first. `due_at` is the earliest
    moment; the courier keeps quiet hours, days off and absences by itself. `payload` holds ids and numbers: words and
    names are read again when the message leaves.
    """
    now = context.now()
    key = {"person_id": person_id, "subject_kind": subject_kind, "subject_id": subject_id, "stage": stage, "day": day}
    notice = await insert_new(session, Notice, {**key, "created_at": now})
    if notice is not None:
        await deliveries.bind(session, notice, person_id, kind, slot, deliveries.fresh(due_at, now, payload or {}))
