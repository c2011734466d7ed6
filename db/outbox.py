"""The way out of a delivery: claim with a lease, record what became of it. Every change is conditional on the lease."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import TELL_ALL, DeliveryKind, DeliveryState, Stage
from bot.domain.reminders import PLANNED
from db import bell, leases
from db.deliveries import OPEN_STATES
from db.models import Delivery, Identity, Membership, Notice, Organisation
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


SHOWN = "tasks"
"""Key of a payload: the tasks that a message on screen asks about."""
STILL_DUE = frozenset(DeliveryKind) - {DeliveryKind.EDIT, DeliveryKind.JOINED, DeliveryKind.REPORT, *TELL_ALL}
"""Single messages that ask for something, or are meant to be read: who comes back gets them late."""


def _unplanned(planned: datetime | None) -> ColumnElement[bool]:
    """What tells everything and came due after digests were last planned: the plan may have more for it.

    A message that was tried already has been planned for.
    """
    fresh = and_(Delivery.kind.in_(TELL_ALL), Delivery.state == DeliveryState.PENDING)
    return fresh if planned is None else and_(fresh, Delivery.due_at > planned)


async def waits_for_plan(session: AsyncSession, now: datetime) -> bool:
    """Whether something is due that may not leave before digests are planned anew."""
    due = and_(_unplanned(await leases.planned(session)), Delivery.due_at <= now)
    return await session.scalar(select(Delivery.id).where(due).limit(1)) is not None


async def leaving(session: AsyncSession, now: datetime) -> frozenset[int]:
    """People to whom a message that tells everything is due."""
    query = select(Delivery.person_id).where(Delivery.kind.in_(TELL_ALL), _due(now))
    return frozenset(await session.scalars(query))


def _due(now: datetime, held: Collection[int] = ()) -> ColumnElement[bool]:
    return or_(
        and_(Delivery.state.in_(OPEN_STATES), Delivery.due_at <= now),
        and_(Delivery.state == DeliveryState.SENDING, Delivery.lease_until < now, Delivery.id.not_in(held)),
    )


async def to_come(session: AsyncSession, now: datetime) -> list[tuple[int, int, str]]:
    """Digests of the coming day whose reader gets something that tells everything now: id, person and slot."""
    query = select(Delivery.id, Delivery.person_id, Delivery.slot).where(
        Delivery.kind == DeliveryKind.DIGEST,
        Delivery.state == DeliveryState.PENDING,
        Delivery.due_at > now,
        Delivery.due_at <= now + timedelta(days=1),
    )
    rows = (await session.execute(query)).all()
    there = await leaving(session, now) if rows else frozenset()
    return [(row.id, row.person_id, row.slot) for row in rows if row.person_id in there]


async def bring_forward(session: AsyncSession, ids: Collection[int], now: datetime) -> None:
    """These leave with what leaves now."""
    if not ids:
        return
    early = update(Delivery).where(Delivery.id.in_(ids), Delivery.state == DeliveryState.PENDING)
    await session.execute(early.values(due_at=now))


async def claim(
    session: AsyncSession, now: datetime, lease_until: datetime, limit: int, held: Collection[int] = ()
) -> list[Claimed]:
    """Take what is due by one UPDATE … RETURNING: nobody else gets the same until the lease ends.

    `held` are those that the caller is about to send itself: a clock that jumps must not make it claim them again.
    The oldest first, but news of a launch before all else: a digest of the same moment goes into it. What tells
    everything waits until digests have been planned for the moment at which it came due.
    """
    ready = and_(_due(now, held), not_(_unplanned(await leases.planned(session))))
    news_first = case((Delivery.kind == DeliveryKind.LAUNCH, 0), else_=1)
    first = select(Delivery.id).where(ready).order_by(news_first, Delivery.due_at, Delivery.id).limit(limit)
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
    """One message a person: all that tell everything and are due go into the first, which says why each was made."""
    kept: dict[int, Claimed] = {}
    telling = [one for one in claimed if one.kind in TELL_ALL and kept.setdefault(one.person_id, one) is not one]
    merged = [(one.id, kept[one.person_id].id) for one in telling]
    waiting = select(Delivery.id, Delivery.person_id).where(
        Delivery.kind.in_(TELL_ALL),
        Delivery.person_id.in_(kept),
        Delivery.state.in_(OPEN_STATES),
        Delivery.due_at <= now,
    )
    merged.extend((row.id, kept[row.person_id].id) for row in await session.execute(waiting.with_for_update()))
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


async def postpone(session: AsyncSession, claimed: Claimed, due_at: datetime, state: DeliveryState) -> bool:
    """Back to waiting as if it had not been tried."""
    return await record(session, claimed, state, due_at=due_at, attempts=claimed.attempts - 1)


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
    place = and_(Organisation.id == Membership.organisation_id, Organisation.closed_at.is_(None))
    role = exists().where(Membership.person_id == person_id, Membership.until_at.is_(None), place)
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


async def take_back(session: AsyncSession, claimed: Claimed) -> None:
    """Nothing was said: what made the message may make another one, should it hold again."""
    mine = select(Delivery.id).where(_held(claimed))
    await session.execute(delete(Notice).where(Notice.delivery_id.in_(mine)))


async def rearm(session: AsyncSession, person_id: int, now: datetime, since: datetime) -> None:
    """What could not be brought and is still due leaves again.

    What the planner makes is forgotten, for it is planned anew where it still matters; older than `since` is only what
    has a day of its own on which it is out of date.
    """
    bell.note(session)
    lost = and_(Delivery.person_id == person_id, Delivery.state == DeliveryState.UNREACHABLE)
    telling = select(Delivery.id).where(lost, Delivery.kind.in_(TELL_ALL))
    out_of_date = and_(Notice.created_at < since, Notice.stage != Stage.LAUNCHED)
    anew = or_(Notice.stage.in_(PLANNED), out_of_date)
    await session.execute(delete(Notice).where(Notice.delivery_id.in_(telling), anew))
    fresh = or_(Delivery.expires_at > now, and_(Delivery.expires_at.is_(None), Delivery.created_at >= since))
    left = exists().where(Notice.delivery_id == Delivery.id)
    due = or_(and_(Delivery.kind.in_(TELL_ALL), left), and_(Delivery.kind.in_(STILL_DUE), fresh))
    later = case((Delivery.due_at > now, Delivery.due_at), else_=now)
    again = {"state": DeliveryState.PENDING, "attempts": 0, "error": None, "due_at": later}
    await session.execute(update(Delivery).where(lost, due).values(**again))
    gone = and_(lost, Delivery.kind.in_(TELL_ALL))
    await session.execute(update(Delivery).where(gone).values(state=DeliveryState.CANCELLED))


async def move(session: AsyncSession, person_id: int, chat_id: str) -> None:
    await session.execute(update(Identity).where(Identity.person_id == person_id).values(chat_id=chat_id))
