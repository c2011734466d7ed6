"""Two schools become one: nothing is lost, what one of them has done counts for both; the journal tells of it."""

import pytest
from sqlalchemy import select

from bot.domain.errors import AccessDenied, Refusal
from bot.domain.hours import Direction
from bot.domain.people import Actor, Role
from bot.domain.tasks import TaskState
from bot.usecases import audit, classes, hours, journal, people
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.marks import When, mark_done
from bot.usecases.mergers import choices, merge
from bot.usecases.questions import ask_question
from db.models import Measure, Membership, Organisation, Roadmap, Task
from tests import sample, sample_tasks


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=3)


@pytest.fixture
async def ids(context: Context, world: sample.District) -> dict[str, int]:
    return await sample_tasks.plan(context, world.municipality, world.schools)


@pytest.fixture
async def admin(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ADMIN)


async def test_people_classes_tasks_and_history_move_and_duplicates_are_joined(
    context: Context, world: sample.District, ids: dict[str, int], admin: Actor
) -> None:
    first, second, _ = world.schools
    anna, boris = await sample.actor(context, sample.ANNA), await sample.actor(context, sample.BORIS)
    twin = ids["3.6"] + len(sample_tasks.SUMMER)
    await mark_done(context, boris, Cause("42:1"), twin, 1, When.TODAY)
    await ask_question(context, boris, Cause("42:2"), twin, "Какой формат?")
    await classes.add(context, anna, first, "6А")
    await classes.add(context, boris, second, "6А 7Б")
    async with context.transaction(write=True) as session:
        (await session.get_one(Task, twin + 1)).organisation_id = second
        lone = await session.get_one(Task, ids["3.7"])
        lone.organisation_id = world.schools[2]
        lone.occurrence = "9"
    place = await merge(context, admin, second, first)
    assert place.organisation_id == first
    joined = await card(context, anna, ids["3.6"])
    assert joined.line.state is TaskState.DONE
    assert [mark.by.name for mark in joined.marks if mark.by] == ["Борис К."]
    assert [question.text for question in joined.answered] == ["Какой формат?"]
    moved = await card(context, anna, twin + 1)
    assert moved.line.organisation_id == first
    board = await classes.board(context, anna, first)
    assert [row.name for row in board.classes] == ["6А", "6А-2", "7Б"]
    staff = await people.staff(context, admin, first)
    assert {one.name for one in staff.colleagues} == {"Анна П.", "Борис К."}
    async with context.transaction() as session:
        assert (await session.get_one(Organisation, second)).closed_at is not None
        assert (await session.get_one(Task, twin)).state is TaskState.CANCELLED
    told = await journal.read(context, admin, world.municipality)
    assert (told.lines[0].action, told.lines[0].subject) == ("merged", "Школа № 1")
    with pytest.raises(AccessDenied):
        await merge(context, admin, second, first)


async def test_somebody_in_both_schools_has_one_role_after_it(
    context: Context, world: sample.District, admin: Actor
) -> None:
    async with context.transaction(write=True) as session:
        both = Membership(
            person_id=world.anna, organisation_id=world.schools[1], role=Role.COORDINATOR, from_at=context.now()
        )
        session.add(both)
    await merge(context, admin, world.schools[1], world.schools[0])
    anna = await sample.actor(context, sample.ANNA)
    assert [one.organisation_id for one in anna.memberships] == [world.schools[0]]


async def test_only_who_runs_both_from_above_merges(context: Context, world: sample.District, admin: Actor) -> None:
    first, second, _ = world.schools
    assert [key for key, _ in (await choices(context, admin, first)).others] == [second, world.schools[2]]
    with pytest.raises(Refusal, match="merge-self"):
        await merge(context, admin, first, first)
    for away, into in ((first, world.elsewhere_school), (world.elsewhere_school, first), (first, world.municipality)):
        with pytest.raises(AccessDenied):
            await merge(context, admin, away, into)
    for telegram in (sample.STRANGER, sample.ANNA, sample.VERA):
        with pytest.raises(AccessDenied):
            await merge(context, await sample.actor(context, telegram), first, second)


