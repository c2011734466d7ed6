"""Classes move up in a new school year, when their coordinator confirms it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.usecases import classes
from bot.usecases.context import Context
from bot.usecases.tick import plan_once
from db.models import Lesson, SchoolClass
from tests import sample
from tests.messenger import Messenger

AUTUMN = datetime(2024, 8, 26, 9, tzinfo=UTC)


@pytest.fixture
async def chat(sqlite_context: Context, clock: FixedClock) -> Messenger:
    """Classes of 2023/24: Vera teaches 6А at 8:30."""
    world = await sample.district(sqlite_context, schools=2)
    anna = await sample.actor(sqlite_context, sample.ANNA)
    board = (await classes.add(sqlite_context, anna, world.schools[0], "6А 7А 10 11")).board
    first = board.classes[0].class_id
    await classes.set_teacher(sqlite_context, anna, first, world.vera)
    await classes.set_time(sqlite_context, anna, first, "8:30")
    clock.moment = AUTUMN
    await plan_once(sqlite_context)
    return Messenger(sqlite_context)


async def open_classes(chat: Messenger) -> list[tuple[str, int | None, str | None]]:
    async with chat.context.transaction() as session:
        query = select(SchoolClass).where(SchoolClass.closed_at.is_(None)).order_by(SchoolClass.grade, SchoolClass.name)
        return [(row.name, row.teacher_id, row.lesson_time) for row in await session.scalars(query)]


async def lessons(chat: Messenger, name: str, year: int) -> int:
    async with chat.context.transaction() as session:
        query = select(func.count(Lesson.id)).join(SchoolClass).where(SchoolClass.name == name)
        return await session.scalar(query.where(Lesson.school_year == year)) or 0


async def test_classes_move_up_and_the_sixth_are_asked_for(chat: Messenger) -> None:
    before = await lessons(chat, "6А", 2023)
    anna = chat.person(sample.ANNA)
    await anna.says("/settings")
    await anna.taps("Классы")
    assert "Начался 2024/2025 учебный год: классы пора перевести." in anna.screen()
    await anna.taps("Перевести классы")
    assert "6А → 7А · Вера Н., 08:30" in anna.screen()
    assert "11 — выпуск" in anna.screen()
    assert [name for name, *_ in await open_classes(chat)] == ["6А", "7А", "10", "11"], "nothing changes before the tap"
    await anna.taps("Перевести: 3")
    assert "Какие теперь шестые классы?" in anna.screen()
    assert [name for name, *_ in await open_classes(chat)] == ["7А", "8А", "11"]
    seventh = (await open_classes(chat))[0]
    assert seventh[1] is not None
    assert seventh[2] == "08:30"
    await anna.says("6А 6Б")
    assert [name for name, *_ in await open_classes(chat)] == ["6А", "6Б", "7А", "8А", "11"]
    assert (await open_classes(chat))[0][1:] == (None, None), "the new sixth class has no teacher yet"
    assert "пора перевести" not in anna.screen()
    assert await lessons(chat, "6А", 2023) == before, "what was held stays where it was held"
    assert await lessons(chat, "7А", 2024) > 30
    await anna.presses("cs:moveup:2:2024")
    assert "из старого сообщения" in anna.toast()


async def test_a_list_that_is_right_is_kept(chat: Messenger) -> None:
    anna = chat.person(sample.ANNA)
    await anna.says("/settings")
    await anna.taps("Классы")
    await anna.taps("Перевести классы")
    await anna.taps("Список уже верный")
    assert "пора перевести" not in anna.screen()
    assert [name for name, *_ in await open_classes(chat)] == ["6А", "7А", "10", "11"]


async def test_answers_of_the_new_year_are_not_mixed_up(chat: Messenger) -> None:
    async with chat.context.transaction(write=True) as session:
        query = select(Lesson).where(Lesson.school_year == 2024).order_by(Lesson.id)
        first = (await session.scalars(query)).first()
        assert first is not None
        first.answered_at = AUTUMN
    anna = chat.person(sample.ANNA)
    await anna.presses("cs:moveup:2:2024")
    assert "уже есть отметки" in anna.toast()
    assert [name for name, *_ in await open_classes(chat)] == ["6А", "7А", "10", "11"]


async def test_only_the_coordinator_of_the_school_moves_them(chat: Messenger) -> None:
    for number in (sample.ADMIN, sample.BORIS, sample.VERA, sample.STRANGER):
        person = chat.person(number)
        for data in ("cs:newyear:2:0", "cs:moveup:2:2024", "cs:keep:2:2024"):
            await person.presses(data)
            assert person.toast() == "Нет доступа. Откройте своё меню: /start", number
    assert [name for name, *_ in await open_classes(chat)] == ["6А", "7А", "10", "11"]
