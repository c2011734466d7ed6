"""Queries on tasks: the effective day, what a person may see, lists with their counts.

Every list starts from `visible(actor)`: what that person may see. The effective due day is one expression, used by
each list, count and reminder.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.boards import Horizon, Selection
from bot.domain.deadline import Pace
from bot.domain.people import Actor, Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from db.models import Assignment, Entry, Mark, Measure, Organisation, Roadmap, Task
from db.types import BigId

EFFECTIVE_DUE = func.coalesce(Task.extended_due, Task.own_due, Task.due)
"""Extension, else the organisation's own date, else the window of the plan."""

IS_OPEN = Task.state == TaskState.OPEN
ALL_YEAR = Measure.pace == Pace.ALL_YEAR
DATED = and_(Measure.pace != Pace.ALL_YEAR, EFFECTIVE_DUE.is_not(None))
"""Has a day that can pass: rows of the whole year are never overdue."""
UNDATED = and_(Measure.pace != Pace.ALL_YEAR, EFFECTIVE_DUE.is_(None))


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a list as it comes from the database."""

    task: Task
    measure: Measure
    organisation: Organisation
    roadmap_title: str
    entries: int
    children: int
    children_closed: int
    owner_id: int
    """Whose plan it is."""


People = Collection[int] | BindParameter[Any]
"""Ids, or the parameter of a statement that is built once."""


def given_to(*people: int) -> ColumnElement[bool]:
    """One of these people has the task, now."""
    return _given_to(people)


def _given_to(people: People) -> ColumnElement[bool]:
    return exists().where(
        Assignment.task_id == Task.id, Assignment.person_id.in_(people), Assignment.ended_at.is_(None)
    )


def given() -> ColumnElement[bool]:
    """Somebody has the task, now."""
    return exists().where(Assignment.task_id == Task.id, Assignment.ended_at.is_(None))


def visible(actor: Actor) -> ColumnElement[bool]:
    """Own rows of the organisations that the actor answers for, and what was given to the actor elsewhere."""
    own = actor.organisations(Role.COORDINATOR, Role.ADMIN)
    anywhere = actor.organisations()
    if not anywhere:
        return false()
    return or_(Task.organisation_id.in_(own), and_(Task.organisation_id.in_(anywhere), given_to(*actor.duties)))


def joined(*columns: Any) -> Select[Any]:
    """`columns` of tasks of running plans, with their measure, plan and organisation."""
    return (
        select(*columns)
        .select_from(Task)
        .join(Measure, Measure.id == Task.measure_id)
        .join(Roadmap, Roadmap.id == Measure.roadmap_id)
        .join(Organisation, Organisation.id == Task.organisation_id)
        .where(Roadmap.state == RoadmapState.ACTIVE, Task.state != TaskState.CANCELLED)
    )


def condition(selection: Selection, horizon: Horizon, people: People) -> ColumnElement[bool]:
    """Which tasks a selection takes. `people` are those whose tasks are the viewer's today; FOUND takes all."""
    today = horizon.today
    match selection:
        case Selection.NOW:
            return and_(IS_OPEN, DATED, horizon.fortnight >= EFFECTIVE_DUE)
        case Selection.OVERDUE:
            return and_(IS_OPEN, DATED, today > EFFECTIVE_DUE)
        case Selection.WEEK:
            return and_(IS_OPEN, DATED, EFFECTIVE_DUE.between(today, horizon.week))
        case Selection.MONTH:
            return and_(IS_OPEN, DATED, EFFECTIVE_DUE.between(today, horizon.month))
        case Selection.ALL_YEAR:
            return and_(IS_OPEN, ALL_YEAR)
        case Selection.UNDATED:
            return and_(IS_OPEN, UNDATED)
        case Selection.MINE:
            return and_(IS_OPEN, _given_to(people))
        case Selection.GIVEN:
            return and_(IS_OPEN, given())
        case Selection.DONE:
            return Task.state != TaskState.OPEN
        case Selection.PLAN:
            return IS_OPEN
        case Selection.FOUND:
            return true()


async def page(
    session: AsyncSession, where: ColumnElement[bool], *, newest_first: bool = False, limit: int, offset: int = 0
) -> list[TaskRow]:
    """One page of a list: by effective day, then rows of the whole year, then those without a day."""
    rows = await session.execute(_rows(newest_first=newest_first).where(where).limit(limit).offset(offset))
    return [TaskRow(*row) for row in rows]


@cache
def _rows(*, newest_first: bool) -> Select[Any]:
    """What `TaskRow` holds, in the order of a list."""
    order: tuple[Any, ...] = (
        case((ALL_YEAR, 1), (EFFECTIVE_DUE.is_(None), 2), else_=0),
        EFFECTIVE_DUE,
        Roadmap.id,
        Measure.position,
        Task.id,
    )
    if newest_first:
        order = (Task.done_on.is_(None), Task.done_on.desc(), *order)
    counts = (entry_count(), children_of(), children_of(closed=True))
    query = joined(Task, Measure, Organisation, Roadmap.title, *counts, Roadmap.owner_id)
    return query.order_by(*order).execution_options(populate_existing=True)


async def seen_page(
    session: AsyncSession,
    actor: Actor,
    selection: Selection,
    horizon: Horizon,
    organisation_id: int = 0,
    *,
    limit: int,
    offset: int = 0,
) -> list[TaskRow]:
    """One page of a selection among all that the actor may see, or the part of one organisation; newest first where it
    is about closed tasks."""
    asked = {"place": organisation_id, "limit": limit, "offset": offset}
    query = _seen_page(selection, of_one=organisation_id != 0)
    rows = await session.execute(query, {**_days(horizon), **_seen(actor), **asked})
    return [TaskRow(*row) for row in rows]


