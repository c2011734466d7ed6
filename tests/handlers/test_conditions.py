"""Which schools a plan means, asked in the chat: conditions, schools of one row, the matrix."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.usecases.context import Context
from db.models import Dialogue, Measure, Organisation, Task
from tests import sample
from tests.handlers.test_roadmaps import plan_file
from tests.messenger import Messenger

ROWS = [
    ("1", "Регистрация", "до 15.09.2023", "Школы, не являющиеся участниками проекта «Билет в будущее»"),
    ("2", "Итоги участия", "до 20.10.2023", "Школы – участники проекта «Билет в будущее»"),
    ("3", "Открытие классов в 2 общеобразовательных организациях", "до 01.11.2023", "Школы"),
    ("4", "Отчёт", "до 01.12.2023", "МБОУ СОШ № 3"),
    ("5", "Приказ", "до 01.12.2023", "Школы"),
]


@pytest.fixture
async def chat(sqlite_context: Context) -> Messenger:
    await sample.district(sqlite_context, schools=4)
    messenger = Messenger(sqlite_context)
    await messenger.person(sample.ADMIN).sends("план.docx", plan_file(ROWS))
    return messenger


async def served(chat: Messenger, number: str) -> list[str]:
    async with chat.context.transaction() as session:
        query = select(Organisation.short_name).join(Task, Task.organisation_id == Organisation.id).join(Measure)
        return list(await session.scalars(query.where(Measure.number == number).order_by(Organisation.id)))


async def test_conditions_are_asked_once_for_the_plan(chat: Messenger) -> None:
    """Story 3.3: participants of a project, «2 школы», a school by its name; nothing is addressed in silence."""
    admin = chat.person(sample.ADMIN)
    assert "Условий, по которым школы не определить: 2" in admin.screen()
    assert "Запустить: 17 задач" in admin.screen(), "everybody gets what nobody has settled"
    await admin.taps("Уточнить школы: 2")
    assert "1. ⚠️ участвуют: «Билет в будущее»\n    пункты: 1, 2 · не сказано, какие школы" in admin.screen()
    await admin.taps("1")
    await admin.taps("☐ Школа № 1")
    assert "☑ Школа № 1" in admin.screen()
    await admin.taps("Готово: 1")
    assert "1. ⚠️ школ в плане названо: 2" in admin.screen()
    await admin.taps("1")
    await admin.taps("☐ Школа № 2")
    await admin.taps("☐ Школа № 4")
    await admin.taps("Готово: 2")
    assert "⚠️" not in admin.screen()
    await admin.taps("⬅️ Назад")
    assert "Запустить: 11 задач" in admin.screen()
    await admin.taps("Запустить")
    assert await served(chat, "1") == ["Школа № 2", "Школа № 3", "Школа № 4"]
    assert await served(chat, "2") == ["Школа № 1"]
    assert await served(chat, "3") == ["Школа № 2", "Школа № 4"]
    assert await served(chat, "4") == ["Школа № 3"]
    async with chat.context.transaction() as session:
        query = select(Organisation.short_name).where(
            Organisation.tags.is_not(None), func.json_array_length(Organisation.tags) > 0
        )
        assert list(await session.scalars(query)) == ["Школа № 1"], "the answer is a tag: other plans need not ask"


async def test_ticks_survive_a_restart_and_are_left_without_a_trace(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.taps("Уточнить школы")
    await admin.taps("1")
    await admin.taps("☐ Школа № 2")
    again = Messenger(chat.context)
    same = again.person(sample.ADMIN)
    same.shown = admin.shown
    await same.taps("☐ Школа № 3")
    assert "Отмечено школ: 2 из 4" in same.screen()
    await same.taps("⬅️ Назад")
    assert "1. ⚠️ участвуют: «Билет в будущее»" in same.screen()
    async with chat.context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Dialogue)) == 0


async def test_one_row_is_given_to_chosen_schools_before_and_after_the_launch(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.taps("Посмотреть строки")
    assert "5 · Приказ" in admin.screen()
    await admin.taps("5")
    await admin.taps("Школы: 4 из 4")
    await admin.taps("☑ Школа № 1")
    await admin.taps("☑ Школа № 2")
    await admin.taps("Готово: 2")
    assert admin.screen().startswith("Записано. Пункт получат школы: 2 из 4.")
    await admin.taps("⬅️ Назад")
    assert "школам (2 из 4)" in admin.screen()
    await admin.taps("⬅️ Назад")
    await admin.taps("Запустить")
    assert await served(chat, "5") == ["Школа № 3", "Школа № 4"]
    await admin.taps("К плану")
    await admin.taps("Посмотреть строки")
    await admin.taps("5")
    await admin.taps("Школы: 2 из 4")
    await admin.taps("Всем школам")
    assert admin.screen().startswith("Записано. Изменено задач: 2, узнают в сводке: 2.")
    assert len(await served(chat, "5")) == 4


async def test_what_is_found_right_goes_to_everybody(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.taps("Посмотреть неясные: 3")
    await admin.taps("1")
    assert "Не сказано, какие это школы, и пункт получат все" in admin.screen()
    await admin.taps("Здесь всё верно")
    assert "⚠️" not in admin.screen()
    await admin.taps("⬅️ Назад")
    assert "Неясные строки 1–2 из 2" in admin.screen()


async def test_the_matrix_shows_rows_by_schools(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.taps("Кто что получит")
    document = admin.shown[-1].document
    assert document is not None
    table = [[cell.value for cell in row] for row in load_workbook(BytesIO(document[1])).worksheets[0].rows]
    assert table[0][1:] == [
        "№",
        "Мероприятие",
        "Срок",
        "Задач",
        "Район",
        "Школа № 1",
        "Школа № 2",
        "Школа № 3",
        "Школа № 4",
    ]
    by_number = {row[1]: row for row in table[1:]}
    assert [row[1] for row in table[1:4]] == ["1", "2", "3"], "rows to look at come first"
    assert [cell or "" for cell in by_number["4"][4:]] == ["1", "", "", "", "1", ""]


async def test_others_press_forged_buttons_in_vain(chat: Messenger) -> None:
    async with chat.context.transaction() as session:
        measure = (await session.scalars(select(Measure.id).where(Measure.number == "5"))).one()
    forged = ["plan:matrix:1:1:", "cond:list:1:0:0", "cond:ask:1:0:0", f"pick:row:{measure}:0:all:0"]
    for number in (sample.ANNA, sample.VERA, sample.STRANGER):
        person = chat.person(number)
        for data in forged:
            await person.presses(data)
            assert person.toast() == "Нет доступа. Откройте своё меню: /start", (number, data)
    admin = chat.person(sample.ADMIN)
    await admin.presses("pick:done:1:0:all:0")
    assert "из старого сообщения" in admin.toast()
    await admin.taps("Уточнить школы")
    await admin.taps("1")
    await admin.presses("pick:tick:1:999:all:0")
    assert "Нет доступа" in admin.toast()
