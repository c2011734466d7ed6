"""Rows that have had their time: what was said long ago, and questions that nobody answered."""

from datetime import date, datetime

from sqlalchemy import delete, exists
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryState
from db.models import Delivery, Dialogue, Notice

CLOSED = (DeliveryState.SENT, DeliveryState.UNREACHABLE, DeliveryState.CANCELLED)


async def notices(session: AsyncSession, before: date) -> None:
    """Those whose day lies before: no planner asks for their keys any more. An open delivery keeps its own."""
    still_open = exists().where(Delivery.id == Notice.delivery_id, Delivery.state.not_in(CLOSED))
    await session.execute(delete(Notice).where(Notice.day < before, ~still_open))


async def deliveries(session: AsyncSession, before: datetime) -> None:
    """Closed ones that no notice needs."""
    needed = exists().where(Notice.delivery_id == Delivery.id)
    old = Delivery.state.in_(CLOSED) & (Delivery.due_at < before)
    await session.execute(delete(Delivery).where(old, ~needed))


async def dialogues(session: AsyncSession, now: datetime) -> None:
    """Questions that have expired."""
    await session.execute(delete(Dialogue).where(Dialogue.expires_at < now))
