"""«Не доставлено»: who cannot be written to, why, since when, and what arrived last; on both databases."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from bot.usecases.courier import Retry, Unreachable
from bot.usecases.reach import reachable_again
from bot.usecases.tick import plan_once, send_due
from bot.usecases.unreached import Unreached, unreached_in
from db.models import Identity, Membership
from tests.post import FakeCourier, roadmap, task
from tests.sample import ADMIN, District, actor, district

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)


async def listed(context: Context, place: District) -> list[Unreached]:
    found = await unreached_in(context, await actor(context, ADMIN), place.municipality)
    return [line for line in found.lines if line.role is not None]


async def planned(context: Context, clock: FixedClock) -> District:
    place = await district(context, 2)
    plan = await roadmap(context, place.municipality)
    for day in (14, 18):
        await task(context, plan, place.schools[0], date(2023, 9, day))
    clock.moment = EVE
    await plan_once(context)
    return place


async def test_a_block_is_listed_with_its_day_and_the_last_message(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock)
    await send_due(context, FakeCourier())
    assert await listed(context, place) == []
    clock.moment = datetime(2023, 9, 15, 5, 0, tzinfo=UTC)
    await plan_once(context)
    await send_due(context, FakeCourier(answer=lambda to, message: Unreachable("blocked")))
    (line,) = await listed(context, place)
    assert (line.reason, line.since, line.delivered) == ("blocked", date(2023, 9, 15), date(2023, 9, 13))
    await reachable_again(context, place.anna)
    assert await listed(context, place) == []


async def test_one_failure_after_the_other_is_listed_and_a_hiccup_is_not(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock)
    broken = FakeCourier(answer=lambda to, message: Retry("TelegramNetworkError"))
    for expected in (0, 0, 0, 1):
        await send_due(context, broken)
        clock.moment += timedelta(minutes=2)
        assert len(await listed(context, place)) == expected
    (line,) = await listed(context, place)
    assert (line.reason, line.since, line.delivered) == ("failing", date(2023, 9, 13), None)


async def test_who_never_started_the_bot_is_listed(context: Context) -> None:
    place = await district(context, 2)
    async with context.transaction(write=True) as session:
        await session.execute(update(Identity).where(Identity.person_id == place.boris).values(reachable_since=None))
    (line,) = await listed(context, place)
    assert (line.organisation_name, line.reason, line.since) == ("Школа № 2", "never-started", None)


async def test_a_school_where_nobody_answers_for_it_is_on_the_list(context: Context) -> None:
    """School 1 keeps its teacher when its coordinator goes; school 3 never had anybody."""
    place = await district(context, 3)
    async with context.transaction(write=True) as session:
        gone = update(Membership).where(Membership.person_id == place.anna)
        await session.execute(gone.values(until_at=context.now()))
    found = await unreached_in(context, await actor(context, ADMIN), place.municipality)
    lines = {line.organisation_name: line.reason for line in found.lines if line.role is None}
    assert lines["Школа № 1"] == "no-coordinator"
    assert lines["Школа № 3"] is None
    assert "Школа № 2" not in lines
