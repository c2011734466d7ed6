"""A school comes below another district: its open work follows the tree, and nobody sees a neighbour's plan by it."""

from collections import Counter

import pytest
from sqlalchemy import select

from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.roadmaps import PastAnswer
from bot.domain.tasks import TaskState
from bot.usecases import journal, mergers, relocations, returns, status
from bot.usecases.context import Cause, Context
from bot.usecases.launch import launch
from bot.usecases.marks import When, mark_done
from bot.usecases.questions import ask_question
from bot.usecases.reports import report_for
from bot.usecases.wishes import wishes
from db.models import Measure, Organisation, Roadmap, Task
from tests import sample, sample_tasks

HEAD = 7
OPEN, DONE, CANCELLED = TaskState.OPEN, TaskState.DONE, TaskState.CANCELLED


@pytest.fixture
async def world(context: Context) -> sample.District:
    """Both districts lie below one region, and each runs a plan of its own."""
    world = await sample.district(context, schools=2)
    async with context.transaction(write=True) as session:
        region = await sample.organisation(session, context.now(), OrganisationKind.REGION, "Министерство", "Область")
        for district in (world.municipality, world.elsewhere):
            (await session.get_one(Organisation, district)).parent_id = region
        await sample.person(session, context.now(), HEAD, "Глава", (region, Role.ADMIN))
    return world


@pytest.fixture
async def head(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, HEAD)


@pytest.fixture
async def ids(context: Context, world: sample.District) -> dict[str, int]:
    return await sample_tasks.plan(context, world.municipality, world.schools, title="План района")


@pytest.fixture
async def theirs(context: Context, world: sample.District, ids: dict[str, int]) -> int:
    """The neighbour's plan, launched."""
    stranger = await sample.actor(context, sample.STRANGER)
    roadmap = await sample.draft(context, world.elsewhere, person_id=stranger.person_id)
    await launch(context, stranger, roadmap, 1, PastAnswer.OVERDUE, Cause("1:1"))
    return roadmap


async def states(context: Context, school: int, owner: int) -> dict[TaskState, int]:
    """How many tasks of an owner's plans a school has, by state."""
    async with context.transaction() as session:
        query = select(Task.state).join(Measure, Measure.id == Task.measure_id)
        query = query.join(Roadmap, Roadmap.id == Measure.roadmap_id)
        found = await session.scalars(query.where(Task.organisation_id == school, Roadmap.owner_id == owner))
        return dict(Counter(found))


async def test_open_work_follows_the_tree_and_what_is_done_stays(
    context: Context, world: sample.District, head: Actor, ids: dict[str, int], theirs: int
) -> None:
    school = world.schools[0]
    anna = await sample.actor(context, sample.ANNA)
    await mark_done(context, anna, Cause("42:1"), ids["3.6"], 1, When.TODAY)
    await ask_question(context, anna, Cause("42:2"), ids["3.7"], "Какой формат?")
    await relocations.move(context, head, school, world.elsewhere)
    assert await states(context, school, world.municipality) == {DONE: 1, CANCELLED: 9}
    assert (await states(context, school, world.elsewhere)) == await states(
        context, world.elsewhere_school, world.elsewhere
    )
    stranger = await sample.actor(context, sample.STRANGER)
    assert not (await wishes(context, stranger)).questions
    told = await journal.read(context, await sample.actor(context, sample.ADMIN), world.municipality)
    assert "left" in [line.action for line in told.lines]
    assert "relocated" in [line.action for line in (await journal.read(context, stranger, world.elsewhere)).lines]


async def test_the_new_district_sees_nothing_of_the_old_plan(
    context: Context, world: sample.District, head: Actor, ids: dict[str, int], theirs: int
) -> None:
    anna = await sample.actor(context, sample.ANNA)
    await mark_done(context, anna, Cause("42:1"), ids["3.6"], 1, When.TODAY)
    await relocations.move(context, head, world.schools[0], world.elsewhere)
    stranger = await sample.actor(context, sample.STRANGER)
    for place in (world.elsewhere, world.schools[0]):
        assert [key for key, _, _ in (await status.overview(context, stranger, place)).plans] == [theirs]
        assert [plan.roadmap_id for plan in (await report_for(context, stranger, place)).plans] == [theirs]
        back = await returns.returning(context, stranger, place)
        assert isinstance(back, returns.Returning)
        assert back.roadmap_id == theirs


async def test_a_school_that_comes_back_finds_its_work_again(
    context: Context, world: sample.District, head: Actor, ids: dict[str, int], theirs: int
) -> None:
    school = world.schools[0]
    before = await states(context, world.schools[1], world.elsewhere)
    assert not before
    async with context.transaction(write=True) as session:
        (await session.get_one(Organisation, school)).parent_id = world.elsewhere
    await relocations.move(context, head, school, world.municipality)
    await relocations.move(context, head, school, world.elsewhere)
    full = await states(context, school, world.elsewhere)
    await relocations.move(context, head, school, world.municipality)
    assert set(await states(context, school, world.elsewhere)) == {CANCELLED}
    await relocations.move(context, head, school, world.elsewhere)
    assert await states(context, school, world.elsewhere) == full
    assert set(full) == {OPEN}


async def test_merging_across_districts_leaves_the_old_plan_behind(
    context: Context, world: sample.District, head: Actor, ids: dict[str, int], theirs: int
) -> None:
    away, into = world.schools[0], world.elsewhere_school
    anna = await sample.actor(context, sample.ANNA)
    await mark_done(context, anna, Cause("42:1"), ids["3.6"], 1, When.TODAY)
    await mergers.merge(context, head, away, into)
    assert await states(context, into, world.municipality) == {}
    assert await states(context, away, world.municipality) == {DONE: 1, CANCELLED: 9}
    stranger = await sample.actor(context, sample.STRANGER)
    assert [key for key, _, _ in (await status.overview(context, stranger)).plans] == [theirs]
    own = await status.overview(context, await sample.actor(context, sample.ADMIN))
    assert own.total.done == 1, "the district keeps what was done for its plan"


async def test_only_who_runs_both_places_moves_and_only_where_it_fits(
    context: Context, world: sample.District, head: Actor
) -> None:
    first = world.schools[0]
    admin, stranger = await sample.actor(context, sample.ADMIN), await sample.actor(context, sample.STRANGER)
    found = await relocations.choices(context, head, first)
    assert world.elsewhere in dict(found.others)
    assert world.municipality not in dict(found.others)
    assert await relocations.choices(context, admin, first) == relocations.Relocation(first, found.name, ())
    for who, what, above in (
        (admin, first, world.elsewhere),
        (stranger, first, world.elsewhere),
        (head, first, world.schools[1]),
        (head, world.municipality, world.elsewhere),
        (await sample.actor(context, sample.ANNA), first, world.elsewhere),
    ):
        with pytest.raises(AccessDenied):
            await relocations.move(context, who, what, above)
    async with context.transaction(write=True) as session:
        (await session.get_one(Organisation, world.elsewhere_school)).name = found.name
    with pytest.raises(Refusal, match="organisation-there"):
        await relocations.move(context, head, first, world.elsewhere)
