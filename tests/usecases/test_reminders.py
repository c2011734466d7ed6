"""From rows to digests: what is planned once, for whom, and what the rehearsal says about it."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import select, update

from bot.domain.clock import FixedClock
from bot.domain.deadline import Pace
from bot.domain.deliveries import DeliveryKind, DeliveryState, Stage
from bot.domain.digests import Digest
from bot.domain.roadmaps import RoadmapState
from bot.ui.screens.digest import digest as digest_screen
from bot.usecases.context import Context
from bot.usecases.reminders import read_state
from bot.usecases.tick import plan_once, rehearse, send_due
from db.models import Absence, Assignment, CalendarDay, Entry, Identity, Measure, Membership, Notice, Person, Task
from tests.domain.test_reminders_year import tambov_school
from tests.post import FakeCourier, close, ledger, roadmap, task
from tests.sample import District, district, launched

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)
"""Wednesday 13 September 2023, 08:00 in Moscow."""
DUE = date(2023, 9, 14)


async def world(context: Context) -> tuple[District, int]:
    place = await district(context)
    return place, await roadmap(context, place.municipality)


async def test_a_digest_is_planned_once_and_sent_once(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    await task(context, plan, place.schools[0], DUE)
    clock.moment = EVE
    courier = FakeCourier()
    for _ in range(3):
        await plan_once(context)
        await send_due(context, courier)
    ((person, digest),) = courier.brought
    assert person == place.anna
    assert isinstance(digest, Digest)
    assert [line.short_name for line in digest.due_tomorrow] == ["План профориентационной работы"]
    (delivery,) = await ledger(context)
    assert (delivery.slot, delivery.state, delivery.sent_at) == ("2023-09-13", DeliveryState.SENT, EVE)


async def test_the_text_lists_everything_open_for_the_person(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    await task(context, plan, place.schools[0], DUE, "Завтрашнее")
    await task(context, plan, place.schools[0], date(2023, 9, 1), "Давнее")
    await task(context, plan, place.schools[0], date(2023, 9, 25), "Будущее")
    await task(context, plan, place.schools[1], DUE, "Чужое")
    clock.moment = EVE
    courier = FakeCourier()
    await plan_once(context)
    await send_due(context, courier)
    (digest,) = [message for person, message in courier.brought if person == place.anna]
    assert isinstance(digest, Digest)
    assert [line.short_name for line in (*digest.due_tomorrow, *digest.overdue, *digest.ahead)] == [
        "Завтрашнее",
        "Давнее",
        "Будущее",
    ]


async def test_what_is_marked_before_the_digest_leaves_is_not_asked_for(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    done = await task(context, plan, place.schools[0], DUE)
    clock.moment = EVE
    await plan_once(context)
    await close(context, done)
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    (delivery,) = await ledger(context)
    assert (delivery.state, delivery.error) == (DeliveryState.CANCELLED, "nothing-left")


async def test_an_extension_before_the_digest_leaves_takes_its_word_back(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    moved = await task(context, plan, place.schools[0], DUE)
    clock.moment = EVE
    await plan_once(context)
    async with context.transaction(write=True) as session:
        await session.execute(update(Task).where(Task.id == moved).values(extended_due=date(2023, 10, 30)))
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    clock.moment = datetime(2023, 10, 27, 5, tzinfo=UTC)
    async with context.transaction(write=True) as session:
        await session.execute(update(Person).values(last_tap_at=clock.moment))
    await plan_once(context)
    await send_due(context, courier)
    assert courier.people() == [place.anna]


async def test_a_removed_person_gets_nothing_that_was_planned(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    await task(context, plan, place.schools[0], DUE)
    clock.moment = EVE
    await plan_once(context)
    async with context.transaction(write=True) as session:
        gone = update(Membership).where(Membership.person_id == place.anna)
        await session.execute(gone.values(until_at=EVE))
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    assert [d.error for d in await ledger(context)] == ["no-rights"]
    await plan_once(context)
    await send_due(context, courier)
    assert courier.people() == [place.admin], "the school has no coordinator now"


async def test_nothing_is_said_about_drafts_and_closed_plans(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    for state in (RoadmapState.DRAFT, RoadmapState.CLOSED):
        await task(context, await roadmap(context, place.municipality, state), place.schools[0], DUE)
    clock.moment = EVE
    assert (await plan_once(context)).digests == 0


async def test_an_assigned_teacher_hears_instead_of_the_coordinator(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    given = await task(context, plan, place.schools[0], DUE)
    async with context.transaction(write=True) as session:
        session.add(Assignment(task_id=given, person_id=place.vera, at=context.now()))
    clock.moment = EVE
    courier = FakeCourier()
    await plan_once(context)
    await send_due(context, courier)
    assert courier.people() == [place.vera]


async def test_an_absence_routes_to_the_substitute(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    await task(context, plan, place.schools[0], DUE)
    async with context.transaction(write=True) as session:
        session.add(
            Absence(
                person_id=place.anna,
                opens=date(2023, 9, 11),
                until=date(2023, 9, 17),
                substitute_id=place.vera,
                created_at=context.now(),
            )
        )
    clock.moment = EVE
    courier = FakeCourier()
    await plan_once(context)
    await send_due(context, courier)
    ((person, digest),) = courier.brought
    assert person == place.vera
    assert isinstance(digest, Digest)
    assert len(digest.due_tomorrow) == 1


async def test_a_day_off_of_one_school_moves_only_its_word(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    for school in place.schools[:2]:
        await task(context, plan, school, DUE)
    async with context.transaction(write=True) as session:
        session.add(CalendarDay(organisation_id=place.schools[0], day=EVE.date(), kind="off"))
    clock.moment = EVE - timedelta(days=1)
    await plan_once(context)
    assert {(d.person_id, d.slot) for d in await ledger(context)} == {
        (place.anna, "2023-09-12"),
        (place.boris, "2023-09-12"),
    }
    async with context.transaction() as session:
        rows = await session.execute(select(Notice.person_id, Notice.stage).order_by(Notice.person_id, Notice.id))
        assert {tuple(row) for row in rows} == {
            (place.anna, Stage.WEEK),
            (place.anna, Stage.BEFORE),
            (place.boris, Stage.WEEK),
        }


async def test_downtime_of_two_weeks_is_one_digest_each(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    for day in range(1, 29):
        await task(context, plan, place.schools[0], date(2023, 9, day), f"Пункт {day}")
    clock.moment = datetime(2023, 9, 20, 9, 17, tzinfo=UTC)
    courier = FakeCourier()
    for _ in range(2):
        await plan_once(context)
        await send_due(context, courier)
    assert courier.people() == [place.anna]


async def test_two_planners_at_once_write_everything_once(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    for school in place.schools:
        await task(context, plan, school, DUE)
    clock.moment = EVE
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(plan_once(context))
    deliveries = await ledger(context)
    assert len(deliveries) == len({d.person_id for d in deliveries}) == 3
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.people() == sorted([place.anna, place.boris, place.admin])


async def test_a_parent_row_says_nothing_itself(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    upper = await task(context, plan, place.schools[0], DUE, "Верхний")
    lower = await task(context, plan, place.schools[0], DUE, "Нижний")
    async with context.transaction(write=True) as session:
        parent = await session.get_one(Task, upper)
        child = await session.get_one(Task, lower)
        await session.execute(update(Measure).where(Measure.id == child.measure_id).values(parent_id=parent.measure_id))
    clock.moment = EVE
    courier = FakeCourier()
    await plan_once(context)
    await send_due(context, courier)
    ((_, digest),) = courier.brought
    assert isinstance(digest, Digest)
    assert [line.short_name for line in digest.due_tomorrow] == ["Нижний"]


async def test_a_row_of_the_whole_year_is_asked_about_in_its_last_week(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    year = {"pace": Pace.ALL_YEAR, "opens": date(2023, 9, 1)}
    await task(context, plan, place.schools[0], date(2024, 5, 31), "Весь год", **year)  # type: ignore[arg-type]
    async with context.transaction(write=True) as session:
        await session.execute(update(Person).values(last_tap_at=datetime(2024, 5, 20, tzinfo=UTC)))
    courier = FakeCourier()
    for day in range(40):
        clock.moment = datetime(2024, 4, 29, 5, tzinfo=UTC) + timedelta(days=day)
        await plan_once(context)
        await send_due(context, courier)
    ((person, digest),) = courier.brought
    assert person == place.anna
    assert isinstance(digest, Digest)
    assert digest.today == date(2024, 5, 27)
    assert [line.short_name for line in digest.closing] == ["Весь год"]


async def test_the_rehearsal_is_what_then_goes_out(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    for n, due in enumerate([date(2023, 9, 10), date(2023, 9, 14), date(2023, 9, 25), date(2023, 10, 2)]):
        await task(context, plan, place.schools[n % 2], due, f"Пункт {n}")
    async with context.transaction(write=True) as session:
        await session.execute(update(Person).where(Person.id == place.boris).values(zone="Asia/Omsk"))
    start = context.now()
    said = await rehearse(context, 29)
    expected = [(one.person_id, one.at) for one in said.going if one.kind is DeliveryKind.DIGEST]
    courier = FakeCourier()
    found = []
    for day, hour in product(range(29), (2, 5, 12)):
        clock.moment = start.replace(hour=hour, minute=0) + timedelta(days=day)
        await plan_once(context)
        done = await send_due(context, courier)
        found += [(one.person_id, clock.moment) for one in done.handled]
    assert len(expected) > 10
    assert found == expected
    assert said.floods == ()


@pytest.mark.parametrize("lost", ["unreachable_since", None])
async def test_the_unreachable_are_left_alone(context: Context, clock: FixedClock, lost: str | None) -> None:
    place, plan = await world(context)
    await task(context, plan, place.schools[0], DUE)
    values = {lost: context.now()} if lost else {"reachable_since": None}
    async with context.transaction(write=True) as session:
        await session.execute(update(Identity).where(Identity.person_id == place.anna).values(**values))
    clock.moment = EVE
    assert (await plan_once(context)).digests == 0


async def test_the_own_hour_of_a_person_is_kept(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    await task(context, plan, place.schools[0], DUE)
    async with context.transaction(write=True) as session:
        await session.execute(update(Person).where(Person.id == place.anna).values(settings={"send_at": "10:30"}))
    clock.moment = EVE
    assert (await plan_once(context)).digests == 0
    clock.moment = EVE + timedelta(hours=2, minutes=30)
    assert (await plan_once(replace(context))).digests == 1


async def test_the_year_that_is_counted_is_that_of_the_real_plan(context: Context) -> None:
    """`tests/domain/test_reminders_year.py` counts pushes on a list of days: those of the launched plan."""
    place = await district(context, schools=2)
    await launched(context, place)
    async with context.transaction() as session:
        state = await read_state(session, context, timedelta(days=400))
    found = [duty.days for duty in state.duties if duty.organisation_id == place.schools[0]]
    counted = [duty.days for duty in tambov_school() if duty.days.due is not None]
    assert sorted((d.pace, d.opens or date.min, d.due) for d in found) == sorted(
        (d.pace, d.opens or date.min, d.due) for d in counted
    )


async def test_the_own_silence_is_kept_and_rehearsed(context: Context, clock: FixedClock) -> None:
    place, plan = await world(context)
    await task(context, plan, place.schools[0], DUE)
    quiet = {"quiet_from": "17:00", "quiet_until": "11:00"}
    async with context.transaction(write=True) as session:
        await session.execute(update(Person).where(Person.id == place.anna).values(settings=quiet))
    clock.moment = EVE
    going = [one.at for one in (await rehearse(context, days=1)).going if one.person_id == place.anna]
    assert going == [EVE + timedelta(hours=3)]
    assert (await plan_once(context)).digests == 0
    clock.moment = EVE + timedelta(hours=3)
    assert (await plan_once(context)).digests == 1
    clock.moment = EVE + timedelta(hours=9)
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == [], "what is late waits for the end of the silence"


@pytest.mark.parametrize(("year", "month", "said"), [(2024, 1, date(2024, 1, 29)), (2024, 5, date(2024, 5, 27))])
async def test_rows_of_the_whole_year_without_an_entry_are_asked_about_in_one_line(
    context: Context, clock: FixedClock, year: int, month: int, said: date
) -> None:
    place, plan = await world(context)
    whole = {"pace": Pace.ALL_YEAR, "opens": date(2023, 9, 1)}
    end = date(2024, 8, 31)
    for name in ("Встречи", "Экскурсии", "Беседы"):
        await task(context, plan, place.schools[0], end, name, **whole)  # type: ignore[arg-type]
    entered = await task(context, plan, place.schools[0], end, "С записью", **whole)  # type: ignore[arg-type]
    async with context.transaction(write=True) as session:
        session.add(Entry(task_id=entered, on_day=date(2023, 10, 1), at=context.now()))
        await session.execute(update(Person).values(last_tap_at=datetime(year, month, 20, tzinfo=UTC)))
    courier = FakeCourier()
    for day in range(25):
        clock.moment = datetime(year, month, 10, 5, tzinfo=UTC) + timedelta(days=day)
        await plan_once(context)
        await send_due(context, courier)
    ((person, digest),) = courier.brought
    assert (person, isinstance(digest, Digest)) == (place.anna, True)
    assert isinstance(digest, Digest)
    assert digest.today == said
    assert sorted(line.short_name for line in digest.unentered) == ["Беседы", "Встречи", "Экскурсии"]
    assert digest.closing == ()
    assert digest_screen(digest).text.count("Записей пока нет") == 1
    assert "ещё 2 пункта" in digest_screen(digest).text
