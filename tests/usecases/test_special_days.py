"""Special days in the database: who may, what moves, what is inherited."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock, local_day
from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.lessons import LessonState
from bot.domain.special_days import DayKind, SpecialDays
from bot.usecases import lesson_answers, special_day_changes, special_days
from bot.usecases.calendar import DECREED, calendar_of, undecreed
from bot.usecases.context import Cause, Context
from bot.usecases.lesson_notices import keep_course
from bot.usecases.special_day_changes import Written
from bot.usecases.tick import plan_once, send_due
from db import lesson_days
from db.models import AuditEvent, Delivery, Organisation
from tests import sample
from tests.lesson_world import FIRST, SECOND, add_class, at, ensure, year_of
from tests.post import FakeCourier
from tests.sample import District, actor, district

YEAR = 2023
THIRD = date(2023, 9, 21)


def off(*days: date) -> list[SpecialDays]:
    return [SpecialDays(DayKind.OFF, day, day) for day in days]


async def write(context: Context, person: int, place: int, text: str, kind: DayKind = DayKind.OFF) -> Written:
    who = await actor(context, person)
    found = await special_days.propose(context, who, place, YEAR, kind, text)
    return await special_day_changes.write(context, who, place, YEAR, found.found)


async def lesson_day(context: Context, class_id: int, number: int) -> date:
    return (await year_of(context, class_id))[number].day


@pytest.mark.parametrize("person", [sample.BORIS, sample.VERA, sample.STRANGER, sample.ANNA])
async def test_days_off_are_the_administrators(context: Context, person: int) -> None:
    place = await district(context)
    who = await actor(context, person)
    for attempt in (
        special_day_changes.write(context, who, place.schools[0], YEAR, off(SECOND)),
        special_day_changes.drop(context, who, place.schools[0], YEAR, DayKind.OFF, SECOND),
        special_day_changes.replace_year(context, who, place.schools[0], YEAR, off(SECOND)),
        special_days.propose(context, who, place.schools[0], YEAR, DayKind.OFF, "14.09"),
        special_days.propose_year(context, who, place.schools[0], YEAR, off(SECOND)),
    ):
        with pytest.raises(AccessDenied):
            await attempt


async def test_a_school_enters_its_own_quarantine_and_no_other_does(context: Context) -> None:
    place = await district(context)
    await write(context, sample.ANNA, place.schools[0], "11.09–17.09", DayKind.QUARANTINE)
    for person in (sample.BORIS, sample.VERA, sample.STRANGER):
        with pytest.raises(AccessDenied):
            await write(context, person, place.schools[0], "11.09–17.09", DayKind.QUARANTINE)


async def test_the_quarantine_of_one_school_moves_its_lessons_and_their_words(
    context: Context, clock: FixedClock
) -> None:
    place = await district(context)
    own = await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    other = await add_class(context, place.schools[1], "7Б", None, "8:30")
    await ensure(context)
    who = await actor(context, sample.ADMIN)
    found = await special_days.propose(context, who, place.schools[0], YEAR, DayKind.QUARANTINE, "11.09–20.09")
    assert (found.lessons, found.classes, found.by_hand) == (1, 1, 0)
    done = await special_day_changes.write(context, who, place.schools[0], YEAR, found.found)
    assert done.moved > 30
    assert done.without_day == 1
    assert [await lesson_day(context, own, n) for n in (1, 2)] == [FIRST, THIRD]
    assert await lesson_day(context, other, 2) == SECOND
    courier = FakeCourier()
    for day in range(0, 20):
        clock.moment = at(date(2023, 9, 4), 16) + timedelta(days=day)
        await plan_once(context)
        await send_due(context, courier)
    async with context.transaction() as session:
        slots = set(
            await session.scalars(
                select(Delivery.slot).where(Delivery.person_id == place.vera, Delivery.kind == DeliveryKind.LESSON_SLOT)
            )
        )
    assert slots == {FIRST.isoformat(), THIRD.isoformat()}


async def test_a_word_that_waits_is_taken_back_by_a_day_off(context: Context, clock: FixedClock) -> None:
    """The announcement is written; before it leaves, the Thursday becomes a day off."""
    place = await district(context)
    await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    await ensure(context)
    clock.moment = at(date(2023, 9, 6), 16)
    await plan_once(context)
    await write(context, sample.ADMIN, place.municipality, "07.09")
    courier = FakeCourier()
    done = await send_due(context, courier)
    assert courier.brought == []
    assert [(one.kind, one.reason) for one in done.handled] == [(DeliveryKind.LESSON_SLOT, "nothing-left")]


async def test_what_was_answered_or_moved_by_hand_stays(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    own = await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    await ensure(context)
    vera = await actor(context, sample.VERA)
    clock.moment = at(FIRST, 12)
    lesson = (await year_of(context, own))[1]
    await lesson_answers.move(context, vera, lesson.id, lesson.version, date(2023, 9, 12), Cause("a"))
    admin = await actor(context, sample.ADMIN)
    found = await special_days.propose(context, admin, place.municipality, YEAR, DayKind.OFF, "11.09–14.09")
    assert (found.lessons, found.by_hand) == (2, 1)
    await special_day_changes.write(context, admin, place.municipality, YEAR, found.found)
    lessons = await year_of(context, own)
    assert (lessons[1].state, lessons[1].day) == (LessonState.MOVED, date(2023, 9, 12))
    assert lessons[2].day == THIRD


async def test_days_taken_back_bring_the_lessons_back(context: Context) -> None:
    place = await district(context)
    own = await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    await ensure(context)
    before = {n: one.day for n, one in (await year_of(context, own)).items()}
    done = await write(context, sample.ADMIN, place.municipality, "14.09, День района")
    assert done.year.own == (SpecialDays(DayKind.OFF, SECOND, SECOND, "День района"),)
    assert await lesson_day(context, own, 2) == THIRD
    admin = await actor(context, sample.ADMIN)
    gone = await special_day_changes.drop(context, admin, place.municipality, YEAR, DayKind.OFF, SECOND)
    assert gone.year.own == ()
    assert {n: one.day for n, one in (await year_of(context, own)).items()} == before
    with pytest.raises(Refusal, match="stale"):
        await special_day_changes.drop(context, admin, place.municipality, YEAR, DayKind.OFF, SECOND)


async def test_vacations_are_inherited_until_a_school_has_its_own(context: Context) -> None:
    place = await district(context)
    school, other = place.schools[:2]
    admin, anna = await actor(context, sample.ADMIN), await actor(context, sample.ANNA)
    seen = await special_days.year_days(context, anna, school, YEAR)
    assert (seen.vacations[0].opens, seen.vacations_of) == (date(2023, 10, 28), "")
    await write(context, sample.ADMIN, place.municipality, "23.10–29.10\n25.12–08.01", DayKind.VACATION)
    seen = await special_days.year_days(context, anna, school, YEAR)
    assert (len(seen.vacations), seen.vacations_of, seen.own_vacations) == (2, "Район", False)
    await write(context, sample.ANNA, school, "06.11–12.11", DayKind.VACATION)
    seen = await special_days.year_days(context, anna, school, YEAR)
    assert ([one.opens for one in seen.vacations], seen.own_vacations) == ([date(2023, 11, 6)], True)
    assert len((await special_days.year_days(context, admin, other, YEAR)).vacations) == 2
    await write(context, sample.ANNA, school, "13.11–19.11", DayKind.VACATION)
    seen = await special_days.year_days(context, anna, school, YEAR)
    assert [one.opens for one in seen.vacations] == [date(2023, 11, 13)], "the list takes the place of the former one"
    done = await special_day_changes.drop(context, anna, school, YEAR, DayKind.VACATION, date(2023, 11, 13))
    assert (len(done.year.vacations), done.year.vacations_of) == (2, "Район")


async def test_vacations_of_one_year_leave_the_other_years_alone(context: Context) -> None:
    place = await district(context)
    admin = await actor(context, sample.ADMIN)
    for year, text in ((2023, "23.10–29.10"), (2024, "21.10–27.10")):
        found = await special_days.propose(context, admin, place.municipality, year, DayKind.VACATION, text)
        await special_day_changes.write(context, admin, place.municipality, year, found.found)
    seen = await special_days.year_days(context, admin, place.municipality, 2023)
    assert [one.opens for one in seen.own] == [date(2023, 10, 23)]


async def test_quarantines_do_not_cross(context: Context) -> None:
    place = await district(context)
    await write(context, sample.ANNA, place.schools[0], "11.09–17.09", DayKind.QUARANTINE)
    with pytest.raises(Refusal, match="days-overlap"):
        await write(context, sample.ANNA, place.schools[0], "15.09–20.09", DayKind.QUARANTINE)


async def test_a_range_of_days_of_all_levels_is_kept_and_written_down(context: Context) -> None:
    place = await district(context)
    async with context.transaction(write=True) as session:
        region = Organisation(kind="region", name="Область", short_name="Область", zone="Europe/Moscow",
                              created_at=context.now())  # fmt: skip
        session.add(region)
        await session.flush()
        (await session.get_one(Organisation, place.municipality)).parent_id = region.id
        await sample.person(session, context.now(), 7, "Областной", (region.id, "admin"))  # type: ignore[arg-type]
        region_id = region.id
    await write(context, 7, region_id, "13.09–15.09")
    await write(context, sample.ADMIN, place.municipality, "14.09", DayKind.WORKING)
    await write(context, sample.ADMIN, place.schools[0], "15.09", DayKind.SHORT)
    async with context.transaction() as session:
        calendar = await calendar_of(session, context, place.schools[0], FIRST)
        events = list(await session.scalars(select(AuditEvent.action)))
    assert [calendar.is_working(date(2023, 9, n)) for n in (13, 14, 15)] == [False, True, True]
    assert events == ["days-set"] * 3
    seen = await special_days.year_days(context, await actor(context, sample.ADMIN), place.schools[0], YEAR)
    assert [(one.kind, one.of) for one in seen.above] == [(DayKind.OFF, "Область"), (DayKind.WORKING, "Район")]


async def test_a_table_takes_the_place_of_the_year(context: Context) -> None:
    place = await district(context)
    await write(context, sample.ADMIN, place.municipality, "14.09")
    await write(context, sample.ADMIN, place.municipality, "23.10–29.10", DayKind.VACATION)
    admin = await actor(context, sample.ADMIN)
    filled = [*off(THIRD), SpecialDays(DayKind.VACATION, date(2023, 10, 23), date(2023, 10, 29))]
    found = await special_days.propose_year(context, admin, place.municipality, YEAR, filled)
    assert found.found == tuple(off(THIRD))
    assert found.dropped == tuple(off(SECOND))
    done = await special_day_changes.replace_year(context, admin, place.municipality, YEAR, filled)
    assert list(done.year.own) == filled


async def test_many_schools_wait_for_the_next_pass(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    place = await district(context)
    own = await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    await keep_course(context)
    monkeypatch.setattr(special_day_changes, "AT_ONCE", 0)
    assert (await write(context, sample.ADMIN, place.municipality, "14.09")).later
    assert await lesson_day(context, own, 2) == SECOND
    assert await keep_course(context) > 30
    assert await lesson_day(context, own, 2) == THIRD


async def test_a_pass_that_was_killed_on_the_way_is_made_again_the_same_day(context: Context) -> None:
    place = await district(context)
    await add_class(context, place.schools[0], "6А", place.vera, "8:30")
    async with context.transaction(write=True) as session:
        assert await lesson_days.begin_today(session, local_day(context.now(), "Europe/Moscow"), context.now())
    assert await keep_course(context) > 30
    assert await keep_course(context) == 0


async def test_a_wish_for_another_pass_is_not_lost_while_one_is_under_way(context: Context) -> None:
    today = local_day(context.now(), "Europe/Moscow")
    async with context.transaction(write=True) as session:
        assert await lesson_days.begin_today(session, today, context.now())
        await lesson_days.plan_again(session)
        await lesson_days.end_today(session, today)
        assert await lesson_days.begin_today(session, today, context.now())
        await lesson_days.end_today(session, today)
        assert not await lesson_days.begin_today(session, today, context.now())


async def test_a_year_far_away_is_nobodys(context: Context) -> None:
    place: District = await district(context)
    with pytest.raises(Refusal, match="stale"):
        await special_days.year_days(context, await actor(context, sample.ADMIN), place.municipality, 1999)


def test_a_year_without_a_decree_is_named_in_good_time() -> None:
    assert undecreed(date(2026, 11, 22)) is None
    assert undecreed(date(max(DECREED), 9, 30)) is None
    assert undecreed(date(max(DECREED), 10, 1)) == max(DECREED) + 1
    assert undecreed(date(max(DECREED) + 1, 3, 1)) == max(DECREED) + 1


async def test_the_calendar_says_so_too(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    clock.moment = datetime(max(DECREED), 11, 1, 9, tzinfo=UTC)
    seen = await special_days.year_days(replace(context), await actor(context, sample.ADMIN), place.municipality)
    assert seen.undecreed == max(DECREED) + 1
