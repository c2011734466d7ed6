"""«Перенести срок»: a later day with a reason; an administrator says yes or no, until then the old day counts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, may_assign, require
from bot.domain.clock import local_day
from bot.domain.deadline import Pace
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.extensions import ExtensionState
from bot.domain.people import Actor
from bot.domain.tasks import TaskState
from bot.usecases import audit
from bot.usecases.calendar import calendar_of
from bot.usecases.cards import Seen, read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.days import coming_day
from bot.usecases.request_pushes import tell
from bot.usecases.tasks import TaskCard, line_of
from db import requests
from db.models import Extension, Task
from db.results import count

REASON_LIMIT = 300


async def extendable(context: Context, actor: Actor, task_id: int) -> TaskCard:
    """The card of a task whose day may be moved. Raises what `ask_extension` raises, before anybody types."""
    async with context.transaction() as session:
        await _extendable(session, actor, task_id)
        return await read_card(session, context, actor, task_id)


@dataclass(frozen=True, slots=True)
class Wished:
    """A later day; `working` is the working day after it, when it is none itself."""

    day: date
    working: date | None = None


async def check_day(context: Context, actor: Actor, task_id: int, words: str) -> Wished:
    """The later day that the words name. Raises what `ask_extension` raises for a day."""
    async with context.transaction() as session:
        seen = await _extendable(session, actor, task_id)
        day = _later(context, seen, words)
        calendar = await calendar_of(session, context, seen.row.organisation.id, day)
        return Wished(day, None if calendar.is_working(day) else calendar.after(day))


async def ask_extension(context: Context, actor: Actor, cause: Cause, task_id: int, day: date, reason: str) -> TaskCard:
    """Ask the administrator above; who administers the organisation grants it by asking.

    Raises Refusal «not-later», «row-closed», «no-day-to-move», «empty-reason», «long-text», «nobody-above».
    """
    words = " ".join(reason.split())
    if not words:
        raise Refusal("empty-reason")
    if len(words) > REASON_LIMIT:
        raise Refusal("long-text", limit=REASON_LIMIT)
    async with context.transaction(write=True) as session:
        seen = await _extendable(session, actor, task_id)
        _check_later(seen, day)
        task = seen.row.task
        if await session.scalar(select(Extension.id).where(Extension.cause == cause)) is not None:
            return await read_card(session, context, actor, task_id)
        await _withdraw(session, task_id)
        asked = Extension(task_id=task_id, due=day, reason=words, state=ExtensionState.ASKED, cause=cause)
        asked.asked_by, asked.asked_at = actor.person_id, context.now()
        session.add(asked)
        await session.flush()
        if administers(actor, task.organisation_id):
            await _settle(session, context, actor, asked, grant=True)
        else:
            above = await requests.administrators_above(session, task.organisation_id)
            if not above:
                raise Refusal("nobody-above")
            for person_id in above:
                await tell(session, context, person_id, "extension", asked.id)
        return await read_card(session, context, actor, task_id)


async def decide(context: Context, actor: Actor, extension_id: int, *, grant: bool) -> TaskCard:
    """The administrator's yes or no. Raises Refusal «already-decided» for the second of two."""
    async with context.transaction(write=True) as session:
        task_id = await decide_within(session, context, actor, extension_id, grant=grant)
        return await read_card(session, context, actor, task_id)


async def decide_within(
    session: AsyncSession, context: Context, actor: Actor, extension_id: int, *, grant: bool
) -> int:
    """The same inside a running transaction; gives the task."""
    asked = await session.get(Extension, extension_id)
    if asked is None:
        raise AccessDenied
    seen = await see(session, actor, asked.task_id)
    require(administers(actor, seen.row.task.organisation_id))
    if seen.row.task.state is not TaskState.OPEN:
        raise Refusal("row-closed")
    await _settle(session, context, actor, asked, grant=grant)
    if asked.asked_by is not None and asked.asked_by != actor.person_id:
        await tell(session, context, asked.asked_by, "decision", asked.id)
    return asked.task_id


async def _settle(session: AsyncSession, context: Context, actor: Actor, asked: Extension, *, grant: bool) -> None:
    state = ExtensionState.GRANTED if grant else ExtensionState.DECLINED
    settled = await session.execute(
        update(Extension)
        .where(Extension.id == asked.id, Extension.state == ExtensionState.ASKED)
        .values(state=state, decided_by=actor.person_id, decided_at=context.now())
    )
    if count(settled) != 1:
        raise Refusal("already-decided")
    if grant:
        moved = await session.execute(
            update(Task)
            .where(Task.id == asked.task_id, Task.state == TaskState.OPEN)
            .values(extended_due=asked.due, version=Task.version + 1)
        )
        if count(moved) != 1:
            raise Refusal("row-closed")
    audit.record(session, context, actor.person_id, f"extension-{state}", "task", asked.task_id, extension=asked.id)


async def _withdraw(session: AsyncSession, task_id: int) -> None:
    """A newer request takes the place of one that waits."""
    await session.execute(
        update(Extension)
        .where(Extension.task_id == task_id, Extension.state == ExtensionState.ASKED)
        .values(state=ExtensionState.WITHDRAWN)
    )


async def _extendable(session: AsyncSession, actor: Actor, task_id: int) -> Seen:
    await session.execute(select(Task.id).where(Task.id == task_id).with_for_update())
    seen = await see(session, actor, task_id)
    require(may_assign(actor, seen.row.task.organisation_id))
    if seen.row.task.state is not TaskState.OPEN:
        raise Refusal("row-closed")
    if line_of(seen.row).due is None or seen.row.measure.pace is Pace.ALL_YEAR:
        raise Refusal("no-day-to-move")
    return seen


def _later(context: Context, seen: Seen, words: str) -> date:
    day = coming_day(words, local_day(context.now(), seen.row.organisation.zone))
    _check_later(seen, day)
    return day


def _check_later(seen: Seen, day: date) -> None:
    due = line_of(seen.row).due
    if due is not None and day <= due:
        raise Refusal("not-later")
