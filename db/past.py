"""Questions about windows that had passed at a launch: which wait, what is in one, and how it is answered."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import MarkKind, TaskState
from db.models import Mark, Measure, Organisation, PastQuestion, Roadmap, Task
from db.results import count
from db.upsert import insert_all_new


async def waiting(
    session: AsyncSession, organisations: Collection[int], roadmap_id: int | None = None
) -> Sequence[Row[int, str]]:
    """Id and organisation of unanswered questions, about one running plan or about all of them."""
    asked = {"organisations": list(organisations), "roadmap": roadmap_id}
    return (await session.execute(_waiting(of_one=roadmap_id is not None), asked)).all()


@cache
def _waiting(*, of_one: bool) -> Select[int, str]:
    """Built once: every first page of a list asks it."""
    query = (
        select(PastQuestion.id, Organisation.short_name)
        .join(Organisation, Organisation.id == PastQuestion.organisation_id)
        .join(Roadmap, Roadmap.id == PastQuestion.roadmap_id)
        .where(
            PastQuestion.organisation_id.in_(bindparam("organisations", expanding=True)),
            PastQuestion.answered_at.is_(None),
            Roadmap.state == RoadmapState.ACTIVE,
        )
        .order_by(PastQuestion.id)
    )
    return query.where(PastQuestion.roadmap_id == bindparam("roadmap")) if of_one else query


async def open_before(
    session: AsyncSession, roadmap_id: int, organisation_id: int, day: date
) -> Sequence[Row[int, str | None, str, date | None]]:
    """Open tasks due before a day: id, number and short name of the row, due day."""
    query = (
        select(Task.id, Measure.number, Measure.short_name, Task.due)
        .join(Measure, Measure.id == Task.measure_id)
        .where(*_open(roadmap_id, organisation_id), Task.due < day, _childless())
        .order_by(Task.due, Measure.position, Task.id)
    )
    return (await session.execute(query)).all()


async def open_others(
    session: AsyncSession, roadmap_id: int, organisation_id: int, but: Collection[int], since: date | None
) -> set[int]:
    """Open tasks with a due day (from `since` on, where it is given) but these."""
    due = Task.due.is_not(None) if since is None else Task.due >= since
    query = select(Task.id).join(Measure, Measure.id == Task.measure_id)
    return set(await session.scalars(query.where(*_open(roadmap_id, organisation_id), Task.id.not_in(but), due)))


async def dated_open(session: AsyncSession, task_ids: Collection[int]) -> Sequence[Task]:
    """Open tasks with a due day among these; a parent row is done when its children are."""
    query = select(Task).where(Task.id.in_(task_ids), Task.state == TaskState.OPEN, Task.due.is_not(None), _childless())
    return (await session.scalars(query.order_by(Task.id))).all()


async def with_parents(session: AsyncSession, task_ids: Collection[int]) -> Sequence[Task]:
    """Tasks among these whose row stands below another."""
    query = select(Task).join(Measure, Measure.id == Task.measure_id)
    return (await session.scalars(query.where(Task.id.in_(task_ids), Measure.parent_id.is_not(None)))).all()


async def ask(session: AsyncSession, roadmap_id: int, organisation_id: int, now: datetime) -> PastQuestion:
    """The question to this organisation, made where there was none: `asked_at` tells which."""
    new = {"roadmap_id": roadmap_id, "organisation_id": organisation_id, "asked_at": now}
    await insert_all_new(session, PastQuestion, [new])
    there = PastQuestion.roadmap_id == roadmap_id, PastQuestion.organisation_id == organisation_id
    return (await session.scalars(select(PastQuestion).where(*there))).one()


async def change(session: AsyncSession, question_id: int, version: int, **values: object) -> bool:
    """Whether the question was still this version."""
    changed = await session.execute(
        update(PastQuestion)
        .where(PastQuestion.id == question_id, PastQuestion.version == version)
        .values(version=PastQuestion.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    return count(changed) == 1


async def mark(session: AsyncSession, task_id: int, due: date, person_id: int, now: datetime, cause: str) -> bool:
    """Mark one task «до подключения» while it is open; somebody may have marked it meanwhile."""
    changed = await session.execute(
        update(Task)
        .where(Task.id == task_id, Task.state == TaskState.OPEN)
        .values(state=TaskState.DONE, done_on=due, before_joining=True, version=Task.version + 1)
        .execution_options(synchronize_session=False)
    )
    if count(changed) == 0:
        return False
    values = {"task_id": task_id, "kind": MarkKind.DONE, "done_on": due, "before_joining": True, "at": now}
    await session.execute(insert(Mark).values(**values, by_person_id=person_id, cause=cause))
    return True


def _open(roadmap_id: int, organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Measure.roadmap_id == roadmap_id,
        Task.organisation_id == organisation_id,
        Task.state == TaskState.OPEN,
    )


def _childless() -> ColumnElement[bool]:
    below = aliased(Measure)
    return ~exists().where(below.parent_id == Task.measure_id)
