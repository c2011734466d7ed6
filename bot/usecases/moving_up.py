"""A new school year: classes move up as their coordinator confirms it; 11 leaves, the sixth classes are asked for.

A class is a name with its teacher and time; its lessons belong to a school year. So «6А» moves up by handing teacher,
weekday and time to «7А», and the lessons of former years stay where they were held.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import coordinates, require
from bot.domain.classes import LAST_GRADE, ClassName
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.lessons import ensure_lessons
from db import classes, organisations
from db.models import Organisation, Person, SchoolClass

Rows = Sequence[tuple[SchoolClass, Person | None]]


@dataclass(frozen=True, slots=True)
class Step:
    """One class with its teacher and own time. `after` is None for a class that leaves school."""

    before: str
    after: str | None
    teacher: str | None
    time: str | None


@dataclass(frozen=True, slots=True)
class MovingUp:
    """What confirming would do in a school year."""

    organisation_id: int
    school: str
    school_year: int
    steps: tuple[Step, ...]

    @property
    def moving(self) -> int:
        return sum(1 for step in self.steps if step.after is not None)


async def proposal(context: Context, actor: Actor, organisation_id: int) -> MovingUp:
    """Raises Refusal stale where nothing waits: no classes, or settled for this year."""
    async with context.transaction() as session:
        school, rows, year = await _due(session, context, actor, organisation_id)
        return _proposal(school, rows, year)


async def move_up(context: Context, actor: Actor, organisation_id: int, school_year: int) -> MovingUp:
    """Move every class up. Raises Refusal stale for a second tap, lessons-begun when this year has answers already."""
    async with context.transaction(write=True) as session:
        await organisations.locked(session, organisation_id)
        school, rows, year = await _due(session, context, actor, organisation_id)
        if year != school_year:
            raise Refusal("stale")
        if not await classes.forget_planned(session, organisation_id, year):
            raise Refusal("lessons-begun")
        done = _proposal(school, rows, year)
        await _hand_over(session, rows, context.now())
        await _settle(session, school, year)
        today = local_day(context.now(), school.zone)
        await ensure_lessons(session, context, year, today, {organisation_id})
        audit.record(session, context, actor.person_id, "classes-moved", "organisation", school.id, count=done.moving)
        return done


async def keep(context: Context, actor: Actor, organisation_id: int, school_year: int) -> None:
    """The list of classes is right as it is: not asked again before the next year."""
    async with context.transaction(write=True) as session:
        await organisations.locked(session, organisation_id)
        school, _, year = await _due(session, context, actor, organisation_id)
        if year != school_year:
            raise Refusal("stale")
        await _settle(session, school, year)


def year_due(school: Organisation, rows: Rows, now: datetime) -> int | None:
    """The school year into which these classes wait to be moved; None while they stand right."""
    if not rows:
        return None
    named = min(course_year_of(local_day(row.created_at, school.zone)) for row, _ in rows)
    year = course_year_of(local_day(now, school.zone))
    return year if year > (school.classes_year or named) else None


async def _due(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int
) -> tuple[Organisation, Rows, int]:
    require(coordinates(actor, organisation_id))
    school = await session.get_one(Organisation, organisation_id)
    rows = await classes.of_school(session, organisation_id)
    year = year_due(school, rows, context.now())
    if year is None:
        raise Refusal("stale")
    return school, rows, year


def _proposal(school: Organisation, rows: Rows, year: int) -> MovingUp:
    steps = (
        Step(row.name, _after(row), teacher.name or teacher.designation if teacher else None, row.lesson_time)
        for row, teacher in rows
    )
    return MovingUp(school.id, school.short_name, year, tuple(steps))


def _after(row: SchoolClass) -> str | None:
    """«6А» → «7А»."""
    letters = row.name.removeprefix(str(row.grade))
    return str(ClassName(row.grade + 1, letters)) if row.grade < LAST_GRADE else None


async def _hand_over(session: AsyncSession, rows: Rows, now: datetime) -> None:
    """All at once: what each class had is read before anything is written."""
    every = await classes.all_names(session, rows[0][0].organisation_id)
    had = {_after(row): (row.teacher_id, row.weekday, row.lesson_time) for row, _ in rows}
    for row, _ in rows:
        row.closed_at, row.teacher_id, row.lesson_time = now, None, None
    for row, _ in rows:
        name = _after(row)
        if name is None:
            continue
        target = every.get(name)
        if target is None:
            target = SchoolClass(
                organisation_id=row.organisation_id, name=name, grade=row.grade + 1, weekday=row.weekday, created_at=now
            )
            session.add(target)
        target.teacher_id, target.weekday, target.lesson_time = had[name]
        target.closed_at = None
    await session.flush()


async def _settle(session: AsyncSession, school: Organisation, year: int) -> None:
    school.classes_year = year
    await session.flush()
