"""«Напомнить отстающим»: one digest to each who hears of what is overdue, once a day, in no quiet hour."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.digests import Digest
from bot.domain.errors import AccessDenied
from bot.domain.people import Actor
from bot.usecases import status
from bot.usecases.context import Cause, Context
from bot.usecases.marks import When, mark_done
from bot.usecases.nudges import nudge
from bot.usecases.tick import send_due
from db.models import AuditEvent, Organisation, Task
from tests import post, sample, sample_tasks

MONDAY_NOON = timedelta(hours=5)
"""From the clock of the tests, Monday 4 September 7:50 in Moscow, to 12:50."""


@pytest.fixture
async def world(context: Context, clock: FixedClock) -> sample.District:
    """Four schools: 1 and 2 have people and are late, 3 is late and empty, 4 has nothing overdue."""
    clock.moment += MONDAY_NOON
    world = await sample.district(context, schools=4)
    plan = await post.roadmap(context, world.municipality)
    for school in world.schools[:3]:
        await post.task(context, plan, school, date(2023, 9, 1))
    await post.task(context, plan, world.schools[3], date(2023, 9, 29))
    return world


@pytest.fixture
async def admin(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ADMIN)


def nudged(courier: post.FakeCourier) -> list[int]:
    """The administrator hears of the empty school 3 by the digest of the day."""
    return sorted(person for person, message in courier.brought if isinstance(message, Digest) and message.nudged)


async def test_who_lags_gets_one_digest_and_the_rest_is_named_with_its_telephone(
    context: Context, world: sample.District, admin: Actor
) -> None:
    async with context.transaction(write=True) as session:
        (await session.get_one(Organisation, world.schools[2])).phone = "8 (34249) 3-12-45"
    done = await nudge(context, admin, world.municipality)
    assert (done.lagging, done.schools, done.again) == (3, 2, 0)
    assert done.deaf == (("Школа № 3", "8 (34249) 3-12-45"),)
    assert done.first == done.last == done.now
    courier = post.FakeCourier()
    await send_due(context, courier)
    assert nudged(courier) == [world.anna, world.boris]


async def test_a_second_tap_of_the_day_says_so_and_sends_nothing(
    context: Context, world: sample.District, admin: Actor, clock: FixedClock
) -> None:
    courier = post.FakeCourier()
    await nudge(context, admin, world.municipality)
    await send_due(context, courier)
    clock.moment += timedelta(hours=2)
    again = await nudge(context, admin, world.schools[0])
    assert (again.lagging, again.schools, again.again) == (1, 0, 1)
    await send_due(context, courier)
    assert nudged(courier) == [world.anna, world.boris]
    clock.moment += timedelta(days=1)
    assert (await nudge(context, admin, world.schools[0])).schools == 1
    async with context.transaction() as session:
        lines = list(await session.scalars(select(AuditEvent).where(AuditEvent.action == "nudged")))
    assert [(line.subject_id, line.detail["schools"]) for line in lines] == [
        (world.municipality, 2),
        (world.schools[0], 1),
    ]


async def test_in_the_evening_it_waits_for_the_morning(
    context: Context, world: sample.District, admin: Actor, clock: FixedClock
) -> None:
    clock.moment += timedelta(hours=9)
    done = await nudge(context, admin, world.municipality)
    assert done.first is not None
    assert f"{done.first:%d.%m %H:%M}" == "05.09 08:00"
    courier = post.FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    clock.moment += timedelta(hours=11)
    await send_due(context, courier)
    assert nudged(courier) == [world.anna, world.boris]


async def test_of_one_row_only_those_who_lag_with_it_hear(
    context: Context, world: sample.District, admin: Actor
) -> None:
    async with context.transaction() as session:
        measure = (await session.get_one(Task, 1)).measure_id
    done = await nudge(context, admin, world.municipality, 0, measure)
    assert (done.lagging, done.schools) == (1, 1)


async def test_of_a_row_above_others_those_hear_who_have_not_done_what_is_below(
    context: Context, world: sample.District, admin: Actor
) -> None:
    """The row itself is late and bears no mark; «Напомнить этим школам» below it must not end in «никто не отстаёт»."""
    rows = (
        sample_tasks.Row("3", "Мониторинг", date(2023, 9, 1)),
        sample_tasks.Row("3.1", "Первая половина", date(2023, 9, 20), below="3"),
        sample_tasks.Row("3.2", "Вторая половина", None, below="3"),
    )
    first, second, _, fourth = world.schools
    ids = await sample_tasks.plan(context, world.municipality, (first, second, fourth), rows)
    await mark_done(context, await sample.actor(context, sample.BORIS), Cause("42:1"), ids["3.1"] + 3, 1, When.TODAY)
    measure = (await sample_tasks.task(context, ids["3"])).measure_id
    shown = await status.one_row(context, admin, world.municipality, measure)
    assert shown.remindable
    assert shown.behind == ("Школа № 1", "Школа № 2", "Школа № 4")
    done = await nudge(context, admin, world.municipality, 0, measure)
    assert (done.lagging, done.schools) == (2, 1), "the second has nothing below that has a day, the fourth no people"
    courier = post.FakeCourier()
    await send_due(context, courier)
    assert nudged(courier) == [world.anna]


async def test_a_row_above_others_without_a_day_below_offers_no_reminder(
    context: Context, world: sample.District, admin: Actor
) -> None:
    rows = (
        sample_tasks.Row("3", "Мониторинг", date(2023, 9, 1)),
        sample_tasks.Row("3.1", "Половина", None, below="3"),
    )
    ids = await sample_tasks.plan(context, world.municipality, world.schools[:1], rows)
    measure = (await sample_tasks.task(context, ids["3"])).measure_id
    shown = await status.one_row(context, admin, world.municipality, measure)
    assert shown.behind
    assert not shown.remindable


async def test_nobody_reminds_a_foreign_district(context: Context, world: sample.District) -> None:
    for telegram in (sample.STRANGER, sample.ANNA, sample.VERA):
        with pytest.raises(AccessDenied):
            await nudge(context, await sample.actor(context, telegram), world.municipality)
