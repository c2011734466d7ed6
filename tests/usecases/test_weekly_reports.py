"""When a weekly report is due: by the person's clock, of each chosen organisation, and late rather than never."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.domain.clock import FixedClock
from bot.domain.people import OrganisationKind, Role
from bot.domain.zones import MAIN_ZONES
from bot.usecases.context import Context
from bot.usecases.sending import Fate
from bot.usecases.tick import plan_once, send_due
from bot.usecases.weekly_pushes import WeeklyReport
from bot.usecases.weekly_reports import REPORT_ON, choose_day, chosen_day
from db.models import Absence, Membership, Organisation, Person
from tests import sample, sample_tasks
from tests.lesson_world import at
from tests.post import FakeCourier

TUESDAY, THURSDAY = date(2023, 9, 5), date(2023, 9, 7)


async def begin(context: Context, clock: FixedClock, zone: str = "Europe/Moscow") -> sample.District:
    """On Tuesday the administrator asks for a report on Thursdays."""
    world = await sample.district(context, schools=2)
    async with context.transaction(write=True) as session:
        await session.execute(update(Organisation).values(zone=zone))
    await sample_tasks.plan(context, world.municipality, world.schools)
    clock.moment = at(TUESDAY, 12, zone=zone)
    await choose_day(context, await sample.actor(context, sample.ADMIN), world.municipality, 3)
    return world


async def reports(
    context: Context, clock: FixedClock, *moments: tuple[date, int], zone: str = "Europe/Moscow"
) -> list[tuple[str, int]]:
    """Local moment and organisation of each report that left."""
    courier, found = FakeCourier(), []
    for day, hour in moments:
        clock.moment = at(day, hour, 1, zone)
        await plan_once(context)
        before = len(courier.brought)
        done = await send_due(context, courier)
        assert all(one.fate is not Fate.LOST for one in done.handled)
        for _, message in courier.brought[before:]:
            if isinstance(message, WeeklyReport):
                local = clock.moment.astimezone(ZoneInfo(zone))
                found.append((f"{local:%d %H}", message.status.organisation_id))
    return found


def hourly(first: date, days: int) -> list[tuple[date, int]]:
    return [(first + timedelta(days=n), hour) for n in range(days) for hour in (0, 7, 8, 9, 17, 18, 20)]


@pytest.mark.parametrize("zone", MAIN_ZONES)
async def test_it_comes_at_eight_of_the_place(sqlite_context: Context, clock: FixedClock, zone: str) -> None:
    world = await begin(sqlite_context, clock, zone)
    found = await reports(sqlite_context, clock, *hourly(TUESDAY, 5), zone=zone)
    assert found == [("07 08", world.municipality)]


@pytest.mark.parametrize(
    ("up", "hour", "expected"), [(8, 10, "08 10"), (9, 12, "11 09"), (11, 9, "11 09"), (13, 9, "13 09")]
)
async def test_after_downtime_it_comes_late(
    context: Context, clock: FixedClock, up: int, hour: int, expected: str
) -> None:
    world = await begin(context, clock)
    later = [(date(2023, 9, up), hour), (date(2023, 9, 11), 9), (date(2023, 9, 13), 9)]
    found = await reports(context, clock, *(moment for moment in later if moment[0].day >= up))
    assert found == [(expected, world.municipality)]


async def test_three_weeks_away_or_down_are_one_report(context: Context, clock: FixedClock) -> None:
    world = await begin(context, clock)
    async with context.transaction(write=True) as session:
        away = {"opens": THURSDAY, "until": date(2023, 9, 24), "created_at": clock.moment}
        session.add(Absence(person_id=world.admin, **away))
    found = await reports(context, clock, *hourly(THURSDAY, 19))
    assert found == [("25 08", world.municipality)]


async def test_a_day_that_has_passed_when_it_is_chosen_is_next_weeks(context: Context, clock: FixedClock) -> None:
    world = await begin(context, clock)
    await choose_day(context, await sample.actor(context, sample.ADMIN), world.municipality, 0)
    assert await reports(context, clock, *hourly(TUESDAY, 6)) == []
    assert await reports(context, clock, (date(2023, 9, 11), 8)) == [("11 08", world.municipality)]


async def test_each_organisation_has_its_own_day(context: Context, clock: FixedClock) -> None:
    world = await begin(context, clock)
    async with context.transaction(write=True) as session:
        now = context.now()
        other = await sample.organisation(session, now, OrganisationKind.MUNICIPALITY, "Второй район", "Второй район")
        session.add(Membership(person_id=world.admin, organisation_id=other, role=Role.ADMIN, from_at=now))
    await sample_tasks.plan(context, other, (other,))
    admin = await sample.actor(context, sample.ADMIN)
    await choose_day(context, admin, other, 4)
    assert [await chosen_day(context, admin, place) for place in (world.municipality, other)] == [3, 4]
    assert await reports(context, clock, *hourly(TUESDAY, 5)) == [("07 08", world.municipality), ("08 08", other)]
    await choose_day(context, admin, other, None)
    assert [await chosen_day(context, admin, place) for place in (world.municipality, other)] == [3, None]


async def test_a_wish_of_an_older_bot_is_about_the_first_organisation(context: Context, clock: FixedClock) -> None:
    world = await begin(context, clock)
    async with context.transaction(write=True) as session:
        (await session.get_one(Person, world.admin)).settings = {REPORT_ON: 4}
    admin = await sample.actor(context, sample.ADMIN)
    assert await chosen_day(context, admin, world.municipality) == 4
    assert (await reports(context, clock, (date(2023, 9, 8), 8)))[-1:] == [("08 08", world.municipality)]
