"""Classes in chat: the coordinator's board and cards, the teacher's own ones, and who may not."""

from sqlalchemy import select

from bot.usecases import classes
from bot.usecases.classes import ClassBoard
from bot.usecases.context import Context
from db.models import SchoolClass
from tests import sample
from tests.messenger import Messenger


async def with_classes(context: Context, line: str = "6А 6Б 11") -> tuple[sample.District, ClassBoard]:
    district = await sample.district(context)
    anna = await sample.actor(context, sample.ANNA)
    return district, (await classes.add(context, anna, district.schools[0], line)).board


async def test_a_coordinator_sets_time_and_teacher_of_a_class(sqlite_context: Context) -> None:
    await with_classes(sqlite_context)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    await anna.says("/settings")
    await anna.taps("Классы")
    assert "[6А] [6Б] [11]" in anna.screen()
    await anna.taps("Обычное время")
    await anna.says("полдевятого")
    assert "Время не понято" in anna.screen()
    await anna.says("8:30")
    assert "Обычное время: 8:30" in anna.screen()
    await anna.taps("6Б")
    assert "Время занятия: 8:30 (как у школы)" in anna.screen()
    await anna.taps("Время")
    await anna.says("925")
    assert "Время занятия: 9:25" in anna.screen()
    await anna.taps("Педагог")
    await anna.taps("Вера Н.")
    assert "Педагог: Вера Н." in anna.screen()
    await anna.taps("Педагог")
    await anna.taps("Пока никто")
    assert "Педагог: не назначен" in anna.screen()


async def test_a_class_is_taken_out_and_comes_back_with_the_same_row(sqlite_context: Context) -> None:
    district, board = await with_classes(sqlite_context)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    await anna.presses(f"cs:board:{district.schools[0]}:0")
    await anna.taps("6Б")
    await anna.taps("Убрать класс")
    await anna.taps("Да, убрать")
    assert "[6А] [11]" in anna.screen()
    await anna.taps("Добавить классы")
    await anna.says("6Б 6А 6В")
    assert "Добавлено 2 класса: 6Б 6В." in anna.screen()
    assert "Уже были: 6А." in anna.screen()
    await anna.taps("Пропустить")
    async with sqlite_context.transaction() as session:
        rows = list(await session.scalars(select(SchoolClass).where(SchoolClass.name == "6Б")))
    assert [row.id for row in rows] == [board.classes[1].class_id]
    assert rows[0].closed_at is None


async def test_forty_classes_fit_in_pages(sqlite_context: Context) -> None:
    line = " ".join(f"{grade}{letter}" for grade in range(6, 12) for letter in "АБВГДЕЖ")
    district, _ = await with_classes(sqlite_context, line)
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.presses(f"cs:own:{district.schools[0]}:0")
    await vera.taps("6А")
    await vera.taps("Дальше")
    await vera.taps("11Ж")
    assert "[✅ 11Ж]" in vera.screen()
    assert "◀️ Раньше" in vera.screen()
    await vera.taps("Готово")
    assert "Ваши классы: 6А, 11Ж." in vera.screen()


async def test_a_tap_takes_and_a_second_one_gives_back(sqlite_context: Context) -> None:
    _, board = await with_classes(sqlite_context)
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.presses(f"cl:mine:{board.classes[0].class_id}:0:0")
    assert "[✅ 6А]" in vera.screen()
    await vera.taps("✅ 6А")
    assert "[6А]" in vera.screen()


async def test_a_teacher_cannot_edit_the_board_nor_a_neighbour_take_a_class(sqlite_context: Context) -> None:
    district, board = await with_classes(sqlite_context)
    chat = Messenger(sqlite_context)
    vera, boris = chat.person(sample.VERA), chat.person(sample.BORIS)
    class_id = board.classes[0].class_id
    for person, data in (
        (vera, f"cs:add:{district.schools[0]}:0"),
        (vera, f"cl:gone:{class_id}:0:0"),
        (vera, f"cl:teacher:{class_id}:{district.vera}:0"),
        (boris, f"cl:mine:{class_id}:0:0"),
        (boris, f"cs:own:{district.schools[0]}:0"),
        (boris, f"cs:board:{district.municipality}:0"),
    ):
        await person.presses(data)
        assert "Нет доступа" in str(chat.calls[-1]), data
    anna = await sample.actor(sqlite_context, sample.ANNA)
    assert await classes.board(sqlite_context, anna, district.schools[0]) == board


async def test_a_class_cannot_be_given_to_somebody_of_another_school(sqlite_context: Context) -> None:
    district, board = await with_classes(sqlite_context)
    chat = Messenger(sqlite_context)
    await chat.person(sample.ANNA).presses(f"cl:teacher:{board.classes[0].class_id}:{district.boris}:0")
    assert "Нет доступа" in str(chat.calls[-1])


async def test_the_municipality_edits_classes_without_reading_names_of_teachers(sqlite_context: Context) -> None:
    district, board = await with_classes(sqlite_context)
    anna = await sample.actor(sqlite_context, sample.ANNA)
    await classes.set_teacher(sqlite_context, anna, board.classes[0].class_id, district.vera)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.presses(f"o:home:{district.schools[0]}:0")
    await admin.taps("Классы")
    await admin.taps("6А")
    assert "Педагог: назначен" in admin.screen()
    await admin.taps("Педагог")
    assert "Вера" not in admin.screen()
