"""What a plan of lessons needs besides answers: the lessons before joining, and a day for one that did not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import access
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.errors import Refusal
from bot.domain.lessons import Lesson, LessonState, check_day
from bot.domain.people import Actor
from bot.usecases.context import Cause, Context
from bot.usecases.lesson_lists import CHOICES, choices, own_classes, require_class
from bot.usecases.school_years import school_calendars
from db import lessons
from db.lessons import ClassOf


@dataclass(frozen=True, slots=True)
class Before:
    """Lessons from before joining that nobody was asked about: of how many classes, how many."""

    classes: int
    lessons: int


async def settle_before(context: Context, actor: Actor, class_id: int, held: bool, cause: Cause) -> int:
    """The one answer about the lessons of a class before it came into the bot; how many it was given for.

    «Провели» counts them as held, neither in time nor late; «не отмечать» leaves them out for good.
    """
    async with context.transaction(write=True) as session:
        one = await require_class(session, context, actor, class_id)
        return await _settle(session, context, actor, [one], held, cause)


async def settle_all(context: Context, actor: Actor, place: int, held: bool, cause: Cause) -> int:
    """The same for every class of a school at once; without `place` for the classes that the person teaches."""
    async with context.transaction(write=True) as session:
        return await _settle(session, context, actor, await _classes(session, context, actor, place), held, cause)


async def unasked(context: Context, actor: Actor, place: int) -> Before:
    """What `settle_all` would settle."""
    async with context.transaction() as session:
        classes = await _classes(session, context, actor, place)
        found = await _unasked(session, context, classes)
    return Before(len({lesson.class_id for lesson in found}), len(found))


async def _classes(session: AsyncSession, context: Context, actor: Actor, place: int) -> list[ClassOf]:
    if not place:
        return await own_classes(session, context, actor)
    access.require(access.coordinates(actor, place) or access.administers(actor, place))
    return await lessons.classes(session, {place})


async def _unasked(session: AsyncSession, context: Context, classes: Sequence[ClassOf]) -> list[Lesson]:
    ids = {one.id for one in classes}
    years = {course_year_of(local_day(context.now(), one.zone)) for one in classes}
    places = {one.organisation_id for one in classes}
    found = [lesson for year in years for lesson in await lessons.of_year(session, year, places)]
    return [one for one in found if one.class_id in ids and one.set_aside and one.answered_at is None]


async def _settle(
    session: AsyncSession, context: Context, actor: Actor, classes: Sequence[ClassOf], held: bool, cause: Cause
) -> int:
    values = {"answered_at": context.now(), "answered_by": actor.person_id, "cause": cause}
    settled = 0
    for lesson in await _unasked(session, context, classes):
        outcome = {"state": LessonState.HELD, "held_on": lesson.planned_on} if held else {}
        planned = {LessonState.PLANNED}
        settled += await lessons.change(session, lesson.id, lesson.version, planned, {**values, **outcome})
    return settled or await lessons.settled_by(session, cause)


async def extra_days(context: Context, actor: Actor, class_id: int) -> tuple[date, ...]:
    """School days on which a lesson that found no day may be held."""
    async with context.transaction() as session:
        one = await require_class(session, context, actor, class_id)
        today = local_day(context.now(), one.zone)
        found = await school_calendars(session, context, [one.organisation_id], course_year_of(today))
    return choices(found[one.organisation_id], today, CHOICES)


async def add_lesson(context: Context, actor: Actor, class_id: int, day: date, cause: Cause) -> Lesson:
    """Give the first lesson without a day this one. Raises Refusal when every lesson has its day."""
    async with context.transaction(write=True) as session:
        one = await require_class(session, context, actor, class_id)
        year = course_year_of(local_day(context.now(), one.zone))
        calendars = await school_calendars(session, context, [one.organisation_id], year)
        check_day(day, calendars[one.organisation_id].year.opens, calendars[one.organisation_id].year.until)
        existing = {lesson.number: lesson for lesson in await lessons.of_year(session, year, None, class_id)}
        made = next((lesson for lesson in existing.values() if lesson.cause == cause), None)
        if made is not None:
            return made
        number = next((n for n in range(1, context.course.lessons + 1) if n not in existing), None)
        if number is None:
            raise Refusal("lesson-every-has-day", name=one.name)
        moved = {"state": LessonState.MOVED, "moved_to": day, "cause": cause}
        found = await lessons.create(session, class_id, year, number, day, **moved)
        lesson = await lessons.one(session, found) if found is not None else None
        if lesson is None:
            raise Refusal("lesson-stale")
        return lesson
