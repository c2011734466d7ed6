"""«📅 Назначить день»: one day for all, told in the next digest; what is done stays done."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.digests import Digest
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.organisations import read_list
from bot.domain.people import OrganisationKind
from bot.domain.tasks import TaskState
from bot.usecases.context import Context
from bot.usecases.organisations import add_list
from bot.usecases.setting_days import row_to_date, set_day
from bot.usecases.tick import plan_once, send_due
from db.models import Measure, Roadmap, Task
from tests import sample
from tests.post import FakeCourier


async def measure(context: Context, number: str) -> int:
    async with context.transaction() as session:
        return (await session.scalars(select(Measure.id).where(Measure.number == number))).one()


async def undated(context: Context) -> int:
    """A row for schools that has no day yet."""
    async with context.transaction(write=True) as session:
        row = (await session.scalars(select(Measure).where(Measure.number == "2.5"))).one()
        row.addressed, row.for_information = ["schools"], False
        return row.id


async def tasks(context: Context, measure_id: int) -> list[tuple[str, date | None, TaskState]]:
    async with context.transaction() as session:
        query = select(Task).where(Task.measure_id == measure_id).order_by(Task.organisation_id, Task.id)
        return [(task.occurrence, task.due, task.state) for task in await session.scalars(query)]


async def version(context: Context) -> int:
    async with context.transaction() as session:
        return (await session.scalars(select(Roadmap.version))).one()


async def test_every_school_gets_the_day_but_what_is_done(context: Context) -> None:
    world = await sample.district(context, schools=3)
    await sample.launched(context, world)
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    async with context.transaction(write=True) as session:
        first = (await session.scalars(select(Task).where(Task.measure_id == row).order_by(Task.id))).first()
        assert first is not None
        first.state = TaskState.DONE
    done = await set_day(context, admin, row, await version(context), "до 15 октября")
    assert done.tasks == 2
    assert await tasks(context, row) == [
        ("1", date(2023, 8, 25), TaskState.DONE),
        ("1", date(2023, 10, 15), TaskState.OPEN),
        ("1", date(2023, 10, 15), TaskState.OPEN),
    ]
    assert done.card.row.deadline.text == "До 25.08. 2023"


async def test_a_day_far_away_is_told_in_the_next_digest(context: Context, clock: FixedClock) -> None:
    world = await sample.district(context, schools=2)
    await sample.launched(context, world)
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    clock.moment = datetime(2023, 9, 4, 9, 0, tzinfo=UTC)
    await send_due(context, FakeCourier())
    await set_day(context, admin, row, await version(context), "20 марта")
    clock.moment = datetime(2023, 9, 5, 5, 0, tzinfo=UTC)
    await plan_once(context)
    courier = FakeCourier()
    await send_due(context, courier)
    told = dict(courier.brought)
    for person in (world.anna, world.boris):
        digest = told[person]
        assert isinstance(digest, Digest)
        assert [line.days.due for line in digest.moved] == [date(2024, 3, 20)]
    assert len(courier.brought) == len(told), "one message a person"


async def test_news_of_a_launch_that_wait_for_the_morning_tell_the_new_day_too(
    context: Context, clock: FixedClock
) -> None:
    world = await sample.district(context, schools=1)
    clock.moment = datetime(2023, 9, 4, 17, 0, tzinfo=UTC)
    await sample.launched(context, world)
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    await set_day(context, admin, row, await version(context), "20 марта")
    clock.moment = datetime(2023, 9, 5, 5, 0, tzinfo=UTC)
    await plan_once(context)
    courier = FakeCourier()
    await send_due(context, courier)
    message = dict(courier.brought)[world.anna]
    assert isinstance(message, Digest)
    assert [(plan.rows, plan.title) for plan in message.begun] == [(35, sample.plan().title)]
    assert [line.days.due for line in message.moved] == [date(2024, 3, 20)]


async def test_an_undated_task_keeps_its_id_and_new_schools_get_the_same(context: Context) -> None:
    world = await sample.district(context, schools=1)
    draft = await sample.draft(context, world.municipality, None, world.admin)
    row = await undated(context)
    await sample.launch_draft(context, draft)
    assert [name for name, _, _ in await tasks(context, row)] == ["0"]
    admin = await sample.actor(context, sample.ADMIN)
    await set_day(context, admin, row, await version(context), "с 1 по 10 марта")
    await add_list(context, admin, world.municipality, OrganisationKind.SCHOOL, read_list("Новая школа"))
    assert await tasks(context, row) == [("1", date(2024, 3, 10), TaskState.OPEN)] * 2


@pytest.mark.parametrize(("text", "code"), [("без даты", "deadline-without-day"), ("потом", "deadline-not-understood")])
async def test_what_is_no_day_changes_nothing(context: Context, text: str, code: str) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world)
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    with pytest.raises(Refusal, match=code):
        await set_day(context, admin, row, await version(context), text)
    assert await tasks(context, row) == [("1", date(2023, 8, 25), TaskState.OPEN)]


async def test_a_draft_and_a_row_for_information_have_no_day_to_set(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.draft(context, world.municipality)
    admin = await sample.actor(context, sample.ADMIN)
    with pytest.raises(Refusal, match="not-running"):
        await row_to_date(context, admin, await measure(context, "3.6"))


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA, sample.STRANGER])
async def test_others_set_no_day(context: Context, telegram: int) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world)
    other, row = await sample.actor(context, telegram), await measure(context, "3.6")
    with pytest.raises(AccessDenied):
        await set_day(context, other, row, await version(context), "до 15 октября")
