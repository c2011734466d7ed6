"""Reporting upward is set for a plan by its administrator, in chat."""

import pytest

from bot.ui.callbacks.escalations import EscalationTap
from bot.usecases.context import Context
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.sample import ADMIN, ANNA, BORIS, STRANGER, VERA, district, launched


async def test_the_steps_are_set_seen_and_switched_off(sqlite_context: Context, golden: Golden) -> None:
    place = await district(sqlite_context, schools=2)
    await launched(sqlite_context, place)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.says("загрузить план")
    await admin.taps("Региональный план-график")
    await admin.taps("Кто узнает, если ответа нет")
    golden("screens/escalations/off", admin.screen())
    await admin.taps("Педагог → координатор")
    golden("screens/escalations/ask", admin.screen())
    await admin.taps("2")
    await admin.taps("Координатор → управление")
    await admin.taps("5")
    golden("screens/escalations/on", admin.screen())
    await admin.taps("Педагог → координатор")
    await admin.taps("Не говорить")
    assert "управление узнает через 5 рабочих дней после срока" in admin.screen()
    await admin.taps("Выключить")
    assert "Сейчас никто." in admin.screen()


@pytest.mark.parametrize("number", [ANNA, BORIS, VERA, STRANGER, 999])
@pytest.mark.parametrize("action", ["show", "ask", "set"])
async def test_nobody_else_sets_them(sqlite_context: Context, number: int, action: str) -> None:
    place = await district(sqlite_context, schools=2)
    plan = await launched(sqlite_context, place)
    person = Messenger(sqlite_context).person(number)
    await person.presses(EscalationTap(action=action, roadmap=plan, step="teacher", days=2).pack())
    assert "Кто узнает" not in person.screen()
    assert "Сколько рабочих дней" not in person.screen()


@pytest.mark.parametrize(("step", "days"), [("director", 2), ("both", 31), ("", 1)])
async def test_a_forged_step_is_refused(sqlite_context: Context, step: str, days: int) -> None:
    place = await district(sqlite_context, schools=2)
    plan = await launched(sqlite_context, place)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.presses(EscalationTap(action="set", roadmap=plan, step=step, days=days).pack())
    assert "из старого сообщения" in admin.toast()
