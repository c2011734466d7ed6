"""A large plan is read in a process of its own: progress is said at once, and others are answered meanwhile."""

import asyncio

from aiogram.methods import SendMessage

from bot.usecases.context import Context
from tests import sample
from tests.handlers.test_roadmaps import plan_file
from tests.messenger import Messenger

MANY = 1000


async def test_others_are_answered_while_a_large_plan_is_read(sqlite_context: Context) -> None:
    await sample.district(sqlite_context, schools=2)
    chat = Messenger(sqlite_context)
    admin, anna = chat.person(sample.ADMIN), chat.person(sample.ANNA)
    rows = [(str(n), f"Мероприятие {n}", f"до {n % 28 + 1}.10.2023", "Школы") for n in range(1, MANY + 1)]
    content = plan_file(rows)
    order: list[str] = []

    async def upload() -> None:
        await admin.sends("большой план.docx", content)
        order.append("plan")

    async def ask() -> None:
        await anna.says("/measures")
        order.append("answer")

    async with asyncio.TaskGroup() as both:
        both.create_task(upload())
        both.create_task(ask())
    assert order == ["answer", "plan"]
    to_admin = [call.text for call in chat.calls if isinstance(call, SendMessage) and call.chat_id == sample.ADMIN]
    assert to_admin[0].startswith("Файл «большой план.docx» читается"), "progress is said before the reading begins"
    assert "Запустить: 2000 задач" in admin.screen()
    assert len(admin.shown) == 1, "progress turned into the preview"
