"""The ledger: notices and the deliveries that bind them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, case, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryKind, DeliveryState, Stage
from bot.domain.reminders import Slot
from db import bell
from db.models import Delivery, Notice
from db.upsert import insert_all_new, insert_new

CHUNK = 500
OPEN_STATES = (DeliveryState.PENDING, DeliveryState.RETRY)


SnoozeKey = tuple[int, str, int, Stage, date]
"""Person, subject kind and id, stage, day."""


async def snooze(session: AsyncSession, key: SnoozeKey, slot: str, due_at: datetime, now: datetime) -> None:
    """Another wish of the same day takes the place of the earlier one, whose message then has nothing to say."""
    person, kind, subject, stage, day = key
    row = {"person_id": person, "subject_kind": kind, "subject_id": subject, "stage": stage, "day": day}
    notice = await insert_new(session, Notice, {**row, "created_at": now})
    if notice is None:
        same = (getattr(Notice, name) == value for name, value in row.items())
        notice = (await session.scalars(select(Notice.id).where(*same, Notice.step == 0))).one()
    await bind(session, notice, person, DeliveryKind.DIGEST, slot, fresh(due_at, now, {}))


@dataclass(frozen=True, slots=True)
class Push:
    """A message with the one notice that made it."""

    person_id: int
    kind: DeliveryKind
    slot: str
    due_at: datetime
    expires_at: datetime
    payload: dict[str, Any]
    subject_kind: str
    subject_id: int
    stage: Stage
    day: date
    step: int = 0
    replaces: str | None = None


async def bind(
    session: AsyncSession, notice: int, person: int, kind: DeliveryKind, slot: str, fields: dict[str, Any]
) -> None:
    """Tie a new notice to the message of its slot; where that one has left already, to a message of its own."""
    bell.note(session)
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


async def save_slots(session: AsyncSession, slots: Sequence[Slot], now: datetime) -> None:
    """Digests with their notices, in a fixed number of statements for every `CHUNK` of people.

    A digest of the slot that was cancelled because nothing was left to say is armed again. Beside one that has left, or
    could not leave, what is new gets a message of its own.
    """
    if slots:
        bell.note(session)
    for start in range(0, len(slots), CHUNK):
        part = slots[start : start + CHUNK]
        found = await _open_digests(session, part, now)
        left = [slot for slot in part if (slot.person_id, slot.name) not in found and await _is_new(session, slot)]
        others = {(slot.person_id, slot.name): replace(slot, name=f"{slot.name}/{now:%d%H%M%S}") for slot in left}
        if others:
            beside = await _open_digests(session, list(others.values()), now)
            found |= {key: beside[key[0], slot.name] for key, slot in others.items() if (key[0], slot.name) in beside}
        notices = [
            {**asdict(notice.key), "created_at": now, "delivery_id": found[slot.person_id, slot.name]}
            for slot in part
            for notice in slot.notices
            if (slot.person_id, slot.name) in found
        ]
        await insert_all_new(session, Notice, notices)


async def _open_digests(session: AsyncSession, slots: Sequence[Slot], now: datetime) -> dict[tuple[int, str], int]:
    """The ids of digests of these slots that have not left, made where there were none; none leaves meanwhile."""
    kind = DeliveryKind.DIGEST
    rows = [{"person_id": s.person_id, "kind": kind, "slot": s.name, **fresh(s.due_at, now, {})} for s in slots]
    await insert_all_new(session, Delivery, rows)
    these = tuple_(Delivery.person_id, Delivery.slot).in_([(s.person_id, s.name) for s in slots])
    mine = and_(Delivery.kind == kind, these)
    armed = update(Delivery).where(mine, Delivery.state == DeliveryState.CANCELLED)
    later = case((Delivery.due_at > now, Delivery.due_at), else_=now)
    await session.execute(armed.values(state=DeliveryState.PENDING, attempts=0, error=None, due_at=later))
    query = select(Delivery.person_id, Delivery.slot, Delivery.id).where(mine, Delivery.state.in_(OPEN_STATES))
    return {(row.person_id, row.slot): row.id for row in await session.execute(query.with_for_update())}


async def _is_new(session: AsyncSession, slot: Slot) -> bool:
    """Whether anything of it has not been said yet."""
    keys = [tuple(asdict(notice.key).values()) for notice in slot.notices]
    columns = (Notice.person_id, Notice.subject_kind, Notice.subject_id, Notice.stage, Notice.step, Notice.day)
    known = await session.scalar(select(func.count(Notice.id)).where(tuple_(*columns).in_(keys)))
    return (known or 0) < len(set(keys))


async def unknown(session: AsyncSession, pushes: Sequence[Push]) -> list[Push]:
    """Those that no row stands for yet, whatever its state."""
    if not pushes:
        return []
    first, last = min(push.day for push in pushes), max(push.day for push in pushes)
    query = select(Delivery.person_id, Delivery.kind, Delivery.slot).join(Notice, Notice.delivery_id == Delivery.id)
    rows = await session.execute(query.where(Notice.day.between(first, last)).distinct())
    known = {(row.person_id, row.kind, row.slot) for row in rows}
    return [push for push in pushes if (push.person_id, push.kind, push.slot) not in known]


async def save_pushes(session: AsyncSession, pushes: Sequence[Push], now: datetime) -> None:
    """Messages with one notice each. What somebody else wrote in between stays."""
    if pushes:
        bell.note(session)
    for start in range(0, len(pushes), CHUNK):
        part = pushes[start : start + CHUNK]
        rows = [
            {
                "person_id": push.person_id,
                "kind": push.kind,
                "slot": push.slot,
                "expires_at": push.expires_at,
                "replaces": push.replaces,
                **fresh(push.due_at, now, push.payload),
            }
            for push in part
        ]
        await insert_all_new(session, Delivery, rows)
        these = tuple_(Delivery.person_id, Delivery.slot).in_([(push.person_id, push.slot) for push in part])
        query = select(Delivery.person_id, Delivery.kind, Delivery.slot, Delivery.id).where(these)
        found = {(row.person_id, row.kind, row.slot): row.id for row in await session.execute(query)}
        notices = [
            {
                "person_id": push.person_id,
                "subject_kind": push.subject_kind,
                "subject_id": push.subject_id,
                "stage": push.stage,
                "step": push.step,
                "day": push.day,
                "created_at": now,
                "delivery_id": found[push.person_id, push.kind, push.slot],
            }
            for push in part
        ]
        await insert_all_new(session, Notice, notices)


def fresh(due_at: datetime, created_at: datetime, payload: dict[str, Any]) -> dict[str, Any]:
    """The columns of a delivery nobody has tried yet."""
    return {
        "state": DeliveryState.PENDING,
        "due_at": due_at,
        "attempts": 0,
        "payload": payload,
        "created_at": created_at,
    }
