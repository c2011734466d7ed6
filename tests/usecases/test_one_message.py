"""One message a person and day, whatever made it and in which order the ticks come; what was not said is not lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.announcements import Audience, Draft
from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind, DeliveryState, Stage
from bot.domain.digests import Digest
from bot.domain.people import Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.snoozes import Until
from bot.domain.tasks import TaskState
from bot.usecases.announcement_pushes import AnnouncementPush
from bot.usecases.announcements import send as announce
from bot.usecases.assignment_pushes import GivenPush
from bot.usecases.assignments import assign
from bot.usecases.blocks import reachable_again
from bot.usecases.changes import Change, tell
from bot.usecases.context import Cause, Context
from bot.usecases.courier import Outcome, Retry, Unreachable
from bot.usecases.notices import notify
from bot.usecases.nudges import nudge
from bot.usecases.rehearsals import rehearse
from bot.usecases.snoozes import snooze
from bot.usecases.tick import plan_once, send_due
from db.models import Delivery, Measure, Notice, Person, Roadmap, Task
from tests.post import FakeCourier, close, roadmap, task
from tests.sample import ADMIN, ANNA, District, actor, district, draft, launch_draft, launched, plan

FRIDAY = datetime(2023, 9, 8, 5, 0, tzinfo=UTC)
MONDAY = datetime(2023, 9, 11, 5, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
"""Mornings at eight in Moscow, the hour of the digest."""
WEDNESDAY = date(2023, 9, 13)
SEND, PLAN = timedelta(seconds=2), timedelta(seconds=37)
"""A sender's tick comes before the planner's."""


async def ticks(context: Context, clock: FixedClock, courier: FakeCourier, moment: datetime) -> list[int]:
    """The minute after a moment; to whom messages went."""
    before = len(courier.brought)
    for step in (SEND, PLAN, PLAN + SEND):
        clock.moment = moment + step
        if step == PLAN:
            await plan_once(context)
        await send_due(context, courier)
    return [person for person, _ in courier.brought[before:]]


async def world(context: Context, clock: FixedClock, due: date = WEDNESDAY) -> tuple[District, int]:
    """One task of Anna's school; it is Friday morning, and everything of that day has been said."""
    clock.moment = FRIDAY - timedelta(hours=1)
    place = await district(context, 2)
    made = await task(context, await roadmap(context, place.municipality), place.schools[0], due)
    return place, made


def refusing(outcome: Outcome) -> FakeCourier:
    return FakeCourier(answer=lambda to, message: outcome)


async def deliveries(context: Context, *kinds: DeliveryKind) -> list[Delivery]:
    async with context.transaction() as session:
        query = select(Delivery).order_by(Delivery.id)
        return list(await session.scalars(query.where(Delivery.kind.in_(kinds)) if kinds else query))


@pytest.mark.parametrize("until", [Until.MORNING, Until.MONDAY])
async def test_what_was_put_off_to_the_morning_leaves_with_the_word_of_the_week(
    context: Context, clock: FixedClock, until: Until
) -> None:
    place, made = await world(context, clock)
    courier = FakeCourier()
    clock.moment = FRIDAY + timedelta(hours=4)
    await snooze(context, await actor(context, ANNA), made, until)
    assert await ticks(context, clock, courier, MONDAY) == [place.anna]
    assert await ticks(context, clock, courier, TUESDAY) == [place.anna], "tomorrow is the day: that is another word"
    assert await ticks(context, clock, courier, TUESDAY + timedelta(hours=1)) == []
    async with context.transaction() as session:
        stages = set(await session.scalars(select(Notice.stage).where(Notice.delivery_id == 1)))
    assert stages == {Stage.SNOOZED, Stage.WEEK}


async def test_a_digest_that_failed_on_friday_is_part_of_mondays(context: Context, clock: FixedClock) -> None:
    place, _ = await world(context, clock, date(2023, 9, 15))
    other = await task(context, await roadmap(context, place.municipality), place.schools[0], date(2023, 9, 11))
    broken = refusing(Retry("TelegramServerError"))
    for hours in range(11):
        await ticks(context, clock, broken, FRIDAY + timedelta(hours=hours))
    courier = FakeCourier()
    clock.moment = FRIDAY + timedelta(hours=20)
    await send_due(context, courier)
    assert await ticks(context, clock, courier, MONDAY) == [place.anna]
    await close(context, other)
    assert await ticks(context, clock, courier, TUESDAY) == [], "the word of the week was said on Monday"


