"""Reporting upward: off by default, announced a working day before, one digest each, stopped by any answer."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from bot.domain.clock import FixedClock
from bot.domain.digests import Digest
from bot.domain.people import Role
from bot.domain.zones import MAIN_ZONES
from bot.ui.screens.digest import digest
from bot.usecases import escalations
from bot.usecases.context import Cause, Context
from bot.usecases.extensions import ask_extension, decide
from bot.usecases.tick import plan_once, send_due
from db.models import Assignment, Identity, Organisation, Roadmap, Task
from tests.lesson_world import at
from tests.post import FakeCourier, close, roadmap, task
from tests.sample import ADMIN, ANNA, District, actor, district

DUE = date(2023, 9, 14)
"""A Thursday."""


async def begin(context: Context, after: int | None = 2) -> tuple[District, int]:
    place = await district(context)
    plan = await roadmap(context, place.municipality)
    if after is not None:
        async with context.transaction(write=True) as session:
            await session.execute(update(Roadmap).values(policy={"escalate_after": after}))
    return place, await task(context, plan, place.schools[0], DUE)


async def days(context: Context, clock: FixedClock, courier: FakeCourier, first: int, last: int) -> None:
    """Mornings of September 2023 at nine."""
    for day in range(first, last + 1):
        clock.moment = datetime(2023, 9, day, 6, tzinfo=UTC)
        await plan_once(context)
        await send_due(context, courier)


def reports(courier: FakeCourier, place: District) -> list[tuple[date, str]]:
    """Days on which somebody was warned («anna»), or heard of somebody else («admin»)."""
    names = {place.anna: "anna", place.admin: "admin", place.vera: "vera"}
    return [
        (digest.today, names[person])
        for person, digest in courier.brought
        if isinstance(digest, Digest) and (digest.warnings or digest.escalated)
    ]


async def test_nothing_is_reported_by_default(context: Context, clock: FixedClock) -> None:
    place, _ = await begin(context, None)
    courier = FakeCourier()
    await days(context, clock, courier, 13, 29)
    assert reports(courier, place) == []
    assert place.admin not in courier.people()


async def test_the_administrator_hears_a_working_day_after_the_warning(context: Context, clock: FixedClock) -> None:
    place, _ = await begin(context)
    courier = FakeCourier()
    await days(context, clock, courier, 13, 29)
    assert reports(courier, place) == [(date(2023, 9, 15), "anna"), (date(2023, 9, 18), "admin")]
    warned = next(d for p, d in courier.brought if p == place.anna and isinstance(d, Digest) and d.warnings)
    assert isinstance(warned, Digest)
    assert [(w.day, w.role) for w in warned.warnings] == [(date(2023, 9, 18), Role.ADMIN)]
    assert courier.people().count(place.admin) == 1, "once, not every Monday"


async def test_the_configuration_switches_it_on_and_a_plan_off(context: Context, clock: FixedClock) -> None:
    place, _ = await begin(context, 0)
    everywhere = replace(context, reminders=replace(context.reminders, escalate_after=2))
    courier = FakeCourier()
    await days(everywhere, clock, courier, 13, 20)
    assert reports(courier, place) == []
    async with context.transaction(write=True) as session:
        await session.execute(update(Roadmap).values(policy={}))
    await days(everywhere, clock, courier, 21, 26)
    assert [who for _, who in reports(courier, place)] == ["anna", "admin"]


async def test_the_two_steps_wait_for_their_own_time(context: Context, clock: FixedClock) -> None:
    place, given = await begin(context, None)
    admin = await actor(context, ADMIN)
    plan = (await escalations.set_step(context, admin, 1, "teacher", 1)).roadmap_id
    await escalations.set_step(context, admin, plan, "coordinator", 4)
    async with context.transaction(write=True) as session:
        session.add(Assignment(task_id=given, person_id=place.vera, at=clock.moment))
    courier = FakeCourier()
    await days(context, clock, courier, 13, 30)
    assert reports(courier, place) == [
        (date(2023, 9, 14), "vera"),
        (date(2023, 9, 15), "anna"),
        (date(2023, 9, 20), "anna"),
        (date(2023, 9, 21), "admin"),
    ]


async def test_the_warning_says_when_and_who(context: Context, clock: FixedClock) -> None:
    place, _ = await begin(context)
    courier = FakeCourier()
    await days(context, clock, courier, 13, 29)
    (warned,) = [d for p, d in courier.brought if p == place.anna and isinstance(d, Digest) and d.warnings]
    assert "Если ответа не будет до 18 сентября, пн, вопрос увидит управление" in digest(warned).text


async def test_what_is_reported_together_is_one_digest(context: Context, clock: FixedClock) -> None:
    place, _ = await begin(context)
    plan = await roadmap(context, place.municipality)
    async with context.transaction(write=True) as session:
        await session.execute(update(Roadmap).values(policy={"escalate_after": 2}))
    for n in range(4):
        await task(context, plan, place.schools[n % 2], DUE, f"Пункт {n}")
    courier = FakeCourier()
    await days(context, clock, courier, 13, 19)
    heard = [d for p, d in courier.brought if p == place.admin]
    assert [len(d.escalated) for d in heard if isinstance(d, Digest)] == [5]


@pytest.mark.parametrize("answer", ["mark", "extension", "wish"])
async def test_any_answer_stops_it(context: Context, clock: FixedClock, answer: str) -> None:
    place, late = await begin(context)
    courier = FakeCourier()
    await days(context, clock, courier, 13, 15)
    if answer == "mark":
        await close(context, late)
    elif answer == "wish":
        wish = Cause("1:1")
        await ask_extension(context, await actor(context, ANNA), wish, late, date(2023, 10, 30), "ждём")
    else:
        async with context.transaction(write=True) as session:
            await session.execute(update(Task).values(extended_due=date(2023, 10, 30)))
    await days(context, clock, courier, 18, 29)
    assert reports(courier, place) == [(date(2023, 9, 15), "anna")]


async def test_a_wish_between_planning_and_sending_stops_the_report_too(context: Context, clock: FixedClock) -> None:
    place, late = await begin(context)
    courier = FakeCourier()
    await days(context, clock, courier, 13, 15)
    clock.moment = datetime(2023, 9, 18, 6, tzinfo=UTC)
    await plan_once(context)
    await ask_extension(context, await actor(context, ANNA), Cause("1:1"), late, date(2023, 10, 30), "ждём")
    await send_due(context, courier)
    assert reports(courier, place) == [(date(2023, 9, 15), "anna")]


async def test_a_wish_that_was_declined_lets_the_report_follow(context: Context, clock: FixedClock) -> None:
    place, late = await begin(context)
    courier = FakeCourier()
    await days(context, clock, courier, 13, 15)
    await ask_extension(context, await actor(context, ANNA), Cause("1:1"), late, date(2023, 10, 30), "ждём")
    await days(context, clock, courier, 18, 19)
    await decide(context, await actor(context, ADMIN), 1, grant=False)
    await days(context, clock, courier, 20, 21)
    assert reports(courier, place) == [(date(2023, 9, 15), "anna"), (date(2023, 9, 20), "admin")]


@pytest.mark.parametrize("zone", MAIN_ZONES)
async def test_a_late_warning_gives_a_working_day_by_the_clock_of_the_warned(
    sqlite_context: Context, clock: FixedClock, zone: str
) -> None:
    """Tuesday 08:05 in Kamchatka is Monday in Moscow: the administration hears on Wednesday all the same."""
    context, courier = sqlite_context, FakeCourier()
    place, _ = await begin(context)
    async with context.transaction(write=True) as session:
        await session.execute(update(Organisation).values(zone=zone))
    for day in (19, 20):
        for hour in range(8, 19):
            clock.moment = at(date(2023, 9, day), hour, 5, zone)
            await plan_once(context)
            await send_due(context, courier)
    assert reports(courier, place) == [(date(2023, 9, 19), "anna"), (date(2023, 9, 20), "admin")]
    (warned,) = [d for p, d in courier.brought if p == place.anna and isinstance(d, Digest) and d.warnings]
    assert [w.day for w in warned.warnings] == [date(2023, 9, 20)]


async def test_nobody_is_reported_who_was_not_warned(context: Context, clock: FixedClock) -> None:
    """Anna has blocked the bot: the warning never came, so there is no report; the list of the unreached shows her."""
    place, _ = await begin(context)
    async with context.transaction(write=True) as session:
        lost = update(Identity).where(Identity.person_id == place.anna)
        await session.execute(lost.values(unreachable_since=clock.moment, unreachable_reason="blocked"))
    courier = FakeCourier()
    await days(context, clock, courier, 13, 29)
    assert courier.brought == []


async def test_a_late_warning_moves_the_report(context: Context, clock: FixedClock) -> None:
    place, _ = await begin(context)
    courier = FakeCourier()
    await days(context, clock, courier, 20, 22)
    assert reports(courier, place) == [(date(2023, 9, 20), "anna"), (date(2023, 9, 21), "admin")]


async def test_the_ladder_goes_from_the_teacher_to_the_coordinator_first(context: Context, clock: FixedClock) -> None:
    place, given = await begin(context, 3)
    async with context.transaction(write=True) as session:
        session.add(Assignment(task_id=given, person_id=place.vera, at=clock.moment))
    courier = FakeCourier()
    await days(context, clock, courier, 13, 30)
    assert reports(courier, place) == [
        (date(2023, 9, 18), "vera"),
        (date(2023, 9, 19), "anna"),
        (date(2023, 9, 21), "anna"),
        (date(2023, 9, 22), "admin"),
    ]
