"""«Календарь» in chat."""

from io import BytesIO

import openpyxl
import pytest

from bot.ui.callbacks.special_days import DaysTap
from bot.usecases.context import Context
from tests import sample
from tests.lesson_world import SECOND, add_class, ensure, year_of
from tests.messenger import Messenger
from tests.sample import ADMIN, ANNA, BORIS, STRANGER, VERA, district


async def test_a_day_off_is_typed_looked_at_and_written(sqlite_context: Context) -> None:
    place = await district(sqlite_context)
    own = await add_class(sqlite_context, place.schools[0], "6А", place.vera, "8:30")
    await ensure(sqlite_context)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.says("календарь")
    assert "Календарь: Управление образования района" in admin.screen() or "Календарь: Район" in admin.screen()
    assert "рекомендация министерства" in admin.screen()
    await admin.taps("Выходной")
    await admin.says("30.02")
    assert "Такого дня нет" in admin.screen()
    await admin.says("14.09, День района")
    assert "+ выходной: 14 сентября, чт — День района" in admin.screen()
    assert "Занятий в эти дни: 1, классов: 1" in admin.screen()
    assert (await year_of(sqlite_context, own))[2].day == SECOND, "nothing is written before the tap"
    await admin.taps("Записать")
    assert "Записано. Сдвинулось" in admin.screen()
    assert "1. выходной: 14 сентября, чт — День района" in admin.screen()
    assert (await year_of(sqlite_context, own))[2].day != SECOND
    await admin.taps("1")
    await admin.taps("Убрать")
    assert "Своих выходных, переносов и карантина нет" in admin.screen()
    assert (await year_of(sqlite_context, own))[2].day == SECOND


async def test_a_second_try_takes_the_place_of_the_first(sqlite_context: Context) -> None:
    await district(sqlite_context)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.says("календарь")
    await admin.taps("Рабочий день")
    await admin.says("16.09")
    first = admin.shown[-1]
    await admin.says("23.09")
    await admin.taps("Записать", of=first)
    assert "из старого сообщения" in admin.toast()
    await admin.taps("Записать", of=admin.shown[-2])
    assert "рабочий день: 23 сентября, сб" in admin.screen()
    assert "16 сентября" not in admin.screen()


async def test_a_school_types_its_vacations_and_gives_them_up(sqlite_context: Context) -> None:
    await district(sqlite_context)
    anna = Messenger(sqlite_context).person(ANNA)
    await anna.says("каникулы")
    assert "[Выходной]" not in anna.screen()
    await anna.taps("Каникулы")
    await anna.says("30.10–03.11\n02.11–12.11")
    assert "Дни пересекаются: 30.10.2023 – 03.11.2023 и 02.11.2023 – 12.11.2023" in anna.screen()
    await anna.says("30.10–03.11\n25.12–08.01")
    assert "⚠️ Каникулы короче недели: 30 октября, пн – 3 ноября, пт" in anna.screen()
    await anna.taps("Записать")
    assert "Каникулы</b> (свои)" in anna.screen()
    await anna.taps("Каникулы")
    await anna.taps("Вернуть общие каникулы")
    assert "рекомендация министерства" in anna.screen()


async def test_the_table_of_a_year_goes_out_and_comes_back(sqlite_context: Context) -> None:
    await district(sqlite_context)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.says("календарь")
    await admin.taps("Таблица на год")
    document = admin.shown[-1].document
    assert document is not None
    name, content = document
    assert name.startswith("Календарь ")
    assert name.endswith("2023-2024.xlsx")
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    rows = [
        ("14.09.2023", "", "Выходной", "День района"),
        ("23.10.2023", "29.10.2023", "каникулы", ""),
        ("2023-12-29 00:00:00", None, "короткий день", "=1+1"),
    ]
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value).data_type = "s"
    filled = BytesIO()
    book.save(filled)
    await admin.sends(name, filled.getvalue())
    assert "+ выходной: 14 сентября, чт — День района" in admin.screen()
    assert "+ короткий день: 29 декабря, пт — =1+1" in admin.screen()
    await admin.taps("Записать")
    assert "1. выходной: 14 сентября, чт" in admin.screen()
    await admin.sends(name, filled.getvalue())
    assert "в таблице то же, что записано сейчас" in admin.screen()
    sheet.cell(3, 2, "20.10.2023").data_type = "s"
    filled = BytesIO()
    book.save(filled)
    await admin.sends(name, filled.getvalue())
    assert "Строка 3: «23.10.2023–20.10.2023»: конец раньше начала" in admin.screen()
    stranger = Messenger(sqlite_context).person(STRANGER)
    await stranger.sends(name, content)
    assert "Нет доступа" in stranger.screen()


@pytest.mark.parametrize("number", [BORIS, VERA, STRANGER, 999])
@pytest.mark.parametrize("action", ["show", "ask", "card", "drop", "file", "write"])
async def test_a_foreign_or_forged_button_shows_and_changes_nothing(
    sqlite_context: Context, number: int, action: str
) -> None:
    place = await district(sqlite_context)
    person = Messenger(sqlite_context).person(number)
    for kind, day in (("off", "2023-09-14"), ("vacation", "?"), ("none", "2023-09-14")):
        tap = DaysTap(action=action, organisation=place.schools[0], year=2023, kind=kind, day=day)
        await person.presses(tap.pack())
    assert "Школа № 1" not in person.screen()


async def test_the_way_leads_through_people_and_settings(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.says("люди")
    await admin.taps("📅 Календарь")
    assert "2023/2024 учебный год" in admin.screen()
    await admin.taps("2024/25")
    assert "2024/2025 учебный год" in admin.screen()
    await admin.says("настройки")
    await admin.taps("📅 Календарь")
    assert "2023/2024 учебный год" in admin.screen()
