"""The way out of a delivery: claim with a lease, record what became of it. Every change is conditional on the lease."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryKind, DeliveryState, Stage
from db.deliveries import OPEN_STATES
from db.models import Delivery, Identity, Membership, Notice
from db.results import count


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that this process may send until its lease runs out. `attempts` counts this try."""

    id: int
    person_id: int
    kind: DeliveryKind
    slot: str
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    payload: dict[str, Any]
    replaces: str | None
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a delivery was made: a notice that it carries."""

    subject_kind: str
    subject_id: int
    stage: Stage
    step: int
    day: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is written and has not left, and why it was made."""

    person_id: int
    kind: DeliveryKind
    slot: str
    due_at: datetime
    stages: tuple[Stage, ...]


TELL_ALL = (DeliveryKind.LAUNCH, DeliveryKind.DIGEST)
"""Kinds whose message lists everything that is open."""


async def waiting(session: AsyncSession, until: datetime) -> list[Waiting]:
    """What is written and due by a moment, the oldest first; edits of messages on screen are no messages."""
    query = (
        select(Delivery.id, Delivery.person_id, Delivery.kind, Delivery.slot, Delivery.due_at, Notice.stage)
        .join(Notice, Notice.delivery_id == Delivery.id)
        .where(Delivery.state.in_(OPEN_STATES), Delivery.due_at <= until, Delivery.kind != DeliveryKind.EDIT)
        .order_by(Delivery.due_at, Delivery.id, Notice.id)
    )
    found: dict[int, Waiting] = {}
    for delivery, person, kind, slot, due_at, stage in await session.execute(query):
        known = found.get(delivery, Waiting(person, kind, slot, due_at, ()))
        found[delivery] = replace(known, stages=(*known.stages, stage))
    return list(found.values())


async def claim(
    session: AsyncSession, now: datetime, lease_until: datetime, limit: int, held: Collection[int] = ()
) -> list[Claimed]:
    """Take what is due by one UPDATE … RETURNING: nobody else gets the same until the lease ends.

    `held` are those that the caller is about to send itself: a clock that jumps must not make it claim them again.
    The oldest first, but news of a launch before all else: it says what a digest of the same moment would say.
    """
    due = or_(
        and_(Delivery.state.in_(OPEN_STATES), Delivery.due_at <= now),
        and_(Delivery.state == DeliveryState.SENDING, Delivery.lease_until < now, Delivery.id.not_in(held)),
    )
    news_first = case((Delivery.kind == DeliveryKind.LAUNCH, 0), else_=1)
    first = select(Delivery.id).where(due).order_by(news_first, Delivery.due_at, Delivery.id).limit(limit)
    chosen = first.with_for_update(skip_locked=True).cte("chosen")
    taken = (
        update(Delivery)
        .where(Delivery.id.in_(select(chosen.c.id)))
        .values(state=DeliveryState.SENDING, lease_until=lease_until, attempts=Delivery.attempts + 1)
        .returning(
            Delivery.id,
            Delivery.person_id,
            Delivery.kind,
            Delivery.slot,
            Delivery.due_at,
            Delivery.expires_at,
            Delivery.attempts,
            Delivery.payload,
            Delivery.replaces,
            Delivery.lease_until,
        )
    )
    rows = await session.execute(taken, execution_options={"synchronize_session": False})
    claimed = [Claimed(*row) for row in rows]
    return sorted(claimed, key=lambda one: (one.kind is not DeliveryKind.LAUNCH, one.due_at, one.id))


async def merge_digests(session: AsyncSession, claimed: Sequence[Claimed], now: datetime) -> list[Claimed]:
    """One digest a person: others that are due as well are taken into the first, which says everything anyway.

    News of a launch lists the same rows, so a digest goes into it; two launches stay two messages.
    """
    kept: dict[int, Claimed] = {}
    telling = [one for one in claimed if one.kind in TELL_ALL and kept.setdefault(one.person_id, one) is not one]
    merged = [(one.id, kept[one.person_id].id) for one in telling if one.kind is DeliveryKind.DIGEST]
    waiting = select(Delivery.id, Delivery.person_id).where(
        Delivery.kind == DeliveryKind.DIGEST,
        Delivery.person_id.in_(kept),
        Delivery.state.in_(OPEN_STATES),
        Delivery.due_at <= now,
    )
    merged.extend((row.id, kept[row.person_id].id) for row in await session.execute(waiting))
    for away, into in merged:
        await session.execute(update(Notice).where(Notice.delivery_id == away).values(delivery_id=into))
        closed = {"state": DeliveryState.CANCELLED, "error": "merged", "lease_until": None}
        await session.execute(update(Delivery).where(Delivery.id == away).values(**closed))
    gone = {away for away, _ in merged}
    return [one for one in claimed if one.id not in gone]


