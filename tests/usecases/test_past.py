"""«Спросить школы»: everything is ticked, a school unticks what was not done, the rest is «до подключения»."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.errors import AccessDenied, Refusal
from bot.domain.roadmaps import PastAnswer
from bot.domain.tasks import MarkKind, TaskState
from bot.usecases import past
from bot.usecases.boards import board
from bot.usecases.context import Cause, Context
from bot.usecases.roadmaps import close, progress
from db.models import Mark, Measure, PastQuestion, Task
from tests import sample

CAUSE = Cause("test:past")


async def question_of(context: Context, organisation: int) -> int:
    async with context.transaction() as session:
        found = await session.scalar(select(PastQuestion.id).where(PastQuestion.organisation_id == organisation))
    assert found is not None
    return found


@pytest.fixture
async def world(context: Context) -> sample.District:
    world = await sample.district(context, schools=2)
    await sample.launched(context, world, past=PastAnswer.ASK_SCHOOLS)
    return world


async def test_everything_past_is_ticked_at_first(context: Context, world: sample.District) -> None:
    shown = await past.look(
        context, await sample.actor(context, sample.ANNA), await question_of(context, world.schools[0])
    )
    assert (len(shown.rows), shown.done, shown.answered) == (16, 16, False)
    assert [row.number for row in shown.rows[:2]] == ["1.7", "3.2"]
    assert shown.rows[0].due == date(2023, 7, 28)


async def test_the_answer_marks_what_is_ticked(context: Context, world: sample.District) -> None:
    anna = await sample.actor(context, sample.ANNA)
    key = await question_of(context, world.schools[0])
    shown = await past.look(context, anna, key)
    left = next(row for row in shown.rows if row.number == "3.12")
    shown = await past.tick(context, anna, key, shown.version, left.task_id)
    assert shown.done == 15
    answered = await past.answer(context, anna, key, shown.version, CAUSE)
    assert (answered.done, answered.left) == (15, 1)
    async with context.transaction() as session:
        tasks = {task.id: task for task in await session.scalars(select(Task))}
        marks = list(await session.scalars(select(Mark)))
    assert tasks[left.task_id].state is TaskState.OPEN
    assert len(marks) == 15
    for mark in marks:
        task = tasks[mark.task_id]
        assert (mark.kind, mark.before_joining, mark.done_on) == (MarkKind.DONE, True, task.due)
        assert (task.state, task.before_joining, task.version) == (TaskState.DONE, True, 2)
        assert mark.by_person_id == world.anna


async def test_ticks_survive_and_turn_back(context: Context, world: sample.District) -> None:
    anna = await sample.actor(context, sample.ANNA)
    key = await question_of(context, world.schools[0])
    first = (await past.look(context, anna, key)).rows[0]
    shown = await past.tick(context, anna, key, 1, first.task_id)
    assert not (await past.look(context, anna, key)).rows[0].done
    shown = await past.tick(context, anna, key, shown.version, first.task_id)
    assert shown.rows[0].done


async def test_a_tap_on_an_old_list_only_shows_the_new_one(context: Context, world: sample.District) -> None:
    anna = await sample.actor(context, sample.ANNA)
    key = await question_of(context, world.schools[0])
    rows = (await past.look(context, anna, key)).rows
    await past.tick(context, anna, key, 1, rows[0].task_id)
    shown = await past.tick(context, anna, key, 1, rows[1].task_id)
    assert (shown.done, shown.version) == (15, 2)
    with pytest.raises(Refusal, match="stale"):
        await past.answer(context, anna, key, 1, CAUSE)


async def test_a_foreign_task_is_not_ticked(context: Context, world: sample.District) -> None:
    anna, boris = await sample.actor(context, sample.ANNA), await sample.actor(context, sample.BORIS)
    foreign = (await past.look(context, boris, await question_of(context, world.schools[1]))).rows[0]
    shown = await past.tick(context, anna, await question_of(context, world.schools[0]), 1, foreign.task_id)
    assert shown.done == 16


async def test_it_is_answered_once(context: Context, world: sample.District) -> None:
    anna, admin = await sample.actor(context, sample.ANNA), await sample.actor(context, sample.ADMIN)
    key = await question_of(context, world.schools[0])
    await past.answer(context, admin, key, 1, CAUSE)
    with pytest.raises(Refusal, match="past-answered"):
        await past.answer(context, anna, key, 2, Cause("test:again"))
    assert (await past.look(context, anna, key)).answered


async def test_what_somebody_marked_meanwhile_stays_as_it_was(context: Context, world: sample.District) -> None:
    anna = await sample.actor(context, sample.ANNA)
    key = await question_of(context, world.schools[0])
    async with context.transaction(write=True) as session:
        query = select(Task).join(Measure, Measure.id == Task.measure_id)
        task = (
            await session.scalars(query.where(Measure.number == "3.6", Task.organisation_id == world.schools[0]))
        ).one()
        task.state, task.done_on = TaskState.DONE, date(2023, 8, 24)
    answered = await past.answer(context, anna, key, 1, CAUSE)
    assert answered.done == 15
    async with context.transaction() as session:
        again = await session.get_one(Task, task.id)
        assert (again.done_on, again.before_joining) == (date(2023, 8, 24), False)


@pytest.mark.parametrize("telegram", [sample.BORIS, sample.VERA, sample.STRANGER])
async def test_others_neither_see_nor_answer(context: Context, world: sample.District, telegram: int) -> None:
    other = await sample.actor(context, telegram)
    key = await question_of(context, world.schools[0])
    for attempt in (
        past.look(context, other, key),
        past.tick(context, other, key, 1, 1),
        past.answer(context, other, key, 1, CAUSE),
        past.look(context, other, 999_999),
    ):
        with pytest.raises(AccessDenied):
            await attempt


async def test_it_waits_above_the_list_of_today_until_answered(context: Context, world: sample.District) -> None:
    anna = await sample.actor(context, sample.ANNA)
    key = await question_of(context, world.schools[0])
    assert [question.id for question in (await board(context, anna)).past] == [key]
    assert (await board(context, await sample.actor(context, sample.VERA))).past == ()
    await past.answer(context, anna, key, 1, CAUSE)
    assert (await board(context, anna)).past == ()


async def test_nobody_is_asked_about_a_closed_plan(context: Context, world: sample.District) -> None:
    admin, anna = await sample.actor(context, sample.ADMIN), await sample.actor(context, sample.ANNA)
    await close(context, admin, 1, (await progress(context, admin, 1)).version)
    assert (await board(context, anna)).past == ()
    assert (await past.look(context, anna, await question_of(context, world.schools[0]))).answered


async def test_a_parent_is_done_by_its_children_and_never_asked_about(context: Context) -> None:
    """Turochak 3 (March–August) stands above 3.1 and 3.2; of the municipality's own rows only 3.2 lies below it."""
    world = await sample.district(context, schools=1)
    await sample.launched(context, world, sample.plan("turochak"), PastAnswer.ASK_SCHOOLS)
    admin = await sample.actor(context, sample.ADMIN)
    key = await question_of(context, world.municipality)
    shown = await past.look(context, admin, key)
    assert [row.number for row in shown.rows] == ["1", "2", "3.2"]
    await past.answer(context, admin, key, 1, CAUSE)
    async with context.transaction() as session:
        query = select(Task).join(Measure, Measure.id == Task.measure_id).where(Measure.number == "3")
        (parent,) = await session.scalars(query)
    assert (parent.state, parent.before_joining) == (TaskState.DONE, True)


async def test_a_launch_that_takes_the_past_as_done_carries_parents_along(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world, sample.plan("turochak"), PastAnswer.DONE)
    async with context.transaction() as session:
        query = select(Task).join(Measure, Measure.id == Task.measure_id).where(Measure.number == "3")
        (parent,) = await session.scalars(query)
        marks = list(await session.scalars(select(Mark).where(Mark.task_id == parent.id)))
    assert (parent.state, marks) == (TaskState.DONE, [])
