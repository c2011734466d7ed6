"""A row that names a post proposes its people first; posts are ticked on the card of a person."""

import pytest
from sqlalchemy import select, update

from bot.domain.people import Role
from bot.usecases import classes, people
from bot.usecases.context import Context
from db.models import Measure, Membership, Task
from tests import sample
from tests.messenger import Messenger
from tests.messenger import Person as Chatter


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    world = await sample.district(sqlite_context)
    await sample.launched(sqlite_context, world)
    async with sqlite_context.transaction(write=True) as session:
        await sample.person(session, sqlite_context.now(), 301, "Пётр С.", (world.schools[0], Role.NAVIGATOR))
    return world


@pytest.fixture
def anna(sqlite_context: Context, world: sample.District) -> Chatter:
    return Messenger(sqlite_context).person(sample.ANNA)


async def task_for(context: Context, world: sample.District, responsible: str) -> int:
    async with context.transaction(write=True) as session:
        found = (await session.scalars(select(Task).where(Task.organisation_id == world.schools[0]).limit(1))).one()
        await session.execute(
            update(Measure).where(Measure.id == found.measure_id).values(responsible_text=responsible)
        )
        return found.id


def offered(anna: Chatter) -> list[str]:
    return [text for text in anna.shown[-1].buttons() if "." in text or text == "Себе"]


async def test_story_1_4_a_psychologist_is_ticked_and_proposed_first(
    anna: Chatter, sqlite_context: Context, world: sample.District
) -> None:
    task = await task_for(sqlite_context, world, "Педагоги-психологи школ")
    await anna.presses(f"t:assign:{task}:1:")
    assert "В пункте названы: психологи. Пока не отмечено, кто это" in anna.screen()
    assert [name[:4] for name in offered(anna)] == ["Себе", "Вера", "Пётр"]
    await anna.says("/people")
    for step in ("Сотрудники", "Пётр С.", "Должность", "Психолог"):
        await anna.taps(step)
    assert "[✓ Психолог]" in anna.screen()
    await anna.presses(f"t:assign:{task}:1:")
    assert "В пункте названы: психологи. Они первые в списке." in anna.screen()
    assert [name[:4] for name in offered(anna)] == ["Пётр", "Себе", "Вера"]
    await anna.says("/people")
    for step in ("Сотрудники", "Пётр С.", "Должность", "✓ Психолог"):
        await anna.taps(step)
    assert "[Психолог]" in anna.screen()


async def test_class_teachers_follow_from_classes_and_designations(
    anna: Chatter, sqlite_context: Context, world: sample.District
) -> None:
    context, school = sqlite_context, world.schools[0]
    task = await task_for(context, world, "классные руководители")
    actor = await sample.actor(context, sample.ANNA)
    board = (await classes.add(context, actor, school, "6А")).board
    await classes.set_teacher(context, actor, board.classes[0].class_id, world.vera)
    await people.add_outside(context, actor, school, "классный руководитель 7Б")
    await anna.presses(f"t:assign:{task}:1:")
    shown = anna.shown[-1].buttons()
    assert [name[:4] for name in shown[:4]] == ["Вера", "клас", "Себе", "Пётр"]


async def test_navigators_are_known_by_their_role(
    anna: Chatter, sqlite_context: Context, world: sample.District
) -> None:
    task = await task_for(sqlite_context, world, "Педагоги-навигаторы")
    await anna.presses(f"t:assign:{task}:1:")
    assert [name[:4] for name in offered(anna)] == ["Вера", "Пётр", "Себе"]


@pytest.mark.parametrize("number", [sample.VERA, sample.BORIS, sample.STRANGER, sample.ADMIN])
async def test_nobody_else_ticks(sqlite_context: Context, world: sample.District, number: int) -> None:
    other = Messenger(sqlite_context).person(number)
    for data in ("post-psychologist", "posts", "post-king", "post-navigator"):
        await other.presses(f"p:{data}:{world.vera}:{world.schools[0]}")
    async with sqlite_context.transaction() as session:
        kept = await session.scalars(select(Membership.posts).where(Membership.person_id == world.vera))
        assert list(kept) == [[]]


@pytest.mark.parametrize("post", ["king", "navigator", "class_teacher", ""])
async def test_what_follows_by_itself_is_not_ticked(anna: Chatter, world: sample.District, post: str) -> None:
    await anna.presses(f"p:post-{post}:{world.vera}:{world.schools[0]}")
    assert "старого сообщения" in anna.toast()
