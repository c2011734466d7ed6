"""What the course says by itself: to whom, when, and nothing when there is nothing left to say."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.lesson_pushes import LessonQuestion, LessonSummary, TeacherSlot, stamp
from bot.domain.lessons import Reason
from bot.domain.people import OrganisationKind, Role
from bot.usecases.context import Cause, Context, CoursePolicy
from bot.usecases.lesson_answers import cancel, hold, hold_day, move
from bot.usecases.lessons import chases_on, questions_on, slots_on, summaries_on
from db.models import Absence, Membership, Organisation, Person
from tests.lesson_world import FIRST, SECOND, TODAY, add_class, at, ensure, usual_time, year_of
from tests.sample import VERA, District, actor, district, organisation, person

FRIDAY = date(2023, 9, 8)
WEDNESDAY = date(2023, 9, 6)

ZONES = [
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Barnaul",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
]


async def slots(context: Context, day: date = FIRST, person_id: int | None = None) -> list[TeacherSlot]:
    async with context.transaction() as session:
        return await slots_on(session, context, day, person_id)


async def questions(context: Context, day: date = FIRST, person_id: int | None = None) -> list[LessonQuestion]:
    async with context.transaction() as session:
        return await questions_on(session, context, day, person_id)


async def chases(context: Context, day: date = FIRST) -> list[LessonQuestion]:
    async with context.transaction() as session:
        return await chases_on(session, context, day)


async def summaries(context: Context, day: date = FIRST) -> list[LessonSummary]:
    async with context.transaction() as session:
        return await summaries_on(session, context, day)


def names(found: TeacherSlot | LessonQuestion) -> list[str]:
    return [lesson.class_name for lesson in found.lessons]


async def two_classes(context: Context, first: str | None = "9:25", second: str | None = "8:30") -> District:
    world = await district(context)
    await add_class(context, world.schools[0], "7Б", world.vera, first)
    await add_class(context, world.schools[0], "6А", world.vera, second)
    await ensure(context)
    return world


async def test_an_early_lesson_is_announced_on_wednesday_at_four(context: Context) -> None:
    world = await two_classes(context)
    [slot] = await slots(context)
    assert (slot.person_id, slot.eve, slot.due_at) == (world.vera, True, at(WEDNESDAY, 16))
    assert names(slot) == ["6А", "7Б"], "by time, whatever the order of the classes"
    assert [topic.number for topic in slot.topics] == [1], "one number, one topic"


async def test_a_later_lesson_is_announced_that_morning(context: Context) -> None:
    await two_classes(context, "9:25", "8:45")
    [slot] = await slots(context)
    assert (slot.eve, slot.due_at) == (False, at(FIRST, 8))


async def test_the_usual_time_of_the_school_counts_where_a_class_has_none(context: Context) -> None:
    world = await two_classes(context, None, None)
    [slot] = await slots(context)
    assert (slot.eve, slot.lessons[0].start) == (False, None)
    await usual_time(context, world.schools[0], "08:00")
    [slot] = await slots(context)
    assert (slot.eve, slot.lessons[0].start) == (True, time(8))


@pytest.mark.parametrize(("wish", "eve"), [("eve", True), ("day", False)])
async def test_a_wish_of_the_person_wins(context: Context, wish: str, eve: bool) -> None:
    world = await two_classes(context)
    await _settings(context, world.vera, announce=wish)
    [slot] = await slots(context)
    assert slot.eve is eve


async def test_a_longer_silence_of_the_teacher_is_kept(context: Context) -> None:
    world = await two_classes(context, "9:25", "9:00")
    await _settings(context, world.vera, quiet_from="14:00", quiet_until="10:00")
    [slot] = await slots(context)
    assert (slot.eve, slot.due_at) == (True, at(WEDNESDAY, 13)), "the morning would come after the lesson"
    [question] = await questions(context)
    assert question.due_at == at(FIRST, 10, 25)
    await _settings(context, world.vera, quiet_from="10:00", quiet_until="09:00")
    [question] = await questions(context)
    assert question.due_at == at(FRIDAY, 9)
    [chase] = await chases(context)
    assert chase.due_at == at(date(2023, 9, 11), 9), "a working day after the question, never beside it"


async def test_the_announcement_can_be_switched_off_and_the_question_cannot(context: Context) -> None:
    world = await two_classes(context)
    await _settings(context, world.vera, announce="off")
    assert await slots(context) == []
    assert len(await questions(context)) == 1


async def test_a_lesson_of_monday_is_announced_on_friday(context: Context, clock: FixedClock) -> None:
    world = await two_classes(context)
    vera = await actor(context, VERA)
    clock.moment = at(FIRST, 13)
    [question] = await questions(context)
    first = question.lessons[0]
    await move(context, vera, first.id, first.version, date(2023, 9, 11), Cause("1:1"))
    [slot] = await slots(context, date(2023, 9, 11))
    assert (slot.due_at, names(slot), slot.person_id) == (at(FRIDAY, 16), [first.class_name], world.vera)


async def test_the_question_comes_a_quarter_of_an_hour_after_the_last_lesson(context: Context) -> None:
    await two_classes(context)
    [question] = await questions(context)
    assert question.due_at == at(FIRST, 10, 25)
    assert names(question) == ["6А", "7Б"]


async def test_without_a_time_the_question_comes_at_the_set_hour(context: Context) -> None:
    await two_classes(context, "8:30", None)
    [question] = await questions(context)
    assert question.due_at == at(FIRST, 15)


async def test_the_hours_are_those_of_the_configuration(context: Context) -> None:
    own = replace(context, course=CoursePolicy(announce_at=time(8, 30), confirm_at=time(16, 20)))
    await two_classes(own, None, None)
    assert (await slots(own))[0].due_at == at(FIRST, 8, 30)
    assert (await questions(own))[0].due_at == at(FIRST, 16, 20)


async def test_a_very_late_lesson_is_asked_about_next_morning(context: Context) -> None:
    await two_classes(context, "18:30", "18:20")
    [question] = await questions(context)
    assert question.due_at == at(FRIDAY, 8)


@pytest.mark.parametrize("zone", ZONES)
async def test_every_zone_hears_at_its_own_clock(sqlite_context: Context, zone: str) -> None:
    context = sqlite_context
    async with context.transaction(write=True) as session:
        now = context.now()
        school = await organisation(session, now, OrganisationKind.SCHOOL, "Школа", "Школа", zone=zone)
        teacher = await person(session, now, 300, "Вера Н.", (school, Role.NAVIGATOR))
        await person(session, now, 301, "Анна П.", (school, Role.COORDINATOR))
    await add_class(context, school, "6А", teacher, "8:30")
    await ensure(context)
    [slot], [question], [chase], [summary] = (
        await slots(context),
        await questions(context),
        await chases(context),
        await summaries(context),
    )
    local = [_local(one.due_at, zone) for one in (slot, question, chase, summary)]
    assert local == ["2023-09-06T16:00", "2023-09-07T09:30", "2023-09-08T09:00", "2023-09-08T15:00"]


async def test_the_end_of_a_lesson_is_a_moment_of_the_school(context: Context) -> None:
    """A teacher who lives by another clock: the lesson ends when it ends, the announcement keeps to the person."""
    world = await two_classes(context, "9:25", "9:25")
    async with context.transaction(write=True) as session:
        (await session.get_one(Person, world.vera)).zone = "Europe/Samara"
    [question] = await questions(context)
    assert question.due_at == at(FIRST, 10, 25)
    [slot] = await slots(context)
    assert slot.due_at == at(FIRST, 8, zone="Europe/Samara")


async def test_nothing_is_said_in_vacations_and_on_holidays(context: Context) -> None:
    await two_classes(context)
    for day in (date(2023, 11, 2), date(2024, 1, 4), date(2024, 3, 28), date(2024, 5, 9)):
        assert (await slots(context, day), await questions(context, day)) == ([], [])
        assert await summaries(context, day) == [] or (await summaries(context, day))[0].week.lessons


async def test_whoever_has_answered_is_not_asked(context: Context, clock: FixedClock) -> None:
    world = await two_classes(context)
    [question] = await questions(context)
    clock.moment = at(FIRST, 11)
    await hold_day(context, await actor(context, VERA), FIRST, stamp(question.lessons), Cause("1:1"))
    assert await questions(context, person_id=world.vera) == []
    assert await chases(context) == []
    assert await slots(context) == []


async def test_a_lesson_held_on_tuesday_is_not_asked_about_on_thursday(context: Context) -> None:
    world = await two_classes(context)
    [question] = await questions(context)
    first = question.lessons[0]
    await hold(context, await actor(context, VERA), first.id, first.version, Cause("1:1"))
    [left] = await questions(context)
    assert names(left) == ["7Б"]
    lessons = await year_of(context, first.class_id)
    assert (lessons[1].held_on, lessons[2].planned_on) == (TODAY, SECOND), "the numbers stay on their Thursdays"
    assert world.vera == left.person_id


async def test_a_class_without_a_teacher_is_the_coordinators(context: Context) -> None:
    world = await district(context)
    await add_class(context, world.schools[0], "8В", None, "10:00")
    await add_class(context, world.schools[0], "6А", world.vera, "10:00")
    await ensure(context)
    asked = {question.person_id: names(question) for question in await questions(context)}
    assert asked == {world.anna: ["8В"], world.vera: ["6А"]}
    assert [slot.person_id for slot in await slots(context)] == [world.vera]
    assert [chase.person_id for chase in await chases(context)] == [world.vera], "the coordinator has the summary"


async def test_a_teacher_outside_the_bot_leaves_the_question_to_the_coordinator(context: Context) -> None:
    world = await district(context)
    async with context.transaction(write=True) as session:
        outside = Person(designation="классный руководитель 6А", created_at=context.now())
        session.add(outside)
        await session.flush()
        session.add(
            Membership(
                person_id=outside.id, organisation_id=world.schools[0], role=Role.NAVIGATOR, from_at=context.now()
            )
        )
        outside_id = outside.id
    await add_class(context, world.schools[0], "6А", outside_id)
    await ensure(context)
    assert [question.person_id for question in await questions(context)] == [world.anna]


async def test_a_teacher_who_has_left_is_not_asked(context: Context) -> None:
    world = await two_classes(context)
    async with context.transaction(write=True) as session:
        rows = await session.get_one(Membership, await _membership(context, world.vera))
        rows.until_at = context.now()
    assert [question.person_id for question in await questions(context)] == [world.anna]


async def test_a_school_of_one_person_asks_the_administrator(context: Context) -> None:
    async with context.transaction(write=True) as session:
        now = context.now()
        school = await organisation(session, now, OrganisationKind.SCHOOL, "Школа", "Школа")
        only = await person(session, now, 300, "Ольга", (school, Role.ADMIN))
    await add_class(context, school, "6А")
    await ensure(context)
    assert [question.person_id for question in await questions(context)] == [only]
    assert [summary.person_id for summary in await summaries(context)] == [only]


async def test_one_person_in_two_roles_hears_once(context: Context) -> None:
    world = await two_classes(context)
    async with context.transaction(write=True) as session:
        session.add(
            Membership(
                person_id=world.vera,
                organisation_id=world.schools[0],
                role=Role.COORDINATOR,
                from_at=context.now(),
            )
        )
    assert [question.person_id for question in await questions(context)] == [world.vera]


@pytest.mark.parametrize("substituted", [True, False])
async def test_an_absence_leads_to_the_substitute_or_to_the_coordinator(context: Context, substituted: bool) -> None:
    world = await two_classes(context)
    async with context.transaction(write=True) as session:
        other = await person(session, context.now(), 203, "Галина", (world.schools[0], Role.NAVIGATOR))
        session.add(
            Absence(
                person_id=world.vera,
                opens=FIRST,
                until=FIRST,
                substitute_id=other if substituted else None,
                created_at=context.now(),
            )
        )
    [question] = await questions(context)
    assert question.person_id == (other if substituted else world.anna)
    [after] = await questions(context, SECOND)
    assert after.person_id == world.vera, "and then the duty comes back"


async def test_the_summary_counts_classes_and_names_what_went_otherwise(context: Context, clock: FixedClock) -> None:
    world = await district(context)
    for name in ("6А", "7Б", "8В", "9Г"):
        await add_class(context, world.schools[0], name, world.vera, "8:30")
    await ensure(context)
    clock.moment = at(FIRST, 12)
    vera = await actor(context, VERA)
    held, moved, cancelled, _ = (await questions(context))[0].lessons
    await hold(context, vera, held.id, held.version, Cause("1:1"))
    await move(context, vera, moved.id, moved.version, date(2023, 9, 11), Cause("1:2"))
    await cancel(context, vera, cancelled.id, cancelled.version, Reason.EXAM, Cause("1:3"))
    clock.moment = at(FRIDAY, 15)
    [summary] = await summaries(context)
    week = summary.week
    assert (summary.person_id, summary.due_at) == (world.anna, at(FRIDAY, 15))
    assert (week.classes, week.held) == (("6А", "7Б", "8В", "9Г"), ("6А",))
    assert [lesson.class_name for lesson in week.moved] == ["7Б"]
    assert [lesson.class_name for lesson in week.cancelled] == ["8В"]
    assert [lesson.class_name for lesson in week.missing] == ["9Г"]
    clock.moment = at(date(2023, 9, 15), 15)
    [following] = await summaries(context, SECOND)
    assert [lesson.number for lesson in following.week.missing if lesson.class_name == "7Б"] == [1, 2]


@pytest.mark.parametrize(("away", "heard"), [(FIRST, "anna"), (FRIDAY, "director"), (SECOND, "anna")])
async def test_the_summary_goes_to_who_is_there_when_it_is_said(
    context: Context, clock: FixedClock, away: date, heard: str
) -> None:
    world = await two_classes(context)
    async with context.transaction(write=True) as session:
        director = await person(session, context.now(), 204, "Директор", (world.schools[0], Role.ADMIN))
        session.add(Absence(person_id=world.anna, opens=away, until=away, created_at=context.now()))
    clock.moment = at(FRIDAY, 15)
    told = {"anna": world.anna, "director": director}
    assert [summary.person_id for summary in await summaries(context)] == [told[heard]]


async def test_only_the_day_of_the_course_has_a_summary(context: Context) -> None:
    await two_classes(context)
    assert await summaries(context, WEDNESDAY) == []
    assert await summaries(context, FRIDAY) == []


async def test_two_schools_of_one_coordinator_are_two_summaries_with_names(context: Context) -> None:
    world = await district(context)
    async with context.transaction(write=True) as session:
        session.add(
            Membership(
                person_id=world.anna,
                organisation_id=world.schools[1],
                role=Role.COORDINATOR,
                from_at=context.now(),
            )
        )
    for school in world.schools[:2]:
        await add_class(context, school, "6А", None)
    await ensure(context)
    own = [summary for summary in await summaries(context) if summary.person_id == world.anna]
    assert [(summary.organisation_name, summary.several) for summary in own] == [
        ("Школа № 1", True),
        ("Школа № 2", True),
    ]
    assert len({summary.key for summary in own}) == 2


async def test_a_closed_school_is_silent(context: Context) -> None:
    world = await two_classes(context)
    async with context.transaction(write=True) as session:
        (await session.get_one(Organisation, world.schools[0])).closed_at = context.now()
    assert (await slots(context), await questions(context), await summaries(context)) == ([], [], [])


async def test_lessons_before_joining_are_never_pushed(context: Context, clock: FixedClock) -> None:
    world = await district(context)
    clock.moment = at(FRIDAY, 10)
    await add_class(context, world.schools[0], "6А", world.vera)
    await ensure(context, FRIDAY)
    assert (await questions(context), await chases(context), await summaries(context)) == ([], [], [])


def _local(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat()[:16]


async def _settings(context: Context, person_id: int, **settings: str) -> None:
    async with context.transaction(write=True) as session:
        row = await session.get_one(Person, person_id)
        row.settings = {**row.settings, **settings}


async def _membership(context: Context, person_id: int) -> int:
    async with context.transaction() as session:
        found = await session.scalars(select(Membership.id).where(Membership.person_id == person_id))
        return found.one()
