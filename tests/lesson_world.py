"""Classes for tests of the Thursday course: rows as the conversation about people makes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.course import course_year_of
from bot.domain.lessons import Lesson
from bot.usecases.context import Context
from bot.usecases.lessons import ensure_lessons
from db import lessons
from db.models import Organisation, SchoolClass

TODAY = date(2023, 9, 4)
FIRST = date(2023, 9, 7)
SECOND = date(2023, 9, 14)


def at(day: date, hour: int, minute: int = 0, zone: str = "Europe/Moscow") -> datetime:
    """A local clock time as a moment."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))


async def add_class(
    context: Context,
    school: int,
    name: str,
    teacher: int | None = None,
    time: str | None = None,
    weekday: int = 3,
    created_at: datetime | None = None,
) -> int:
    async with context.transaction(write=True) as session:
        row = SchoolClass(
            organisation_id=school,
            name=name,
            grade=int("".join(sign for sign in name if sign.isdigit()) or 0),
            weekday=weekday,
            lesson_time=time,
            teacher_id=teacher,
            created_at=created_at or context.now(),
        )
        session.add(row)
        await session.flush()
        return row.id


async def usual_time(context: Context, school: int, time: str | None) -> None:
    async with context.transaction(write=True) as session:
        (await session.get_one(Organisation, school)).lesson_time = time


async def ensure(context: Context, today: date = TODAY) -> int:
    async with context.transaction(write=True) as session:
        return await ensure_lessons(session, context, course_year_of(today), today)


async def year_of(context: Context, class_id: int, school_year: int = 2023) -> dict[int, Lesson]:
    """The lessons of a class by number."""
    async with context.transaction() as session:
        found = await lessons.of_year(session, school_year, None, class_id)
    return {lesson.number: lesson for lesson in found}
