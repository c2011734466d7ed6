"""A rehearsal beside what then went out: a whole month, several people, and everything that shifts a word."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.domain.shifts import Shift
from bot.domain.snoozes import Until
from bot.domain.special_days import DayKind, SpecialDays
from bot.usecases import special_day_changes
from bot.usecases.context import Context
from bot.usecases.escalations import set_step
from bot.usecases.rehearsals import Going, rehearse
from bot.usecases.sending import Fate
from bot.usecases.snoozes import snooze
from bot.usecases.tick import plan_once, send_due
from db.models import Absence, Assignment, Person
from tests.conftest import MONDAY
from tests.lesson_world import add_class, ensure
from tests.post import FakeCourier, roadmap, task
from tests.sample import ADMIN, ANNA, BORIS, District, actor, district, launched, plan

START = datetime(2023, 10, 18, 9, tzinfo=UTC)
"""A Wednesday at noon: ahead lie the autumn vacation, the fourth of November and its Monday off."""
DAYS = 30
DUES = (
    *(date(2023, 10, 17), date(2023, 10, 22), date(2023, 10, 27), date(2023, 11, 3)),
    *(date(2023, 11, 6), date(2023, 11, 8), date(2023, 11, 12), date(2023, 11, 16)),
)
TICKS = (timedelta(seconds=2), timedelta(seconds=37), timedelta(seconds=42))
PLANS = TICKS[1]
"""The sender ticks every few seconds, the planner once a minute at a second of its own: some sends come first."""
Word = tuple[datetime, int, DeliveryKind]


async def world(context: Context) -> District:
    """Two schools with lessons, a plan with escalation, an absence, a day off of one school, a reminder put off."""
    place = await district(context, schools=3)
    own = await roadmap(context, place.municipality)
    made = [await task(context, own, place.schools[n % 2], due, f"Пункт {n}") for n, due in enumerate(DUES)]
    await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    await add_class(context, place.schools[0], "7Б", None, "18:30")
    await add_class(context, place.schools[1], "8В", place.boris)
    await ensure(context, START.date())
    admin, anna, boris = await actor(context, ADMIN), await actor(context, ANNA), await actor(context, BORIS)
    await set_step(context, admin, own, "both", 2)
    off = [SpecialDays(DayKind.OFF, date(2023, 11, 9), date(2023, 11, 10))]
    await special_day_changes.write(context, admin, place.schools[0], 2023, off)
    async with context.transaction(write=True) as session:
        tapped = update(Person).where(Person.id.in_([place.anna, place.vera])).values(last_tap_at=START)
        await session.execute(tapped)
        zone = update(Person).where(Person.id == place.boris)
        await session.execute(zone.values(zone="Asia/Omsk", settings={"send_at": "10:30"}))
        session.add(Assignment(task_id=made[4], person_id=place.vera, at=START))
        away = {"person_id": place.anna, "opens": date(2023, 10, 25), "until": date(2023, 10, 30)}
        session.add(Absence(**away, substitute_id=place.vera, created_at=START))
        alone = {"person_id": place.boris, "opens": date(2023, 11, 14), "until": date(2023, 11, 15)}
        session.add(Absence(**alone, created_at=START))
    await snooze(context, anna, made[2], Until.MONDAY)
    await snooze(context, anna, made[0], Until.HOUR)
    await snooze(context, boris, made[1], Until.MORNING)
    return place


def moments(expected: Iterable[Going]) -> list[datetime]:
    """When the process is awake: at every foretold moment, and twice a day whatever was foretold."""
    midnight = START.replace(hour=0)
    grid = {midnight + timedelta(days=day, hours=hour) for day in range(DAYS + 1) for hour in (6, 13)}
    return sorted(
        one for one in grid | {going.at for going in expected} if START <= one <= START + timedelta(days=DAYS)
    )


async def test_a_month_goes_out_as_it_was_rehearsed(sqlite_context: Context, clock: FixedClock) -> None:
    context = replace(sqlite_context, default_zone="Europe/Moscow")
    clock.moment = START
    place = await world(context)
    await launched(context, place, plan("turochak"))
    found = await rehearse(context, DAYS)
    expected: list[Word] = sorted((one.at, one.person_id, one.kind) for one in found.going)
    sent: list[Word] = []
    for moment in moments(found.going):
        for step in TICKS:
            clock.moment = moment + step
            if step == PLANS:
                await plan_once(context)
            done = await send_due(context, FakeCourier())
            sent += [(moment, one.person_id, one.kind) for one in done.handled if one.fate is Fate.SENT]
    assert sorted(sent) == expected
    assert {person for _, person, _ in expected} == {place.anna, place.boris, place.vera, place.admin}
    assert {kind for _, _, kind in expected} >= {
        DeliveryKind.DIGEST, DeliveryKind.LAUNCH,
        DeliveryKind.LESSON_SLOT, DeliveryKind.LESSON_QUESTION, DeliveryKind.LESSON_SUMMARY
    }  # fmt: skip
    assert {stage for one in found.going for stage in one.why} >= {
        "before", "week", "overdue", "overdue_weekly", "warned", "escalated", "snoozed", "slot", "question", "summary"
    }  # fmt: skip
    assert len(expected) > 50


async def test_it_says_what_shifted_a_word_and_why(sqlite_context: Context, clock: FixedClock) -> None:
    clock.moment = START
    place = await world(sqlite_context)
    found = (await rehearse(sqlite_context, DAYS)).going
    shifts = {shift for one in found for shift in one.shifts}
    assert shifts >= {Shift.WEEKEND, Shift.DAY_OFF, Shift.WEEKLY, Shift.QUIET}
    monday = [one for one in found if one.person_id == place.boris and date(2023, 11, 6) in one.moved_from]
    assert monday, "the sixth of November is a day off: its weekly word comes on another day"
    assert all(Shift.DAY_OFF in one.shifts for one in monday)
    late = [one for one in found if one.kind is DeliveryKind.LESSON_QUESTION and Shift.QUIET in one.shifts]
    assert late, "a lesson that ends after seven in the evening is asked about next morning"
    assert all(time(5) <= one.at.time() <= time(6) for one in late)


async def test_nobody_is_disturbed_in_a_rehearsed_month(sqlite_context: Context, clock: FixedClock) -> None:
    clock.moment = START
    place = await world(sqlite_context)
    for one in (await rehearse(sqlite_context, DAYS)).going:
        day = one.at.date()
        if one.person_id == place.anna:
            assert not date(2023, 10, 25) <= day <= date(2023, 10, 30)
            assert day not in (date(2023, 11, 9), date(2023, 11, 10))
        if one.person_id == place.boris:
            assert day not in (date(2023, 11, 14), date(2023, 11, 15))
        assert day.weekday() < 5
        assert day != date(2023, 11, 6)


@pytest.mark.parametrize("days", [1, 30])
async def test_only_people_of_the_asked_places_are_rehearsed(
    sqlite_context: Context, clock: FixedClock, days: int
) -> None:
    clock.moment = START
    place = await world(sqlite_context)
    whole = (await rehearse(sqlite_context, days)).going
    some = (await rehearse(sqlite_context, days, [place.schools[0]])).going
    assert {one.person_id for one in some} <= {place.anna, place.vera}
    assert list(some) == [one for one in whole if one.person_id in {place.anna, place.vera}]


async def test_news_of_a_launch_takes_the_digest_in(sqlite_context: Context, clock: FixedClock) -> None:
    place = await district(sqlite_context, schools=2)
    await launched(sqlite_context, place)
    found = await rehearse(sqlite_context, 1)
    clock.moment = MONDAY + timedelta(minutes=10)
    await plan_once(sqlite_context)
    done = await send_due(sqlite_context, FakeCourier())
    sent = sorted((one.person_id, one.kind) for one in done.handled if one.fate is Fate.SENT)
    assert sorted((one.person_id, one.kind) for one in found.going if one.at <= clock.moment) == sent
    assert {kind for person, kind in sent if person == place.anna} == {DeliveryKind.LAUNCH}
