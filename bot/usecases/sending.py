"""One pass of the sender: claim what is due, draw each message from the state of that moment, bring it, record.

A crash after the claim costs the lease: when it has run out, the delivery is sent again (a reminder twice beats none).
No transaction is open while the messenger is talked to.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import LEASE, TELL_ALL, DeliveryKind, DeliveryState, backoff
from bot.domain.listeners import Directory
from bot.domain.silence import may_disturb, next_opening, why_silent
from bot.usecases.context import Context
from bot.usecases.courier import Courier, Message, Moved, Outcome, Recipient, Refused, Retry, Sent, Unreachable
from bot.usecases.digests import NOTHING_LEFT, Desk, Nothing
from bot.usecases.listeners import directory
from bot.usecases.messages import draw, told_tasks
from bot.usecases.reminders import plan_if_due
from db import outbox
from db.outbox import Claimed

log = structlog.get_logger()

IN_FLIGHT = 3
BATCH = 50
AHEAD = 10
"""So many are claimed before anybody has time for them: the next batch arrives before the present one is sent."""
SAFE = timedelta(seconds=30)
"""A lease with less than this left is not begun with: somebody else will take the delivery over."""
LOUD = frozenset({DeliveryKind.EDIT, DeliveryKind.URGENT})
"""Kinds that silence does not hold back: an edit makes no sound, an urgent announcement says why and is logged."""
WITHOUT_ROLE = frozenset({DeliveryKind.APPLICATION})
"""Kinds that are said to somebody who has no role: the answer to who asked for one."""
NOT_BEGUN = "not-begun"
"""The pass ended before its turn came: the next one has it."""
OUT_OF_DATE, UNREACHABLE, NO_RIGHTS, MOVES_ON = "out-of-date", "unreachable", "no-rights", "moves-on"
UNSAID = frozenset({NOTHING_LEFT, NO_RIGHTS})
"""Reasons with which a digest takes its notices back: should they hold again, they are said after all."""


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
class _Due:
    """A claimed delivery, and the directory as it was when it was claimed."""

    claimed: Claimed
    directory: Directory


@dataclass(frozen=True, slots=True)
class _Line:
    """A pass under way: what is claimed and waits for one of those who send. What one person gets keeps its order."""

    context: Context
    courier: Courier
    enough: Callable[[], bool]
    done: Pass = field(default_factory=Pass)
    queue: asyncio.Queue[_Due] = field(default_factory=lambda: asyncio.Queue(AHEAD))
    held: set[int] = field(default_factory=set)
    turns: defaultdict[int, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))


def _never() -> bool:
    return False


async def send_due(context: Context, courier: Courier, limit: int = 300, enough: Callable[[], bool] = _never) -> Pass:
    """Send at most `limit` deliveries that are due now, three at a time; the next are claimed while these are sent.

    What tells everything goes to the planner first, should it have come due since the last plan: it may have more for
    the same message. Once `enough` says so no other one is begun: those in flight end and are recorded, what was
    claimed goes back.
    """
    await plan_if_due(context)
    line = _Line(context, courier, enough)
    async with asyncio.TaskGroup() as group:
        senders = [group.create_task(_work(line)) for _ in range(IN_FLIGHT)]
        failed = await _supply(line, limit)
        await line.queue.join()
        for sender in senders:
            sender.cancel()
    if failed is not None:
        raise failed
    return line.done


async def _supply(line: _Line, limit: int) -> Exception | None:
    """Claim batch after batch, as there is room. What is claimed already is sent even if the next claim fails."""
    try:
        while (
            limit
            and not line.enough()
            and line.done.all_wait is None
            and (batch := await _claim(line, min(BATCH, limit)))
        ):
            limit -= len(batch)
            for one in batch:
                await line.queue.put(one)
    except Exception as error:
        return error
    return None


async def _claim(line: _Line, most: int) -> list[_Due]:
    """The next that are due, and the directory as it is then."""
    async with line.context.transaction(write=True) as session:
        now = line.context.now()
        found = await outbox.claim(session, now, now + LEASE, most, line.held)
        claimed = await outbox.merge_digests(session, found, now)
    if not claimed:
        return []
    line.held.update(one.id for one in claimed)
    async with line.context.transaction() as session:
        everybody = await directory(session, line.context)
    return [_Due(one, everybody) for one in claimed]


async def _work(line: _Line) -> None:
    while True:
        due = await line.queue.get()
        async with line.turns[due.claimed.person_id]:
            line.done.handled.append(await _handle(line, due))
        line.held.discard(due.claimed.id)
        line.queue.task_done()


async def _handle(line: _Line, due: _Due) -> Handled:
    if line.enough():
        return await _postpone(line.context, due.claimed, NOT_BEGUN, due.claimed.due_at, DeliveryState.PENDING)
    if line.done.all_wait is None:
        return await _try(line, due)
    until = line.context.now() + (line.done.all_wait.after or backoff(1, due.claimed.id))
    return await _postpone(line.context, due.claimed, line.done.all_wait.reason, until, DeliveryState.RETRY)


async def _try(line: _Line, due: _Due) -> Handled:
    """One delivery that breaks the program must not hold up the others: it waits and is tried again."""
    try:
        return await _send(line, due)
    except Exception as error:
        log.exception("delivery failed", delivery_id=due.claimed.id, kind=due.claimed.kind)
        return await _record(line.context, due.claimed, Retry(type(error).__name__))


async def _send(line: _Line, due: _Due) -> Handled:
    context, courier, claimed = line.context, line.courier, due.claimed
    if context.now() > claimed.lease_until - SAFE:
        return _told(claimed, Fate.LOST, until=claimed.lease_until)
    prepared = await _prepare(context, due)
    if isinstance(prepared, Handled):
        return prepared
    to, message = prepared
    outcome = await courier.deliver(to, message)
    if isinstance(outcome, Moved):
        async with context.transaction(write=True) as session:
            await outbox.move(session, claimed.person_id, outcome.chat_id)
        outcome = await courier.deliver(replace(to, chat_id=outcome.chat_id), message)
    if isinstance(outcome, Retry) and outcome.all_wait:
        line.done.all_wait = outcome
    return await _record(context, claimed, outcome, told_tasks(message))


async def _prepare(context: Context, due: _Due) -> tuple[Recipient, Message] | Handled:
    """Who and what, or why not; the reading ends before anything is written or sent."""
    async with context.transaction() as session:
        found = await _draft(Desk(session, context, due.directory), due.claimed)
    return await _refuse(context, due.claimed, found) if isinstance(found, _Refusal) else found


async def _draft(desk: Desk, claimed: Claimed) -> tuple[Recipient, Message] | _Refusal:
    address = await outbox.address(desk.session, claimed.person_id)
    if address is None or not address.reachable:
        return _Refusal(Fate.UNREACHABLE, UNREACHABLE)
    known = address.has_role and claimed.person_id in desk.directory.people
    if not known and claimed.kind not in WITHOUT_ROLE:
        return _Refusal(Fate.CANCELLED, NO_RIGHTS)
    refusal = _silence(desk, claimed)
    if refusal is not None:
        return refusal
    message = await draw(desk, claimed)
    if isinstance(message, Nothing):
        return _Refusal(Fate.CANCELLED, message.reason)
    return Recipient(claimed.person_id, address.platform, address.chat_id), message


def _silence(desk: Desk, claimed: Claimed) -> _Refusal | None:
    """Out of date, or at an hour at which the person is left alone."""
    now = desk.context.now()
    if claimed.expires_at is not None and claimed.expires_at <= now:
        return _Refusal(Fate.CANCELLED, OUT_OF_DATE)
    listener, policy = desk.directory.listener(claimed.person_id), desk.context.reminders
    if listener is None or claimed.kind in LOUD or may_disturb(listener, policy, now):
        return None
    return _Refusal(Fate.LATER, why_silent(listener, policy, now) or "", next_opening(listener, policy, now))


async def _refuse(context: Context, claimed: Claimed, refusal: _Refusal) -> Handled:
    if refusal.until is not None:
        return await _postpone(context, claimed, refusal.reason, refusal.until, DeliveryState.PENDING)
    async with context.transaction(write=True) as session:
        if refusal.reason in UNSAID and claimed.kind in TELL_ALL:
            await outbox.take_back(session, claimed)
        return await _close(session, claimed, refusal.fate, refusal.reason)


async def _record(context: Context, claimed: Claimed, outcome: Outcome, tasks: tuple[int, ...] = ()) -> Handled:
    """Write down what the messenger said, and which tasks are on screen now. An answer after the lease was lost
    changes nothing."""
    now = context.now()
    async with context.transaction(write=True) as session:
        match outcome:
            case Sent(reference):
                shown = {"payload": {**claimed.payload, outbox.SHOWN: list(tasks)}} if tasks else {}
                kept = await outbox.record(
                    session, claimed, DeliveryState.SENT, sent_at=now, reference=reference, error=None, **shown
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


async def _postpone(context: Context, claimed: Claimed, reason: str, until: datetime, state: DeliveryState) -> Handled:
    async with context.transaction(write=True) as session:
        await outbox.postpone(session, claimed, until, state)
    return _told(claimed, Fate.LATER, reason, until)


async def _close(session: AsyncSession, claimed: Claimed, fate: Fate, reason: str) -> Handled:
    state = DeliveryState.UNREACHABLE if fate is Fate.UNREACHABLE else DeliveryState.CANCELLED
    kept = await outbox.record(session, claimed, state, error=reason[:300])
    return _told(claimed, fate if kept else Fate.LOST, reason)


def _told(claimed: Claimed, fate: Fate, reason: str = "", until: datetime | None = None) -> Handled:
    return Handled(claimed.person_id, claimed.kind, claimed.slot, fate, reason, until)
