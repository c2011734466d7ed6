"""The Thursday course through the outbox: planned once, drawn from the lessons of the moment, quiet when answered."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.lesson_pushes import LessonQuestion, LessonSummary, TeacherSlot, stamp
from bot.domain.people import OrganisationKind, Role
from bot.domain.zones import MAIN_ZONES
from bot.usecases.context import Cause, Context
from bot.usecases.courier import Retry
from bot.usecases.lesson_answers import hold_day
from bot.usecases.lessons import questions_on
from bot.usecases.tick import plan_once, rehearse, send_due
from db.models import Absence, SchoolClass, Vacation
from tests.lesson_world import FIRST, SECOND, add_class, at
from tests.post import FakeCourier, ledger
from tests.sample import ANNA, VERA, District, actor, district, organisation, person

WEDNESDAY, FRIDAY, MONDAY = (FIRST + timedelta(days=n) for n in (-1, 1, 4))


async def classes(context: Context) -> District:
    """Vera teaches two classes of school 1; the first lesson of the course is on Thursday 7 September at 9:25."""
    place = await district(context)
    for name in ("6А", "7Б"):
        await add_class(context, place.schools[0], name, place.vera, "9:25")
    return place


async def look(
    context: Context,
    clock: FixedClock,
    courier: FakeCourier,
    day: date,
    hour: int,
    minute: int = 0,
    zone: str = "Europe/Moscow",
) -> None:
    clock.moment = at(day, hour, minute, zone)
    await plan_once(context)
    await send_due(context, courier)


async def only(context: Context, zone: str, lesson: str) -> int:
    """A school of one teacher with one class somewhere in Russia; the teacher."""
    async with context.transaction(write=True) as session:
        now = context.now()
        school = await organisation(session, now, OrganisationKind.SCHOOL, "Школа", "Школа", zone=zone)
        teacher = await person(session, now, 300, "Вера Н.", (school, Role.NAVIGATOR))
    await add_class(context, school, "6А", teacher, lesson)
    return teacher


def chases(courier: FakeCourier) -> list[bool]:
    """Of each question whether it was the repetition."""
    return [message.chase for _, message in courier.brought if isinstance(message, LessonQuestion)]


async def test_a_week_of_the_course(context: Context, clock: FixedClock) -> None:
    place = await classes(context)
    courier = FakeCourier()
    days = [(WEDNESDAY, 16), (FIRST, 8), (FIRST, 9), (FIRST, 11), (FIRST, 15), (FRIDAY, 9), (FRIDAY, 15), (FRIDAY, 16)]
    for day, hour in days:
        for _ in range(2):
            await look(context, clock, courier, day, hour)
    assert [(person, type(message)) for person, message in courier.brought] == [
        (place.vera, TeacherSlot),
        (place.vera, LessonQuestion),
        (place.vera, LessonQuestion),
        (place.anna, LessonSummary),
    ]
    chase = courier.brought[2][1]
    assert isinstance(chase, LessonQuestion)
    assert chase.chase


async def test_what_was_answered_is_not_asked(context: Context, clock: FixedClock) -> None:
    place = await classes(context)
    courier = FakeCourier()
    clock.moment = at(FIRST, 11)
    await plan_once(context)
    vera = await actor(context, VERA)
    async with context.transaction() as session:
        (question,) = await questions_on(session, context, FIRST, place.vera)
    await hold_day(context, vera, FIRST, stamp(question.lessons), Cause("1:1"))
    await send_due(context, courier)
    assert LessonQuestion not in {type(message) for _, message in courier.brought}
    cancelled = [d for d in await ledger(context) if d.kind is DeliveryKind.LESSON_QUESTION]
    assert [d.state for d in cancelled] == [DeliveryState.CANCELLED]
    await look(context, clock, courier, FRIDAY, 9)
    assert place.vera not in [person for person, message in courier.brought if isinstance(message, LessonQuestion)]


async def test_after_downtime_the_announcement_is_not_said_of_yesterday(context: Context, clock: FixedClock) -> None:
    place = await classes(context)
    courier = FakeCourier()
    await look(context, clock, courier, FRIDAY, 16)
    kinds = [(person, type(message)) for person, message in courier.brought]
    assert sorted(kinds, key=str) == [(place.anna, LessonSummary), (place.vera, LessonQuestion)]
    await look(context, clock, courier, FRIDAY, 18)
    await look(context, clock, courier, MONDAY, 8, 59)
    assert len(courier.brought) == 2, "the repetition waits for the morning after the question"
    await look(context, clock, courier, MONDAY, 9)
    await look(context, clock, courier, MONDAY, 10)
    assert chases(courier) == [False, True]


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Kamchatka"])
async def test_an_evening_lesson_is_asked_about_once_a_morning(context: Context, clock: FixedClock, zone: str) -> None:
    """Asked at 8 on Friday instead of in the evening: the repetition is for Monday."""
    await only(context, zone, "18:30")
    courier = FakeCourier()
    for day, hour in ((FIRST, 20), (FRIDAY, 8), (FRIDAY, 9), (FRIDAY, 15), (MONDAY, 8), (MONDAY, 9), (MONDAY, 12)):
        await look(context, clock, courier, day, hour, 1, zone)
        if day is FRIDAY:
            assert chases(courier) == [False]
    assert chases(courier) == [False, True]


async def test_a_question_that_waits_for_the_teacher_is_not_repeated_beside_itself(
    context: Context, clock: FixedClock
) -> None:
    """Whoever blocked the bot and comes back on Monday hears the question alone."""
    await classes(context)
    courier = FakeCourier(answer=lambda to, message: Retry("network", timedelta(days=3)))
    await look(context, clock, courier, FIRST, 11)
    courier.answer = None
    await look(context, clock, courier, FRIDAY, 9)
    assert chases(courier) == []
    await look(context, clock, courier, MONDAY, 11)
    assert chases(courier) == [False]
    await look(context, clock, courier, MONDAY + timedelta(days=1), 9)
    assert chases(courier) == [False, True]


@pytest.mark.parametrize("zone", MAIN_ZONES)
async def test_an_announcement_of_an_early_lesson_that_missed_its_evening_comes_in_the_morning(
    sqlite_context: Context, clock: FixedClock, zone: str
) -> None:
    context, courier = sqlite_context, FakeCourier()
    await only(context, zone, "8:30")
    for day, hour in ((WEDNESDAY, 15), (WEDNESDAY, 20), (FIRST, 3)):
        await look(context, clock, courier, day, hour, zone=zone)
    assert courier.brought == []
    for minute in (0, 5):
        await look(context, clock, courier, FIRST, 8, minute, zone)
    assert [type(message) for _, message in courier.brought] == [TeacherSlot]


async def test_down_from_the_eve_until_the_morning_loses_no_announcement(context: Context, clock: FixedClock) -> None:
    await only(context, "Asia/Vladivostok", "8:30")
    courier = FakeCourier()
    await look(context, clock, courier, FIRST, 8, 10, "Asia/Vladivostok")
    assert [type(message) for _, message in courier.brought] == [TeacherSlot]


async def test_whoever_is_back_on_the_day_hears_of_the_early_lesson(context: Context, clock: FixedClock) -> None:
    teacher = await only(context, "Europe/Moscow", "8:30")
    async with context.transaction(write=True) as session:
        away = {"opens": WEDNESDAY, "until": WEDNESDAY, "created_at": clock.moment}
        session.add(Absence(person_id=teacher, **away))
    courier = FakeCourier()
    for day, hour in ((WEDNESDAY, 16), (WEDNESDAY, 18), (FIRST, 7), (FIRST, 8)):
        await look(context, clock, courier, day, hour)
    assert [(person, type(message)) for person, message in courier.brought] == [(teacher, TeacherSlot)]


async def test_after_the_lesson_nothing_is_announced(context: Context, clock: FixedClock) -> None:
    await only(context, "Europe/Moscow", "8:30")
    courier = FakeCourier()
    await look(context, clock, courier, FIRST, 9, 16)
    assert courier.brought == []


async def test_the_eve_of_the_first_lesson_after_long_holidays_lies_weeks_back(
    context: Context, clock: FixedClock
) -> None:
    """9 January 2025 is the first working day, 28 December, a Saturday, the last one that year."""
    clock.moment = at(date(2024, 12, 2), 9)
    teacher = await only(context, "Asia/Yekaterinburg", "8:30")
    async with context.transaction(write=True) as session:
        school = await session.scalar(select(SchoolClass.organisation_id))
        span = {"opens": date(2024, 12, 29), "until": date(2025, 1, 8)}
        session.add(Vacation(organisation_id=school, kind="vacation", name="зимние", **span))
    courier = FakeCourier()
    for hour in (8, 16):
        await look(context, clock, courier, date(2024, 12, 28), hour, zone="Asia/Yekaterinburg")
    told = [(person, message.day) for person, message in courier.brought if isinstance(message, TeacherSlot)]
    assert told == [(teacher, date(2025, 1, 9))]


async def test_the_course_is_planned_once_a_day(context: Context, clock: FixedClock) -> None:
    await classes(context)
    clock.moment = at(WEDNESDAY, 9)
    assert (await plan_once(context)).course > 60
    assert (await plan_once(context)).course == 0


async def test_the_rehearsal_knows_the_thursdays(context: Context, clock: FixedClock) -> None:
    place = await classes(context)
    clock.moment = at(WEDNESDAY, 9)
    await plan_once(context)
    said = await rehearse(context, 14)
    kinds = {(one.person_id, one.kind, one.at) for one in said.going}
    assert (place.vera, DeliveryKind.LESSON_SLOT, at(FIRST, 8)) in kinds
    assert (place.vera, DeliveryKind.LESSON_SLOT, at(SECOND, 8)) in kinds
    assert (place.anna, DeliveryKind.LESSON_SUMMARY, at(FRIDAY, 15)) in kinds
    assert (await actor(context, ANNA)).person_id == place.anna
