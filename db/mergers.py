"""One school becomes part of another: its people, classes, tasks and facts move over."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.tasks import TaskState
from db.models import (
    Application,
    Assignment,
    Entry,
    Evidence,
    Extension,
    Invite,
    Mark,
    Membership,
    PastQuestion,
    Question,
    Reader,
    SchoolClass,
    Task,
)

FACTS = (Mark, Assignment, Entry, Evidence, Extension)
MOVED = (Application, Question, Reader)


async def memberships(session: AsyncSession, organisation_id: int) -> Sequence[Membership]:
    query = select(Membership).where(Membership.organisation_id == organisation_id, Membership.until_at.is_(None))
    return (await session.scalars(query.order_by(Membership.id))).all()


async def classes(session: AsyncSession, organisation_id: int) -> Sequence[SchoolClass]:
    query = select(SchoolClass).where(SchoolClass.organisation_id == organisation_id)
    return (await session.scalars(query.order_by(SchoolClass.id))).all()


async def tasks(session: AsyncSession, organisation_id: int) -> dict[tuple[int, str], Task]:
    """By measure and occurrence: what makes a task the only one of its school."""
    query = select(Task).where(Task.organisation_id == organisation_id).with_for_update()
    return {(task.measure_id, task.occurrence): task for task in await session.scalars(query.order_by(Task.id))}


async def move_facts(session: AsyncSession, away: int, into: int) -> None:
    """Everything that was said about one task is said about the other from now on."""
    for kind in FACTS:
        await session.execute(update(kind).where(kind.task_id == away).values(task_id=into))


async def move_rest(session: AsyncSession, away: int, into: int, now: datetime) -> None:
    """Questions, applications and receipts move; invites and questions about the past of the school end."""
    for kind in MOVED:
        await session.execute(update(kind).where(kind.organisation_id == away).values(organisation_id=into))
    ends = update(Invite).where(Invite.organisation_id == away, Invite.expires_at > now)
    await session.execute(ends.values(expires_at=now))
    asked = update(PastQuestion).where(PastQuestion.organisation_id == away, PastQuestion.answered_at.is_(None))
    await session.execute(asked.values(answered_at=now))


def join(away: Task, into: Task) -> None:
    """Two tasks of one row: open only while both are; what one of them has settled holds for both."""
    settled = (TaskState.DONE, TaskState.UNFULFILLED, TaskState.NOT_OURS)
    if into.state not in settled and away.state in settled:
        into.state, into.done_on, into.before_joining = away.state, away.done_on, away.before_joining
        into.review = away.review
    into.own_due = into.own_due or away.own_due
    into.extended_due = max((day for day in (into.extended_due, away.extended_due) if day), default=None)
    into.version, away.version = into.version + 1, away.version + 1
    away.state, away.done_on, away.review = TaskState.CANCELLED, None, None
