"""Giving tasks to people of the school: pushes, answers, rights."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.usecases.assignment_pushes import given_push, refused_push
from bot.usecases.assignments import accept, assign, assign_outside, candidates, decline, unassign
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.marks import mark_done
from db.models import Assignment, Delivery, Membership, Notice, Person
from tests import sample, sample_tasks

ONE, TWO, THREE = Cause("42:1"), Cause("42:2"), Cause("42:3")


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=2)


@pytest.fixture
async def task(context: Context, world: sample.District) -> int:
    return (await sample_tasks.plan(context, world.municipality, world.schools))["3.6"]


@pytest.fixture
async def anna(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ANNA)


@pytest.fixture
async def vera(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.VERA)


async def pushes(context: Context) -> list[tuple[int, str, str]]:
    """Person, subject and slot of every push about an assignment."""
    async with context.transaction() as session:
        rows = await session.execute(
            select(Notice.person_id, Notice.subject_kind, Delivery.slot)
            .join(Delivery, Delivery.id == Notice.delivery_id)
            .where(Delivery.kind == DeliveryKind.ASSIGNMENT, Notice.stage == Stage.ASSIGNED)
            .order_by(Notice.id)
        )
        return [(person, kind, slot) for person, kind, slot in rows]


async def given_id(context: Context, person_id: int) -> int:
    async with context.transaction() as session:
        query = select(Assignment.id).where(Assignment.person_id == person_id).order_by(Assignment.id.desc())
        return (await session.scalars(query.limit(1))).one()


async def test_only_people_of_the_school_are_offered(
    context: Context, world: sample.District, task: int, anna: Actor
) -> None:
    offered = await candidates(context, anna, task)
    assert [who.name for who in offered.people] == ["Анна П.", "Вера Н."]
    for foreign in (world.boris, world.admin, world.stranger, 999_999):
        with pytest.raises(AccessDenied):
            await assign(context, anna, ONE, task, foreign)
    assert await pushes(context) == []


async def test_the_assignee_gets_one_push(context: Context, world: sample.District, task: int, anna: Actor) -> None:
    for cause in (ONE, ONE, TWO):
        given = await assign(context, anna, cause, task, world.vera)
        assert given.given == {world.vera}
    assert await pushes(context) == [(world.vera, "assignment", "assignment:1")]


async def test_two_at_once_give_a_task_once(context: Context, world: sample.District, task: int, anna: Actor) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    await asyncio.gather(assign(context, anna, ONE, task, world.vera), assign(context, admin, TWO, task, world.vera))
    async with context.transaction() as session:
        assert await session.scalar(select(func.count(Assignment.id))) == 1


async def test_a_task_taken_by_oneself_needs_no_push(
    context: Context, world: sample.District, task: int, anna: Actor
) -> None:
    given = await assign(context, anna, ONE, task, world.anna)
    assert given.card.my_assignment is not None
    assert given.card.my_assignment.accepted
    assert await pushes(context) == []


async def test_accepting_twice_is_harmless(
    context: Context, world: sample.District, task: int, anna: Actor, vera: Actor
) -> None:
    await assign(context, anna, ONE, task, world.vera)
    for _ in range(2):
        shown = await accept(context, vera, await given_id(context, world.vera))
        assert shown.my_assignment is not None
        assert shown.my_assignment.accepted


async def test_a_refusal_returns_the_task_to_who_gave_it(
    context: Context, world: sample.District, task: int, anna: Actor, vera: Actor
) -> None:
    await assign(context, anna, ONE, task, world.vera)
    given = await given_id(context, world.vera)
    assert await decline(context, vera, given, " это к Борису ") == "План профориентационной работы"
    returned = await card(context, anna, task)
    assert returned.assignees == ()
    assert [(fact.who.name, fact.back, fact.words) for fact in returned.handovers] == [
        ("Вера Н.", False, None),
        ("Вера Н.", True, "это к Борису"),
    ]
    assert (await pushes(context))[-1] == (world.anna, "refusal", f"refusal:{given}")
    async with context.transaction() as session:
        push = await refused_push(session, context, anna, given)
    assert push is not None
    assert push.by is not None
    assert (push.words, push.by.name, push.card.line.number) == ("это к Борису", "Вера Н.", "3.6")
    with pytest.raises(Refusal) as refused:
        await decline(context, vera, given)
    assert refused.value.code == "taken-back"


async def test_a_task_can_be_given_again_the_same_day(
    context: Context, world: sample.District, task: int, anna: Actor, vera: Actor
) -> None:
    await assign(context, anna, ONE, task, world.vera)
    await decline(context, vera, await given_id(context, world.vera))
    await assign(context, anna, TWO, task, world.vera)
    assert [slot for person, _, slot in await pushes(context) if person == world.vera] == [
        "assignment:1",
        "assignment:2",
    ]


async def test_where_the_giver_has_left_all_who_answer_hear(
    context: Context, world: sample.District, task: int, vera: Actor
) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    await assign(context, admin, ONE, task, world.vera)
    await decline(context, vera, await given_id(context, world.vera))
    assert (await pushes(context))[-1][0] == world.anna


async def test_a_push_says_nothing_that_is_no_longer_true(
    context: Context, world: sample.District, task: int, anna: Actor, vera: Actor
) -> None:
    await assign(context, anna, ONE, task, world.vera)
    given = await given_id(context, world.vera)
    async with context.transaction() as session:
        push = await given_push(session, context, vera, given)
        assert push is not None
        assert push.by is not None
        assert push.by.name == "Анна П."
        assert await given_push(session, context, anna, given) is None
    await mark_done(context, anna, TWO, task, 1)
    async with context.transaction() as session:
        assert await given_push(session, context, vera, given) is None
        assert await refused_push(session, context, anna, given) is None


async def test_taking_back_ends_rights_at_once(
    context: Context, world: sample.District, task: int, anna: Actor, vera: Actor
) -> None:
    await assign(context, anna, ONE, task, world.vera)
    assert (await card(context, vera, task)).my_assignment is not None
    assert (await unassign(context, anna, task, world.vera)).given == frozenset()
    with pytest.raises(AccessDenied):
        await card(context, vera, task)
    with pytest.raises(AccessDenied):
        await mark_done(context, vera, TWO, task, 1)


async def test_somebody_outside_has_a_designation_and_no_push(
    context: Context, world: sample.District, task: int, anna: Actor
) -> None:
    for cause in (ONE, TWO):
        given = await assign_outside(context, anna, cause, task, " Классный  руководитель 6А ")
        assert [one.who.designation for one in given.card.assignees] == ["Классный руководитель 6А"]
    assert given.card.assignees[0].outside
    assert await pushes(context) == []
    async with context.transaction() as session:
        person = await session.get_one(Person, given.card.assignees[0].person_id)
        assert (person.name, person.consent_at) == (None, None)
    for bad in ("", "я" * 81):
        with pytest.raises(Refusal):
            await assign_outside(context, anna, THREE, task, bad)


async def test_a_person_who_left_the_school_loses_the_task(
    context: Context, world: sample.District, task: int, anna: Actor
) -> None:
    await assign(context, anna, ONE, task, world.vera)
    async with context.transaction(write=True) as session:
        query = select(Membership).where(Membership.person_id == world.vera)
        (await session.scalars(query)).one().until_at = context.now()
    with pytest.raises(AccessDenied):
        await card(context, await sample.actor(context, sample.VERA), task)


async def test_only_those_who_answer_for_the_school_give_its_tasks_away(
    context: Context, world: sample.District, task: int, anna: Actor, vera: Actor
) -> None:
    await assign(context, anna, ONE, task, world.vera)
    given = await given_id(context, world.vera)
    boris = await sample.actor(context, sample.BORIS)
    stranger = await sample.actor(context, sample.STRANGER)
    for actor in (boris, vera, stranger):
        for attempt in (
            candidates(context, actor, task),
            assign(context, actor, TWO, task, world.vera),
            assign_outside(context, actor, TWO, task, "завуч"),
            unassign(context, actor, task, world.vera),
        ):
            with pytest.raises(AccessDenied):
                await attempt
    for actor in (boris, anna, stranger):
        for answer in (accept(context, actor, given), decline(context, actor, given, "нет")):
            with pytest.raises(AccessDenied):
                await answer
    shown = await card(context, anna, task)
    assert [(one.person_id, one.accepted) for one in shown.assignees] == [(world.vera, False)]


async def test_a_closed_task_is_given_to_nobody(
    context: Context, world: sample.District, task: int, anna: Actor
) -> None:
    await mark_done(context, anna, ONE, task, 1)
    with pytest.raises(Refusal) as refused:
        await assign(context, anna, TWO, task, world.vera)
    assert refused.value.code == "row-closed"
