"""Answers about lessons: by whom, about what, and what an old button or a second tap does."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.lesson_pushes import stamp
from bot.domain.lessons import Lesson, LessonState, Reason
from bot.domain.people import Role
from bot.usecases.context import Cause, Context
from bot.usecases.lesson_additions import add_lesson, extra_days, settle_before
from bot.usecases.lesson_answers import Answered, cancel, count_present, hold, hold_day, move, undo
from bot.usecases.lesson_lists import OwnCourse, class_course, lesson_card
from bot.usecases.lesson_weeks import CourseCount, SchoolWeek, overview
from db.models import Absence, AuditEvent, CalendarDay
from tests.lesson_world import FIRST, SECOND, add_class, at, ensure, year_of
from tests.sample import ADMIN, ANNA, BORIS, STRANGER, VERA, District, actor, district, person

MONDAY_AFTER = date(2023, 9, 11)
FRIDAY = date(2023, 9, 8)
ONE, TWO, THREE = Cause("1:1"), Cause("1:2"), Cause("1:3")


async def world_of(context: Context, clock: FixedClock, *names: str) -> District:
    """Vera teaches these classes of school 1; it is Thursday, 15:00."""
    world = await district(context)
    for name in names or ("6А", "7Б"):
        await add_class(context, world.schools[0], name, world.vera, "8:30")
    await ensure(context)
    clock.moment = at(FIRST, 15)
    return world


async def first_of(context: Context, class_id: int = 1) -> Lesson:
    return (await year_of(context, class_id))[1]


async def both(context: Context) -> tuple[Lesson, ...]:
    return (await first_of(context, 1), await first_of(context, 2))


async def test_all_are_marked_by_one_tap(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    vera = await actor(context, VERA)
    answered = await hold_day(context, vera, FIRST, stamp(await both(context)), ONE)
    assert [(one.class_name, one.state, one.held_on) for one in answered.lessons] == [
        ("6А", LessonState.HELD, FIRST),
        ("7Б", LessonState.HELD, FIRST),
    ]
    assert (answered.next_day, answered.waiting, answered.repeated) == (SECOND, (), False)


async def test_a_second_tap_changes_nothing_and_says_so(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    vera, seen = await actor(context, VERA), stamp(await both(context))
    await hold_day(context, vera, FIRST, seen, ONE)
    before = await both(context)
    again = await hold_day(context, vera, FIRST, seen, TWO)
    assert again.repeated
    assert await both(context) == before


async def test_an_update_handled_twice_gets_the_same_answer(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    vera, seen = await actor(context, VERA), stamp(await both(context))
    first = await hold_day(context, vera, FIRST, seen, ONE)
    second = await hold_day(context, vera, FIRST, seen, ONE)
    assert (second.lessons, second.repeated, second.changed) == (first.lessons, False, False)
    lesson = (await year_of(context, 1))[1]
    third = await undo(context, vera, lesson.id, lesson.version, TWO)
    fourth = await undo(context, vera, lesson.id, lesson.version, TWO)
    assert (third.lessons, fourth.changed, fourth.repeated) == (fourth.lessons, False, False)


async def test_a_button_that_spoke_of_other_lessons_marks_nothing(context: Context, clock: FixedClock) -> None:
    world = await world_of(context, clock, "6А")
    vera, seen = await actor(context, VERA), stamp([await first_of(context)])
    await add_class(context, world.schools[0], "8В", world.vera)
    await ensure(context, FIRST)
    answered = await hold_day(context, vera, FIRST, seen, ONE)
    assert answered.changed
    assert [one.class_name for one in answered.waiting] == ["6А", "8В"]
    assert (await first_of(context)).state is LessonState.PLANNED


async def test_a_moved_lesson_waits_for_its_day(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    vera, lesson = await actor(context, VERA), await first_of(context)
    answered = await move(context, vera, lesson.id, lesson.version, MONDAY_AFTER, ONE)
    [moved] = answered.lessons
    assert (moved.state, moved.day, [one.class_name for one in answered.waiting]) == (
        LessonState.MOVED,
        MONDAY_AFTER,
        ["7Б"],
    )
    assert answered.next_day == MONDAY_AFTER
    clock.moment = at(MONDAY_AFTER, 15)
    held = await hold(context, vera, moved.id, moved.version, TWO)
    assert (held.lessons[0].state, held.lessons[0].held_on) == (LessonState.HELD, MONDAY_AFTER)
    assert (await year_of(context, 1))[2].planned_on == SECOND


async def test_a_missed_lesson_gets_another_day(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    vera, lesson = await actor(context, VERA), await first_of(context)
    missed = (await cancel(context, vera, lesson.id, lesson.version, Reason.ROOM, ONE)).lessons[0]
    assert (missed.state, missed.reason) == (LessonState.CANCELLED, "room")
    again = (await move(context, vera, missed.id, missed.version, MONDAY_AFTER, TWO)).lessons[0]
    assert (again.state, again.reason, again.day) == (LessonState.MOVED, None, MONDAY_AFTER)


@pytest.mark.parametrize("day", [date(2023, 8, 30), date(2024, 6, 10)])
async def test_a_lesson_stays_in_its_school_year(context: Context, clock: FixedClock, day: date) -> None:
    await world_of(context, clock)
    vera, lesson = await actor(context, VERA), await first_of(context)
    with pytest.raises(Refusal, match="lesson-day-outside-year"):
        await move(context, vera, lesson.id, lesson.version, day, ONE)


async def test_a_lesson_held_early_is_the_nearest_one(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    clock.moment = at(date(2023, 9, 5), 12)
    vera, lessons = await actor(context, VERA), await year_of(context, 1)
    with pytest.raises(Refusal, match="lesson-not-next"):
        await hold(context, vera, lessons[2].id, lessons[2].version, ONE)
    answered = await hold(context, vera, lessons[1].id, lessons[1].version, TWO)
    assert (answered.lessons[0].held_on, answered.next_day) == (date(2023, 9, 5), SECOND)
    await ensure(context, date(2023, 9, 5))
    after = await year_of(context, 1)
    assert [after[number].planned_on for number in (1, 2)] == [FIRST, SECOND]


async def test_a_teacher_corrects_within_a_week_and_then_asks_the_coordinator(
    context: Context, clock: FixedClock
) -> None:
    await world_of(context, clock)
    vera, lesson = await actor(context, VERA), await first_of(context)
    held = (await hold(context, vera, lesson.id, lesson.version, ONE)).lessons[0]
    clock.moment = at(FIRST, 15) + timedelta(days=7, minutes=1)
    assert not (await lesson_card(context, vera, lesson.id)).correctable
    with pytest.raises(Refusal, match="lesson-correction-late"):
        await undo(context, vera, held.id, held.version, TWO)
    anna = await actor(context, ANNA)
    assert (await lesson_card(context, anna, lesson.id)).correctable
    back = (await undo(context, anna, held.id, held.version, THREE)).lessons[0]
    assert (back.state, back.held_on, back.answered_at) == (LessonState.PLANNED, None, None)
    async with context.transaction() as session:
        events = (await session.scalars(select(AuditEvent))).all()
    assert [(event.action, event.person_id) for event in events] == [("lesson_undone", anna.person_id)]


async def test_the_number_of_pupils_is_optional_and_sane(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    vera, lesson = await actor(context, VERA), await first_of(context)
    held = (await hold(context, vera, lesson.id, lesson.version, ONE)).lessons[0]
    with pytest.raises(Refusal, match="lesson-present"):
        await count_present(context, vera, held.id, held.version, 61, TWO)
    counted = (await count_present(context, vera, held.id, held.version, 0, TWO)).lessons[0]
    assert counted.present == 0, "nobody there is a number, not a blank"
    back = (await undo(context, vera, counted.id, counted.version, THREE)).lessons[0]
    assert back.present is None


async def test_whoever_marks_for_another_is_named_with_the_teacher(context: Context, clock: FixedClock) -> None:
    world = await world_of(context, clock)
    anna, lesson = await actor(context, ANNA), await first_of(context)
    answered = await hold(context, anna, lesson.id, lesson.version, ONE)
    [marked] = answered.lessons
    assert (marked.answered_by, marked.teacher_id) == (world.anna, world.vera)
    assert answered.people[world.vera].name == "Вера Н."
    admin = await lesson_card(context, await actor(context, ADMIN), lesson.id)
    assert admin.people[world.vera].name is None, "names of teachers stay in the school"


@pytest.mark.parametrize("who", [BORIS, STRANGER])
async def test_nobody_from_elsewhere_answers_or_looks(context: Context, clock: FixedClock, who: int) -> None:
    world = await world_of(context, clock)
    stranger, lesson = await actor(context, who), await first_of(context)
    before = await year_of(context, 1)
    tries = [
        hold(context, stranger, lesson.id, lesson.version, ONE),
        move(context, stranger, lesson.id, lesson.version, MONDAY_AFTER, ONE),
        cancel(context, stranger, lesson.id, lesson.version, Reason.EXAM, ONE),
        undo(context, stranger, lesson.id, lesson.version, ONE),
        count_present(context, stranger, lesson.id, lesson.version, 5, ONE),
        hold_day(context, stranger, FIRST, 0, ONE, world.schools[0]),
        lesson_card(context, stranger, lesson.id),
        class_course(context, stranger, 1),
        settle_before(context, stranger, 1, True, ONE),
        add_lesson(context, stranger, 1, MONDAY_AFTER, ONE),
        extra_days(context, stranger, 1),
        overview(context, stranger, FIRST, world.schools[0]),
    ]
    for attempt in tries:
        with pytest.raises(AccessDenied):
            await attempt
    assert await year_of(context, 1) == before


async def test_a_colleague_answers_for_the_own_classes_only(context: Context, clock: FixedClock) -> None:
    world = await world_of(context, clock)
    async with context.transaction(write=True) as session:
        await person(session, context.now(), 203, "Галина", (world.schools[0], Role.NAVIGATOR))
    galina, lesson = await actor(context, 203), await first_of(context)
    with pytest.raises(AccessDenied):
        await hold(context, galina, lesson.id, lesson.version, ONE)
    empty = await hold_day(context, galina, FIRST, stamp(await both(context)), ONE)
    assert empty.lessons == ()
    with pytest.raises(AccessDenied):
        await hold_day(context, galina, FIRST, stamp(await both(context)), ONE, world.schools[0])


async def test_a_substitute_answers_on_those_days_only(context: Context, clock: FixedClock) -> None:
    world = await world_of(context, clock)
    async with context.transaction(write=True) as session:
        other = await person(session, context.now(), 203, "Галина", (world.schools[0], Role.NAVIGATOR))
        session.add(
            Absence(person_id=world.vera, opens=FIRST, until=FIRST, substitute_id=other, created_at=context.now())
        )
    galina = await actor(context, 203)
    answered = await hold_day(context, galina, FIRST, stamp(await both(context)), ONE)
    assert len(answered.lessons) == 2
    clock.moment = at(SECOND, 15)
    second = (await year_of(context, 1))[2]
    with pytest.raises(AccessDenied):
        await hold(context, galina, second.id, second.version, TWO)


async def test_an_id_that_is_none_is_refused_like_a_foreign_one(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    with pytest.raises(AccessDenied):
        await hold(context, await actor(context, VERA), 10**6, 1, ONE)


async def test_two_people_at_once_leave_one_answer(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    lesson = await first_of(context)
    vera, anna = await actor(context, VERA), await actor(context, ANNA)
    await hold(context, vera, lesson.id, lesson.version, ONE)
    late = await cancel(context, anna, lesson.id, lesson.version, Reason.EXAM, TWO)
    assert (late.changed, late.lessons[0].state) == (True, LessonState.HELD)


async def test_the_coordinator_says_that_the_rest_took_place(context: Context, clock: FixedClock) -> None:
    world = await world_of(context, clock, "6А", "7Б", "8В")
    vera, anna = await actor(context, VERA), await actor(context, ANNA)
    first = await first_of(context)
    await cancel(context, vera, first.id, first.version, Reason.EVENT, ONE)
    clock.moment = at(FRIDAY, 15)
    week = await overview(context, anna)
    assert isinstance(week, SchoolWeek)
    assert [lesson.class_name for lesson in week.waiting] == ["7Б", "8В"]
    answered = await hold_day(context, anna, FIRST, stamp(week.waiting), TWO, world.schools[0])
    assert [lesson.class_name for lesson in answered.lessons] == ["7Б", "8В"]
    assert all(lesson.held_on == FIRST for lesson in answered.lessons)
    assert (await first_of(context)).state is LessonState.CANCELLED


async def test_what_is_to_come_is_never_said_to_be_held(context: Context, clock: FixedClock) -> None:
    world = await world_of(context, clock)
    clock.moment = at(date(2023, 9, 4), 12)
    week = await overview(context, await actor(context, ANNA))
    assert isinstance(week, SchoolWeek)
    assert (week.waiting, len(week.week.ahead)) == ((), 2)
    answered = await hold_day(
        context, await actor(context, ANNA), FIRST, stamp(week.week.lessons), ONE, world.schools[0]
    )
    assert answered.repeated
    assert (await first_of(context)).state is LessonState.PLANNED


async def test_everybody_sees_what_belongs_to_the_role(context: Context, clock: FixedClock) -> None:
    world = await world_of(context, clock)
    await add_class(context, world.schools[1], "9А")
    own = await overview(context, await actor(context, VERA))
    assert isinstance(own, OwnCourse)
    assert ([one.name for one in own.classes], len(own.waiting)) == (["6А", "7Б"], 2)
    school = await overview(context, await actor(context, BORIS))
    assert isinstance(school, SchoolWeek)
    assert [lesson.class_name for lesson in school.week.lessons] == ["9А"]
    counts = await overview(context, await actor(context, ADMIN))
    assert isinstance(counts, CourseCount)
    assert [(one.name, one.of, one.unanswered + one.ahead) for one in counts.schools] == [
        ("Школа № 1", 2, 2),
        ("Школа № 2", 1, 1),
    ]


async def test_counts_of_an_administrator_tell_states_apart(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock, "6А", "7Б", "8В", "9Г", "10Д")
    vera = await actor(context, VERA)
    lessons = [(await year_of(context, one))[1] for one in range(1, 5)]
    await hold(context, vera, lessons[0].id, 1, ONE)
    await move(context, vera, lessons[1].id, 1, MONDAY_AFTER, TWO)
    await cancel(context, vera, lessons[2].id, 1, Reason.EXAM, THREE)
    clock.moment = at(FRIDAY, 15)
    counts = await overview(context, await actor(context, ADMIN))
    assert isinstance(counts, CourseCount)
    [school] = counts.schools
    assert (school.held, school.moved, school.cancelled, school.unanswered, school.ahead, school.of) == (
        1, 1, 1, 2, 0, 5,
    )  # fmt: skip


async def test_a_lesson_without_a_day_gets_one(context: Context, clock: FixedClock) -> None:
    world = await world_of(context, clock, "6А")
    async with context.transaction(write=True) as session:
        session.add(CalendarDay(organisation_id=world.schools[0], day=date(2023, 10, 5), kind="off"))
    await ensure(context, FIRST)
    vera = await actor(context, VERA)
    found = await class_course(context, vera, 1)
    assert (found.without_day, len(found.lessons)) == (1, 33)
    day = (await extra_days(context, vera, 1))[0]
    lesson = await add_lesson(context, vera, 1, day, ONE)
    assert (lesson.number, lesson.day, (await add_lesson(context, vera, 1, day, ONE)).id) == (34, day, lesson.id)
    await ensure(context, FIRST)
    assert (await year_of(context, 1))[34].day == day, "planning again leaves it where it was put"
    with pytest.raises(Refusal, match="lesson-every-has-day"):
        await add_lesson(context, vera, 1, day, TWO)


async def test_two_taps_at_the_same_moment_leave_one_answer(context: Context, clock: FixedClock) -> None:
    await world_of(context, clock)
    lesson = await first_of(context)
    vera, anna = await actor(context, VERA), await actor(context, ANNA)
    outcomes = await asyncio.gather(
        hold(context, vera, lesson.id, lesson.version, ONE),
        cancel(context, anna, lesson.id, lesson.version, Reason.EXAM, TWO),
        return_exceptions=True,
    )
    after = await first_of(context)
    assert after.version == lesson.version + 1
    said = [one for one in outcomes if isinstance(one, Answered) and not one.changed]
    assert [one.lessons[0].state for one in said] == [after.state]
    assert all(isinstance(one, Answered | Refusal) for one in outcomes)


async def test_planning_at_the_same_moment_makes_one_plan(context: Context, clock: FixedClock) -> None:
    world = await district(context)
    await add_class(context, world.schools[0], "6А", world.vera)
    await asyncio.gather(*(ensure(context) for _ in range(4)))
    assert sorted(await year_of(context, 1)) == list(range(1, 35))
