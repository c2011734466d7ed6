"""Queries on lessons and classes. Rows become `bot.domain.lessons.Lesson` here: a list is one query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.course import Standing
from bot.domain.lessons import OPEN, Lesson, LessonState
from db.models import Lesson as LessonRow
from db.models import Organisation, SchoolClass
from db.results import count
from db.upsert import insert_all_new, insert_new

WAITING = LessonRow.state.in_(OPEN)
OPEN_CLASS = and_(SchoolClass.closed_at.is_(None), Organisation.closed_at.is_(None))
"""Of a closed class or school only what took place, or did not, is left."""
SET_ASIDE = and_(LessonRow.before_joining.is_(True), LessonRow.state == LessonState.PLANNED)
"""Lessons from before the class was in the bot: nobody is reminded of them; they are asked about once."""


@dataclass(frozen=True, slots=True)
class ClassOf:
    """A class as planning needs it. `start` is its own time, else the usual one of the school."""

    id: int
    organisation_id: int
    name: str
    weekday: int
    start: time | None
    teacher_id: int | None
    created_at: datetime
    zone: str


def clock_time(text: str | None) -> time | None:
    """«8:30» or «08:30» as stored; None for nothing or for what is no time of day."""
    hours, _, minutes = (text or "").partition(":")
    if not (hours.strip().isdigit() and minutes.strip().isdigit() and int(hours) < 24 and int(minutes) < 60):
        return None
    return time(int(hours), int(minutes))


async def classes(
    session: AsyncSession,
    organisation_ids: Collection[int] | None = None,
    class_id: int | None = None,
    closed: bool = False,
) -> list[ClassOf]:
    """Open classes of open schools (with `closed` all that ever were); of every school when none are named."""
    query = (
        select(SchoolClass, Organisation.zone, Organisation.lesson_time)
        .join(Organisation, Organisation.id == SchoolClass.organisation_id)
        .order_by(SchoolClass.organisation_id, SchoolClass.grade, SchoolClass.name)
    )
    if not closed:
        query = query.where(OPEN_CLASS)
    if organisation_ids is not None:
        query = query.where(SchoolClass.organisation_id.in_(organisation_ids))
    if class_id is not None:
        query = query.where(SchoolClass.id == class_id)
    return [
        ClassOf(
            row.id,
            row.organisation_id,
            row.name,
            row.weekday,
            clock_time(row.lesson_time) or clock_time(usual),
            row.teacher_id,
            row.created_at,
            zone,
        )
        for row, zone, usual in await session.execute(query)
    ]


async def standing(
    session: AsyncSession, class_ids: Collection[int], school_year: int
) -> dict[int, dict[int, Standing]]:
    """What is planned already: class → number → lesson."""
    rows = await session.execute(
        select(
            LessonRow.class_id, LessonRow.number, LessonRow.planned_on, LessonRow.state, LessonRow.answered_at
        ).where(LessonRow.class_id.in_(class_ids), LessonRow.school_year == school_year)
    )
    found: dict[int, dict[int, Standing]] = {}
    for class_id, number, planned_on, state, answered_at in rows:
        found.setdefault(class_id, {})[number] = Standing(planned_on, state, answered_at is not None)
    return found


async def create(
    session: AsyncSession, class_id: int, school_year: int, number: int, planned_on: date, **fields: Any
) -> int | None:
    """A new lesson; None where another process has just made it."""
    return await insert_new(session, LessonRow, {**fresh(class_id, school_year, number, planned_on), **fields})


async def create_many(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    """Years of many classes at once; a lesson that another process has just made stays as it is."""
    await insert_all_new(session, LessonRow, rows)


async def schools_with_classes(session: AsyncSession) -> list[int]:
    """Schools that take part in the course."""
    query = select(SchoolClass.organisation_id).where(SchoolClass.closed_at.is_(None)).distinct()
    return list(await session.scalars(query.order_by(SchoolClass.organisation_id)))


async def shortest(session: AsyncSession, school_year: int, organisation_ids: Collection[int]) -> int:
    """How many lessons that class has which has fewest; 0 where there is none."""
    by_class = (
        select(func.count().label("number"))
        .select_from(LessonRow)
        .join(SchoolClass, SchoolClass.id == LessonRow.class_id)
        .where(
            LessonRow.school_year == school_year,
            SchoolClass.organisation_id.in_(organisation_ids),
            SchoolClass.closed_at.is_(None),
        )
        .group_by(LessonRow.class_id)
        .subquery()
    )
    return await session.scalar(select(func.min(by_class.c.number))) or 0


def fresh(
    class_id: int, school_year: int, number: int, planned_on: date, before_joining: bool = False
) -> dict[str, Any]:
    """The columns of a lesson that nobody has answered."""
    return {
        "class_id": class_id,
        "school_year": school_year,
        "number": number,
        "planned_on": planned_on,
        "state": LessonState.PLANNED,
        "before_joining": before_joining,
        "version": 1,
    }


async def shift(session: AsyncSession, class_id: int, school_year: int, number: int, was: date, day: date) -> bool:
    """Give a lesson that nobody has answered another planned day."""
    changed = await session.execute(
        update(LessonRow)
        .where(*_unanswered(class_id, school_year, number), LessonRow.planned_on == was)
        .values(planned_on=day, version=LessonRow.version + 1)
    )
    return count(changed) == 1


async def drop(session: AsyncSession, class_id: int, school_year: int, number: int) -> bool:
    """Take a lesson out of the plan that finds no day any more and that nobody has answered."""
    return count(await session.execute(delete(LessonRow).where(*_unanswered(class_id, school_year, number)))) == 1


def _unanswered(class_id: int, school_year: int, number: int) -> tuple[ColumnElement[bool], ...]:
    return (
        LessonRow.class_id == class_id,
        LessonRow.school_year == school_year,
        LessonRow.number == number,
        LessonRow.state == LessonState.PLANNED,
        LessonRow.answered_at.is_(None),
    )


async def waiting_on(session: AsyncSession, day: date, organisation_ids: Collection[int] | None = None) -> list[Lesson]:
    """Lessons of one day that have no answer yet, moved ones included."""
    planned = and_(LessonRow.state == LessonState.PLANNED, LessonRow.planned_on == day)
    moved = and_(LessonRow.state == LessonState.MOVED, LessonRow.moved_to == day)
    return await _lessons(session, organisation_ids, or_(planned, moved), ~SET_ASIDE)


async def in_span(
    session: AsyncSession, since: date, until: date, organisation_ids: Collection[int] | None = None
) -> list[Lesson]:
    """Everything that belongs to these days by plan or because it was moved here."""
    here = or_(LessonRow.planned_on.between(since, until), LessonRow.moved_to.between(since, until))
    return await _lessons(session, organisation_ids, here, ~SET_ASIDE)


async def of_year(
    session: AsyncSession, school_year: int, organisation_ids: Collection[int] | None, class_id: int | None = None
) -> list[Lesson]:
    """All lessons of a school year by class and number; closed classes only where something was answered."""
    conditions = [LessonRow.school_year == school_year]
    if class_id is not None:
        conditions.append(LessonRow.class_id == class_id)
    return await _lessons(session, organisation_ids, *conditions)


async def overdue(
    session: AsyncSession, until: date, school_year: int, organisation_ids: Collection[int]
) -> list[Lesson]:
    """Lessons up to a day, it included, that still wait for an answer."""
    day = func.coalesce(LessonRow.moved_to, LessonRow.planned_on)
    return await _lessons(
        session, organisation_ids, LessonRow.school_year == school_year, WAITING, ~SET_ASIDE, day <= until
    )


async def counts(
    session: AsyncSession, since: date, until: date, today: date, organisation_ids: Collection[int]
) -> dict[int, dict[str, int]]:
    """School → what became of the lessons of some days → how many. Counted by the database."""
    day = func.coalesce(LessonRow.moved_to, LessonRow.planned_on)
    became = case(
        (LessonRow.state == LessonState.HELD, "held"),
        (LessonRow.state == LessonState.CANCELLED, "cancelled"),
        (and_(LessonRow.state == LessonState.MOVED, day > until), "moved"),
        (day >= today, "ahead"),
        else_="unanswered",
    )
    query = (
        select(SchoolClass.organisation_id, became.label("became"), func.count().label("number"))
        .join(LessonRow, LessonRow.class_id == SchoolClass.id)
        .join(Organisation, Organisation.id == SchoolClass.organisation_id)
        .where(
            OPEN_CLASS,
            or_(LessonRow.planned_on.between(since, until), LessonRow.moved_to.between(since, until)),
            ~SET_ASIDE,
            SchoolClass.organisation_id.in_(organisation_ids),
        )
        .group_by(SchoolClass.organisation_id, "became")
    )
    found: dict[int, dict[str, int]] = {}
    for row in await session.execute(query):
        found.setdefault(row.organisation_id, {})[row.became] = row.number
    return found


async def one(session: AsyncSession, lesson_id: int) -> Lesson | None:
    found = await _lessons(session, None, LessonRow.id == lesson_id)
    return found[0] if found else None


async def settled_by(session: AsyncSession, cause: str) -> int:
    """How many lessons an update has answered: it is being handled a second time."""
    return await session.scalar(select(func.count()).where(LessonRow.cause == cause)) or 0


async def by_ids(session: AsyncSession, lesson_ids: Collection[int]) -> list[Lesson]:
    return await _lessons(session, None, LessonRow.id.in_(lesson_ids))


async def next_day(session: AsyncSession, class_ids: Collection[int], after: date) -> date | None:
    """The next day after `after` on which one of these classes has a lesson that waits for an answer."""
    day = func.coalesce(LessonRow.moved_to, LessonRow.planned_on)
    query = select(func.min(day)).where(LessonRow.class_id.in_(class_ids), WAITING, ~SET_ASIDE, day > after)
    return await session.scalar(query)


async def change(
    session: AsyncSession, lesson_id: int, version: int, states: Collection[LessonState], values: Mapping[str, Any]
) -> bool:
    """A conditional UPDATE on version and state; False when somebody was faster."""
    changed = await session.execute(
        update(LessonRow)
        .where(LessonRow.id == lesson_id, LessonRow.version == version, LessonRow.state.in_(states))
        .values(**values, version=LessonRow.version + 1)
    )
    return count(changed) == 1


async def _lessons(
    session: AsyncSession, organisation_ids: Collection[int] | None, *conditions: ColumnElement[bool]
) -> list[Lesson]:
    """By time of day, then class, then number: the order in which a teacher meets them."""
    query = (
        select(LessonRow, SchoolClass, Organisation.zone, Organisation.lesson_time)
        .join(SchoolClass, SchoolClass.id == LessonRow.class_id)
        .join(Organisation, Organisation.id == SchoolClass.organisation_id)
        .where(*conditions, or_(OPEN_CLASS, ~WAITING))
        .order_by(SchoolClass.grade, SchoolClass.name, LessonRow.number)
    )
    if organisation_ids is not None:
        query = query.where(SchoolClass.organisation_id.in_(organisation_ids))
    rows = await session.execute(query)
    return sorted((_lesson(row, owner, zone, usual) for row, owner, zone, usual in rows), key=by_time)


def by_time(lesson: Lesson) -> time:
    """Lessons without a time come last; the sort is stable, so classes stay in order."""
    return lesson.start or time.max


def _lesson(row: LessonRow, owner: SchoolClass, zone: str, usual: str | None) -> Lesson:
    return Lesson(
        id=row.id,
        class_id=row.class_id,
        class_name=owner.name,
        organisation_id=owner.organisation_id,
        zone=zone,
        number=row.number,
        planned_on=row.planned_on,
        state=row.state,
        version=row.version,
        start=clock_time(owner.lesson_time) or clock_time(usual),
        moved_to=row.moved_to,
        held_on=row.held_on,
        before_joining=row.before_joining,
        reason=row.reason,
        present=row.present,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
        teacher_id=owner.teacher_id,
        cause=row.cause,
    )
