"""One pass of the sender: claim what is due, draw each message from the state of that moment, bring it, record.

A crash after the claim costs the lease: when it has run out, the delivery is sent again (a reminder twice beats none).
No transaction is open while the messenger is talked to.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import LEASE, DeliveryKind, DeliveryState, backoff
from bot.domain.listeners import Directory
from bot.domain.silence import may_disturb, next_opening, why_silent
from bot.usecases.context import Context
from bot.usecases.courier import Courier, Message, Moved, Outcome, Recipient, Refused, Retry, Sent, Unreachable
from bot.usecases.digests import Desk, Nothing
from bot.usecases.listeners import directory
from bot.usecases.messages import draw
from db import outbox
from db.outbox import Claimed

log = structlog.get_logger()

IN_FLIGHT = 3
BATCH = 50
SAFE = timedelta(seconds=30)
"""A lease with less than this left is not begun with: somebody else will take the delivery over."""
LOUD = frozenset({DeliveryKind.EDIT, DeliveryKind.URGENT})
"""Kinds that silence does not hold back: an edit makes no sound, an urgent announcement says why and is logged."""
WITHOUT_ROLE = frozenset({DeliveryKind.APPLICATION})
"""Kinds that are said to somebody who has no role: the answer to who asked for one."""
OUT_OF_DATE, UNREACHABLE, NO_RIGHTS, MOVES_ON = "out-of-date", "unreachable", "no-rights", "moves-on"


class Fate(StrEnum):
    """What became of one delivery in a pass."""

    SENT = "sent"
    LATER = "later"
    CANCELLED = "cancelled"
    UNREACHABLE = "unreachable"
    LOST = "lost"
    """The lease ran out under way and somebody else has the delivery."""


@dataclass(frozen=True, slots=True)
class Handled:
    """One line of the report of a pass; `until` is when it will be tried again."""

    person_id: int
    kind: DeliveryKind
    slot: str
    fate: Fate
    reason: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a delivery does not leave now; with `until` it waits."""

    fate: Fate
    reason: str
    until: datetime | None = None


@dataclass(slots=True)
class Pass:
    """What one pass did. `all_wait` is set when the messenger told the whole bot to wait: the pass ended there."""

    handled: list[Handled] = field(default_factory=list)
    all_wait: Retry | None = None

    @property
    def sent(self) -> int:
        return sum(one.fate is Fate.SENT for one in self.handled)


@dataclass(frozen=True, slots=True)
class _Round:
    """A batch under way: what was claimed, and the directory as it was when the batch began."""

    context: Context
    courier: Courier
    directory: Directory
    queue: deque[Claimed]
    done: Pass


async def send_due(context: Context, courier: Courier, limit: int = 300) -> Pass:
    """Send at most `limit` deliveries that are due now, three at a time."""
    done = Pass()
    while len(done.handled) < limit and done.all_wait is None:
        async with context.transaction(write=True) as session:
            now = context.now()
            found = await outbox.claim(session, now, now + LEASE, min(BATCH, limit - len(done.handled)))
            claimed = await outbox.merge_digests(session, found, now)
            everybody = await directory(session, context) if claimed else None
        if everybody is None:
            break
        await _batch(_Round(context, courier, everybody, deque(claimed), done))
    return done


async def _batch(batch: _Round) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in range(min(IN_FLIGHT, len(batch.queue))):
            group.create_task(_work(batch))


async def _work(batch: _Round) -> None:
    while batch.queue:
        claimed = batch.queue.popleft()
        if batch.done.all_wait is not None:
            until = batch.context.now() + (batch.done.all_wait.after or backoff(1, claimed.id))
            handled = await _postpone(batch.context, claimed, batch.done.all_wait.reason, until)
        else:
            handled = await _try(batch, claimed)
        batch.done.handled.append(handled)


async def _try(batch: _Round, claimed: Claimed) -> Handled:
    """One delivery that breaks the program must not hold up the others: it waits and is tried again."""
    try:
        return await _send(batch, claimed)
    except Exception as error:
        log.exception("delivery failed", delivery_id=claimed.id, kind=claimed.kind)
        return await _record(batch.context, claimed, Retry(type(error).__name__))