async def test_the_journal_shows_the_own_subtree_only_and_keeps_names_of_teachers(
    context: Context, world: sample.District, admin: Actor
) -> None:
    stranger = await sample.actor(context, sample.STRANGER)
    anna = await sample.actor(context, sample.ANNA)
    await classes.add(context, anna, world.schools[0], "6А")
    async with context.transaction(write=True) as session:
        audit.record(session, context, world.vera, "level", "organisation", world.schools[0])
    own = await journal.read(context, admin, world.municipality)
    assert [line.action for line in own.lines] == ["level", "classes"]
    assert own.lines[1].who is not None
    assert own.lines[1].who.name == "Анна П."
    assert own.lines[0].who is not None
    assert own.lines[0].who.name is None, "names of teachers stay in the school"
    only = await journal.read(context, admin, world.municipality, world.anna)
    assert [line.action for line in only.lines] == ["classes"]
    assert (await journal.read(context, stranger, world.elsewhere)).lines == ()
    for somebody, place in ((stranger, world.municipality), (anna, world.schools[0]), (admin, world.elsewhere)):
        with pytest.raises(AccessDenied):
            await journal.read(context, somebody, place)


async def test_a_row_given_to_the_closing_school_only_stays_open_in_the_other(
    context: Context, world: sample.District, ids: dict[str, int], admin: Actor
) -> None:
    first, second, _ = world.schools
    twin = ids["3.6"] + len(sample_tasks.SUMMER)
    async with context.transaction(write=True) as session:
        (await session.get_one(Task, ids["3.6"])).state = TaskState.CANCELLED
        task = await session.get_one(Task, twin)
        measure = await session.get_one(Measure, task.measure_id)
        measure.schools = {"only": [second]}
        roadmap = await session.get_one(Roadmap, measure.roadmap_id)
        roadmap.policy = {"schools": {"members": [second, first], "city": [second]}, "kept": 1}
    await merge(context, admin, second, first)
    assert (await sample_tasks.task(context, ids["3.6"])).state is TaskState.OPEN
    async with context.transaction() as session:
        assert (await session.get_one(Measure, measure.id)).schools == {"only": [first]}
        policy = (await session.get_one(Roadmap, roadmap.id)).policy
        assert policy == {"schools": {"members": [first], "city": [first]}, "kept": 1}


async def test_a_parent_is_done_when_each_school_has_done_its_half(
    context: Context, world: sample.District, admin: Actor
) -> None:
    day = sample_tasks.SUMMER[0].due
    rows = (
        sample_tasks.Row("3", "Мониторинг", day),
        sample_tasks.Row("3.1", "Первая половина", day, below="3"),
        sample_tasks.Row("3.2", "Вторая половина", day, below="3"),
    )
    first, second, _ = world.schools
    ids = await sample_tasks.plan(context, world.municipality, (first, second), rows)
    anna, boris = await sample.actor(context, sample.ANNA), await sample.actor(context, sample.BORIS)
    await mark_done(context, anna, Cause("42:1"), ids["3.1"], 1, When.TODAY)
    await mark_done(context, boris, Cause("42:2"), ids["3.2"] + len(rows), 1, When.TODAY)
    assert (await sample_tasks.task(context, ids["3"])).state is TaskState.OPEN
    await merge(context, admin, second, first)
    assert (await sample_tasks.task(context, ids["3"])).state is TaskState.DONE


async def test_hours_level_telephone_and_own_plans_go_with_the_school(
    context: Context, world: sample.District, admin: Actor
) -> None:
    first, second, _ = world.schools
    own = await sample_tasks.plan(context, second, (second,), title="Свой план")
    anna, boris = await sample.actor(context, sample.ANNA), await sample.actor(context, sample.BORIS)
    await classes.add(context, anna, first, "7А")
    board = (await classes.add(context, boris, second, "8А 8Б")).board
    await hours.add_hours(context, boris, Cause("42:1"), second, 0, Direction.PROFILE, "3")
    await hours.add_hours(context, boris, Cause("42:2"), second, board.classes[0].class_id, Direction.PRACTICE, "4")
    async with context.transaction(write=True) as session:
        away = await session.get_one(Organisation, second)
        away.level, away.phone = 60, "8 (34249) 3-12-45"
    await merge(context, admin, second, first)
    told = await hours.school_hours(context, await sample.actor(context, sample.ANNA), first)
    assert {one.name: one.total for one in told.classes} == {"7А": 0, "8А": 7, "8Б": 3}
    async with context.transaction() as session:
        into = await session.get_one(Organisation, first)
        assert (into.level, into.phone) == (60, "8 (34249) 3-12-45")
        assert [row.owner_id for row in await session.scalars(select(Roadmap))] == [first]
    moved = await sample_tasks.task(context, own["3.6"])
    assert (moved.organisation_id, moved.state) == (first, TaskState.OPEN)
