"""Queries on what a school asks of those above it: extensions and questions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.extensions import ExtensionState
from bot.domain.people import Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from db import calendars
from db.models import Extension, Identity, Measure, Membership, Organisation, Question, Roadmap, Task
from db.tasks import joined


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A wish for a later day that waits for its answer."""

    extension_id: int
    measure_id: int
    due: date
    number: str | None
    short_name: str
    organisation: str
    task_id: int
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for its answer."""

    question_id: int
    organisation: str
    number: str | None
    short_name: str
    text: str


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


async def asked_extensions(session: AsyncSession, organisations: Collection[int]) -> list[AskedOf]:
    """Those about open tasks of running plans; wishes for the same day of the same row stand together."""
    query = (
        joined(
            Extension.id, Measure.id, Extension.due, Measure.number, Measure.short_name, Organisation.short_name,
            Task.id, Task.version, Extension.reason,
        )
        .join(Extension, Extension.task_id == Task.id)
        .where(
            Task.organisation_id.in_(organisations),
            Task.state == TaskState.OPEN,
            Extension.state == ExtensionState.ASKED,
        )
        .order_by(Measure.roadmap_id, Measure.position, Extension.due, Extension.id)
    )  # fmt: skip
    return [AskedOf(*row) for row in await session.execute(query)]


async def kind_of(session: AsyncSession, extension_id: int) -> tuple[int, date] | None:
    """The row and the day that a wish is about."""
    query = select(Task.measure_id, Extension.due).join(Task, Task.id == Extension.task_id)
    row = (await session.execute(query.where(Extension.id == extension_id))).one_or_none()
    return None if row is None else (row[0], row[1])


async def waiting_questions(session: AsyncSession, organisations: Collection[int]) -> list[Asked]:
    """Those about rows that still are the asking organisation's."""
    still = exists().where(
        Task.measure_id == Question.measure_id,
        Task.organisation_id == Question.organisation_id,
        Task.state != TaskState.CANCELLED,
    )
    query = (
        select(Question.id, Organisation.short_name, Measure.number, Measure.short_name, Question.text)
        .join(Measure, Measure.id == Question.measure_id)
        .join(Roadmap, Roadmap.id == Measure.roadmap_id)
        .join(Organisation, Organisation.id == Question.organisation_id)
        .where(
            Question.organisation_id.in_(organisations),
            Question.answered_at.is_(None),
            Roadmap.state == RoadmapState.ACTIVE,
            still,
        )
        .order_by(Question.id)
    )
    return [Asked(*row) for row in await session.execute(query)]


async def last_extension(session: AsyncSession, task_id: int) -> Extension | None:
    """The latest wish for another day, whatever became of it."""
    query = select(Extension).where(Extension.task_id == task_id).order_by(Extension.id.desc()).limit(1)
    return (await session.scalars(query)).one_or_none()


async def questions(session: AsyncSession, measure_id: int, organisation_id: int) -> list[Question]:
    """Questions of this organisation about a row, and answers that were published to it by whoever runs it or what is
    above it; oldest first."""
    query = select(Question).where(
        Question.measure_id == measure_id,
        or_(
            Question.organisation_id == organisation_id,
            Question.published_below_id.in_(calendars.above(organisation_id)),
        ),
    )
    return list(await session.scalars(query.order_by(Question.id)))


async def is_asked(session: AsyncSession, measure_id: int, organisation_id: int, cause: str, text: str) -> bool:
    """This update has asked already, or the same words wait for their answer."""
    same = and_(
        Question.measure_id == measure_id,
        Question.organisation_id == organisation_id,
        Question.text == text,
        Question.answered_at.is_(None),
    )
    return bool(await session.scalar(select(exists().where(or_(Question.cause == cause, same)))))


async def plan_owner(session: AsyncSession, question: Question) -> int | None:
    """The organisation whose plan the question is about."""
    query = select(Roadmap.owner_id).join(Measure, Measure.roadmap_id == Roadmap.id)
    return await session.scalar(query.where(Measure.id == question.measure_id))


async def task_of(session: AsyncSession, question: Question) -> int | None:
    """A task of the asking organisation for the measure that was asked about."""
    query = select(Task.id).where(
        and_(Task.measure_id == question.measure_id, Task.organisation_id == question.organisation_id)
    )
    return (await session.scalars(query.order_by(Task.id).limit(1))).one_or_none()
