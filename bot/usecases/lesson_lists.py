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
from bot.domain.lesson_pushes import CourseWeek, TopicOf
from bot.domain.lessons import CORRECTION, Lesson, LessonState, Totals, totals
from bot.domain.people import Actor, Role
from bot.domain.rosters import Roster
from bot.usecases.context import Context
from bot.usecases.lesson_answers import WEEK, answers_for, day_lessons, due, require_lesson
from bot.usecases.lessons import ensure_lessons
from bot.usecases.names import Who, names_of
from bot.usecases.school_years import SchoolCalendar, school_calendars
from bot.usecases.topics import topic_of
from db import lessons, names, rosters
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
    """Where a lesson may go: the next school days, today first when it is one."""

    lesson: Lesson
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class SchoolWeek:
    """A school's lessons of a week, and what is still open from before. `waiting` may be said to be held at once.

    `teaches`: the person has classes of the own, which a list apart shows.
    """

    organisation_id: int
    organisation_name: str
    week: CourseWeek
    classes: int
    waiting: tuple[Lesson, ...]
    teaches: bool = False
    earlier: int = 0
    before: int = 0
    previous: date | None = None
    following: date | None = None
    doubts: tuple[Doubt, ...] = ()
    others: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolCount:
    """Lessons of one school in the week up to a day, by what became of them."""

    organisation_id: int
    name: str
    held: int = 0
    moved: int = 0
    cancelled: int = 0
    unanswered: int = 0
    ahead: int = 0

    @property
    def of(self) -> int:
        return self.held + self.moved + self.cancelled + self.unanswered + self.ahead


@dataclass(frozen=True, slots=True)
class CourseCount:
    """What an administrator sees: counts by school."""

    day: date
    today: date
    schools: tuple[SchoolCount, ...]
    previous: date | None = None
    following: date | None = None


Overview = OwnCourse | SchoolWeek | CourseCount


async def overview(context: Context, actor: Actor, day: date | None = None, place: int = 0) -> Overview:
    """What /lessons opens: the own school's week, the count of the schools below, or the own classes.

    Brings the plan of the own schools up to date first, so that a class added a minute ago has its lessons.
    """
    today = local_day(context.now(), actor.zone)
    async with context.transaction(write=True) as session:
        await ensure_lessons(session, context, course_year_of(today), today, actor.organisations())
    async with context.transaction() as session:
        day = day or course_day(context, today)
        own = await _coordinated(session, actor)
        if place:
            access.require(place in own or access.administers(actor, place))
            return await _week(session, context, actor, place, day, today, own)
        if own:
            return await _week(session, context, actor, min(own), day, today, own)
        if actor.subtree:
            return await _count(session, context, actor, day, today)
        return await _own(session, context, actor, today)


async def own_course(context: Context, actor: Actor) -> OwnCourse:
    """The classes that the person teaches, whatever else the person may see."""
    async with context.transaction() as session:
        return await _own(session, context, actor, local_day(context.now(), actor.zone))


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
        return _courses(context, classes, await lessons.of_year(session, course_year_of(today), {place}), today)


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
        found = await school_calendars(session, [lesson.organisation_id], course_year_of(lesson.planned_on))
    days = choices(found[lesson.organisation_id], card.today, CHOICES + 1)
    return DayChoice(lesson, tuple(day for day in days if day != lesson.day)[:CHOICES])


def choices(found: SchoolCalendar, today: date, count: int) -> tuple[date, ...]:
    return course.school_days_after(found.calendar, today - timedelta(days=1), found.year.until, count)


def course_day(context: Context, today: date) -> date:
    """The day of the course in the week of `today`, Monday to Sunday."""
    return today + timedelta(days=context.course.weekday - today.weekday())


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


async def _coordinated(session: AsyncSession, actor: Actor) -> dict[int, str]:
    """Schools with classes that the actor runs in person."""
    places = {m.organisation_id for m in actor.memberships if access.coordinates(actor, m.organisation_id)}
    with_classes = {one.organisation_id for one in await lessons.classes(session, places)}
    return await names.organisation_names(session, with_classes)


