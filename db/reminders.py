"""What the planner reads: open tasks with their days, who was given them, and what has been said already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.deadline import Pace
from bot.domain.deliveries import TELL_ALL, DeliveryState, Stage
from bot.domain.digests import Line
from bot.domain.escalations import Ladder, ladder_of
from bot.domain.extensions import ExtensionState
from bot.domain.reminders import PERSON, TASK, Key
from bot.domain.roadmaps import RoadmapState
from bot.domain.stages import Days, asking_days
from bot.domain.tasks import TaskState
from db.models import Assignment, Delivery, Entry, Extension, Measure, Notice, Organisation, Roadmap, Task, Window
from db.tasks import ALL_YEAR, EFFECTIVE_DUE

ESCALATION = "escalate_after"
"""Key of a plan's policy: `bot.domain.escalations.ladder_of` reads it."""
MEMORY = timedelta(days=80)
"""Keys of notices older than this cannot be asked for any more (see the table of `bot.domain.stages`)."""

DOWN = timedelta(days=21)
"""A message leaves at most so long after it was due: the promise holds for a bot that was down for two weeks."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """The columns of an open task that decide when it is spoken of."""

    task_id: int
    measure_id: int
    organisation_id: int
    pace: Pace
    opens: date | None
    due: date | None
    closes: date
    created_at: datetime
    roadmap_id: int
    unentered: bool


def _speaking() -> ColumnElement[bool]:
    """Open tasks of running plans; a parent row is done when its children are and says nothing itself."""
    child = aliased(Measure)
    return and_(
        Task.state == TaskState.OPEN,
        Roadmap.state == RoadmapState.ACTIVE,
        ~exists().where(child.parent_id == Measure.id),
    )


def _unentered() -> ColumnElement[bool]:
    return ~exists().where(Entry.task_id == Task.id, Entry.undone_at.is_(None))


async def open_tasks(session: AsyncSession, today: date, until: date) -> list[OpenTask]:
    """Tasks that may open a digest up to `until`: overdue, due by then, opening or ending by then."""
    asked = bool(asking_days(today - MEMORY, until))
    near = or_(
        and_(ALL_YEAR, _unentered(), literal(asked)),
        and_(~ALL_YEAR, until >= EFFECTIVE_DUE),
        and_(ALL_YEAR, func.coalesce(EFFECTIVE_DUE, Roadmap.period_until).between(today - timedelta(1), until)),
        and_(EFFECTIVE_DUE.is_(None), Task.opens.between(today - MEMORY, until)),
    )
    query = (
        select(
            Task.id,
            Task.measure_id,
            Task.organisation_id,
            Measure.pace,
            Task.opens,
            EFFECTIVE_DUE,
            Roadmap.period_until,
            Task.created_at,
            Roadmap.id,
        )
        .add_columns(_unentered())
        .join(Measure, Measure.id == Task.measure_id)
        .join(Roadmap, Roadmap.id == Measure.roadmap_id)
        .where(_speaking(), near)
        .order_by(Task.id)
    )
    return [OpenTask(*row) for row in await session.execute(query)]


async def assignees(session: AsyncSession, task_ids: Collection[int] | None = None) -> dict[int, tuple[int, ...]]:
    """Who has which open task now; of these tasks only, when they are named."""
    query = (
        select(Assignment.task_id, Assignment.person_id)
        .join(Task, Task.id == Assignment.task_id)
        .where(Assignment.ended_at.is_(None), Task.state == TaskState.OPEN)
        .order_by(Assignment.id)
    )
    if task_ids is not None:
        query = query.where(Assignment.task_id.in_(task_ids))
    found: dict[int, tuple[int, ...]] = {}
    for row in await session.execute(query):
        found[row.task_id] = (*found.get(row.task_id, ()), row.person_id)
    return found


async def series_windows(session: AsyncSession) -> dict[int, list[tuple[date | None, str | None]]]:
    """Due day and rule of each window of the measures that come again."""
    query = (
        select(Window.measure_id, Window.due, Window.repeats)
        .join(Measure, Measure.id == Window.measure_id)
        .join(Roadmap, Roadmap.id == Measure.roadmap_id)
        .where(Measure.pace == Pace.SERIES, Roadmap.state == RoadmapState.ACTIVE)
        .order_by(Window.place)
    )
    found: dict[int, list[tuple[date | None, str | None]]] = {}
    for row in await session.execute(query):
        found.setdefault(row.measure_id, []).append((row.due, row.repeats))
    return found


async def said_keys(session: AsyncSession, today: date) -> frozenset[Key]:
    """Keys of notices that the planner may think of: about tasks that are still open, and the weekly words."""
    still_open = Notice.subject_id.in_(select(Task.id).where(Task.state == TaskState.OPEN))
    query = select(
        Notice.person_id, Notice.subject_kind, Notice.subject_id, Notice.stage, Notice.step, Notice.day
    ).where(
        Notice.day >= today - MEMORY,
        or_(Notice.subject_kind == PERSON, and_(Notice.subject_kind == TASK, still_open)),
    )
    return frozenset(Key(*row) for row in await session.execute(query))


async def is_said(session: AsyncSession, stage: Stage, day: date) -> bool:
    """Whether anybody has been told this of a day."""
    query = select(Notice.id).where(Notice.stage == stage, Notice.day == day).limit(1)
    return await session.scalar(query) is not None


async def told(session: AsyncSession, since: datetime, now: datetime) -> list[tuple[int, datetime]]:
    """To whom everything was told since a moment, and when; what is under way now is told now.

    A send whose lease has run out is one that leaves again.
    """
    query = select(Delivery.person_id, Delivery.sent_at).where(
        Delivery.kind.in_(TELL_ALL),
        or_(
            and_(Delivery.state == DeliveryState.SENDING, Delivery.lease_until >= now),
            and_(Delivery.state == DeliveryState.SENT, Delivery.due_at >= since - DOWN, Delivery.sent_at >= since),
        ),
    )
    return [(person, at or now) for person, at in await session.execute(query)]


async def lines(session: AsyncSession, organisation_ids: Collection[int], people: Collection[int]) -> list[Line]:
    """Open tasks of these organisations, and those that one of these people was given: the material of a digest."""
    given = exists().where(
        Assignment.task_id == Task.id, Assignment.ended_at.is_(None), Assignment.person_id.in_(people)
    )
    query = line_columns().where(_speaking(), or_(Task.organisation_id.in_(organisation_ids), given))
    return [to_line(row) for row in await session.execute(query.order_by(Task.id))]


async def lines_by_id(session: AsyncSession, task_ids: Collection[int]) -> list[Line]:
    """These tasks, those of them that are still open."""
    query = line_columns().where(_speaking(), Task.id.in_(task_ids)).order_by(Task.id)
    return [to_line(row) for row in await session.execute(query)]


async def cancelled_lines(session: AsyncSession, task_ids: Collection[int]) -> list[Line]:
    """These tasks, those of them that are asked for no more."""
    if not task_ids:
        return []
    query = line_columns().where(Task.state == TaskState.CANCELLED, Task.id.in_(task_ids)).order_by(Task.id)
    return [to_line(row) for row in await session.execute(query)]


async def escalations(session: AsyncSession, task_ids: Collection[int], default: int) -> dict[int, Ladder]:
    """After how many working days each of these tasks is reported upward, by its plan."""
    query = (
        select(Task.id, Roadmap.policy)
        .join(Measure, Measure.id == Task.measure_id)
        .join(Roadmap, Roadmap.id == Measure.roadmap_id)
        .where(Task.id.in_(task_ids))
    )
    return {row.id: ladder_of(row.policy.get(ESCALATION), default) for row in await session.execute(query)}


async def escalating_plans(session: AsyncSession, default: int) -> dict[int, Ladder]:
    """The same for every running plan."""
    query = select(Roadmap.id, Roadmap.policy).where(Roadmap.state == RoadmapState.ACTIVE)
    return {row.id: ladder_of(row.policy.get(ESCALATION), default) for row in await session.execute(query)}


async def wishing(session: AsyncSession, task_ids: Collection[int] | None = None) -> frozenset[int]:
    """Open tasks (of these) whose organisation has asked for another day and waits for the answer from above."""
    query = (
        select(Extension.task_id)
        .join(Task, Task.id == Extension.task_id)
        .where(Extension.state == ExtensionState.ASKED, Task.state == TaskState.OPEN)
    )
    if task_ids is not None:
        query = query.where(Extension.task_id.in_(task_ids))
    return frozenset(await session.scalars(query))


async def warned(session: AsyncSession, today: date) -> list[tuple[tuple[int, int, date], int, datetime]]:
    """To whom and when it was brought that a task, by step and due day, will be reported; the first ones first."""
    query = (
        select(Notice.subject_id, Notice.step, Notice.day, Notice.person_id, Delivery.sent_at)
        .join(Delivery, Delivery.id == Notice.delivery_id)
        .where(
            Notice.day >= today - MEMORY,
            Notice.subject_kind == TASK,
            Notice.stage == Stage.WARNED,
            Delivery.state == DeliveryState.SENT,
            Delivery.sent_at.is_not(None),
        )
        .order_by(Delivery.sent_at)
    )
    rows = await session.execute(query)
    return [((task, step, day), person, at) for task, step, day, person, at in rows if at is not None]


def line_columns() -> Select[int, int, int, str, str | None, str, Pace, date | None, date, date, bool]:
    """What `to_line` takes: columns, not rows of the mapper, for a digest reads a whole plan."""
    return (
        select(
            Task.id,
            Task.version,
            Task.organisation_id,
            Organisation.short_name,
            Measure.number,
            Measure.short_name,
            Measure.pace,
            Task.opens,
            EFFECTIVE_DUE,
            Roadmap.period_until,
            _unentered(),
        )
        .select_from(Task)
        .join(Measure, Measure.id == Task.measure_id)
        .join(Roadmap, Roadmap.id == Measure.roadmap_id)
        .join(Organisation, Organisation.id == Task.organisation_id)
    )


def to_line(row: Row[int, int, int, str, str | None, str, Pace, date | None, date, date, bool]) -> Line:
    task, version, organisation, place, number, name, pace, opens, due, closes, unentered = row
    return Line(
        task, version, organisation, place, number, name, Days(pace, opens, due, closes, unentered=bool(unentered))
    )
