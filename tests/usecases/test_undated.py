"""Rows without a day are asked of the owner once a month, and never of a school."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.digests import Digest
from bot.usecases.context import Context
from bot.usecases.setting_days import set_day
from bot.usecases.tick import plan_once, send_due
from bot.usecases.undated import first_monday
from db.models import Measure, Roadmap, Task
from tests import sample
from tests.post import FakeCourier


async def undated_plan(context: Context, world: sample.District) -> int:
    """Tambov with 2.5 for schools; nothing else is left to speak of."""
    roadmap = await sample.draft(context, world.municipality, None, world.admin)
    async with context.transaction(write=True) as session:
        row = (await session.scalars(select(Measure).where(Measure.number == "2.5"))).one()
        row.addressed, row.for_information = ["schools"], False
        for other in await session.scalars(select(Measure).where(Measure.number.not_in(["2.5", "3.6"]))):
            other.addressed, other.for_information = [], True
    await sample.launch_draft(context, roadmap)
    return row.id


async def brought(context: Context, clock: FixedClock, day: date) -> dict[int, Digest]:
    clock.moment = datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC)
    await plan_once(context)
    courier = FakeCourier()
    await send_due(context, courier)
    return {person: digest for person, digest in courier.brought if isinstance(digest, Digest)}


def test_the_first_monday() -> None:
    assert first_monday(date(2023, 10, 31)) == date(2023, 10, 2)
    assert first_monday(date(2024, 1, 1)) == date(2024, 1, 1)


async def test_the_owner_is_asked_on_the_first_monday_once(context: Context, clock: FixedClock) -> None:
    world = await sample.district(context, schools=2)
    row = await undated_plan(context, world)
    assert not any(digest.undated for digest in (await brought(context, clock, date(2023, 9, 11))).values())
    assert not any(digest.undated for digest in (await brought(context, clock, date(2023, 9, 29))).values())
    told = await brought(context, clock, date(2023, 10, 2))
    assert not told.get(world.admin), "Monday's digest has gone by at 11:30: it is Tuesday's"
    told = await brought(context, clock, date(2023, 10, 3))
    assert [plan.rows for plan in told[world.admin].undated] == [1]
    assert not any(digest.undated for person, digest in told.items() if person != world.admin)
    assert not any(digest.undated for digest in (await brought(context, clock, date(2023, 10, 9))).values())
    async with context.transaction() as session:
        version = await session.scalar(select(Roadmap.version))
    admin = await sample.actor(context, sample.ADMIN)
    await set_day(context, admin, row, version or 0, "20 ноября")
    assert not any(digest.undated for digest in (await brought(context, clock, date(2023, 11, 7))).values())
    async with context.transaction() as session:
        days = set(await session.scalars(select(Task.due).where(Task.measure_id == row)))
    assert days == {date(2023, 11, 20)}


async def test_a_day_set_meanwhile_takes_the_question_back(context: Context, clock: FixedClock) -> None:
    world = await sample.district(context, schools=2)
    row = await undated_plan(context, world)
    clock.moment = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)
    await plan_once(context)
    async with context.transaction() as session:
        version = await session.scalar(select(Roadmap.version))
    await set_day(context, await sample.actor(context, sample.ADMIN), row, version or 0, "20 ноября")
    assert world.admin not in await brought(context, clock, date(2023, 10, 2))
