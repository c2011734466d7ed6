"""Queries on what a school asks of those above it: extensions and questions."""

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Role
from db import calendars
from db.models import Extension, Identity, Membership, Question, Task


async def administrators_above(session: AsyncSession, organisation_id: int) -> list[int]:
    """Administrators of the nearest organisation above that has any with an account in the bot."""
    line = await calendars.lineage(session, organisation_id)
    for above in reversed(line[:-1]):
        query = select(Membership.person_id).where(
            Membership.organisation_id == above,
            Membership.role == Role.ADMIN,
            Membership.until_at.is_(None),
            exists().where(Identity.person_id == Membership.person_id),
        )
        found = list(await session.scalars(query.distinct().order_by(Membership.person_id)))
        if found:
            return found
    return []


async def last_extension(session: AsyncSession, task_id: int) -> Extension | None:
    """The latest wish for another day, whatever became of it."""
    query = select(Extension).where(Extension.task_id == task_id).order_by(Extension.id.desc()).limit(1)
    return (await session.scalars(query)).one_or_none()


async def questions(session: AsyncSession, measure_id: int, organisation_id: int) -> list[Question]:
    """Questions of this organisation about a row, and answers that were published to all; oldest first."""
    query = select(Question).where(
        Question.measure_id == measure_id,
        or_(Question.organisation_id == organisation_id, Question.published_at.is_not(None)),
    )
    return list(await session.scalars(query.order_by(Question.id)))


async def task_of(session: AsyncSession, question: Question) -> int | None:
    """A task of the asking organisation for the measure that was asked about."""
    query = select(Task.id).where(
        and_(Task.measure_id == question.measure_id, Task.organisation_id == question.organisation_id)
    )
    return (await session.scalars(query.order_by(Task.id).limit(1))).one_or_none()
