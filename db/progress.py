"""Counting by the database: the same figures as `bot/domain/progress.py`, a row a group, no task is loaded."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.progress import Tally
from bot.domain.tasks import Review, TaskState
from db.models import Entry, Measure, Roadmap, Task
from db.tasks import ALL_YEAR, DATED, EFFECTIVE_DUE, UNDATED, has_children, joined

DONE = Task.state == TaskState.DONE
OPEN = Task.state == TaskState.OPEN


def figures(today: date) -> dict[str, ColumnElement[bool]]:
    """The condition behind each figure of a Tally, but for `entries`."""
    due = EFFECTIVE_DUE
    arrived = and_(DATED, due <= today, Task.state != TaskState.NOT_OURS)
    arrived_done = and_(arrived, DONE)
    counted = and_(arrived_done, Task.before_joining.is_(False))
    done_on = func.coalesce(Task.done_on, due)
    return {
        "total": Task.id.is_not(None),
        "arrived": arrived,
        "arrived_done": arrived_done,
        "done": DONE,
        "in_time": and_(counted, done_on <= due),
        "late": and_(counted, done_on > due),
        "before_joining": and_(arrived_done, Task.before_joining.is_(True)),
        "overdue": and_(OPEN, DATED, due < today),
        "today": and_(OPEN, DATED, due == today),
        "ahead": and_(OPEN, DATED, due > today),
        "all_year": and_(OPEN, ALL_YEAR),
        "undated": and_(OPEN, UNDATED),
        "not_ours": Task.state == TaskState.NOT_OURS,
        "unfulfilled": Task.state == TaskState.UNFULFILLED,
        "waiting": Task.review == Review.WAITING,
    }


async def tallies(
    session: AsyncSession,
    organisations: Collection[int],
    roadmaps: Collection[int],
    today: date,
    by: ColumnElement[Any] | Any,
    *only: ColumnElement[bool],
) -> dict[Any, Tally]:
    """Figures of running plans by organisation, measure or section (`by` is the column), narrowed by `only`."""
    scope = (Task.organisation_id.in_(organisations), Measure.roadmap_id.in_(roadmaps), *only)
    conditions = figures(today)
    sums = [func.sum(case((condition, 1), else_=0)) for condition in conditions.values()]
    rows = await session.execute(joined(by, *sums).where(*scope).group_by(by))
    counted = {row[0]: dict(zip(conditions, map(int, row[1:]), strict=True)) for row in rows}
    entries = await session.execute(
        joined(by, func.count(Entry.id))
        .join(Entry, and_(Entry.task_id == Task.id, Entry.undone_at.is_(None)))
        .where(*scope)
        .group_by(by)
    )
    for key, number in entries:
        counted[key]["entries"] = int(number)
    return {key: Tally(**numbers) for key, numbers in counted.items()}


async def did(
    session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int]
) -> dict[int, tuple[int, int]]:
    """By measure: how many of these organisations did it, and how many it is for (`bot/domain/figures.py`)."""
    own = (
        joined(Task.measure_id, func.count(Task.id).label("all"), func.sum(case((DONE, 1), else_=0)).label("done"))
        .where(
            Task.organisation_id.in_(organisations),
            Measure.roadmap_id.in_(roadmaps),
            Task.state != TaskState.NOT_OURS,
        )
        .group_by(Task.measure_id, Task.organisation_id)
        .subquery()
    )
    finished = func.sum(case((own.c.done == own.c.all, 1), else_=0))
    rows = await session.execute(select(own.c.measure_id, finished, func.count()).group_by(own.c.measure_id))
    return {measure: (int(done), int(of)) for measure, done, of in rows}


async def behind(
    session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int], today: date
) -> dict[int, int]:
    """How many of these organisations are late, by measure: several days of one row count once."""
    rows = await session.execute(
        joined(Task.measure_id, func.count(Task.organisation_id.distinct()))
        .where(Task.organisation_id.in_(organisations), Measure.roadmap_id.in_(roadmaps), figures(today)["overdue"])
        .group_by(Task.measure_id)
    )
    return {measure: int(number) for measure, number in rows}


async def overdue(
    session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int], today: date, measure_id: int = 0
) -> list[tuple[int, int]]:
    """What may be reminded of, (task, organisation): overdue tasks, of one measure when it is named. In the place of an
    overdue row above others stand the open ones below it that have a day: it bears no mark of its own."""
    query = joined(Task.id, Task.organisation_id, Task.measure_id, has_children()).where(
        Task.organisation_id.in_(organisations), Measure.roadmap_id.in_(roadmaps), figures(today)["overdue"]
    )
    if measure_id:
        query = query.where(Task.measure_id == measure_id)
    late = list(await session.execute(query))
    found = {task: place for task, place, _, is_parent in late if not is_parent}
    parents = {(measure, place) for _, place, measure, is_parent in late if is_parent}
    for top in sorted({measure for measure, _ in parents}):
        places = [place for measure, place in parents if measure == top]
        found.update(await _open_below(session, top, places))
    return sorted(found.items())


async def _open_below(session: AsyncSession, measure_id: int, organisations: Collection[int]) -> dict[int, int]:
    first = select(Measure.id).where(Measure.parent_id == measure_id).cte("beneath", recursive=True)
    child = aliased(Measure)
    whole = first.union(select(child.id).join(first, child.parent_id == first.c.id))
    query = joined(Task.id, Task.organisation_id).where(
        Task.measure_id.in_(select(whole.c.id)), Task.organisation_id.in_(organisations), OPEN, DATED, ~has_children()
    )
    return {task: place for task, place in await session.execute(query)}  # noqa: C416 - rows are no pairs to mypy


async def running(
    session: AsyncSession, root: int, organisations: Collection[int], above: Collection[int]
) -> list[Roadmap]:
    """Running plans that an organisation owns, or in which it or somebody below has tasks. Plans of others but those
    `above` it are not its business: a school may have come with what it did elsewhere."""
    used = (
        select(Measure.roadmap_id)
        .join(Task, Task.measure_id == Measure.id)
        .where(Task.organisation_id.in_(organisations))
    )
    own = Roadmap.owner_id.in_({*organisations, *above}) & Roadmap.id.in_(used)
    query = select(Roadmap).where(Roadmap.state == "active", (Roadmap.owner_id == root) | own)
    return list(await session.scalars(query.order_by(Roadmap.id)))