@cache
def _seen_page(selection: Selection, *, of_one: bool) -> Select[Any]:
    """Built once: it is as long as it is often asked."""
    horizon, seen, duties = _parameters()
    query = _rows(newest_first=selection is Selection.DONE).where(seen, condition(selection, horizon, duties))
    if of_one:
        query = query.where(Task.organisation_id == bindparam("place", type_=BigId))
    limit, offset = (bindparam(name, type_=Integer()) for name in ("limit", "offset"))
    return query.limit(limit).offset(offset)


@dataclass(frozen=True, slots=True)
class Summary:
    """How much each selection holds, and what the rows come from: organisations (id, short name), number of plans."""

    counts: dict[Selection, int]
    organisations: list[tuple[int, str]]
    plans: int


async def summary(session: AsyncSession, actor: Actor, horizon: Horizon, organisation_id: int = 0) -> Summary:
    """Of all that the actor may see; counts of one organisation, where it is named. One query, no row is loaded."""
    rows = (await session.execute(_summary(), {**_days(horizon), **_seen(actor)})).all()
    counted = [row[3:] for row in rows if organisation_id in (0, row[0])]
    totals = [sum(int(number or 0) for number in column) for column in zip(*counted, strict=True)]
    organisations = sorted({(row[0], row[1]) for row in rows}, key=lambda pair: pair[1])
    counts = dict(zip(Selection, totals or [0] * len(Selection), strict=True))
    return Summary(counts, organisations, len({row[2] for row in rows}))


def _days(horizon: Horizon) -> dict[str, Any]:
    return {name: getattr(horizon, name) for name in _DAYS}


def _seen(actor: Actor) -> dict[str, list[int]]:
    """What the parameters of `_parameters` stand for: the same as `visible` says of an actor."""
    own = actor.organisations(Role.COORDINATOR, Role.ADMIN)
    return {"own": sorted(own), "anywhere": sorted(actor.organisations()), "duties": sorted(actor.duties)}


_DAYS = ("today", "week", "month", "fortnight")


def _parameters() -> tuple[Horizon, ColumnElement[bool], BindParameter[Any]]:
    """A horizon, what is seen and whose tasks are the viewer's, of a statement that is built once."""
    days = {name: bindparam(name, type_=Date()) for name in _DAYS}
    own, anywhere, duties = (bindparam(name, type_=BigId, expanding=True) for name in ("own", "anywhere", "duties"))
    seen = or_(Task.organisation_id.in_(own), and_(Task.organisation_id.in_(anywhere), _given_to(duties)))
    return Horizon(**days), seen, duties  # type: ignore[arg-type]


@cache
def _summary() -> Select[Any]:
    """By organisation and plan. Built once: it is as long as it is often asked."""
    horizon, seen, duties = _parameters()
    taken = (func.sum(case((condition(one, horizon, duties), 1), else_=0)) for one in Selection)
    place = (Organisation.id, Organisation.short_name, Roadmap.id)
    return joined(*place, *taken).where(seen).group_by(*place)


@cache
def entry_count() -> ScalarSelect[int]:
    """How many entries a task has that were not taken back."""
    query = select(func.count(Entry.id)).where(Entry.task_id == Task.id, Entry.undone_at.is_(None))
    return query.correlate(Task).scalar_subquery()


@cache
def children_of(*, closed: bool = False) -> ScalarSelect[int]:
    """How many tasks of the same organisation lie below a parent row; with `closed` only those no longer open."""
    child, below = aliased(Measure), aliased(Task)
    query = select(func.count(below.id)).where(
        child.parent_id == Measure.id,
        below.measure_id == child.id,
        below.organisation_id == Task.organisation_id,
        below.state != TaskState.CANCELLED,
    )
    if closed:
        query = query.where(below.state != TaskState.OPEN)
    return query.correlate(Task, Measure).scalar_subquery()


async def recently_marked(session: AsyncSession, where: ColumnElement[bool], limit: int) -> list[TaskRow]:
    """Tasks by their latest mark, newest first; those without a mark come last, by their day."""
    query = joined(Task.id).outerjoin(Mark, Mark.task_id == Task.id).where(where, ~has_children())
    latest = func.max(Mark.at)
    query = query.group_by(Task.id, EFFECTIVE_DUE).order_by(
        latest.is_(None), latest.desc(), EFFECTIVE_DUE.is_(None), EFFECTIVE_DUE, Task.id
    )
    ids = list(await session.scalars(query.limit(limit)))
    rows = {row.task.id: row for row in await page(session, Task.id.in_(ids), limit=limit)}
    return [rows[key] for key in ids]


def has_children() -> ColumnElement[bool]:
    """Rows are numbered below it: it bears nothing of its own."""
    child = aliased(Measure)
    return exists().where(child.parent_id == Measure.id)


async def one(session: AsyncSession, task_id: int) -> TaskRow | None:
    """A task of a running plan, whoever asks: the use case checks the rights."""
    rows = await page(session, Task.id == task_id, limit=1)
    return rows[0] if rows else None


async def words(session: AsyncSession, where: ColumnElement[bool]) -> list[tuple[int, str | None, str]]:
    """Id, number and text of the tasks in sight. SQLite knows no case of Cyrillic, so Python compares."""
    text = Measure.short_name + " " + Measure.title + " " + func.coalesce(Measure.section, "")
    rows = await session.execute(joined(Task.id, Measure.number, text).where(where))
    return [(task_id, number, words) for task_id, number, words in rows]


async def number_of(session: AsyncSession, where: ColumnElement[bool]) -> int:
    return int(await session.scalar(joined(func.count(Task.id)).where(where)) or 0)
