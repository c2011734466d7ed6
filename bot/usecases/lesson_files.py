"""A teacher's own year as a file: every lesson with its day, topic and outcome, for attestation."""

import re
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.classes import former_name
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.errors import Refusal
from bot.domain.hours import Outing
from bot.domain.lesson_pushes import TopicOf
from bot.domain.lessons import Lesson, LessonState
from bot.domain.people import Actor, Role
from bot.exports.sheets import Line, Look, Sheet, Workbook
from bot.exports.worker import write_in_worker
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.lesson_lists import own_classes, own_outings
from bot.usecases.topics import topics_of
from db import lessons, names, past_lessons, rosters

NOT_IN_NAMES = re.compile(r"[^\w\- ]+")
HEADS = frozenset({Role.COORDINATOR, Role.ADMIN})
WIDTHS = (12, 26, 8, 6, 52, 30, 10)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file to send; `held` says how many lessons took place, those before joining included.

    `year` is 0 for the present school year.
    """

    name: str
    content: bytes
    held: int
    year: int = 0


async def own_file(context: Context, actor: Actor, back: int = 0) -> OwnFile:
    """The lessons of the own classes that have an outcome, in the order of their days.

    `back` is 1 for the year before: in July /lessons turns to the coming one, and attestation asks for what was.
    Raises Refusal «no-past-lessons».
    """
    today = local_day(context.now(), actor.zone)
    year = course_year_of(today) - back
    async with context.transaction() as session:
        found = [one for one in await lessons.of_year(session, year, actor.organisations()) if not one.open]
        here = [one.id for one in await own_classes(session, context, actor)]
        taught = await _taught(session, context, actor, found, year) if back else found
        classes = {one.class_id for one in taught} if back else set(here)
        own = sorted((one for one in taught if one.class_id in classes), key=_day)
        if back and not own:
            raise Refusal("no-past-lessons")
        called = await names.organisation_names(session, actor.organisations())
        topics = await topics_of(session, actor.organisations(), year)
        outings = await own_outings(session, actor, year)
    held = sum(lesson.state is LessonState.HELD for lesson in own)
    title = say("lesson-file-title", year=str(year), next=str(year + 1))
    lines = tuple(_line(one, called[one.organisation_id], topics[one.organisation_id].get(one.number)) for one in own)
    total = Line((say("lesson-file-total"), None, None, held), Look.TOTAL)
    headings = tuple(say(f"lesson-file-{name}") for name in ("day", "school", "class", "number", "topic", "outcome"))
    sheet = Sheet(
        say("lesson-file-sheet"),
        (*headings, say("lesson-file-present")),
        WIDTHS,
        (*lines, total),
        (title, actor.name or "", _sum(held, len(classes) * context.course.lessons, outings)),
        frozen=1,
    )
    content = await write_in_worker(Workbook(title, (sheet, *_outings(outings, title))), context.now())
    name = NOT_IN_NAMES.sub(" ", actor.name or "").strip()[:60]
    return OwnFile(say("lesson-file-name", name=name, day=today.isoformat()), content, held, year if back else 0)


async def _taught(
    session: AsyncSession, context: Context, actor: Actor, found: list[Lesson], year: int
) -> list[Lesson]:
    """The person's own among the lessons of a former year.

    A class is a name: as soon as classes have moved up, «6А» is somebody else's. Then the own lessons are those that
    the person has marked as a teacher, and those of the name that the own class bore, marked by no other teacher.
    """
    person = actor.person_id
    moved = await past_lessons.moved_since(session, year, actor.organisations())
    today = local_day(context.now(), actor.zone)
    roster = await rosters.roster(session, moved, today, today, context.default_zone)
    leads = {(place, one.person_id) for place in moved for one in roster.members.get(place, ()) if one.role in HEADS}
    bore = {(one.organisation_id, former_name(one.name)) for one in await own_classes(session, context, actor)}

    def is_own(lesson: Lesson) -> bool:
        place, by = lesson.organisation_id, lesson.answered_by
        if place not in moved:
            return lesson.teacher_id == person
        if by == person and (place, person) not in leads:
            return True
        return (place, lesson.class_name) in bore and (by in (None, person) or (place, by) in leads)

    return [lesson for lesson in found if is_own(lesson)]


def _sum(held: int, of: int, outings: tuple[Outing, ...]) -> str:
    """«28 из 34 занятий, 3 экскурсии и пробы, 41 час»; a lesson is an hour."""
    hours = held + sum(one.hours for one in outings)
    return say("lesson-file-sum", held=held, of=of, outings=len(outings), hours=hours)


def _outings(outings: tuple[Outing, ...], title: str) -> tuple[Sheet, ...]:
    if not outings:
        return ()
    lines = tuple(
        Line((one.on_day, one.class_name, say(f"outing-{one.kind}"), one.place, one.pupils, one.hours))
        for one in outings
    )
    headings = tuple(say(f"lesson-file-{name}") for name in ("day", "class", "kind", "place", "present", "hours"))
    return (Sheet(say("lesson-file-outings"), headings, (12, 8, 14, 44, 10, 8), lines, (title,)),)


def _line(lesson: Lesson, school: str, topic: TopicOf | None) -> Line:
    title = (f"{topic.title} {say('lesson-sample')}" if topic.sample else topic.title) if topic else None
    return Line((lesson.day, school, lesson.class_name, lesson.number, title, _outcome(lesson), lesson.present))


def _outcome(lesson: Lesson) -> str:
    if lesson.state is LessonState.CANCELLED:
        return say("lesson-state-cancelled", reason=say(f"lesson-reason-{lesson.reason}"))
    return say("lesson-state-before" if lesson.before_joining else "lesson-state-held")


def _day(lesson: Lesson) -> tuple[object, int]:
    return lesson.day, lesson.id
