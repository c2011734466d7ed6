"""A newer version of a plan in the chat: offered, looked at, launched."""

import pytest
from sqlalchemy import select

from bot.domain.roadmaps import RoadmapState
from bot.usecases.context import Context
from db.models import Roadmap
from tests import sample
from tests.handlers.test_roadmaps import ROWS, plan_file
from tests.messenger import Messenger


@pytest.fixture
async def chat(sqlite_context: Context) -> Messenger:
    await sample.district(sqlite_context, schools=2)
    messenger = Messenger(sqlite_context)
    admin = messenger.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    await admin.taps("Запустить")
    newer = [("1", "Приказ об ответственном", "до 20.10.2023", "Общеобразовательные организации"), *ROWS[1:4]]
    await admin.sends("новый план.docx", plan_file([*newer, ("5", "Выставка", "март", "Школы")]))
    return messenger


async def test_the_new_version_is_looked_at_and_launched(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    assert "Это новая редакция плана «План-график профориентации" in admin.screen()
    await admin.taps("Новая редакция: что изменится")
    assert "Без изменений: 3" in admin.screen()
    assert "• 1 · Приказ об ответственном: до 15 сентября 2023 года → до 20 октября 2023 года" in admin.screen()
    assert "• 5 · Выставка — март 2024 года" in admin.screen()
    assert "• 5 · Итоги года — май 2024 года" in admin.screen()
    await admin.taps("Запустить редакцию")
    assert "Задач с новым сроком: 2 · новых: 2 · снято: 0\nУзнают в сводке: 2" in admin.screen()
    await admin.taps("К плану")
    assert "Действует с" in admin.screen()


async def test_forged_buttons_change_nothing(chat: Messenger) -> None:
    forged = ["plan:diff:2:1:1", "plan:amend:2:1:1"]
    for number in (sample.ANNA, sample.VERA, sample.STRANGER):
        person = chat.person(number)
        for data in forged:
            await person.presses(data)
            assert person.toast() == "Нет доступа. Откройте своё меню: /start"
    admin = chat.person(sample.ADMIN)
    for data in ("plan:diff:2:1:все", "plan:amend:2:1:2", "plan:amend:1:2:2"):
        await admin.presses(data)
        assert "из старого сообщения" in admin.toast()
    async with chat.context.transaction() as session:
        states = list(await session.scalars(select(Roadmap.state).order_by(Roadmap.id)))
    assert states == [RoadmapState.ACTIVE, RoadmapState.DRAFT]


async def test_added_rows_that_are_late_already_are_asked_about(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    late = ("9", "Самодиагностика", "до 20.08.2023", "Общеобразовательные организации")
    await admin.sends("ещё новее.docx", plan_file([*ROWS, late]))
    await admin.taps("Новая редакция: что изменится")
    await admin.taps("Запустить редакцию")
    assert "Сроки 1 пункта уже прошли. Что с ними?" in admin.screen()
    await admin.taps("Спросить школы")
    assert "Действует новая редакция" in admin.screen()
    assert "О прошедших сроках спросим: 2" in admin.screen()
