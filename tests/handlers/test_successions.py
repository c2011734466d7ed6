"""«Передать роль»: asked by the coordinator, confirmed by the administrator, everything moves and history stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.people import Role
from bot.usecases import assignments, classes, marks
from bot.usecases.context import Cause, Context
from bot.usecases.sending import send_due
from bot.usecases.successions import HandingAnswer, HandingPush
from db.models import Absence, Assignment, AuditEvent, Mark, Measure, Membership, SchoolClass, Task
from tests import sample
from tests.messenger import Messenger
from tests.messenger import Person as Chatter
from tests.post import FakeCourier


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context)


@pytest.fixture
def chat(sqlite_context: Context, world: sample.District) -> Messenger:
    return Messenger(sqlite_context)


async def asks(anna: Chatter) -> None:
    await anna.says("/people")
    for step in ("Сотрудники", "Вера Н.", "Передать роль", "Попросить управление"):
        await anna.taps(step)


async def told(context: Context, clock: FixedClock) -> list[tuple[int, object]]:
    clock.moment += timedelta(hours=3)
    courier = FakeCourier()
    await send_due(context, courier)
    return [(who, message) for who, message in courier.brought if isinstance(message, HandingPush | HandingAnswer)]


async def test_story_1_15_the_role_is_handed_over(
    chat: Messenger, world: sample.District, sqlite_context: Context, clock: FixedClock
) -> None:
    context, school = sqlite_context, world.schools[0]
    await sample.launched(context, world)
    anna, admin = chat.person(sample.ANNA), chat.person(sample.ADMIN)
    actor = await sample.actor(context, sample.ANNA)
    async with context.transaction() as session:
        given, done = list(await session.scalars(select(Task.id).where(Task.organisation_id == school).limit(2)))
    await assignments.assign(context, actor, Cause("give"), given, world.anna)
    await marks.mark_done(context, actor, Cause("mark"), done, 1, marks.When.TODAY)
    board = (await classes.add(context, actor, school, "6А")).board
    await classes.set_teacher(context, actor, board.classes[0].class_id, world.anna)
    await anna.says("Мониторинг до 27 сентября 2023 года")
    await anna.taps("Себе")
    await asks(anna)
    assert "Вопрос отправлен управлению" in anna.screen()
    assert (await sample.actor(context, sample.ANNA)).organisations(Role.COORDINATOR) == {school}, "nothing yet"
    [(who, push)] = await told(context, clock)
    assert who == world.admin
    assert isinstance(push, HandingPush)
    await admin.presses(f"hd:yes:{push.handing.succession_id}")
    assert "Роль координатора передана: Школа № 1, Анна П. → Вера Н." in admin.screen()
    assert (await sample.actor(context, sample.ANNA)).organisations() == frozenset()
    assert (await sample.actor(context, sample.VERA)).organisations(Role.COORDINATOR) == {school}
    answers = await told(context, clock)
    assert {(who, message.mine) for who, message in answers if isinstance(message, HandingAnswer)} == {
        (world.anna, True),
        (world.vera, False),
    }
    async with context.transaction() as session:
        ends = await session.execute(
            select(Assignment.person_id, Assignment.ended_at.is_(None)).where(Assignment.task_id == given)
        )
        assert {(person, bool(here)) for person, here in ends} == {(world.anna, False), (world.vera, True)}
        assert (await session.scalars(select(Mark.by_person_id).where(Mark.task_id == done))).one() == world.anna
        assert (await session.scalars(select(SchoolClass.teacher_id))).one() == world.vera
        assert (await session.scalars(select(Measure.author_id).where(Measure.author_id.is_not(None)))).one() == (
            world.vera
        )
        assert "handed-over" in set(await session.scalars(select(AuditEvent.action)))
    await admin.presses(f"hd:no:{push.handing.succession_id}")
    assert "уже ответили" in admin.toast()
    await anna.says("сегодня")
    assert "нет роли" in anna.screen()


async def test_a_no_changes_nothing_and_both_are_told(
    chat: Messenger, world: sample.District, sqlite_context: Context, clock: FixedClock
) -> None:
    await asks(chat.person(sample.ANNA))
    await asks(chat.person(sample.ANNA))
    [(_, push)] = await told(sqlite_context, clock)
    assert isinstance(push, HandingPush), "asking twice is asking once"
    await chat.person(sample.ADMIN).presses(f"hd:no:{push.handing.succession_id}")
    assert "Роль осталась прежней" in chat.person(sample.ADMIN).screen()
    assert {who for who, _ in await told(sqlite_context, clock)} == {world.anna, world.vera}
    assert (await sample.actor(sqlite_context, sample.VERA)).organisations(Role.COORDINATOR) == frozenset()


async def test_a_coordinator_who_also_teaches_keeps_classes_and_tasks(
    chat: Messenger, world: sample.District, sqlite_context: Context, clock: FixedClock
) -> None:
    context, school = sqlite_context, world.schools[0]
    async with context.transaction(write=True) as session:
        session.add(
            Membership(person_id=world.anna, organisation_id=school, role=Role.NAVIGATOR, from_at=context.now())
        )
    actor = await sample.actor(context, sample.ANNA)
    board = (await classes.add(context, actor, school, "6А")).board
    await classes.set_teacher(context, actor, board.classes[0].class_id, world.anna)
    await asks(chat.person(sample.ANNA))
    [(_, push)] = await told(context, clock)
    assert isinstance(push, HandingPush)
    await chat.person(sample.ADMIN).presses(f"hd:yes:{push.handing.succession_id}")
    assert (await sample.actor(context, sample.ANNA)).organisations(Role.NAVIGATOR) == {school}
    async with context.transaction() as session:
        assert (await session.scalars(select(SchoolClass.teacher_id))).one() == world.anna


async def test_substitutions_go_to_the_successor_and_never_to_oneself(
    chat: Messenger, world: sample.District, sqlite_context: Context, clock: FixedClock
) -> None:
    context, today = sqlite_context, sqlite_context.now().date()
    until = today + timedelta(days=9)
    async with context.transaction(write=True) as session:
        for person in (world.vera, world.boris):
            session.add(
                Absence(person_id=person, opens=today, until=until, substitute_id=world.anna, created_at=context.now())
            )
    await asks(chat.person(sample.ANNA))
    await chat.person(sample.ADMIN).presses("hd:yes:1")
    async with context.transaction() as session:
        found = await session.execute(select(Absence.person_id, Absence.substitute_id))
        assert {one.person_id: one.substitute_id for one in found} == {world.vera: None, world.boris: world.vera}


@pytest.mark.parametrize("number", [sample.ANNA, sample.BORIS, sample.VERA, sample.STRANGER, 999])
async def test_nobody_else_decides(chat: Messenger, sqlite_context: Context, number: int) -> None:
    await asks(chat.person(sample.ANNA))
    await chat.person(number).presses("hd:yes:1")
    assert (await sample.actor(sqlite_context, sample.VERA)).organisations(Role.COORDINATOR) == frozenset()


@pytest.mark.parametrize("number", [sample.BORIS, sample.VERA, sample.STRANGER, sample.ADMIN])
async def test_nobody_hands_over_what_is_not_theirs(
    chat: Messenger, world: sample.District, sqlite_context: Context, clock: FixedClock, number: int
) -> None:
    await chat.person(number).presses(f"ho:yes:{world.schools[0]}:{world.vera}")
    assert await told(sqlite_context, clock) == []


async def test_a_person_who_has_left_takes_nothing(
    chat: Messenger, world: sample.District, sqlite_context: Context
) -> None:
    await asks(chat.person(sample.ANNA))
    await chat.person(sample.VERA).presses("pd:erase-yes")
    await chat.person(sample.ADMIN).presses("hd:yes:1")
    assert "уже ответили" in chat.person(sample.ADMIN).toast()
    assert (await sample.actor(sqlite_context, sample.ANNA)).organisations(Role.COORDINATOR) == {world.schools[0]}
