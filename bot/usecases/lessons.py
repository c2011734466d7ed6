"""The Thursday course for the tick and the export: every class's plan, what is due to be said, what became of it.

The functions run in the caller's transaction. Whatever they hand over is computed from the state of that moment: the
sender asks again, with `person_id`, before a message leaves, and sends nothing when the answer is empty.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import course
from bot.domain.clock import local_day
from bot.domain.course import Standing, course_year_of
from bot.domain.lesson_pushes import (
    SUMMARY_AT,
    Announce,
    CourseWeek,
    Hours,
    LessonQuestion,
    LessonSummary,
    TeacherSlot,
    announced_at,
    asked_at,
    chased_at,
    next_day_at,
    over_at,
    said_on_eve,
)
from bot.domain.lessons import Lesson, Totals, totals
from bot.domain.rosters import Member, Roster
from bot.usecases.calendar import furthest_after
from bot.usecases.context import Context
from bot.usecases.school_years import SchoolCalendar, school_calendars
from bot.usecases.topics import topics_of
from db import lesson_days, lessons, names, rosters
from db.lessons import ClassOf

WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A class and its lessons by number. Closed classes are here as long as something was answered about them."""

    organisation_id: int
    organisation_name: str
    class_id: int
    class_name: str
    lessons: tuple[Lesson, ...]
    totals: Totals


async def ensure_lessons(
    session: AsyncSession,
    context: Context,
    school_year: int,
    today: date,
    organisation_ids: Collection[int] | None = None,
) -> int:
    """Bring the plan of every open class (of these schools) up to date; how many lessons were made or moved.

    Needs a writing transaction. Idempotent: a new class gets its lessons, those before its first day in the bot set
    aside as «до подключения»; lessons to come follow the calendar, the class's weekday and vacations; what was
    answered or lies in the past stays. `school_year` is usually `course_year_of(today)`.
    """
    classes = await lessons.classes(session, organisation_ids)
    calendars = await school_calendars(session, context, {c.organisation_id for c in classes}, school_year)
    standing = await lessons.standing(session, [c.id for c in classes], school_year)
    days: dict[tuple[int, int], tuple[date, ...]] = {}
    fresh: list[dict[str, Any]] = []
    changed = 0
    for one in classes:
        found = calendars[one.organisation_id]
        key = (id(found), one.weekday)
        if key not in days:
            days[key] = course.lesson_days(found.calendar, found.year, one.weekday)
        existing = standing.get(one.id, {})
        if existing or local_day(one.created_at, one.zone) <= found.year.until:
            planned = course.plan(days[key], context.course.lessons, existing, today)
            fresh += _missing(one, school_year, existing, planned)
            changed += await _shift(session, one, school_year, existing, planned)
    await lessons.create_many(session, fresh)
    return len(fresh) + changed


def _missing(
    one: ClassOf, school_year: int, existing: Mapping[int, Standing], planned: Mapping[int, date]
) -> list[dict[str, Any]]:
    """Lessons that are planned and have no row yet."""
    joined = local_day(one.created_at, one.zone)
    return [
        lessons.fresh(one.id, school_year, number, day, before_joining=day < joined)
        for number, day in planned.items()
        if number not in existing
    ]


async def _shift(
    session: AsyncSession, one: ClassOf, school_year: int, existing: Mapping[int, Standing], planned: Mapping[int, date]
) -> int:
    """Move the rows to where they are planned now. They are only touched while nobody has answered them."""
    changed = 0
    for number, was in existing.items():
        day = planned.get(number)
        if day is None:
            changed += await lessons.drop(session, one.id, school_year, number)
        elif was.planned_on != day:
            changed += await lessons.shift(session, one.id, school_year, number, was.planned_on, day)
    return changed


async def slots_on(
    session: AsyncSession, context: Context, day: date, person_id: int | None = None
) -> list[TeacherSlot]:
    """Announcements of the lessons of `day`, one per teacher; `due_at` is that morning or the working day before.

    Ask for the days up to the next working one in any calendar: an eve may lie weeks ahead of its lesson.
    """
    found = await _waiting(session, context, day, person_id)
    topics = await topics_of(session, found.calendars, course_year_of(day))
    slots = []
    for member, own in _by_person(found.lessons, found.roster.connected_teacher).items():
        today = local_day(context.now(), member.zone)
        if person_id not in (None, member.person_id) or member.wish == Announce.OFF or today > day:
            continue
        clock = hours(context, member)
        eve = said_on_eve(Announce(member.wish) if member.wish else None, own, clock)
        calendar = found.calendars[own[0].organisation_id].calendar
        over = over_at(own, clock, member.zone)
        if context.now() >= over:
            continue  # after downtime: the question speaks of them
        known = (topics[lesson.organisation_id].get(lesson.number) for lesson in own)
        slots.append(
            TeacherSlot(
                member.person_id,
                day,
                today,
                eve,
                announced_at(day, eve, clock, calendar, member.zone),
                over,
                own,
                tuple(dict.fromkeys(topic for topic in known if topic)),
            )
        )
    return slots