async def test_a_launch_says_what_a_digest_of_the_day_would(context: Context, clock: FixedClock) -> None:
    """Launched on a Monday at ten: one message at once; the weekly word of the new rows does not follow on Tuesday."""
    place, _ = await world(context, clock, date(2023, 9, 12))
    courier = FakeCourier()
    assert await ticks(context, clock, courier, MONDAY) == [place.anna]
    clock.moment = MONDAY + timedelta(hours=2)
    new = await draft(context, place.municipality, plan("turochak"), place.admin)
    await launch_draft(context, new)
    async with context.transaction(write=True) as session:
        rows = select(Measure.id).where(Measure.roadmap_id == new)
        await session.execute(update(Task).where(Task.measure_id.in_(rows)).values(due=date(2023, 9, 15)))
    told = await ticks(context, clock, courier, clock.moment)
    assert sorted(told) == [place.admin, place.anna, place.boris], "one each"
    begun = {person for person, message in courier.brought[1:] if isinstance(message, Digest) and message.begun}
    assert begun == {place.anna, place.boris}
    assert await ticks(context, clock, courier, TUESDAY) == []


async def test_early_news_take_the_digest_of_the_own_hour_along(context: Context, clock: FixedClock) -> None:
    """Anna's hour is ten; at nine something leaves anyway, and what waits for ten goes with it."""
    place, made = await world(context, clock)
    clock.moment = FRIDAY + timedelta(hours=4)
    async with context.transaction(write=True) as session:
        await session.execute(update(Person).where(Person.id == place.anna).values(settings={"send_at": "10:00"}))
    await snooze(context, await actor(context, ANNA), made, Until.MONDAY)
    clock.moment = MONDAY + timedelta(hours=1)
    await launched(context, place, plan("turochak"))
    foretold = next(one for one in (await rehearse(context, 1)).going if one.person_id == place.anna)
    assert (foretold.kind, foretold.at) == (DeliveryKind.LAUNCH, clock.moment)
    assert set(foretold.why) >= {"launched", "snoozed", "week"}
    courier = FakeCourier()
    assert place.anna in await ticks(context, clock, courier, clock.moment)
    assert await ticks(context, clock, courier, MONDAY + timedelta(hours=2)) == []


async def test_what_a_cancelled_launch_had_taken_in_is_said(context: Context, clock: FixedClock) -> None:
    """The plan is closed between the merger and the sending: the other reasons still hold."""
    place, _ = await world(context, clock, date(2023, 9, 12))
    clock.moment = MONDAY - timedelta(hours=14)
    new = await draft(context, place.municipality, plan("turochak"), place.admin)
    await launch_draft(context, new)
    clock.moment = MONDAY
    await plan_once(context)
    await send_due(context, refusing(Retry("TelegramServerError")))
    async with context.transaction(write=True) as session:
        await session.execute(update(Roadmap).where(Roadmap.id == new).values(state=RoadmapState.CLOSED))
    courier = FakeCourier()
    assert place.anna in await ticks(context, clock, courier, MONDAY + timedelta(minutes=5))
    message = dict(courier.brought)[place.anna]
    assert isinstance(message, Digest)
    assert (message.begun, len(message.due_tomorrow)) == ((), 1)


async def test_a_launch_carries_the_warning_that_a_row_will_be_reported(context: Context, clock: FixedClock) -> None:
    place, _ = await world(context, clock, date(2023, 9, 7))
    async with context.transaction(write=True) as session:
        await session.execute(update(Roadmap).values(policy={"escalate_after": 2}))
    clock.moment = MONDAY - timedelta(hours=14)
    await launched(context, place, plan("turochak"))
    courier = FakeCourier()
    await ticks(context, clock, courier, MONDAY)
    message = dict(courier.brought)[place.anna]
    assert isinstance(message, Digest)
    assert (len(message.begun), len(message.warnings)) == (1, 1)
    await ticks(context, clock, courier, TUESDAY)
    heard = dict(courier.brought)[place.admin]
    assert isinstance(heard, Digest)
    assert len(heard.escalated) == 1


async def test_what_nobody_was_told_is_told_once_it_holds_again(context: Context, clock: FixedClock) -> None:
    """Marked just before the digest leaves, and the mark is taken back: the word of the week was never said."""
    place, made = await world(context, clock)
    clock.moment = MONDAY
    await plan_once(context)
    await close(context, made)
    courier = FakeCourier()
    assert await ticks(context, clock, courier, MONDAY) == []
    async with context.transaction(write=True) as session:
        await session.execute(update(Task).where(Task.id == made).values(state=TaskState.OPEN))
    assert await ticks(context, clock, courier, MONDAY + timedelta(hours=1)) == [place.anna]


