"""What single pushes speak of: who joined, which plan was launched, what was marked since a message left."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import MARKABLE, DeliveryKind, DeliveryState
from bot.domain.digests import Line
from bot.domain.people import Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from db.models import Delivery, Mark, Measure, Membership, Organisation, PastQuestion, Person, Roadmap, Task
from db.outbox import SHOWN
from db.reminders import line_columns, to_line


async def membership(session: AsyncSession, membership_id: int) -> tuple[Role, str] | None:
    """The role and the organisation of somebody who has joined, unless the person has left again."""
    query = (
        select(Membership.role, Organisation.short_name)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.id == membership_id, Membership.until_at.is_(None))
    )
    row = (await session.execute(query)).one_or_none()
    return None if row is None else (row.role, row.short_name)


async def begun(
    session: AsyncSession, roadmap_ids: Collection[int], task_ids: Collection[int]
) -> list[tuple[int, str, int]]:
    """Id and title of those of these plans that have not been closed since, and how many of these tasks are theirs."""
    query = (
        select(Roadmap.id, Roadmap.title, func.count(Task.id))
        .join(Measure, Measure.roadmap_id == Roadmap.id)
        .join(Task, Task.measure_id == Measure.id)
        .where(Roadmap.id.in_(roadmap_ids), Roadmap.state == RoadmapState.ACTIVE, Task.id.in_(task_ids))
        .group_by(Roadmap.id, Roadmap.title)
        .order_by(Roadmap.id)
    )
    return [(row[0], row[1], row[2]) for row in await session.execute(query)]


async def asked_about(
    session: AsyncSession, roadmap_ids: Collection[int], task_ids: Collection[int]
) -> dict[int, datetime]:
    """Those of these tasks that an unanswered question of their plan may be about, and when it was asked."""
    theirs = and_(PastQuestion.roadmap_id == Measure.roadmap_id, PastQuestion.organisation_id == Task.organisation_id)
    query = (
        select(Task.id, PastQuestion.asked_at)
        .join(Measure, Measure.id == Task.measure_id)
        .join(PastQuestion, theirs)
        .where(Measure.roadmap_id.in_(roadmap_ids), Task.id.in_(task_ids), PastQuestion.answered_at.is_(None))
    )
    return {task: at for task, at in await session.execute(query)}  # noqa: C416 - a row is no pair to mypy


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A message that its reader has not touched: a tap may have made another screen of it. `tasks`: what it names."""

    person_id: int
    delivery_id: int
    reference: str
    tasks: tuple[int, ...]


def _untouched() -> ColumnElement[bool]:
    return or_(Person.last_tap_at.is_(None), Person.last_tap_at < Delivery.sent_at)


async def on_screen(session: AsyncSession, since: datetime) -> list[OnScreen]:
    """Messages sent after `since` that ask about tasks, as their readers still see them."""
    query = (
        select(Delivery.person_id, Delivery.id, Delivery.reference, Delivery.payload)
        .join(Person, Person.id == Delivery.person_id)
        .where(
            Delivery.kind.in_(MARKABLE),
            Delivery.state == DeliveryState.SENT,
            Delivery.due_at > since - timedelta(days=21),
            Delivery.sent_at > since,
            Delivery.reference.is_not(None),
            _untouched(),
        )
    )
    rows = await session.execute(query)
    return [
        OnScreen(person, delivery, reference or "", tuple(payload.get(SHOWN, ())))
        for person, delivery, reference, payload in rows
    ]


async def untouched(session: AsyncSession, delivery_id: int) -> Delivery | None:
    """A message that is on screen as it was sent."""
    query = select(Delivery).join(Person, Person.id == Delivery.person_id)
    found: Delivery | None = await session.scalar(query.where(Delivery.id == delivery_id, _untouched()))
    return found


async def closed_since(session: AsyncSession, since: datetime) -> dict[int, int]:
    """Tasks that were marked after `since` and are not open: their version, by id."""
    marked = select(Mark.task_id).where(Mark.at > since)
    query = select(Task.id, Task.version).where(Task.id.in_(marked), *_answered())
    return {row.id: row.version for row in await session.execute(query)}


async def closed_lines(session: AsyncSession, task_ids: Collection[int]) -> list[Line]:
    """Those of these tasks that somebody has answered."""
    query = line_columns().where(Task.id.in_(task_ids), *_answered()).order_by(Task.id)
    return [to_line(row) for row in await session.execute(query)]


def _answered() -> tuple[ColumnElement[bool], ...]:
    """Marked in whatever way; what is asked for no more was not."""
    return Task.state != TaskState.OPEN, Task.state != TaskState.CANCELLED


async def edits(session: AsyncSession, since: datetime) -> frozenset[tuple[int, str]]:
    """Person and slot of the edits made since a moment."""
    query = select(Delivery.person_id, Delivery.slot).where(
        Delivery.kind == DeliveryKind.EDIT, Delivery.created_at > since, Delivery.due_at > since
    )
    return frozenset((row.person_id, row.slot) for row in await session.execute(query))
