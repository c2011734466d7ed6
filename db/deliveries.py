"""The ledger: notices and the deliveries that bind them."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryKind, DeliveryState
from db.models import Delivery, Notice
from db.upsert import insert_new

OPEN_STATES = (DeliveryState.PENDING, DeliveryState.RETRY)


async def bind(
    session: AsyncSession, notice: int, person: int, kind: DeliveryKind, slot: str, fields: dict[str, Any]
) -> None:
    """Tie a new notice to the message of its slot; where that one has left already, to a message of its own."""
    delivery = await insert_new(session, Delivery, {"person_id": person, "kind": kind, "slot": slot, **fields})
    if delivery is None:
        delivery = await open_delivery(session, person, kind, slot)
    if delivery is None:
        own = {"person_id": person, "kind": kind, "slot": f"{slot}/{notice}", **fields}
        delivery = await insert_new(session, Delivery, own)
    await session.execute(update(Notice).where(Notice.id == notice).values(delivery_id=delivery))


async def open_delivery(session: AsyncSession, person: int, kind: DeliveryKind, slot: str) -> int | None:
    """The message of this slot while it has not left, kept from leaving until the end of the transaction."""
    query = select(Delivery.id).where(
        Delivery.person_id == person, Delivery.kind == kind, Delivery.slot == slot, Delivery.state.in_(OPEN_STATES)
    )
    return (await session.scalars(query.with_for_update())).one_or_none()


def fresh(due_at: datetime, created_at: datetime, payload: dict[str, Any]) -> dict[str, Any]:
    """The columns of a delivery nobody has tried yet."""
    return {
        "state": DeliveryState.PENDING,
        "due_at": due_at,
        "attempts": 0,
        "payload": payload,
        "created_at": created_at,
    }
