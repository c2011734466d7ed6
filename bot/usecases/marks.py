"""Marks: done, taken back, not ours, closed unfulfilled. A mark is a fact; the task's state follows it.

Every change is one conditional UPDATE on the version that was shown, so a second tap, an old card and two people at
once are harmless: the loser is told how things stand. Lateness counts by the day on which a thing was done.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import may_assign, require
from bot.domain.clock import local_day
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.tasks import MarkKind, Review, TaskState
from bot.texts import say
from bot.usecases.cards import Seen, read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.days import past_day
from bot.usecases.names import names_of
from bot.usecases.parents import refresh_parents
from bot.usecases.questions import ask_within
from bot.usecases.reviews import standing
from bot.usecases.tasks import TaskCard, line_of
from db import facts
from db.models import Mark, Task
from db.results import count

REASON_LIMIT = 300
CORRECTION = timedelta(days=7)
LONGEST_AGO = timedelta(days=366)


class Outcome(StrEnum):
    """What became of a tap. ALREADY and STALE changed nothing; ASK_DAY waits for the day it was done."""

    DONE = "done"
    UNDONE = "undone"
    NOT_OURS = "not_ours"
    UNFULFILLED = "unfulfilled"
    ALREADY = "already"
    STALE = "stale"
    ASK_DAY = "ask_day"
    ASKED = "asked"
    """The mark was accepted above: the wish to have it returned was sent there."""


class When(StrEnum):
    """The answers to «Когда это сделано?» that need no typing."""

    IN_TIME = "intime"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Marked:
    outcome: Outcome
    card: TaskCard


@dataclass(frozen=True, slots=True)
class _Change:
    """What a mark does to its task: the states it may come from, the new one, and the fact."""

    kind: MarkKind
    into: TaskState
    outcome: Outcome
    done_on: date | None = None
    reason: str | None = None

    @property
    def sources(self) -> tuple[TaskState, ...]:
        if self.kind is MarkKind.UNDONE:
            return (TaskState.DONE, TaskState.NOT_OURS, TaskState.UNFULFILLED)
        return (TaskState.OPEN,)


async def mark_done(
    context: Context, actor: Actor, cause: Cause, task_id: int, version: int, when: When | None = None
) -> Marked:
    """«✅ Выполнено». Without `when`, a task whose day has passed asks for the day instead of being marked."""
    async with context.transaction(write=True) as session:
        seen = await _markable(session, actor, task_id)
        line, today = line_of(seen.row), _today(context, seen)
        if when is None and line.is_overdue(today) and version == line.version:
            return Marked(Outcome.ASK_DAY, await read_card(session, context, actor, task_id))
        in_time = when is When.IN_TIME and line.is_overdue(today)
        done_on = line.due if in_time else today
        change = _Change(MarkKind.DONE, TaskState.DONE, Outcome.DONE, done_on=done_on)
        return await _apply(session, context, actor, cause, seen, version, change)


async def mark_done_on(
    context: Context, actor: Actor, cause: Cause, task_id: int, version: int, day: str | timedelta
) -> Marked:
    """The same on a day that a person typed, or so long ago. Raises Refusal for one that is none or has not come."""
    async with context.transaction(write=True) as session:
        seen = await _markable(session, actor, task_id)
        today = _today(context, seen)
        if isinstance(day, timedelta) and not timedelta() <= day <= LONGEST_AGO:
            raise Refusal("stale")
        done_on = past_day(day, today) if isinstance(day, str) else today - day
        change = _Change(MarkKind.DONE, TaskState.DONE, Outcome.DONE, done_on=done_on)
        return await _apply(session, context, actor, cause, seen, version, change)


async def mark_within(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, task_id: int, version: int, done_on: date
) -> Outcome:
    """The same inside a running transaction, for many rows at once; `done_on` was checked by the caller."""
    seen = await _markable(session, actor, task_id)
    change = _Change(MarkKind.DONE, TaskState.DONE, Outcome.DONE, done_on=done_on)
    return (await _apply(session, context, actor, cause, seen, version, change)).outcome


async def undo_mark(context: Context, actor: Actor, cause: Cause, task_id: int, version: int) -> Marked:
    """«↩️ Отменить отметку»: the task is open again, both facts stay in the history.

    A teacher takes back an own mark within a week; later, and for marks of others, Refusal «undo-late», «undo-others».
    What was accepted above is returned there: the wish goes out as a question about the row.
    """
    async with context.transaction(write=True) as session:
        seen = await _markable(session, actor, task_id)
        if seen.row.task.review is Review.ACCEPTED and await standing(session, actor, seen) is Review.WAITING:
            await ask_within(session, context, actor, cause, seen, say("review-ask-return"))
            return Marked(Outcome.ASKED, await read_card(session, context, actor, task_id))
        if not may_assign(actor, seen.row.task.organisation_id):
            await _check_own(session, context, actor, task_id)
        change = _Change(MarkKind.UNDONE, TaskState.OPEN, Outcome.UNDONE)
        return await _apply(session, context, actor, cause, seen, version, change)


async def mark_not_ours(
    context: Context, actor: Actor, cause: Cause, task_id: int, version: int, reason: str
) -> Marked:
    """«Не про нас»: out of the denominator. A teacher gives a task back instead (`assignments.decline`)."""
    async with context.transaction(write=True) as session:
        seen = await _answerable(session, actor, task_id)
        change = _Change(MarkKind.NOT_OURS, TaskState.NOT_OURS, Outcome.NOT_OURS, reason=_reason(reason))
        return await _apply(session, context, actor, cause, seen, version, change)


async def mark_unfulfilled(
    context: Context, actor: Actor, cause: Cause, task_id: int, version: int, reason: str
) -> Marked:
    """«Не выполнено» with a reason: closes a task whose day has passed without being done."""
    async with context.transaction(write=True) as session:
        seen = await _answerable(session, actor, task_id)
        change = _Change(MarkKind.UNFULFILLED, TaskState.UNFULFILLED, Outcome.UNFULFILLED, reason=_reason(reason))
        return await _apply(session, context, actor, cause, seen, version, change)


async def _markable(session: AsyncSession, actor: Actor, task_id: int) -> Seen:
    """Who sees a task may mark it. Raises Refusal «parent-row»: a row above others follows them."""
    seen = await see(session, actor, task_id)
    if seen.row.children:
        raise Refusal("parent-row")
    return seen


async def _check_own(session: AsyncSession, context: Context, actor: Actor, task_id: int) -> None:
    history = await facts.marks(session, task_id)
    if history and history[-1].by_person_id != actor.person_id:
        raise Refusal("undo-others")
    if history and context.now() - history[-1].at > CORRECTION:
        raise Refusal("undo-late")


async def _answerable(session: AsyncSession, actor: Actor, task_id: int) -> Seen:
    """Only those who answer for the organisation may take a task out of its count."""
    seen = await _markable(session, actor, task_id)
    require(may_assign(actor, seen.row.task.organisation_id))
    return seen


async def _apply(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, seen: Seen, version: int, change: _Change
) -> Marked:
    task = seen.row.task
    review = None if change.into is TaskState.OPEN else await standing(session, actor, seen)
    changed = await session.execute(
        update(Task)
        .where(Task.id == task.id, Task.version == version, Task.state.in_(change.sources))
        .values(
            state=change.into, done_on=change.done_on, before_joining=False, review=review, version=Task.version + 1
        )
        .execution_options(synchronize_session=False)
    )
    if count(changed) != 1:
        card = await read_card(session, context, actor, task.id)
        if await _made_by(session, cause, task.id, change.kind):
            return Marked(change.outcome, card)
        marked = card.line.state is TaskState.DONE and change.kind is MarkKind.DONE
        return Marked(Outcome.ALREADY if marked else Outcome.STALE, card)
    session.add(
        Mark(
            task_id=task.id,
            kind=change.kind,
            done_on=change.done_on,
            reason=change.reason,
            at=context.now(),
            by_person_id=actor.person_id,
            for_person_id=await _on_behalf(session, actor, seen),
            cause=cause,
        )
    )
    await refresh_parents(session, task)
    return Marked(change.outcome, await read_card(session, context, actor, task.id))


async def _made_by(session: AsyncSession, cause: Cause, task_id: int, kind: MarkKind) -> bool:
    """Its answer got lost and the update is handled again: what became of it the first time is told."""
    made = select(Mark.id).where(Mark.cause == cause, Mark.task_id == task_id, Mark.kind == kind)
    return await session.scalar(made) is not None


async def _on_behalf(session: AsyncSession, actor: Actor, seen: Seen) -> int | None:
    """Somebody away or outside the bot who has the task: the mark names both (rules.md, rule 9)."""
    given = [one.person_id for one in seen.given]
    if actor.person_id in given:
        return None
    absent = [person_id for person_id in given if person_id in actor.stands_in]
    if absent:
        return absent[0]
    known = await names_of(session, actor, seen.row.task.organisation_id, given)
    outside = [person_id for person_id in given if known[person_id].outside]
    return outside[0] if len(outside) == 1 else None


def _today(context: Context, seen: Seen) -> date:
    return local_day(context.now(), seen.row.organisation.zone)


def _reason(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refusal("empty-reason")
    if len(words) > REASON_LIMIT:
        raise Refusal("long-text", limit=REASON_LIMIT)
    return words
