"""The Thursday course through the outbox: planned once, drawn from the lessons of the moment, quiet when answered."""

from datetime import date, timedelta

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.lesson_pushes import LessonQuestion, LessonSummary, TeacherSlot, stamp
from bot.usecases.context import Cause, Context
from bot.usecases.lesson_answers import hold_day
from bot.usecases.lessons import questions_on
from bot.usecases.tick import plan_once, rehearse, send_due
from tests.lesson_world import FIRST, SECOND, add_class, at
from tests.post import FakeCourier, ledger
from tests.sample import ANNA, VERA, District, actor, district

WEDNESDAY, FRIDAY = FIRST - timedelta(days=1), FIRST + timedelta(days=1)


async def classes(context: Context) -> District:
    """Vera teaches two classes of school 1; the first lesson of the course is on Thursday 7 September at 9:25."""
    place = await district(context)
    for name in ("6А", "7Б"):
        await add_class(context, place.schools[0], name, place.vera, "9:25")
    return place


async def look(
    context: Context, clock: FixedClock, courier: FakeCourier, day: date, hour: int, minute: int = 0
) -> None:
    clock.moment = at(day, hour, minute)
    await plan_once(context)
    await send_due(context, courier)


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
    assert (place.vera, TeacherSlot) not in kinds
    assert (place.vera, LessonQuestion) in kinds
    assert (place.anna, LessonSummary) in kinds


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
