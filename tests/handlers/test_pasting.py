"""A plan pasted as text: asked about, joined from several messages, read in the worker; a letter stays a letter."""

import pytest
from sqlalchemy import func, select

from bot.usecases.context import Context
from db.models import Dialogue, Measure, Roadmap
from tests import sample
from tests.messenger import Messenger

HEAD = "План-график профориентации на 2023/2024 учебный год\n№\tМероприятие\tСрок\tОтветственные"
ROWS = [
    f"{n}\tПриказ по направлению {n}\tдо {n % 28 + 1}.10.2023\tОбщеобразовательные организации" for n in range(1, 121)
]


@pytest.fixture
async def chat(sqlite_context: Context) -> Messenger:
    await sample.district(sqlite_context, schools=2)
    return Messenger(sqlite_context)


async def count(chat: Messenger, table: type[Roadmap | Measure | Dialogue]) -> int:
    async with chat.context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_pasted_plan_goes_the_road_of_a_file(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("\n".join([HEAD, *ROWS[:5]]))
    assert "Это план? Строк: 7." in admin.screen()
    await admin.taps("Прочитать как план")
    assert "2023/2024 учебный год · 5 мероприятий" in admin.screen()
    assert "Запустить: 10 задач" in admin.screen()
    assert await count(chat, Dialogue) == 0


async def test_a_long_plan_is_joined_from_messages(chat: Messenger) -> None:
    """Telegram cuts at 4,096 characters, at the end of a word: in the middle of a row too."""
    text = "\n".join([HEAD, *ROWS])
    parts = []
    while text:
        cut = len(text) if len(text) <= 4096 else text.rindex(" ", 0, 4096)
        parts.append(text[:cut].strip())
        text = text[cut:].strip()
    assert len(parts) == 3
    admin = chat.person(sample.ADMIN)
    await admin.says(parts[0])
    assert "пришлите остальное" in admin.screen()
    again = Messenger(chat.context)
    same = again.person(sample.ADMIN)
    for part in parts[1:]:
        await same.says(part)
    assert "сообщений: 3" in same.screen()
    await same.taps("Прочитать как план")
    assert "120 мероприятий" in same.screen()
    assert "под вопросом" not in same.screen()


async def test_a_letter_of_one_line_is_still_a_letter(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("Мониторинг по письму № 417 до 27 ноября")
    assert "Это план" not in admin.screen()
    assert "27 ноября" in admin.screen()
    await admin.says("\n".join([HEAD, *ROWS[:3]]))
    assert "Это план?" in admin.screen()
    await admin.says("Мониторинг по письму № 418 до 28 ноября")
    assert "28 ноября" in admin.screen(), "an unanswered question swallows nothing"
    await admin.presses("paste:plan")
    assert "из старого сообщения" in admin.toast()
    assert await count(chat, Roadmap) == 0


async def test_what_is_no_plan_becomes_a_task_of_the_day(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("Просим\n1. Заполнить форму до 20.11.2023\n2. Подписать до 21.11.2023\n3. Прислать до 22.11.2023")
    await admin.taps("Это поручение")
    await admin.says("до 22 ноября")
    assert "22 ноября" in admin.screen()
    assert "Всем" in admin.screen() or "школ" in admin.screen().lower()


async def test_a_text_without_a_year_asks_for_it(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("№\tМероприятие\tСрок\tОтветственные\n1\tПриказ\tдо 15 сентября\tШколы\n2\tПлан\tоктябрь\tШколы")
    await admin.taps("Прочитать как план")
    assert "не назван учебный год" in admin.screen()
    await admin.says("2023/2024")
    assert "2 мероприятия" in admin.screen()


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA])
async def test_others_are_not_asked(chat: Messenger, telegram: int) -> None:
    person = chat.person(telegram)
    await person.says("\n".join([HEAD, *ROWS[:5]]))
    assert "Это план?" not in person.screen()
    await person.presses("paste:plan")
    assert person.toast()
    assert await count(chat, Roadmap) == 0
