"""«Следить за пунктом»: a row for information becomes the owner's own task, and stops being one."""

import pytest
from sqlalchemy import select

from bot.domain.errors import AccessDenied, Refusal
from bot.domain.tasks import TaskState
from bot.usecases.context import Context
from bot.usecases.following import follow, unfollow
from bot.usecases.rows import row_card
from db.models import Measure, Task
from tests import sample


async def measure(context: Context, number: str) -> int:
    async with context.transaction() as session:
        found = await session.scalar(select(Measure.id).where(Measure.number == number))
    assert found is not None
    return found


async def tasks(context: Context, measure_id: int) -> list[tuple[int, str, TaskState]]:
    async with context.transaction() as session:
        found = await session.scalars(select(Task).where(Task.measure_id == measure_id))
        return [(task.organisation_id, task.occurrence, task.state) for task in found]


async def test_following_gives_the_owner_a_task_once(context: Context) -> None:
    world = await sample.district(context, schools=2)
    await sample.launched(context, world)
    admin = await sample.actor(context, sample.ADMIN)
    row = await measure(context, "2.8")
    assert (await row_card(context, admin, row)).can_follow
    card = await follow(context, admin, row)
    await follow(context, admin, row)
    assert card.row.followed
    assert await tasks(context, row) == [(world.municipality, "1", TaskState.OPEN)]


async def test_letting_go_takes_the_open_task_back_and_following_again_returns_it(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world)
    admin = await sample.actor(context, sample.ADMIN)
    row = await measure(context, "2.8")
    await follow(context, admin, row)
    assert not (await unfollow(context, admin, row)).row.followed
    assert await tasks(context, row) == [(world.municipality, "1", TaskState.CANCELLED)]
    await follow(context, admin, row)
    assert await tasks(context, row) == [(world.municipality, "1", TaskState.OPEN)]


async def test_what_was_done_stays_done(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world)
    admin = await sample.actor(context, sample.ADMIN)
    row = await measure(context, "2.8")
    await follow(context, admin, row)
    async with context.transaction(write=True) as session:
        task = (await session.scalars(select(Task).where(Task.measure_id == row))).one()
        task.state = TaskState.DONE
    await unfollow(context, admin, row)
    assert await tasks(context, row) == [(world.municipality, "1", TaskState.DONE)]


async def test_a_row_with_tasks_of_its_own_cannot_be_followed(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world)
    with pytest.raises(Refusal, match="not-for-information"):
        await follow(context, await sample.actor(context, sample.ADMIN), await measure(context, "3.6"))


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA, sample.STRANGER])
async def test_others_cannot_follow_for_the_owner(context: Context, telegram: int) -> None:
    world = await sample.district(context, schools=2)
    await sample.launched(context, world)
    other, row = await sample.actor(context, telegram), await measure(context, "2.8")
    for attempt in (follow(context, other, row), unfollow(context, other, row)):
        with pytest.raises(AccessDenied):
            await attempt
    assert await tasks(context, row) == []