async def questions_on(
    session: AsyncSession, context: Context, day: date, person_id: int | None = None
) -> list[LessonQuestion]:
    """«Всё прошло?» about the unanswered lessons of `day`: to teachers, to the coordinators where there is none."""
    found = await _waiting(session, context, day, person_id)
    return [
        LessonQuestion(
            member.person_id,
            day,
            False,
            asked_at(own, hours(context, member), found.calendars[own[0].organisation_id].calendar, member.zone),
            own,
        )
        for member, own in _by_person(found.lessons, found.roster.answering).items()
        if person_id in (None, member.person_id)
    ]


async def chases_on(
    session: AsyncSession, context: Context, day: date, person_id: int | None = None
) -> list[LessonQuestion]:
    """The one repetition for teachers who have not answered about `day`, on the working morning after the question.

    Until the question has been brought, the repetition is still to come, whatever the hour.
    """
    found = await _waiting(session, context, day, person_id)
    brought = await lesson_days.brought(session, day)
    chases = []
    for member, own in _by_person(found.lessons, found.roster.connected_teacher).items():
        if person_id in (None, member.person_id):
            clock, calendar = hours(context, member), found.calendars[own[0].organisation_id].calendar
            coming = max(asked_at(own, clock, calendar, member.zone), context.now())
            due_at = chased_at(brought.get(member.person_id, coming), clock, calendar, member.zone)
            chases.append(LessonQuestion(member.person_id, day, True, due_at, own))
    return chases


async def summaries_on(
    session: AsyncSession, context: Context, day: date, person_id: int | None = None
) -> list[LessonSummary]:
    """What became of the lessons of the seven days up to `day`, for each coordinator of each school.

    Only a day of the course's weekday has a summary; it is due on the next working day, to who is there on that day.
    """
    if day.weekday() != context.course.weekday:
        return []
    places = await rosters.organisations_of(session, person_id) if person_id is not None else None
    span = await lessons.in_span(session, day - WEEK, day, places)
    found = await _complete(session, context, day, span, await furthest_after(session, context, day))
    called = await names.organisation_names(session, found.calendars.keys())
    summaries = []
    for place, calendar in found.calendars.items():
        own = tuple(lesson for lesson in found.lessons if lesson.organisation_id == place)
        for member in found.roster.coordinators(place, calendar.calendar.after(day)):
            if person_id in (None, member.person_id):
                due_at = next_day_at(day, SUMMARY_AT, hours(context, member), calendar.calendar, member.zone)
                today = local_day(context.now(), member.zone)
                week = CourseWeek(day, today, own)
                summaries.append(LessonSummary(member.person_id, place, called[place], due_at, week))
    counts = Counter(summary.person_id for summary in summaries)
    return [replace(summary, several=counts[summary.person_id] > 1) for summary in summaries]


async def matrix(
    session: AsyncSession, organisation_ids: Collection[int], school_year: int, today: date, count: int
) -> tuple[MatrixRow, ...]:
    """Class by class what became of every lesson of a year, by school, then by class: the sheet «Занятия».

    `count` is how many lessons the course has.
    """
    called = await names.organisation_names(session, organisation_ids)
    found: dict[int, list[Lesson]] = {}
    for lesson in await lessons.of_year(session, school_year, organisation_ids):
        found.setdefault(lesson.class_id, []).append(lesson)
    rows = []
    for one in await lessons.classes(session, organisation_ids, closed=True):
        own = tuple(sorted(found.get(one.id, ()), key=_number))
        if own:
            counted = totals(own, today, count)
            rows.append(MatrixRow(one.organisation_id, called[one.organisation_id], one.id, one.name, own, counted))
    return tuple(rows)


def _number(lesson: Lesson) -> int:
    return lesson.number


def hours(context: Context, member: Member) -> Hours:
    policy, quiet = context.course, context.reminders.widened(member.quiet)
    return Hours(policy.announce_at, policy.confirm_at, quiet.quiet_from, quiet.quiet_until)


@dataclass(frozen=True, slots=True)
class _Found:
    lessons: tuple[Lesson, ...]
    roster: Roster
    calendars: Mapping[int, SchoolCalendar]


async def _waiting(session: AsyncSession, context: Context, day: date, person_id: int | None) -> _Found:
    places = await rosters.organisations_of(session, person_id) if person_id is not None else None
    return await _complete(session, context, day, await lessons.waiting_on(session, day, places))


async def _complete(
    session: AsyncSession, context: Context, day: date, found: Collection[Lesson], until: date | None = None
) -> _Found:
    """`until`: the last day on which it matters who is away."""
    places = {lesson.organisation_id for lesson in found}
    roster = await rosters.roster(session, places, day, until or day, context.default_zone)
    calendars = await school_calendars(session, context, places, course_year_of(day))
    return _Found(roster.responsible(found), roster, calendars)


def _by_person(found: Iterable[Lesson], whom: Callable[[Lesson], Iterable[Member]]) -> dict[Member, tuple[Lesson, ...]]:
    """Lessons by whom they concern: one message per person, whatever the number of schools and roles."""
    people: dict[int, Member] = {}
    own: dict[int, dict[int, Lesson]] = {}
    for lesson in found:
        for member in whom(lesson):
            people.setdefault(member.person_id, member)
            own.setdefault(member.person_id, {})[lesson.id] = lesson
    return {people[person_id]: tuple(mine.values()) for person_id, mine in own.items()}
