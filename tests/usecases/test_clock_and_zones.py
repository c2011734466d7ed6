"""Time misbehaves: the clock jumps, a school moves to another zone, the year ends; through the real ledger."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.domain.zones import MAIN_ZONES
from bot.usecases.context import Context
from bot.usecases.sending import Fate
from bot.usecases.tick import plan_once, send_due
from db.models import CalendarDay, Organisation, Person
from tests.lesson_world import add_class, at
from tests.post import FakeCourier, roadmap, task
from tests.sample import District, district, launched

Sent = list[tuple[datetime, int, DeliveryKind]]


async def awake(context: Context, clock: FixedClock, *moments: datetime) -> Sent:
    found: Sent = []
    for moment in moments:
        clock.moment = moment
        await plan_once(context)
        done = await send_due(context, FakeCourier())
        found += [(moment, one.person_id, one.kind) for one in done.handled if one.fate is Fate.SENT]
    return found


async def tapped(context: Context, moment: datetime) -> None:
    """Who has tapped lately hears of everything, not on Mondays only."""
    async with context.transaction(write=True) as session:
        await session.execute(update(Person).values(last_tap_at=moment))


def mornings(first: date, days: int, zone: str = "Europe/Moscow") -> list[datetime]:
    return [at(first + timedelta(days=day), 9, zone=zone) for day in range(days)]


async def test_a_clock_that_jumps_repeats_nothing_and_loses_nothing(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    plan = await roadmap(context, place.municipality)
    await task(context, plan, place.schools[0], date(2023, 9, 14))
    await task(context, plan, place.schools[0], date(2023, 9, 28))
    await tapped(context, at(date(2023, 9, 20), 9))
    first = await awake(context, clock, *mornings(date(2023, 9, 11), 3))
    assert [moment.date().day for moment, _, _ in first] == [11, 13]
    assert await awake(context, clock, *mornings(date(2023, 9, 11), 3)) == [], "three days back"
    assert await awake(context, clock, *mornings(date(2023, 8, 21), 3)) == [], "three weeks back"
    ahead = await awake(context, clock, *mornings(date(2023, 9, 27), 1))
    assert len(ahead) == 1, "two weeks ahead: one digest with all that still matters"
    back = await awake(context, clock, *mornings(date(2023, 9, 15), 12))
    assert [moment.date().day for moment, _, _ in back] == [18], "only the Monday that nobody had told"
    assert await awake(context, clock, *mornings(date(2023, 9, 27), 1)) == []


@pytest.mark.parametrize("zone", ["Asia/Kamchatka", "Europe/Kaliningrad"])
async def test_a_school_that_moves_to_another_zone_hears_once_a_day_at_its_hour(
    context: Context, clock: FixedClock, zone: str
) -> None:
    place = await district(context)
    await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    plan = await roadmap(context, place.municipality)
    await task(context, plan, place.schools[0], date(2023, 9, 14))
    hours = [datetime(2023, 9, 11, tzinfo=UTC) + timedelta(hours=n) for n in range(0, 24 * 4, 3)]
    before = await awake(context, clock, *hours[:12])
    async with context.transaction(write=True) as session:
        await session.execute(update(Organisation).where(Organisation.id == place.schools[0]).values(zone=zone))
    after = await awake(context, clock, *hours[12:])
    digests = [(moment, person) for moment, person, kind in before + after if kind is DeliveryKind.DIGEST]
    local = [moment.astimezone(ZoneInfo(zone)) for moment, person in digests if person == place.anna]
    assert [moment.date().day for moment in local if moment.date().day < 15] == [11, 13]
    assert 8 <= local[1].hour <= 11
    slots = [moment.astimezone(ZoneInfo(zone)) for moment, _, kind in after if kind is DeliveryKind.LESSON_SLOT]
    assert [(moment.date().day, 16 <= moment.hour < 19) for moment in slots] == [(13, True)]


async def test_nobody_is_disturbed_over_the_new_year(context: Context, clock: FixedClock) -> None:
    """31 December 2026 is a Thursday and a day off; the first working day of 2027 is the eleventh of January."""
    clock.moment = datetime(2026, 12, 20, 9, tzinfo=UTC)
    place = await district(context)
    await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    plan = await roadmap(context, place.municipality)
    for due in (date(2026, 12, 31), date(2027, 1, 5), date(2027, 1, 11)):
        await task(context, plan, place.schools[0], due)
    await tapped(context, at(date(2026, 12, 31), 9))
    sent = await awake(context, clock, *mornings(date(2026, 12, 28), 16))
    digests = [moment.date() for moment, person, kind in sent if kind is DeliveryKind.DIGEST and person == place.anna]
    assert digests == [date(2026, 12, 28), date(2026, 12, 30), date(2027, 1, 11), date(2027, 1, 12)]
    assert not [moment for moment, _, _ in sent if date(2026, 12, 31) <= moment.date() < date(2027, 1, 11)]


async def test_the_last_of_august_and_the_29th_of_february_are_told_on_their_eve(
    context: Context, clock: FixedClock
) -> None:
    place = await district(context)
    plan = await roadmap(context, place.municipality)
    for due in (date(2024, 2, 29), date(2026, 8, 31)):
        await task(context, plan, place.schools[0], due)
    for first, eve in ((date(2024, 2, 27), date(2024, 2, 28)), (date(2026, 8, 27), date(2026, 8, 28))):
        await tapped(context, at(first, 8))
        sent = await awake(context, clock, *mornings(first, 6))
        assert eve in [moment.date() for moment, person, _ in sent if person == place.anna]


@pytest.mark.parametrize(("zone", "hour"), [(zone, hour) for zone in MAIN_ZONES for hour in (8, 10)])
async def test_a_launch_on_a_tuesday_morning_pours_out_nothing_of_monday(
    sqlite_context: Context, clock: FixedClock, zone: str, hour: int
) -> None:
    """In the east Tuesday morning is still Monday in UTC: neither the week's word nor what is overdue goes out."""
    context, tuesday = sqlite_context, date(2023, 9, 12)
    place = await moved(context, zone)
    clock.moment = at(tuesday, hour, zone=zone)
    await tapped(context, clock.moment)
    plan = await roadmap(context, place.municipality)
    for due in (date(2023, 9, 15), date(2023, 8, 31)):
        await task(context, plan, place.schools[0], due)
    hours = [at(tuesday, later, 1, zone) for later in range(hour, 19)]
    assert [kind for _, person, kind in await awake(context, clock, *hours) if person == place.anna] == []
    thursday = await awake(context, clock, at(date(2023, 9, 14), 9, zone=zone))
    assert [kind for _, person, kind in thursday if person == place.anna] == [DeliveryKind.DIGEST]