async def _own(session: AsyncSession, context: Context, actor: Actor, today: date) -> OwnCourse:
    places = actor.organisations()
    roster = await rosters.roster(session, places, today, today, context.default_zone)
    classes = [one for one in await lessons.classes(session, places) if _teaches(roster, actor, one, today)]
    found = await lessons.of_year(session, course_year_of(today), {one.organisation_id for one in classes})
    calendars = await school_calendars(session, {one.organisation_id for one in classes}, course_year_of(today))
    today_own = [lesson for lesson in found if lesson.day == today and answers_for(roster, actor, lesson)]
    return OwnCourse(
        today=today,
        classes=_courses(context, classes, found, today),
        waiting=due(context, today_own, today),
        doubts=_doubts(calendars.values()),
    )


def _teaches(roster: Roster, actor: Actor, one: ClassOf, today: date) -> bool:
    stands_in = roster.teacher(one.organisation_id, one.teacher_id, today)
    return actor.person_id in (one.teacher_id, stands_in)


async def _week(
    session: AsyncSession, context: Context, actor: Actor, place: int, day: date, today: date, own: Mapping[int, str]
) -> SchoolWeek:
    year = course_year_of(today)
    found = tuple(await lessons.in_span(session, day - WEEK, day, {place}))
    overdue = await lessons.overdue(session, min(day - WEEK, today) - timedelta(days=1), year, {place})
    classes = await lessons.classes(session, {place})
    calendars = await school_calendars(session, [place], year)
    called = await names.organisation_names(session, {place})
    courses = _courses(context, classes, await lessons.of_year(session, year, {place}), today)
    opens, until = calendars[place].year.opens, calendars[place].year.until
    return SchoolWeek(
        organisation_id=place,
        organisation_name=called[place],
        week=CourseWeek(day, today, found),
        classes=len(classes),
        waiting=due(context, found, day, place),
        teaches=Role.NAVIGATOR in actor.roles() or any(one.teacher_id == actor.person_id for one in classes),
        earlier=len(overdue),
        before=sum(1 for one in courses if one.before),
        previous=day - timedelta(weeks=1) if day - WEEK > opens else None,
        following=day + timedelta(weeks=1) if day < until else None,
        doubts=(*_doubts(calendars.values()), *_too_short(courses)),
        others=tuple((other, name) for other, name in sorted(own.items()) if other != place),
    )


async def _count(session: AsyncSession, context: Context, actor: Actor, day: date, today: date) -> CourseCount:
    counts = await lessons.counts(session, day - WEEK, day, today, actor.subtree)
    called = await names.organisation_names(session, counts.keys())
    schools = sorted((SchoolCount(place, called[place], **found) for place, found in counts.items()), key=_name)
    year = course_year_of(today)
    return CourseCount(
        day,
        today,
        tuple(schools),
        previous=day - timedelta(weeks=1) if day > date(year, 9, 7) else None,
        following=day + timedelta(weeks=1) if day < date(year + 1, 5, 31) else None,
    )


def _name(school: SchoolCount) -> tuple[int, str]:
    """The worst first: what has no answer is why somebody looks."""
    return -school.unanswered, school.name


def _courses(
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


def _doubts(calendars: Iterable[SchoolCalendar]) -> tuple[Doubt, ...]:
    found = [doubt for one in calendars for doubt in one.year.doubts()]
    found += [Doubt.of("vacations_unknown") for one in calendars if not one.year.certain]
    return tuple(dict.fromkeys(found))


def _too_short(courses: Sequence[ClassCourse]) -> tuple[Doubt, ...]:
    short = [one for one in courses if one.without_day and one.lessons]
    if not short:
        return ()
    return (Doubt.of("course_too_long", classes=len(short), lessons=max(one.without_day for one in short)),)


def _number(lesson: Lesson) -> int:
    return lesson.number


def _day(lesson: Lesson) -> tuple[date, int]:
    return lesson.day, lesson.number
