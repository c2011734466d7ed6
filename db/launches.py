"""Queries around a launch: whom it concerns, what it made, and the questions about windows that had passed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, insert, literal, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.clock import local_day
from bot.domain.people import Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import MarkKind, TaskState
from db.models import Mark, Measure, Membership, Organisation, PastQuestion, Roadmap, Task


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a plan has made: tasks, organisations with tasks, organisations that were asked about the past."""

    tasks: int
    organisations: int
    asked: int


async def today_in(session: AsyncSession, now: datetime, organisations: Collection[int]) -> dict[int, date]:
    """The day it is in each organisation."""
    found = await session.execute(select(Organisation.id, Organisation.zone).where(Organisation.id.in_(organisations)))
    return {key: local_day(now, zone) for key, zone in found}


async def numbers(session: AsyncSession, roadmap_id: int) -> Numbers:
    found = await session.execute(
        select(func.count(Task.id), func.count(func.distinct(Task.organisation_id)))
        .join(Measure, Measure.id == Task.measure_id)
        .where(Measure.roadmap_id == roadmap_id, Task.state != TaskState.CANCELLED)
    )
    asked = select(func.count()).select_from(PastQuestion).where(PastQuestion.roadmap_id == roadmap_id)
    return Numbers(*found.one(), await session.scalar(asked) or 0)


async def organisations(session: AsyncSession, roadmap_id: int) -> list[int]:
    """Everybody who has a task of this plan."""
    query = (
        select(Task.organisation_id)
        .join(Measure, Measure.id == Task.measure_id)
        .where(Measure.roadmap_id == roadmap_id)
        .distinct()
        .order_by(Task.organisation_id)
    )
    return list(await session.scalars(query))


async def coordinators(session: AsyncSession, organisation_ids: Sequence[int]) -> list[int]:
    """The people who coordinate these organisations now, each once."""
    query = (
        select(Membership.person_id)
        .where(
            Membership.organisation_id.in_(organisation_ids),
            Membership.role == Role.COORDINATOR,
            Membership.until_at.is_(None),
        )
        .distinct()
        .order_by(Membership.person_id)
    )
    return list(await session.scalars(query))


async def running_above(session: AsyncSession, organisation_ids: Sequence[int]) -> list[tuple[Roadmap, Organisation]]:
    """Running plans of these organisations' superiors, with the owner."""
    base = select(Organisation.parent_id).where(Organisation.id.in_(organisation_ids)).cte("above", recursive=True)
    parent = aliased(Organisation)
    whole = base.union(select(parent.parent_id).join(base, parent.id == base.c.parent_id))
    found = await session.execute(
        select(Roadmap, Organisation)
        .join(Organisation, Organisation.id == Roadmap.owner_id)
        .where(Roadmap.state == RoadmapState.ACTIVE, Roadmap.owner_id.in_(select(whole.c.parent_id)))
        .order_by(Roadmap.id)
    )
    return [(roadmap, owner) for roadmap, owner in found]


async def mark_done_before(
    session: AsyncSession, roadmap_id: int, now: datetime, person_id: int | None, cause: str | None
) -> None:
    """A mark «до подключения» for every task of a plan that its launch made as done."""
    made: ColumnElement[Any] = null() if cause is None else literal(f"{cause}:") + cast(Task.id, String)
    fresh = (
        select(
            Task.id,
            literal(MarkKind.DONE.value),
            Task.done_on,
            literal(True),
            literal(now, Mark.at.type),
            literal(person_id, Mark.by_person_id.type),
            made,
        )
        .join(Measure, Measure.id == Task.measure_id)
        .where(
            Measure.roadmap_id == roadmap_id,
            Task.before_joining,
            ~select(Mark.id).where(Mark.task_id == Task.id).exists(),
        )
    )
    names = ["task_id", "kind", "done_on", "before_joining", "at", "by_person_id", "cause"]
    await session.execute(insert(Mark).from_select(names, fresh))


async def withdraw(session: AsyncSession, organisation_id: int) -> None:
    """Take the open tasks of an organisation back: it is not in the bot any more."""
    await session.execute(
        update(Task)
        .where(Task.organisation_id == organisation_id, Task.state == TaskState.OPEN)
        .values(state=TaskState.CANCELLED, version=Task.version + 1)
        .execution_options(synchronize_session=False)
    )


async def done_children(session: AsyncSession, roadmap_id: int) -> list[Task]:
    """Tasks of rows below others that the launch made as done."""
    query = (
        select(Task)
        .join(Measure, Measure.id == Task.measure_id)
        .where(Measure.roadmap_id == roadmap_id, Measure.parent_id.is_not(None), Task.before_joining)
    )
    return list(await session.scalars(query.order_by(Task.id)))


async def open_question(session: AsyncSession, roadmap_id: int, organisation_id: int) -> int | None:
    """The unanswered question about past windows of one organisation."""
    return await session.scalar(
        select(PastQuestion.id).where(
            PastQuestion.roadmap_id == roadmap_id,
            PastQuestion.organisation_id == organisation_id,
            PastQuestion.answered_at.is_(None),
        )
    )
