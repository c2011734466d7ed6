"""Answers about lessons: held, moved, not held, and each taken back.

Every function re-reads the lessons and checks the rights in its transaction. A button that is out of date changes
nothing: the answer then says `repeated` or `changed` and holds the state as it is. An update that is handled a second
time finds its own `cause` on the rows and gets the same answer as the first time.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import access
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.lesson_pushes import stamp
from bot.domain.lessons import Lesson, LessonState, Reason, check_correction, check_day
from bot.domain.people import Actor
from bot.domain.rosters import Roster
from bot.usecases import audit
from bot.usecases.context import Cause, Context
from bot.usecases.names import Who, names_of
from bot.usecases.school_years import school_calendars
from db import lessons, rosters

WEEK = timedelta(days=6)
MOST_PRESENT = 60
"""More pupils than this are no class."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Lessons of one day as they stand after a tap. `waiting` are those without an answer
    that the viewer is asked about.

    `repeated`: somebody had answered before; `changed`: the button spoke of something else than there is now, and
    nothing was done. `people` are the names the viewer may read. `place`: the tap spoke of a school's whole week.
    """

    day: date
    lessons: tuple[Lesson, ...]
    waiting: tuple[Lesson, ...] = ()
    next_day: date | None = None
    repeated: bool = False
    changed: bool = False
    people: Mapping[int, Who] = field(default_factory=dict)
    place: int = 0
    today: date | None = None


async def hold_day(context: Context, actor: Actor, day: date, seen: int, cause: Cause, place: int = 0) -> Answered:
    """«Да, все провели»: every unanswered lesson that the button spoke of (`seen` is their stamp).

    Without `place` these are the lessons of `day` that the actor is asked about; with it all lessons of that school in
    the seven days up to `day`, as the summary shows them. What is still to come is never said to be held.
    """
    async with context.transaction(write=True) as session:
        mine = await day_lessons(session, context, actor, day, place)
        waiting = due(context, mine, day, place)
        own = tuple(lesson for lesson in mine if lesson.cause == cause)
        if own or not waiting:
            return await _answered(session, context, actor, day, own or mine, place, repeated=not own)
        if stamp(waiting) != seen:
            return replace(await _answered(session, context, actor, day, waiting, place), changed=True)
        for lesson in waiting:
            await _change(session, context, actor, lesson, cause, _held(context, lesson))
        return await _answered(session, context, actor, day, waiting, place)


async def hold(context: Context, actor: Actor, lesson_id: int, version: int, cause: Cause) -> Answered:
    """«Провели» about one lesson, on its day or ahead of it: then it was held today."""
    async with context.transaction(write=True) as session:
        lesson = await _own(session, context, actor, lesson_id)
        if lesson.version != version or lesson.state is LessonState.HELD:
            return await _as_it_is(session, context, actor, lesson, cause, LessonState.HELD)
        _check_replaced(session, context, actor, lesson)
        await _check_early(session, context, lesson)
        await _change(session, context, actor, lesson, cause, _held(context, lesson))
        return await _answered(session, context, actor, lesson.day, (lesson,))


async def move(context: Context, actor: Actor, lesson_id: int, version: int, day: date, cause: Cause) -> Answered:
    """«Перенесли», or «назначить другой день» for one that was not held: it waits for its new day.

    Said of a lesson that was marked as held, it takes the place of that answer, as `undo` would.
    """
    async with context.transaction(write=True) as session:
        lesson = await _own(session, context, actor, lesson_id)
        await _check_new_day(session, context, lesson, day)
        if lesson.version != version or lesson.settled_before:
            return await _as_it_is(session, context, actor, lesson, cause, LessonState.MOVED)
        if lesson.state is LessonState.HELD:
            _check_replaced(session, context, actor, lesson)
        values = {"state": LessonState.MOVED, "moved_to": day, "held_on": None, "reason": None, "present": None}
        await _change(session, context, actor, lesson, cause, values)
        return await _answered(session, context, actor, lesson.day, (lesson,))


async def cancel(
    context: Context, actor: Actor, lesson_id: int, version: int, reason: Reason, cause: Cause
) -> Answered:
    """«Не было», with a ready reason: it counts as an answer, and may take the place of another one."""
    async with context.transaction(write=True) as session:
        lesson = await _own(session, context, actor, lesson_id)
        if lesson.version != version or lesson.state is LessonState.CANCELLED or lesson.settled_before:
            return await _as_it_is(session, context, actor, lesson, cause, LessonState.CANCELLED)
        _check_replaced(session, context, actor, lesson)
        values = {"state": LessonState.CANCELLED, "reason": reason.value, "held_on": None, "present": None}
        await _change(session, context, actor, lesson, cause, values)
        return await _answered(session, context, actor, lesson.day, (lesson,))


async def undo(context: Context, actor: Actor, lesson_id: int, version: int, cause: Cause) -> Answered:
    """Take an answer back: the lesson waits again on its planned day. Within a week; later by the coordinator."""
    async with context.transaction(write=True) as session:
        lesson = await _own(session, context, actor, lesson_id)
        if lesson.version != version or lesson.state is LessonState.PLANNED:
            return await _as_it_is(session, context, actor, lesson, cause, LessonState.PLANNED)
        _check_correction(context, actor, lesson)
        values = {"state": LessonState.PLANNED, "held_on": None, "moved_to": None, "reason": None, "present": None}
        await _change(session, context, actor, lesson, cause, values, answered=False)
        audit.record(session, context, actor.person_id, "lesson_undone", "lesson", lesson.id, was=lesson.state.value)
        return await _answered(session, context, actor, lesson.planned_on, (lesson,))


async def count_present(
    context: Context, actor: Actor, lesson_id: int, version: int, present: int, cause: Cause
) -> Answered:
    """How many pupils were there: a number, never asked for, never names. Raises Refusal beyond a class."""
    if not 0 <= present <= MOST_PRESENT:
        raise Refusal("lesson-present", most=MOST_PRESENT)
    async with context.transaction(write=True) as session:
        lesson = await _own(session, context, actor, lesson_id)
        if lesson.version != version or lesson.state is not LessonState.HELD:
            return await _as_it_is(session, context, actor, lesson, cause, LessonState.HELD)
        await lessons.change(session, lesson.id, version, {LessonState.HELD}, {"present": present, "cause": cause})
        return await _answered(session, context, actor, lesson.day, (lesson,))


async def day_lessons(
    session: AsyncSession, context: Context, actor: Actor, day: date, place: int = 0
) -> tuple[Lesson, ...]:
    """Lessons of a day that the actor answers for; with `place` those of that school in the week up to the day."""
    if place:
        access.require(access.coordinates(actor, place) or access.administers(actor, place))
        return tuple(await lessons.in_span(session, day - WEEK, day, {place}))
    places = actor.organisations()
    found = await lessons.in_span(session, day, day, places)
    roster = await rosters.roster(session, places, day, day, context.default_zone)
    return tuple(lesson for lesson in found if answers_for(roster, actor, lesson))


def due(context: Context, found: Collection[Lesson], day: date, place: int = 0) -> tuple[Lesson, ...]:
    """Those that wait for an answer on this day (with `place`, up to it) and whose day has come."""
    since = day - WEEK if place else day
    return tuple(
        lesson
        for lesson in found
        if lesson.open and since <= lesson.day <= min(day, local_day(context.now(), lesson.zone))
    )


def answers_for(roster: Roster, actor: Actor, lesson: Lesson) -> bool:
    """Whether a question about this lesson goes to the actor; a teacher who is away may answer all the same."""
    [now] = roster.responsible([lesson])
    asked = {member.person_id for member in roster.answering(now)}
    own = roster.member(lesson.organisation_id, actor.person_id) is not None and lesson.teacher_id == actor.person_id
    return own or actor.person_id in asked


async def _own(session: AsyncSession, context: Context, actor: Actor, lesson_id: int) -> Lesson:
    """The lesson, if the actor may answer for it. One that does not exist is refused like a foreign one."""
    lesson = await lessons.one(session, lesson_id)
    if lesson is None:
        raise AccessDenied
    await require_lesson(session, context, actor, lesson)
    return lesson


async def require_lesson(session: AsyncSession, context: Context, actor: Actor, lesson: Lesson) -> None:
    """Raises AccessDenied unless the actor teaches the class, stands in for its teacher, or coordinates the school."""
    if access.may_hold_lesson(actor, lesson.organisation_id, lesson.teacher_id):
        return
    roster = await rosters.roster(session, [lesson.organisation_id], lesson.day, lesson.day, context.default_zone)
    [now] = roster.responsible([lesson])
    access.require(access.may_hold_lesson(actor, lesson.organisation_id, now.teacher_id))


def _held(context: Context, lesson: Lesson) -> dict[str, Any]:
    today = local_day(context.now(), lesson.zone)
    return {"state": LessonState.HELD, "held_on": lesson.held_day(today), "reason": None}


async def _change(
    session: AsyncSession,
    context: Context,
    actor: Actor,
    lesson: Lesson,
    cause: Cause,
    values: Mapping[str, Any],
    answered: bool = True,
) -> None:
    """One conditional UPDATE. Raises Refusal when somebody was faster: everything of this tap is then undone."""
    who = {"answered_at": context.now(), "answered_by": actor.person_id} if answered else {"answered_at": None}
    unsaid = {"answered_by": None} if not answered else {}
    values = {**values, **who, **unsaid, "cause": cause}
    if not await lessons.change(session, lesson.id, lesson.version, frozenset(LessonState), values):
        raise Refusal("lesson-stale")


def _check_replaced(session: AsyncSession, context: Context, actor: Actor, lesson: Lesson) -> None:
    """Another answer in place of the one there is: as late as that may be taken back, and noted like it."""
    if not lesson.open:
        _check_correction(context, actor, lesson)
        audit.record(session, context, actor.person_id, "lesson_undone", "lesson", lesson.id, was=lesson.state.value)


def _check_correction(context: Context, actor: Actor, lesson: Lesson) -> None:
    place = lesson.organisation_id
    superior = access.coordinates(actor, place) or access.administers(actor, place)
    check_correction(lesson, context.now(), superior)


async def _check_early(session: AsyncSession, context: Context, lesson: Lesson) -> None:
    """A lesson held ahead of its day is the nearest open one of its class: so the numbering stays right."""
    today = local_day(context.now(), lesson.zone)
    if lesson.day > today and await lessons.next_day(session, {lesson.class_id}, today) != lesson.day:
        raise Refusal("lesson-not-next", name=lesson.class_name)


async def _check_new_day(session: AsyncSession, context: Context, lesson: Lesson, day: date) -> None:
    school_year = course_year_of(lesson.planned_on)
    calendars = await school_calendars(session, context, [lesson.organisation_id], school_year)
    year = calendars[lesson.organisation_id].year
    check_day(day, year.opens, year.until)


async def _as_it_is(
    session: AsyncSession, context: Context, actor: Actor, lesson: Lesson, cause: Cause, wanted: LessonState
) -> Answered:
    """The button was out of date, or this very update has been handled before: say how things stand."""
    found = await _answered(session, context, actor, lesson.day, (lesson,))
    if lesson.cause == cause:
        return found
    return replace(found, repeated=lesson.state is wanted, changed=lesson.state is not wanted)


async def _answered(
    session: AsyncSession,
    context: Context,
    actor: Actor,
    day: date,
    touched: Collection[Lesson],
    place: int = 0,
    repeated: bool = False,
) -> Answered:
    """The lessons read again after the change, and what the same person is still asked about."""
    stand = await lessons.by_ids(session, [lesson.id for lesson in touched])
    places = {lesson.organisation_id for lesson in stand}
    asked = place or bool(places & actor.organisations())
    mine = await day_lessons(session, context, actor, day, place) if asked else ()
    people = {person for lesson in stand for person in (lesson.answered_by, lesson.teacher_id) if person is not None}
    today = max((local_day(context.now(), lesson.zone) for lesson in stand), default=day)
    return Answered(
        day=day,
        lessons=tuple(stand),
        waiting=due(context, mine, day, place),
        next_day=await lessons.next_day(session, {lesson.class_id for lesson in stand}, max(day, today)),
        repeated=repeated,
        people=await names_of(session, actor, min(places), people) if places else {},
        place=place,
        today=today,
    )
