"""Messages on screen follow what somebody else marks, whatever opened them, until their reader has tapped."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.tasks import TaskState
from bot.usecases.assignments import assign
from bot.usecases.context import Cause, Context
from bot.usecases.courier import Edit, Message, Outcome, Recipient, Retry, Sent
from bot.usecases.tick import plan_once, send_due
from db.models import Person, Roadmap, Task
from tests.post import FakeCourier, close, ledger, roadmap, task
from tests.sample import ANNA, District, actor, district, launched, plan

MONDAY = datetime(2023, 9, 11, 5, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def world(context: Context, clock: FixedClock) -> tuple[District, list[int]]:
    """It is Monday; of four rows of Anna's school two are overdue for weeks, one is due this week and one next week."""
    clock.moment = MONDAY - timedelta(days=80)
    place = await district(context, 2)
    own = await roadmap(context, place.municipality)
    dues = (date(2023, 7, 3), date(2023, 7, 4), date(2023, 9, 15), date(2023, 9, 20))
    made = [await task(context, own, place.schools[0], due, f"Пункт {n}") for n, due in enumerate(dues, 1)]
    clock.moment = MONDAY
    async with context.transaction(write=True) as session:
        await session.execute(update(Person).values(last_tap_at=MONDAY - timedelta(days=3)))
    return place, made


async def look(context: Context, courier: FakeCourier) -> list[Edit]:
    """Plan and send; the edits that came of it."""
    before = len(courier.brought)
    await plan_once(context)
    await send_due(context, courier)
    return [message for _, message in courier.brought[before:] if isinstance(message, Edit)]


def done(edit: Edit) -> list[int]:
    return [line.task_id for line in edit.digest.done]


async def test_rows_that_did_not_open_the_digest_are_marked_in_it(context: Context, clock: FixedClock) -> None:
    """Weekly words are about a person, and other rows only stand beside what opened the digest."""
    _, made = await world(context, clock)
    courier = FakeCourier()
    assert await look(context, courier) == []
    for each in made[:2]:
        await close(context, each)
    clock.moment += MINUTE
    (edit,) = await look(context, courier)
    assert done(edit) == made[:2], "one edit for both"
    clock.moment += MINUTE
    assert await look(context, courier) == []
    await close(context, made[2])
    clock.moment += MINUTE
    (edit,) = await look(context, courier)
    assert done(edit) == made[:3]


async def test_what_is_only_counted_changes_nothing(context: Context, clock: FixedClock) -> None:
    _, made = await world(context, clock)
    courier = FakeCourier()
    await look(context, courier)
    await close(context, made[3])
    clock.moment += MINUTE
    assert await look(context, courier) == []


async def test_what_is_asked_for_no_more_is_not_shown_as_done(context: Context, clock: FixedClock) -> None:
    _, made = await world(context, clock)
    courier = FakeCourier()
    await look(context, courier)
    async with context.transaction(write=True) as session:
        await session.execute(update(Task).where(Task.id == made[0]).values(state=TaskState.CANCELLED))
    await close(context, made[1])
    clock.moment += MINUTE
    (edit,) = await look(context, courier)
    assert done(edit) == [made[1]]


async def test_news_of_a_launch_stay_news_of_a_launch(context: Context, clock: FixedClock) -> None:
    place, made = await world(context, clock)
    await launched(context, place, plan("turochak"))
    courier = FakeCourier()
    await look(context, courier)
    await close(context, made[2])
    clock.moment += MINUTE
    (edit,) = [one for one in await look(context, courier) if one.digest.person_id == place.anna]
    assert (done(edit), len(edit.digest.begun)) == ([made[2]], 1)


async def test_a_task_that_was_given_becomes_done(context: Context, clock: FixedClock) -> None:
    place, made = await world(context, clock)
    clock.moment += timedelta(hours=3)
    await assign(context, await actor(context, ANNA), Cause("42:1"), made[2], place.vera)
    courier = FakeCourier()
    await look(context, courier)
    await close(context, made[2])
    clock.moment += MINUTE
    edits = [one for one in await look(context, courier) if one.digest.person_id == place.vera]
    assert [done(one) for one in edits] == [[made[2]]] * 2
    assert sorted(one.digest.alone for one in edits) == [False, True], "her digest has named it too"


async def test_an_edit_that_is_late_leaves_alone_what_its_reader_has_opened(
    context: Context, clock: FixedClock
) -> None:
    place, made = await world(context, clock)
    courier = FakeCourier()
    await look(context, courier)
    await close(context, made[0])
    clock.moment += MINUTE

    def broken(to: Recipient, message: Message) -> Outcome:
        return Retry("TelegramServerError") if isinstance(message, Edit) else Sent("101:9")

    assert await look(context, FakeCourier(answer=broken)) == []
    async with context.transaction(write=True) as session:
        tapped = update(Person).where(Person.id == place.anna)
        await session.execute(tapped.values(last_tap_at=clock.moment))
    clock.moment += MINUTE
    assert await look(context, courier) == []
    (edit,) = [one for one in await ledger(context) if one.kind is DeliveryKind.EDIT]
    assert edit.state is DeliveryState.CANCELLED


async def test_who_hears_of_others_sees_their_answers(context: Context, clock: FixedClock) -> None:
    place, made = await world(context, clock)
    async with context.transaction(write=True) as session:
        await session.execute(update(Roadmap).values(policy={"escalate_after": 2}))
        await session.execute(update(Task).where(Task.id == made[1]).values(due=date(2023, 9, 7)))
    courier = FakeCourier()
    await look(context, courier)
    clock.moment += timedelta(days=1)
    await look(context, courier)
    assert place.admin in courier.people()
    await close(context, made[1])
    clock.moment += MINUTE
    edits = await look(context, courier)
    assert place.admin in {one.digest.person_id for one in edits}
