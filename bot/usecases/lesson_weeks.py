"""/lessons as a whole: a school's week for its coordinator, a count by school for an administrator, own classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import access
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.doubts import Doubt
from bot.domain.lesson_pushes import CourseWeek
from bot.domain.lessons import Lesson
from bot.domain.people import Actor, OrganisationKind, Role
from bot.usecases.context import Context
from bot.usecases.lesson_answers import WEEK, due
from bot.usecases.lesson_lists import ClassCourse, OwnCourse, courses_of, doubts_of, own_of
from bot.usecases.lessons import ensure_lessons
from bot.usecases.school_years import recommended_year, school_calendars
from db import lessons, names


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
            return await _week(session, context, actor, next(iter(own)), day, today, own)
        if actor.subtree:
            return await _count(session, context, actor, day, today)
        return await own_of(session, context, actor, today)


def course_day(context: Context, today: date) -> date:
    """The day of the course in the week of `today`, Monday to Sunday."""
    return today + timedelta(days=context.course.weekday - today.weekday())


async def _coordinated(session: AsyncSession, actor: Actor) -> dict[int, str]:
    """Schools that the actor runs in person, those with classes first."""
    schools = {
        m.organisation_id
        for m in actor.memberships
        if m.role is Role.COORDINATOR or (m.role is Role.ADMIN and m.kind is OrganisationKind.SCHOOL)
    }
    places = {m.organisation_id for m in actor.memberships if access.coordinates(actor, m.organisation_id)}
    with_classes = {one.organisation_id for one in await lessons.classes(session, places)}
    called = await names.organisation_names(session, schools | with_classes)
    return {place: called[place] for place in sorted(called, key=lambda place: (place not in with_classes, place))}


async def _week(
    session: AsyncSession, context: Context, actor: Actor, place: int, day: date, today: date, own: Mapping[int, str]
) -> SchoolWeek:
    year = course_year_of(today)
    found = tuple(await lessons.in_span(session, day - WEEK, day, {place}))
    overdue = await lessons.overdue(session, min(day - WEEK, today) - timedelta(days=1), year, {place})
    classes = await lessons.classes(session, {place})
    calendars = await school_calendars(session, context, [place], year)
    called = await names.organisation_names(session, {place})
    courses = courses_of(context, classes, await lessons.of_year(session, year, {place}), today)
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
        doubts=(*doubts_of(calendars.values()), *_too_short(courses)),
        others=tuple((other, name) for other, name in own.items() if other != place),
    )


async def _count(session: AsyncSession, context: Context, actor: Actor, day: date, today: date) -> CourseCount:
    counts = await lessons.counts(session, day - WEEK, day, today, actor.subtree)
    called = await names.organisation_names(session, counts.keys())
    schools = sorted((SchoolCount(place, called[place], **found) for place, found in counts.items()), key=_name)
    year = context.terms.applied(recommended_year(course_year_of(today)))
    return CourseCount(
        day,
        today,
        tuple(schools),
        previous=day - timedelta(weeks=1) if day - WEEK > year.opens else None,
        following=day + timedelta(weeks=1) if day < year.until else None,
    )


def _name(school: SchoolCount) -> tuple[int, str]:
    """The worst first: what has no answer is why somebody looks."""
    return -school.unanswered, school.name


def _too_short(courses: Sequence[ClassCourse]) -> tuple[Doubt, ...]:
    short = [one for one in courses if one.without_day and one.lessons]
    if not short:
        return ()
    return (Doubt.of("course_too_long", classes=len(short), lessons=max(one.without_day for one in short)),)
