"""«Темы занятий» in chat: a table goes out, comes back filled in, is looked at, written, and said on the eve."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.domain.clock import FixedClock
from bot.ui.callbacks.topics import TopicsTap
from bot.ui.courier import TelegramCourier
from bot.usecases.context import Context
from bot.usecases.tick import plan_once, send_due
from tests.lesson_world import FIRST, add_class, at, ensure
from tests.messenger import Messenger, Person
from tests.sample import ADMIN, ANNA, BORIS, STRANGER, VERA, district


async def filled(person: Person, rows: dict[int, tuple[str, str]]) -> tuple[str, bytes]:
    """The table as the person gets it, with these numbers filled in."""
    await person.taps("Скачать xlsx")
    document = person.shown[-1].document
    assert document is not None
    book = openpyxl.load_workbook(BytesIO(document[1]))
    sheet = book.worksheets[0]
    for number, values in rows.items():
        for column, value in enumerate(values, 2):
            cell: Any = sheet.cell(number + 1, column, value)
            cell.data_type = "s"
    content = BytesIO()
    book.save(content)
    return document[0], content.getvalue()


async def test_topics_are_replaced_in_the_middle_of_a_year_and_said_on_the_eve(
    sqlite_context: Context, clock: FixedClock
) -> None:
    place = await district(sqlite_context)
    await add_class(sqlite_context, place.schools[0], "6А", place.vera, "8:30")
    await add_class(sqlite_context, place.schools[1], "7Б", place.boris, "8:30")
    await ensure(sqlite_context)
    messenger = Messenger(sqlite_context)
    admin, anna = messenger.person(ADMIN), messenger.person(ANNA)
    await admin.says("темы")
    assert "(пример)" not in admin.screen()
    assert "Это пример" in admin.screen()
    link = "https://example.org/1?a=1&b=2"
    name, content = await filled(admin, {1: ("Начало <года>", link), 2: ("Вторая", "")})
    await admin.sends(name, content)
    assert "1. Начало &lt;года&gt;" in admin.screen()
    await admin.taps("Записать")
    assert "Темы записаны: 34." in admin.screen()
    await anna.says("темы")
    assert "своих 0, всего 34" in anna.screen()
    name, content = await filled(anna, {1: ("Своё начало", "")})
    await anna.sends(name, content)
    assert "Новых 0 · изменится 1 · пропадёт 0" in anna.screen()
    assert "1. Начало &lt;года&gt; → Своё начало" in anna.screen()
    await anna.taps("Записать")
    assert "своих 1, всего 34" in anna.screen()
    clock.moment = at(FIRST, 16).replace(day=6)
    await plan_once(sqlite_context)
    await send_due(sqlite_context, TelegramCourier(messenger.bot))
    assert "Тема: Своё начало" in messenger.person(VERA).screen()
    assert "Материалы" not in messenger.person(VERA).screen()
    boris = messenger.person(BORIS)
    assert "Завтра, 7 сентября" in boris.screen()
    assert "Тема: Начало &lt;года&gt;\nМатериалы: https://example.org/1?a=1&amp;b=2" in boris.screen()
    await anna.taps("Убрать свои")
    await anna.taps("Да, убрать")
    assert "своих 0, всего 34" in anna.screen()


async def test_a_wrong_row_is_named_and_nothing_is_written(sqlite_context: Context) -> None:
    await district(sqlite_context)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.says("темы")
    name, content = await filled(admin, {2: ("Вторая", "не ссылка")})
    await admin.sends(name, content)
    assert "Строка 3: «не ссылка» не похоже на ссылку" in admin.screen()
    await admin.says("темы")
    assert "своих 0" in admin.screen()


async def test_a_foreign_table_is_refused(sqlite_context: Context) -> None:
    await district(sqlite_context)
    chat = Messenger(sqlite_context)
    await chat.person(ADMIN).says("темы")
    name, content = await filled(chat.person(ADMIN), {2: ("Вторая", "")})
    for number in (STRANGER, ANNA):
        await chat.person(number).sends(name, content)
        assert "Нет доступа" in chat.person(number).screen()
    book = openpyxl.Workbook()
    bare = BytesIO()
    book.worksheets[0].append(["№", "Тема", "Ссылка"])
    book.save(bare)
    await chat.person(ADMIN).sends(name, bare.getvalue())
    assert "В таблице нет отметки, чья она" in chat.person(ADMIN).screen()


@pytest.mark.parametrize("number", [BORIS, VERA, STRANGER, 999])
@pytest.mark.parametrize("action", ["show", "file", "write", "drop", "drop-yes"])
async def test_a_foreign_or_forged_button_shows_and_changes_nothing(
    sqlite_context: Context, number: int, action: str
) -> None:
    place = await district(sqlite_context)
    person = Messenger(sqlite_context).person(number)
    await person.presses(TopicsTap(action=action, organisation=place.schools[0], year=2023).pack())
    assert "Школа № 1" not in person.screen()
    assert not any(shown.document for shown in person.shown)
