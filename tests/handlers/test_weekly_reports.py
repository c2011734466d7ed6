"""The weekly report: by itself on the chosen day, once, in the hour of the digest, to administrators only."""

from datetime import timedelta

import pytest

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.ui.courier import TelegramCourier
from bot.usecases.context import Context
from bot.usecases.sending import Fate, send_due
from bot.usecases.tick import plan_once
from tests import sample, sample_tasks
from tests.golden_files import Golden
from tests.messenger import Messenger

pytestmark = pytest.mark.slow
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def chat(sqlite_context: Context, clock: FixedClock) -> Messenger:
    """Thursday, 24 August 2023, before eight."""
    clock.moment = sample_tasks.THURSDAY.replace(hour=4, minute=30)
    world = await sample.district(sqlite_context, schools=2)
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools)
    return Messenger(sqlite_context)


async def passes(chat: Messenger) -> list[DeliveryKind]:
    """One pass of planning and sending: the kinds that were sent to the administrator."""
    await plan_once(chat.context)
    done = await send_due(chat.context, TelegramCourier(chat.bot))
    return [one.kind for one in done.handled if one.fate is Fate.SENT and one.person_id == 1]


async def test_it_comes_by_itself_on_the_chosen_day_once(chat: Messenger, clock: FixedClock, golden: Golden) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses("xf:menu:1")
    await admin.taps("Отчёт раз в неделю")
    await admin.taps("четверг")
    golden("screens/weekly_reports/story_days", admin.screen())
    assert DeliveryKind.REPORT not in await passes(chat)  # 07:30: the hour of the digest has not come
    clock.moment += HOUR
    assert DeliveryKind.REPORT in await passes(chat)
    report = next(shown for shown in reversed(admin.shown) if "Отчёт недели" in shown.text)
    golden("screens/weekly_reports/story_report", report.picture())
    clock.moment += HOUR
    assert DeliveryKind.REPORT not in await passes(chat)
    clock.moment += DAY
    assert DeliveryKind.REPORT not in await passes(chat)
    clock.moment += 6 * DAY
    assert DeliveryKind.REPORT in await passes(chat)


async def test_nobody_gets_it_unasked_and_it_is_switched_off(chat: Messenger, clock: FixedClock) -> None:
    clock.moment += 2 * HOUR
    assert DeliveryKind.REPORT not in await passes(chat)
    admin = chat.person(sample.ADMIN)
    await admin.presses("wk:1:3")
    await admin.presses("wk:1:7")
    assert "не приходит" in admin.screen()
    assert DeliveryKind.REPORT not in await passes(chat)


@pytest.mark.parametrize("data", ["wk:1:6", "wk:1:8", "wk:99:3"])
async def test_forged_days_are_refused(chat: Messenger, data: str) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(data)
    assert "Сейчас" not in admin.screen()


async def test_others_cannot_ask_for_it(chat: Messenger) -> None:
    for number in (sample.ANNA, sample.STRANGER):
        person = chat.person(number)
        await person.presses("wk:1:3")
        assert "нет доступа" in (person.screen() + person.toast()).casefold()
