"""What /lessons shows: a teacher's own classes, a class through the year, a school's week, an administrator's count."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import access, course
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.doubts import Doubt
from bot.domain.errors import AccessDenied
from bot.domain.hours import OUTINGS, Outing
from bot.domain.lesson_pushes import TopicOf
from bot.domain.lessons import CORRECTION, Lesson, LessonState, Totals, totals
from bot.domain.people import Actor
from bot.domain.rosters import Roster
from bot.usecases.context import Context
from bot.usecases.hours import outing_of
from bot.usecases.lesson_answers import answers_for, day_lessons, due, require_lesson
from bot.usecases.names import Who, names_of
from bot.usecases.school_years import SchoolCalendar, school_calendars
from bot.usecases.topics import topic_of
from db import activities, lessons, past_lessons, rosters
from db.lessons import ClassOf

CHOICES = 6
"""School days offered by buttons when a lesson goes to another day."""


@dataclass(frozen=True, slots=True)
class ClassCourse:
    """One class through the year. `before`: lessons from before joining that nobody was asked about yet."""

    id: int
    name: str
    organisation_id: int
    totals: Totals
    lessons: tuple[Lesson, ...] = ()
    next: Lesson | None = None
    unanswered: tuple[Lesson, ...] = ()
    before: int = 0
    without_day: int = 0


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """The classes a person answers for. `waiting` are today's lessons without an answer."""

    today: date
    classes: tuple[ClassCourse, ...]
    waiting: tuple[Lesson, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    outings: tuple[Outing, ...] = ()
    """The person's own excursions and trials of this school year."""
    past: bool = False
    """There are own lessons of the year before."""

    @property
    def hours(self) -> int:
        """Hours of the school year: a lesson is one."""
        return self.held + sum(one.hours for one in self.outings)

    @property
    def held(self) -> int:
        """Lessons of this school year that took place."""
        return sum(one.totals.done for one in self.classes)

    @property
    def held_this_month(self) -> int:
        days = (lesson.held_on for one in self.classes for lesson in one.lessons)
        return sum(day is not None and (day.year, day.month) == (self.today.year, self.today.month) for day in days)


@dataclass(frozen=True, slots=True)
class DayList:
    """Lessons of a day that the actor answers for, or with `place` a school's week up to that day."""

    day: date
    place: int
    lessons: tuple[Lesson, ...]
    waiting: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class LessonCard:
    """One lesson. `correctable`: this person may still take the answer back."""

    lesson: Lesson
    today: date
    topic: TopicOf | None = None
    correctable: bool = False
    people: Mapping[int, Who] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayChoice:
    """Where a lesson may go: the next school days, today first when it is one.

    `joins` is the nearest lesson of the class that is still to come: two may be held together.
    """

    lesson: Lesson
    days: tuple[date, ...]
    joins: Lesson | None = None


async def own_course(context: Context, actor: Actor) -> OwnCourse:
    """The classes that the person teaches, whatever else the person may see."""
    async with context.transaction() as session:
        return await own_of(session, context, actor, local_day(context.now(), actor.zone))


async def class_course(context: Context, actor: Actor, class_id: int) -> ClassCourse:
    """One class through the year, for its teacher and for the coordinator."""
    async with context.transaction() as session:
        one = await require_class(session, context, actor, class_id)
        today = local_day(context.now(), one.zone)
        found = await lessons.of_year(session, course_year_of(today), None, class_id)
        return _course(context, one, found, today)


async def school_classes(context: Context, actor: Actor, place: int) -> tuple[ClassCourse, ...]:
    """Totals of every class of a school."""
    async with context.transaction() as session:
        access.require(access.coordinates(actor, place) or access.administers(actor, place))
        today = local_day(context.now(), actor.zone)
        classes = await lessons.classes(session, {place})
        return courses_of(context, classes, await lessons.of_year(session, course_year_of(today), {place}), today)


async def day_list(context: Context, actor: Actor, day: date, place: int = 0) -> DayList:
    async with context.transaction() as session:
        found = await day_lessons(session, context, actor, day, place)
        return DayList(day, place, found, due(context, found, day, place))


async def overdue_list(context: Context, actor: Actor, place: int) -> DayList:
    """Every lesson of a school up to now that nobody has answered, from the beginning of the year."""
    async with context.transaction() as session:
        access.require(access.coordinates(actor, place) or access.administers(actor, place))
        today = local_day(context.now(), actor.zone)
        found = tuple(await lessons.overdue(session, today, course_year_of(today), {place}))
        return DayList(today, place, found, found)


async def lesson_card(context: Context, actor: Actor, lesson_id: int) -> LessonCard:
    async with context.transaction() as session:
        lesson = await lessons.one(session, lesson_id)
        if lesson is None:
            raise AccessDenied
        await require_lesson(session, context, actor, lesson)
        place = lesson.organisation_id
        superior = access.coordinates(actor, place) or access.administers(actor, place)
        fresh = lesson.answered_at is None or context.now() - lesson.answered_at <= CORRECTION
        people = {person for person in (lesson.answered_by, lesson.teacher_id) if person is not None}
        return LessonCard(
            lesson=lesson,
            today=local_day(context.now(), lesson.zone),
            topic=await topic_of(session, place, course_year_of(lesson.planned_on), lesson.number),
            correctable=lesson.state is not LessonState.PLANNED and (fresh or superior),
            people=await names_of(session, actor, place, people),
        )


async def day_choice(context: Context, actor: Actor, lesson_id: int) -> DayChoice:
    card = await lesson_card(context, actor, lesson_id)
    lesson = card.lesson
    async with context.transaction() as session:
        year = course_year_of(lesson.planned_on)
        found = await school_calendars(session, context, [lesson.organisation_id], year)
        course_of_class = await lessons.of_year(session, year, None, lesson.class_id)
    days = choices(found[lesson.organisation_id], card.today, CHOICES + 1)
    others = [one for one in course_of_class if one.open and one.day >= card.today and one.day != lesson.day]
    joins = min(others, key=_day_and_number, default=None)
    return DayChoice(lesson, tuple(day for day in days if day != lesson.day)[:CHOICES], joins)


def _day_and_number(lesson: Lesson) -> tuple[date, int]:
    return lesson.day, lesson.number


def choices(found: SchoolCalendar, today: date, count: int) -> tuple[date, ...]:
    return course.school_days_after(found.calendar, today - timedelta(days=1), found.year.until, count)


async def require_class(session: AsyncSession, context: Context, actor: Actor, class_id: int) -> ClassOf:
    """The class, if the actor teaches it, stands in for its teacher, or coordinates the school."""
    found = await lessons.classes(session, None, class_id)
    if not found:
        raise AccessDenied
    one = found[0]
    if not access.may_hold_lesson(actor, one.organisation_id, one.teacher_id):
        today = local_day(context.now(), one.zone)
        roster = await rosters.roster(session, [one.organisation_id], today, today, context.default_zone)
        teacher = roster.teacher(one.organisation_id, one.teacher_id, today)
        access.require(access.may_hold_lesson(actor, one.organisation_id, teacher))
    return one


async def own_of(session: AsyncSession, context: Context, actor: Actor, today: date) -> OwnCourse:
    places = actor.organisations()
    roster = await rosters.roster(session, places, today, today, context.default_zone)
    classes = await own_classes(session, context, actor)
    found = await lessons.of_year(session, course_year_of(today), {one.organisation_id for one in classes})
    calendars = await school_calendars(
        session, context, {one.organisation_id for one in classes}, course_year_of(today)
    )
    today_own = [lesson for lesson in found if lesson.day == today and answers_for(roster, actor, lesson)]
    return OwnCourse(
        today=today,
        classes=courses_of(context, classes, found, today),
        waiting=due(context, today_own, today),
        doubts=doubts_of(calendars.values()),
        outings=await own_outings(session, actor, course_year_of(today)),
        past=await past_lessons.has_taught(session, course_year_of(today) - 1, places, actor.person_id),
    )


async def own_outings(session: AsyncSession, actor: Actor, school_year: int) -> tuple[Outing, ...]:
    """The person's own excursions and trials of a school year, by day."""
    found = await activities.of_year(session, actor.organisations(), school_year, actor.person_id)
    return tuple(outing_of(one, name) for one, name in found if one.kind in OUTINGS)


async def own_classes(session: AsyncSession, context: Context, actor: Actor) -> list[ClassOf]:
    """Classes that the person teaches, or in which the person stands in for the teacher today."""
    places, today = actor.organisations(), local_day(context.now(), actor.zone)
    roster = await rosters.roster(session, places, today, today, context.default_zone)
    return [one for one in await lessons.classes(session, places) if _teaches(roster, actor, one, today)]


def _teaches(roster: Roster, actor: Actor, one: ClassOf, today: date) -> bool:
    stands_in = roster.teacher(one.organisation_id, one.teacher_id, today)
    return actor.person_id in (one.teacher_id, stands_in)


def courses_of(
    context: Context, classes: Sequence[ClassOf], found: Iterable[Lesson], today: date
) -> tuple[ClassCourse, ...]:
    by_class: dict[int, list[Lesson]] = {}
    for lesson in found:
        by_class.setdefault(lesson.class_id, []).append(lesson)
    return tuple(_course(context, one, by_class.get(one.id, ()), today) for one in classes)


def _course(context: Context, one: ClassOf, found: Collection[Lesson], today: date) -> ClassCourse:
    ordered = tuple(sorted(found, key=_number))
    live = [lesson for lesson in ordered if lesson.open and not lesson.set_aside]
    return ClassCourse(
        id=one.id,
        name=one.name,
        organisation_id=one.organisation_id,
        totals=totals(ordered, today, context.course.lessons),
        lessons=ordered,
        next=min((lesson for lesson in live if lesson.day >= today), key=_day, default=None),
        unanswered=tuple(lesson for lesson in live if lesson.day < today),
        before=sum(1 for lesson in ordered if lesson.set_aside and lesson.answered_at is None),
        without_day=course.without_day((lesson.number for lesson in ordered), context.course.lessons),
    )


def doubts_of(calendars: Iterable[SchoolCalendar]) -> tuple[Doubt, ...]:
    found = [doubt for one in calendars for doubt in one.year.doubts()]
    found += [Doubt.of("vacations_unknown") for one in calendars if not one.year.certain]
    return tuple(dict.fromkeys(found))


def _number(lesson: Lesson) -> int:
    return lesson.number


def _day(lesson: Lesson) -> tuple[date, int]:
    return lesson.day, lesson.number
