"""The plan of lessons in the database: made once, moved with the calendar, never touched where answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.clock import FixedClock
from bot.domain.lessons import LessonState
from bot.usecases import classes
from bot.usecases.context import Cause, Context, CoursePolicy
from bot.usecases.lesson_additions import settle_before
from bot.usecases.lesson_answers import hold
from bot.usecases.lesson_lists import class_course
from bot.usecases.lessons import MatrixRow, ensure_lessons, matrix
from bot.usecases.reports import report_for
from bot.usecases.topics import topic_of
from db.models import CalendarDay, SchoolClass, Topic, Vacation
from tests.lesson_world import FIRST, SECOND, TODAY, add_class, at, ensure, year_of
from tests.sample import ADMIN, ANNA, VERA, actor, district


async def test_a_class_gets_its_34_lessons_once(context: Context) -> None:
    world = await district(context)
    one = await add_class(context, world.schools[0], "6А", world.vera)
    assert await ensure(context) == 34
    assert await ensure(context) == 0
    lessons = await year_of(context, one)
    assert (lessons[1].planned_on, lessons[34].planned_on) == (FIRST, date(2024, 5, 23))
    assert not any(lesson.before_joining for lesson in lessons.values())


async def test_another_course_has_another_length(context: Context) -> None:
    world = await district(context)
    short = replace(context, course=CoursePolicy(lessons=17))
    one = await add_class(short, world.schools[0], "6А")
    await ensure(short)
    assert sorted(await year_of(short, one)) == list(range(1, 18))


async def test_quarantine_of_one_school_moves_only_its_lessons(context: Context) -> None:
    world = await district(context)
    ill = await add_class(context, world.schools[0], "6А")
    well = await add_class(context, world.schools[1], "6А")
    await ensure(context)
    async with context.transaction(write=True) as session:
        week = Vacation(organisation_id=world.schools[0], opens=date(2023, 9, 11), until=date(2023, 9, 17), name="-")
        week.kind = "quarantine"
        session.add(week)
    await ensure(context, date(2023, 9, 8))
    moved = await year_of(context, ill)
    assert moved[1].planned_on == FIRST
    assert moved[2].planned_on == date(2023, 9, 21)
    assert 34 not in moved, "34 lessons do not fit any more"
    assert (await year_of(context, well))[2].planned_on == SECOND


async def test_own_vacations_take_the_place_of_the_recommended(context: Context) -> None:
    world = await district(context)
    one = await add_class(context, world.schools[0], "6А")
    async with context.transaction(write=True) as session:
        for opens, until in ((date(2023, 10, 2), date(2023, 10, 8)), (date(2023, 12, 30), date(2024, 1, 8))):
            session.add(Vacation(organisation_id=world.municipality, opens=opens, until=until, name="-"))
    await ensure(context)
    days = {lesson.planned_on for lesson in (await year_of(context, one)).values()}
    assert date(2023, 11, 2) in days
    assert date(2023, 10, 5) not in days


async def test_a_working_day_override_gives_a_lesson_back(context: Context) -> None:
    world = await district(context)
    one = await add_class(context, world.schools[0], "6А")
    await ensure(context)
    async with context.transaction(write=True) as session:
        session.add(CalendarDay(organisation_id=world.municipality, day=SECOND, kind="off"))
    await ensure(context)
    assert (await year_of(context, one))[2].planned_on == date(2023, 9, 21)
    async with context.transaction(write=True) as session:
        session.add(CalendarDay(organisation_id=world.schools[0], day=SECOND, kind="working"))
    await ensure(context)
    assert (await year_of(context, one))[2].planned_on == SECOND


async def test_another_weekday_moves_what_is_to_come(context: Context) -> None:
    world = await district(context)
    one = await add_class(context, world.schools[0], "6А", world.vera)
    await ensure(context)
    vera = await actor(context, VERA)
    lessons = await year_of(context, one)
    await hold(context, vera, lessons[1].id, lessons[1].version, Cause("1:1"))
    async with context.transaction(write=True) as session:
        (await session.get_one(SchoolClass, one)).weekday = 1
    await ensure(context, date(2023, 9, 8))
    after = await year_of(context, one)
    assert (after[1].state, after[1].planned_on) == (LessonState.HELD, FIRST)
    assert after[2].planned_on == date(2023, 9, 12)
    assert after[2].version == lessons[2].version + 1, "a button of before is out of date"


async def test_a_class_added_in_winter_is_asked_once_about_the_past(context: Context, clock: FixedClock) -> None:
    world = await district(context)
    clock.moment = at(date(2024, 1, 15), 10)
    one = await add_class(context, world.schools[0], "6А", world.vera)
    await ensure(context, date(2024, 1, 15))
    lessons = await year_of(context, one)
    assert [number for number, lesson in lessons.items() if lesson.before_joining] == list(range(1, 18))
    vera = await actor(context, VERA)
    assert await settle_before(context, vera, one, True, Cause("1:1")) == 17
    assert await settle_before(context, vera, one, True, Cause("1:1")) == 17, "the same update handled twice"
    assert await settle_before(context, vera, one, False, Cause("1:2")) == 0, "it is asked once"
    [row] = await _matrix(context, world.schools[0], date(2024, 1, 15))
    assert (row.totals.before_joining, row.totals.held, row.totals.done, row.totals.unanswered) == (17, 0, 17, 0)


async def test_lessons_before_joining_may_stay_unsaid(context: Context, clock: FixedClock) -> None:
    world = await district(context)
    clock.moment = at(date(2023, 9, 20), 10)
    one = await add_class(context, world.schools[0], "6А", world.vera)
    await ensure(context, date(2023, 9, 20))
    assert await settle_before(context, await actor(context, ANNA), one, False, Cause("1:1")) == 2
    assert await settle_before(context, await actor(context, ADMIN), one, True, Cause("1:2")) == 0
    [row] = await _matrix(context, world.schools[0], date(2023, 9, 20))
    assert (row.totals.done, row.totals.unanswered, row.totals.ahead) == (0, 0, 32)


async def test_a_class_made_in_summer_is_not_asked_about_the_old_year(context: Context, clock: FixedClock) -> None:
    world = await district(context)
    clock.moment = at(date(2024, 8, 20), 10)
    one = await add_class(context, world.schools[0], "6А")
    async with context.transaction(write=True) as session:
        assert await ensure_lessons(session, context, 2023, date(2024, 8, 20)) == 0
    await ensure(context, date(2024, 8, 20))
    assert len(await year_of(context, one, 2024)) == 33
    assert await year_of(context, one, 2023) == {}


async def test_a_closed_class_gets_no_lessons_and_keeps_the_answered(context: Context, clock: FixedClock) -> None:
    world = await district(context)
    one = await add_class(context, world.schools[0], "6А", world.vera)
    await ensure(context)
    clock.moment = at(FIRST, 15)
    first = (await year_of(context, one))[1]
    await hold(context, await actor(context, VERA), first.id, first.version, Cause("1:1"))
    async with context.transaction(write=True) as session:
        (await session.get_one(SchoolClass, one)).closed_at = context.now()
    assert await ensure(context, SECOND) == 0
    [row] = await _matrix(context, world.schools[0], SECOND)
    assert [lesson.number for lesson in row.lessons] == [1]


@pytest.mark.parametrize("number", [1, 34])
async def test_the_sample_topics_say_that_they_are_samples(context: Context, number: int) -> None:
    world = await district(context)
    async with context.transaction() as session:
        topic = await topic_of(session, world.schools[0], 2023, number)
        assert topic is not None
        assert topic.sample
        assert await topic_of(session, world.schools[0], 2029, number) is None


async def test_a_school_has_its_own_topics(context: Context) -> None:
    world = await district(context)
    async with context.transaction(write=True) as session:
        session.add(Topic(school_year=2023, number=1, title="Для всех"))
        session.add(Topic(school_year=2023, number=2, title="Вторая"))
        session.add(Topic(school_year=2023, number=1, title="Район", organisation_id=world.municipality))
        session.add(Topic(school_year=2023, number=1, title="Школа", organisation_id=world.schools[0]))
    async with context.transaction() as session:
        found = [await topic_of(session, place, 2023, 1) for place in (*world.schools[:2], world.elsewhere_school)]
        assert [topic.title for topic in found if topic] == ["Школа", "Район", "Для всех"]
        second = await topic_of(session, world.schools[0], 2023, 2)
        assert second is not None
        assert (second.title, second.sample) == ("Вторая", False)
        assert await topic_of(session, world.schools[0], 2023, 3) is None


async def test_planning_again_each_day_of_a_year_changes_nothing(sqlite_context: Context) -> None:
    world = await district(sqlite_context)
    await add_class(sqlite_context, world.schools[0], "6А")
    await ensure(sqlite_context)
    changed = [await ensure(sqlite_context, FIRST + timedelta(days=step)) for step in range(0, 260, 9)]
    assert set(changed) == {0}


async def _matrix(context: Context, school: int, today: date) -> tuple[MatrixRow, ...]:
    async with context.transaction() as session:
        return await matrix(session, [school], 2023, today, 34)


async def test_classes_written_by_the_coordinator_have_lessons_at_once(context: Context) -> None:
    world = await district(context)
    await classes.add(context, await actor(context, ANNA), world.schools[0], "6А 7Б")
    found = [lesson for row in await _matrix(context, world.schools[0], TODAY) for lesson in row.lessons]
    assert len(found) == 68


async def test_the_report_counts_what_the_chat_counts(context: Context, clock: FixedClock) -> None:
    world = await district(context)
    clock.moment = at(date(2023, 9, 20), 10)
    one = await add_class(context, world.schools[0], "6А", world.vera)
    await ensure(context, date(2023, 9, 20))
    vera = await actor(context, VERA)
    await settle_before(context, vera, one, True, Cause("1:1"))
    clock.moment = at(date(2023, 9, 29), 10)
    lessons = await year_of(context, one)
    third, fourth = lessons[3], lessons[4]
    await hold(context, vera, third.id, third.version, Cause("1:2"))
    report = await report_for(context, await actor(context, ADMIN), world.municipality)
    [row] = report.lessons
    assert (row.organisation, row.class_name, row.held, row.planned) == ("Школа № 1", "6А", 3, 34)
    assert [outcome for _, outcome in row.outcomes[:5]] == ["before", "before", "held", "unanswered", "planned"]
    assert row.outcomes[3][0] == fourth.planned_on
    assert (await class_course(context, vera, one)).totals.done == row.held