async def _send(batch: _Round, claimed: Claimed) -> Handled:
    context, courier = batch.context, batch.courier
    if context.now() > claimed.lease_until - SAFE:
        return _told(claimed, Fate.LOST, until=claimed.lease_until)
    prepared = await _prepare(batch, claimed)
    if isinstance(prepared, Handled):
        return prepared
    to, message = prepared
    outcome = await courier.deliver(to, message)
    if isinstance(outcome, Moved):
        async with context.transaction(write=True) as session:
            await outbox.move(session, claimed.person_id, outcome.chat_id)
        outcome = await courier.deliver(replace(to, chat_id=outcome.chat_id), message)
    if isinstance(outcome, Retry) and outcome.all_wait:
        batch.done.all_wait = outcome
    return await _record(context, claimed, outcome)


async def _prepare(batch: _Round, claimed: Claimed) -> tuple[Recipient, Message] | Handled:
    """Who and what, or why not; the reading ends before anything is written or sent."""
    async with batch.context.transaction() as session:
        found = await _draft(batch, session, claimed)
    return await _refuse(batch.context, claimed, found) if isinstance(found, _Refusal) else found


async def _draft(batch: _Round, session: AsyncSession, claimed: Claimed) -> tuple[Recipient, Message] | _Refusal:
    address = await outbox.address(session, claimed.person_id)
    if address is None or not address.reachable:
        return _Refusal(Fate.UNREACHABLE, UNREACHABLE)
    if not address.has_role and claimed.kind not in WITHOUT_ROLE:
        return _Refusal(Fate.CANCELLED, NO_RIGHTS)
    refusal = _silence(batch, claimed, batch.context.now())
    if refusal is not None:
        return refusal
    message = await draw(Desk(session, batch.context, batch.directory), claimed)
    if isinstance(message, Nothing):
        return _Refusal(Fate.CANCELLED, message.reason)
    return Recipient(claimed.person_id, address.platform, address.chat_id), message


def _silence(batch: _Round, claimed: Claimed, now: datetime) -> _Refusal | None:
    """Out of date, or at an hour at which the person is left alone."""
    if claimed.expires_at is not None and claimed.expires_at <= now:
        return _Refusal(Fate.CANCELLED, OUT_OF_DATE)
    listener, policy = batch.directory.people.get(claimed.person_id), batch.context.reminders
    if listener is None or claimed.kind in LOUD or may_disturb(listener, policy, now):
        return None
    return _Refusal(Fate.LATER, why_silent(listener, policy, now) or "", next_opening(listener, policy, now))


async def _refuse(context: Context, claimed: Claimed, refusal: _Refusal) -> Handled:
    if refusal.until is not None:
        return await _postpone(context, claimed, refusal.reason, refusal.until)
    async with context.transaction(write=True) as session:
        return await _close(session, claimed, refusal.fate, refusal.reason)


async def _record(context: Context, claimed: Claimed, outcome: Outcome) -> Handled:
    """Write down what the messenger said. An answer after the lease was lost changes nothing."""
    now = context.now()
    async with context.transaction(write=True) as session:
        match outcome:
            case Sent(reference):
                kept = await outbox.record(
                    session, claimed, DeliveryState.SENT, sent_at=now, reference=reference, error=None
                )
                return _told(claimed, Fate.SENT if kept else Fate.LOST)
            case Retry(reason, after, _):
                until = now + (after or backoff(claimed.attempts, claimed.id))
                kept = await outbox.record(session, claimed, DeliveryState.RETRY, due_at=until, error=reason[:300])
                return _told(claimed, Fate.LATER if kept else Fate.LOST, reason, until)
            case Unreachable(reason):
                await outbox.lose(session, claimed.person_id, reason, now)
                return await _close(session, claimed, Fate.UNREACHABLE, reason)
            case Refused(reason):
                return await _close(session, claimed, Fate.CANCELLED, reason)
            case Moved():
                return await _close(session, claimed, Fate.CANCELLED, MOVES_ON)


async def _postpone(context: Context, claimed: Claimed, reason: str, until: datetime) -> Handled:
    async with context.transaction(write=True) as session:
        await outbox.postpone(session, claimed, until)
    return _told(claimed, Fate.LATER, reason, until)


async def _close(session: AsyncSession, claimed: Claimed, fate: Fate, reason: str) -> Handled:
    state = DeliveryState.UNREACHABLE if fate is Fate.UNREACHABLE else DeliveryState.CANCELLED
    kept = await outbox.record(session, claimed, state, error=reason[:300])
    return _told(claimed, fate if kept else Fate.LOST, reason)


def _told(claimed: Claimed, fate: Fate, reason: str = "", until: datetime | None = None) -> Handled:
    return Handled(claimed.person_id, claimed.kind, claimed.slot, fate, reason, until)