def _held(claimed: Claimed) -> ColumnElement[bool]:
    """Still this very try: an expired lease that somebody else has taken over has another number of attempts."""
    return and_(
        Delivery.id == claimed.id, Delivery.state == DeliveryState.SENDING, Delivery.attempts == claimed.attempts
    )


async def record(session: AsyncSession, claimed: Claimed, state: DeliveryState, **values: Any) -> bool:
    """End this try in another state; False when the lease was lost and somebody else has the delivery."""
    done = update(Delivery).where(_held(claimed)).values(state=state, lease_until=None, **values)
    return count(await session.execute(done)) == 1


async def postpone(session: AsyncSession, claimed: Claimed, due_at: datetime) -> bool:
    """Back to waiting as if it had not been tried."""
    return await record(session, claimed, DeliveryState.PENDING, due_at=due_at, attempts=claimed.attempts - 1)


async def reasons(session: AsyncSession, delivery_id: int) -> list[Reason]:
    query = select(Notice.subject_kind, Notice.subject_id, Notice.stage, Notice.step, Notice.day)
    return [Reason(*row) for row in await session.execute(query.where(Notice.delivery_id == delivery_id))]


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is in a messenger, as of now; `reachable` and `has_role` decide whether anything is sent."""

    platform: str
    chat_id: str
    reachable: bool
    has_role: bool


async def address(session: AsyncSession, person_id: int) -> Address | None:
    role = exists().where(Membership.person_id == person_id, Membership.until_at.is_(None))
    reachable = and_(Identity.reachable_since.is_not(None), Identity.unreachable_since.is_(None))
    query = select(Identity.platform, Identity.chat_id, reachable, role).where(Identity.person_id == person_id)
    row = (await session.execute(query.order_by(Identity.id).limit(1))).one_or_none()
    return None if row is None else Address(*row)


async def lose(session: AsyncSession, person_id: int, reason: str, now: datetime) -> None:
    """The person cannot be written to: say since when, and stop everything that is on its way to the person."""
    gone = update(Identity).where(Identity.person_id == person_id, Identity.unreachable_since.is_(None))
    await session.execute(gone.values(unreachable_since=now, unreachable_reason=reason))
    stopped = update(Delivery).where(Delivery.person_id == person_id, Delivery.state.in_(OPEN_STATES))
    await session.execute(stopped.values(state=DeliveryState.UNREACHABLE, error=reason))


async def find_again(session: AsyncSession, person_id: int, now: datetime) -> bool:
    """The person can be written to again; True when this was not so before."""
    lost = or_(Identity.unreachable_since.is_not(None), Identity.reachable_since.is_(None))
    found = update(Identity).where(Identity.person_id == person_id, lost)
    return (
        count(await session.execute(found.values(reachable_since=now, unreachable_since=None, unreachable_reason=None)))
        > 0
    )


async def unsay_digests(session: AsyncSession, person_id: int) -> None:
    """Digests that could not be brought leave no trace: their notices may be made again."""
    failed = and_(
        Delivery.person_id == person_id,
        Delivery.kind == DeliveryKind.DIGEST,
        Delivery.state == DeliveryState.UNREACHABLE,
    )
    await session.execute(delete(Notice).where(Notice.delivery_id.in_(select(Delivery.id).where(failed))))
    await session.execute(update(Delivery).where(failed).values(state=DeliveryState.CANCELLED))


async def rearm_questions(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Questions about lessons that could not be brought and are not out of date leave again."""
    waiting = update(Delivery).where(
        Delivery.person_id == person_id,
        Delivery.kind == DeliveryKind.LESSON_QUESTION,
        Delivery.state == DeliveryState.UNREACHABLE,
        Delivery.expires_at > now,
    )
    await session.execute(waiting.values(state=DeliveryState.PENDING, attempts=0, error=None, due_at=now))


async def move(session: AsyncSession, person_id: int, chat_id: str) -> None:
    await session.execute(update(Identity).where(Identity.person_id == person_id).values(chat_id=chat_id))