async def test_a_change_beside_a_digest_that_has_left_is_told(context: Context, clock: FixedClock) -> None:
    """The slot of the next digest may be taken by one that has left early: the news get a message of their own."""
    place, made = await world(context, clock)
    courier = FakeCourier()
    await ticks(context, clock, courier, MONDAY)
    clock.moment = MONDAY - timedelta(hours=1)
    async with context.transaction(write=True) as session:
        await tell(session, context, place.admin, [Change(made, place.schools[0], Stage.MOVED)])
    assert await ticks(context, clock, courier, MONDAY + timedelta(hours=1)) == [place.anna]
    message = courier.brought[-1][1]
    assert isinstance(message, Digest)
    assert [line.task_id for line in message.moved] == [made]


async def test_a_reminder_of_an_hour_later_does_not_wait_for_the_next_minute(
    context: Context, clock: FixedClock
) -> None:
    """The sender lets it be planned by itself."""
    place, made = await world(context, clock)
    clock.moment = MONDAY + timedelta(hours=3)
    await plan_once(context)
    await send_due(context, FakeCourier())
    await snooze(context, await actor(context, ANNA), made, Until.HOUR)
    courier = FakeCourier()
    clock.moment += timedelta(hours=1)
    assert (await send_due(context, courier)).sent == 1
    assert courier.people() == [place.anna]


async def test_who_comes_back_hears_of_wishes_changes_and_launches(context: Context, clock: FixedClock) -> None:
    place, made = await world(context, clock, date(2023, 9, 20))
    clock.moment = FRIDAY + timedelta(hours=4)
    await snooze(context, await actor(context, ANNA), made, Until.MONDAY)
    async with context.transaction(write=True) as session:
        await tell(session, context, place.admin, [Change(made, place.schools[0], Stage.MOVED)])
    await nudge(context, await actor(context, ADMIN), place.municipality)
    new = await draft(context, place.municipality, plan("turochak"), place.admin)
    await launch_draft(context, new)
    await ticks(context, clock, refusing(Unreachable("blocked")), MONDAY)
    clock.moment = MONDAY + timedelta(days=2, hours=4)
    assert await reachable_again(context, place.anna)
    courier = FakeCourier()
    await send_due(context, courier)
    ((person, message),) = [one for one in courier.brought if one[0] == place.anna]
    assert isinstance(message, Digest)
    assert person == place.anna
    assert ([line.task_id for line in message.moved], len(message.begun)) == ([made], 1)
    async with context.transaction() as session:
        stages = set(await session.scalars(select(Notice.stage).where(Notice.person_id == place.anna)))
    assert Stage.SNOOZED in stages
    assert {one.state for one in await deliveries(context) if one.person_id == place.anna} == {
        DeliveryState.SENT,
        DeliveryState.CANCELLED,
    }


async def test_who_comes_back_gets_what_asks_for_an_answer(context: Context, clock: FixedClock) -> None:
    """A task given and an announcement leave again; not who has joined, nor an announcement of last month."""
    place, made = await world(context, clock)
    admin, blocked = await actor(context, ADMIN), refusing(Unreachable("blocked"))
    clock.moment = FRIDAY - timedelta(days=40) + timedelta(hours=3)
    await announce(context, admin, Cause("42:1"), Draft(place.municipality, Audience((Role.NAVIGATOR,)), "Старое"))
    clock.moment = FRIDAY + timedelta(hours=3)
    await announce(context, admin, Cause("42:2"), Draft(place.municipality, Audience((Role.NAVIGATOR,)), "Новое"))
    await assign(context, await actor(context, ANNA), Cause("42:3"), made, place.vera)
    async with context.transaction(write=True) as session:
        key = ("membership", 1, Stage.JOINED, FRIDAY.date(), DeliveryKind.JOINED, "1", clock.moment)
        await notify(session, context, place.vera, *key, {"membership": 1})
    await send_due(context, blocked)
    clock.moment += timedelta(days=3)
    assert await reachable_again(context, place.vera)
    courier = FakeCourier()
    await send_due(context, courier)
    told = [message for person, message in courier.brought if person == place.vera]
    assert {type(message) for message in told} - {Digest} == {AnnouncementPush, GivenPush}
    assert [message.text for message in told if isinstance(message, AnnouncementPush)] == ["Новое"]
