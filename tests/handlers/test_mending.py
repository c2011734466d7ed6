"""Mending in the chat: by typing, with an echo of how it was understood."""

import pytest
from sqlalchemy import func, select

from bot.usecases.context import Context
from db.models import Dialogue, Measure, Roadmap
from tests import sample
from tests.messenger import Messenger


@pytest.fixture
async def chat(sqlite_context: Context) -> Messenger:
    world = await sample.district(sqlite_context, schools=2)
    await sample.draft(sqlite_context, world.municipality)
    return Messenger(sqlite_context)


async def row(chat: Messenger, number: str) -> int:
    async with chat.context.transaction() as session:
        return (await session.scalars(select(Measure.id).where(Measure.number == number))).one()


async def questions(chat: Messenger) -> int:
    async with chat.context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(Dialogue)) or 0


async def test_a_deadline_is_typed_and_echoed(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:card:{await row(chat, '3.6')}:0::all:0")
    await admin.taps("Исправить")
    await admin.taps("Срок")
    assert "Срок в плане: «До 25.08. 2023»" in admin.screen()
    await admin.says("как-нибудь потом")
    assert "Срок не понят: «как-нибудь потом»" in admin.screen()
    await admin.says("15 октября")
    assert admin.screen().startswith("Записан срок: 15 октября 2023 года")
    assert "Срок в плане: «До 25.08. 2023»" in admin.screen()
    assert "Понято: до 15 октября, вс" in admin.screen()
    assert await questions(chat) == 0


async def test_what_a_row_asks_for_is_ticked(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:card:{await row(chat, '3.2')}:0::all:0")
    assert "После отметки спросит: приказ\n" in admin.screen()
    await admin.taps("Что спрашивать")
    await admin.taps("☐ обучающиеся")
    await admin.taps("☑ приказ")
    await admin.taps("⬅️ Назад")
    assert "После отметки спросит: число обучающихся\n" in admin.screen()
    await admin.taps("Что спрашивать")
    await admin.taps("Как в словах плана")
    assert "[☑ приказ]" in admin.screen().replace(" [", "\n[")


async def test_back_takes_the_question_back(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:card:{await row(chat, '3.6')}:0::all:0")
    await admin.taps("Исправить")
    await admin.taps("Раздел")
    assert await questions(chat) == 1
    await admin.taps("⬅️ Назад")
    assert await questions(chat) == 0


async def test_a_short_name_is_typed_from_the_list(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("/import")
    await admin.taps("Черновик")
    await admin.taps("Короткие имена")
    assert "Коротких имён: 44" in admin.screen()
    await admin.taps("1")
    await admin.says("я" * 46)
    assert "до 45 знаков, а здесь 46" in admin.screen()
    await admin.says("Новое имя")
    assert admin.screen().startswith("Записано имя: Новое имя")
    await admin.taps("Дальше")
    assert "Коротких имён: 44" in admin.screen()


async def test_names_go_out_and_come_back_as_a_file(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("/import")
    await admin.taps("Черновик")
    await admin.taps("Короткие имена")
    await admin.taps("Все имена файлом xlsx")
    document = admin.shown[-1].document
    assert document is not None
    await admin.sends("переименован.xlsx", document[1])
    assert "Имена записаны: 0" in admin.screen()
    async with chat.context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Roadmap)) == 1


async def test_others_press_forged_buttons_in_vain(chat: Messenger) -> None:
    measure = await row(chat, "3.6")
    forged = [f"row:mend:{measure}:1::all:0", f"row:ask:{measure}:1:day:all:0", "nm:list:1:0:0", "nm:file:1:0:0"]
    forged.append(f"nm:ask:1:0:{measure}")
    for number in (sample.ANNA, sample.VERA, sample.STRANGER):
        person = chat.person(number)
        for data in forged:
            await person.presses(data)
            assert person.toast() == "Нет доступа. Откройте своё меню: /start", (number, data)
    assert await questions(chat) == 0


async def test_a_part_that_is_none_is_stale(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:ask:{await row(chat, '3.6')}:1:everything:all:0")
    assert "из старого сообщения" in admin.toast()


async def test_the_owner_sets_a_day_for_all_schools(chat: Messenger) -> None:
    await sample.launch_draft(chat.context, 1)
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:card:{await row(chat, '3.6')}:0::all:0")
    await admin.taps("📅 Назначить день")
    assert "Организаций с этим пунктом: 2" in admin.screen()
    await admin.says("без даты")
    assert "Здесь нет дня" in admin.screen()
    await admin.says("15 октября")
    assert admin.screen().startswith("Записан срок: 15 октября 2023 года. Изменено задач: 2, узнают в сводке: 2.")
    assert "⚠️ 15 октября, вс — нерабочий день. Ближайший рабочий: 16 октября, пн." in admin.screen()
    assert await questions(chat) == 0
    await admin.taps("📅 Назначить день")
    await admin.says("20 октября")
    assert admin.screen().startswith("Записан срок: 20 октября 2023 года. Изменено задач: 2"), "it may be set again"


async def test_rows_without_a_day_are_a_list_of_their_own(chat: Messenger) -> None:
    """Where the button of the monthly digest leads."""
    admin = chat.person(sample.ADMIN)
    await admin.presses("rows:1:undated:0")
    assert "Строки без даты 1–1 из 1" in admin.screen()
    await admin.taps("1")
    await admin.taps("☑ Школам")
    await admin.taps("☑ Управлению")
    await admin.taps("⬅️ Назад")
    assert admin.screen().startswith("Строк без даты нет."), "what is nobody's task needs no day"
