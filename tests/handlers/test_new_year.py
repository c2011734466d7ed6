"""«Сделать план на 2026/2027» in the chat."""

from datetime import UTC, datetime

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from tests import sample
from tests.handlers.test_roadmaps import ROWS, plan_file
from tests.messenger import Messenger


async def test_a_plan_of_the_past_is_made_anew_first(sqlite_context: Context, clock: FixedClock) -> None:
    await sample.district(sqlite_context, schools=2)
    clock.moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    once = ("6", "Утверждение регионального оператора", "до 01.10.2023", "Общеобразовательные организации")
    await admin.sends("план.docx", plan_file([*ROWS, once]))
    assert admin.shown[-1].buttons()[0] == "Сделать план на 2026/2027"
    await admin.taps("Сделать план на 2026/2027")
    assert "Черновик на новый год." in admin.screen()
    assert "План-график профориентации на 2026/2027 учебный год" in admin.screen()
    assert "Запустить: 21 задача" in admin.screen()
    await admin.taps("Разовые пункты: 1")
    assert "1. ☐ 6 · Утверждение регионального оператора" in admin.screen()
    await admin.taps("1")
    assert "1. ☑ 6 · Утверждение регионального оператора" in admin.screen()
    await admin.taps("⬅️ Назад")
    assert "Запустить: 23 задачи" in admin.screen()


async def test_forged_buttons_make_nothing(sqlite_context: Context) -> None:
    world = await sample.district(sqlite_context, schools=1)
    await sample.launched(sqlite_context, world)
    chat = Messenger(sqlite_context)
    for number in (sample.ANNA, sample.VERA, sample.STRANGER):
        person = chat.person(number)
        for data in ("plan:anew:1:0:2026", "yo:list:1:0:0:0", "yo:tick:1:1:1:0"):
            await person.presses(data)
            assert person.toast() == "Нет доступа. Откройте своё меню: /start"
