"""Hours of a school in chat, and an excursion of a teacher in four taps."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.usecases.context import Context
from db.models import Activity, HourNorm, Organisation
from tests import lesson_world, sample
from tests.messenger import Messenger
from tests.messenger import Person as Chatter


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context, schools=2)


@pytest.fixture
async def six(sqlite_context: Context, world: sample.District) -> int:
    key = await lesson_world.add_class(sqlite_context, world.schools[0], "6А", world.vera, "8:30")
    await lesson_world.add_class(sqlite_context, world.schools[0], "7Б", None, "9:25")
    await lesson_world.ensure(sqlite_context)
    return key


@pytest.fixture
def chat(sqlite_context: Context, six: int) -> Messenger:
    return Messenger(sqlite_context)


async def walk(person: Chatter, *steps: str) -> str:
    """Tap each button; a step that begins with «!» is typed. Returns the last screen."""
    for step in steps:
        await (person.says(step[1:]) if step.startswith("!") else person.taps(step))
    return person.screen()


async def kept(context: Context) -> list[Activity]:
    async with context.transaction() as session:
        found = await session.scalars(select(Activity).where(Activity.undone_at.is_(None)).order_by(Activity.id))
        return list(found)


@pytest.mark.parametrize(("word", "kind"), [("экскурсия", "excursion"), ("проба", "trial")])
async def test_story_2_10_an_excursion_takes_four_taps_and_nothing_typed(
    chat: Messenger, sqlite_context: Context, word: str, kind: str
) -> None:
    vera = chat.person(sample.VERA)
    await vera.says(word)
    taps = ("Вчера", "6А", "25", "Предприятие")
    screen = await walk(vera, *taps)
    assert len(taps) == 4
    assert screen.startswith(f"Записано: {word}, 6А, 3 сентября")
    assert "Предприятие, учеников: 25. Часов практики: +2." in screen
    (done,) = await kept(sqlite_context)
    assert (done.kind, done.direction, done.hours, done.pupils) == (kind, "practice", 2, 25)
    assert "убрана" in await walk(vera, "↩️ Убрать запись")
    assert await kept(sqlite_context) == []


async def test_from_the_own_lessons_to_the_month_the_year_and_the_file(
    chat: Messenger, sqlite_context: Context
) -> None:
    vera = chat.person(sample.VERA)
    await walk(vera, "!/lessons", "🚌 Экскурсия", "Сегодня", "6А", "25", "Другое место", "!Завод «Ремдеталь»")
    await walk(vera, "⬅️ Назад", "🛠 Проба", "Сегодня", "6А", "Другое число", "!27")
    assert "[Завод «Ремдеталь»]" in vera.screen()
    await walk(vera, "Завод «Ремдеталь»", "⬅️ Назад")
    assert "Экскурсии и пробы: сентябрь — 2, за год — 2. Часов за год: 4." in vera.screen()
    assert [one.place for one in await kept(sqlite_context)] == ["Завод «Ремдеталь»"] * 2
    await vera.presses("lc:file::0:0:0")
    document = next(shown.document for shown in reversed(vera.shown) if shown.document)
    book = load_workbook(io.BytesIO(document[1]))
    words = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert "0 из 34 занятий, 2 экскурсии и пробы, 4 часа" in words
    assert book.sheetnames[1] == "Экскурсии и пробы"


async def test_names_of_children_are_no_place(chat: Messenger, sqlite_context: Context) -> None:
    vera = chat.person(sample.VERA)
    screen = await walk(vera, "!экскурсия", "Сегодня", "6А", "25", "Другое место", "!Иванов Пётр, Петрова Анна")
    assert "Похоже на имена" in screen
    assert await kept(sqlite_context) == []


async def test_story_1_11_hours_by_level_in_three_taps(chat: Messenger, sqlite_context: Context) -> None:
    vera, anna = chat.person(sample.VERA), chat.person(sample.ANNA)
    await walk(vera, "!экскурсия", "Сегодня", "6А", "25", "Музей")
    screen = await walk(anna, "!/lessons", "⏱ Часы")
    assert "Уровень школы не выбран" in screen
    screen = await walk(anna, "60")
    assert "6А: 2 из 60\n7Б: 0 из 60" in screen
    assert "экскурсия 4 сентября" in screen
    screen = await walk(anna, "6А")
    assert "Экскурсии, пробы и практика: 2 из 12" in screen
    assert "пример" in screen
    screen = await walk(anna, "➕ Добавить часы", "Уроки", "!пять")
    assert "целое число часов" in screen
    screen = await walk(anna, "!5")
    assert "Уроки: 5 из 9" in screen
    screen = await walk(anna, "⬅️ Назад", "➕ Добавить часы", "Работа с родителями", "!2")
    assert "6А: 9 из 60\n7Б: 2 из 60" in screen
    assert "6А: 7 из 60\n7Б: 0 из 60" in await walk(anna, "➕ Добавить часы", "↩️ Убрать последние часы")


async def test_lessons_held_are_counted(chat: Messenger, sqlite_context: Context, six: int) -> None:
    lessons = await lesson_world.year_of(sqlite_context, six)
    vera, anna = chat.person(sample.VERA), chat.person(sample.ANNA)
    await vera.presses(f"ls:hold:{lessons[1].id}:{lessons[1].version}::")
    assert "6А: 1\n7Б: 0" in await walk(anna, "!часы")


async def test_the_administrator_puts_in_other_numbers(
    chat: Messenger, sqlite_context: Context, world: sample.District
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        (await session.get_one(Organisation, world.schools[0])).level = 60
    admin, anna = chat.person(sample.ADMIN), chat.person(sample.ANNA)
    await admin.presses(f"hr:school:{world.schools[0]}:0::0:0")
    screen = await walk(admin, "Сколько часов нужно")
    assert "Это пример" in screen
    assert "Это пример" not in await walk(admin, "Экскурсии, пробы", "!15")
    screen = await walk(admin, "Одна экскурсия", "!3")
    assert "[Одна экскурсия или проба: 3]" in screen
    await walk(anna, "!часы")
    assert "Экскурсии, пробы и практика: 0 из 15" in await walk(anna, "6А")
    await walk(chat.person(sample.VERA), "!проба", "Сегодня", "6А", "25", "Вуз")
    assert (await kept(sqlite_context))[0].hours == 3


@pytest.mark.parametrize(
    "wire",
    ["hr:school:{school}:0::0:0", "hr:class:{school}:{six}::0:0", "hr:undo:{school}:0::0:0",
     "hr:level:{school}:0::40:0", "hr:norms:{home}:0::40:0", "hr:norm:{home}:0:practice:40:0", "og:undo:::0:0:1",
     "og:save:excursion:2023-09-04:{six}:25:plant", "og:place:excursion:2023-09-04:{six}:25:"],
)  # fmt: skip
async def test_strangers_and_forged_taps_change_nothing(
    chat: Messenger, sqlite_context: Context, world: sample.District, six: int, wire: str
) -> None:
    await walk(chat.person(sample.VERA), "!экскурсия", "Сегодня", "6А", "25", "Музей")
    stranger = chat.person(sample.STRANGER)
    await stranger.presses(wire.format(school=world.schools[0], six=six, home=world.municipality))
    assert len(await kept(sqlite_context)) == 1
    async with sqlite_context.transaction() as session:
        assert (await session.get_one(Organisation, world.schools[0])).level is None
        assert (await session.scalars(select(HourNorm))).all() == []
    assert "6А" not in "".join(shown.picture() for shown in stranger.shown)


@pytest.mark.parametrize(
    "wire",
    [
        "og:save:excursion:2033-01-01:{six}:25:plant",
        "og:save:hours:2023-09-04:{six}:25:plant",
        "og:save:excursion:2023-09-04:{six}:0:plant",
        "og:save:excursion:2023-09-04:{six}:25:7",
        "og:save:excursion:2023-09-04:{six}:25:nowhere",
    ],
)
async def test_a_forged_outing_is_none(chat: Messenger, sqlite_context: Context, six: int, wire: str) -> None:
    await chat.person(sample.VERA).presses(wire.format(six=six))
    assert await kept(sqlite_context) == []