async def test_a_school_closed_for_weeks_hears_before_it_closes(context: Context, clock: FixedClock) -> None:
    """The working day before 9 October is 15 September: the school is closed in between."""
    place = await moved(context, "Asia/Irkutsk")
    async with context.transaction(write=True) as session:
        for n in range(21):
            day = date(2023, 9, 16) + timedelta(days=n)
            session.add(CalendarDay(organisation_id=place.schools[0], day=day, kind="off"))
    plan = await roadmap(context, place.municipality)
    await task(context, plan, place.schools[0], date(2023, 10, 9))
    await task(context, plan, place.schools[1], date(2023, 10, 9))
    await tapped(context, at(date(2023, 9, 14), 9))
    sent = await awake(context, clock, *mornings(date(2023, 9, 14), 3, "Asia/Irkutsk"))
    told = [(moment.date().day, person) for moment, person, _ in sent]
    assert told == [(15, place.anna)], "the other school is open"


async def moved(context: Context, zone: str) -> District:
    """The district, with everything in it, somewhere in Russia."""
    place = await district(context)
    async with context.transaction(write=True) as session:
        await session.execute(update(Organisation).values(zone=zone))
    return place


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Vladivostok", "Asia/Kamchatka"])
async def test_a_real_launch_on_a_tuesday_morning_is_one_message(
    sqlite_context: Context, clock: FixedClock, zone: str
) -> None:
    context, tuesday = sqlite_context, date(2023, 9, 12)
    place = await moved(context, zone)
    clock.moment = at(tuesday, 9, 30, zone)
    await tapped(context, clock.moment)
    await launched(context, place)
    hours = [at(tuesday, hour, minute, zone) for hour in range(9, 19) for minute in (31, 32)]
    told = [kind for _, person, kind in await awake(context, clock, *hours) if person == place.anna]
    assert told == [DeliveryKind.LAUNCH]
