"""«На проверке» and «Просьбы» as the administrator taps through them; accept and return take two taps each."""

from datetime import date

import pytest

from bot.domain.clock import FixedClock
from bot.usecases.context import Cause, Context
from bot.usecases.extensions import ask_extension
from bot.usecases.marks import mark_done
from tests import sample, sample_tasks
from tests.messenger import Messenger, Person


@pytest.fixture
async def ids(sqlite_context: Context, clock: FixedClock) -> dict[str, int]:
    clock.moment = sample_tasks.THURSDAY
    world = await sample.district(sqlite_context, schools=2)
    return await sample_tasks.plan(sqlite_context, world.municipality, world.schools)


@pytest.fixture
def chat(sqlite_context: Context) -> Messenger:
    return Messenger(sqlite_context)


@pytest.fixture
async def admin(chat: Messenger, ids: dict[str, int]) -> Person:
    """With the check of the plan switched on."""
    admin = chat.person(sample.ADMIN)
    await admin.says("/import")
    await admin.taps("План района")
    await admin.taps("Проверка отметок")
    assert "окончательны сразу" in admin.screen()
    await admin.taps("Проверять каждую отметку")
    assert "ждут проверки" in admin.screen()
    return admin


async def marked(context: Context, ids: dict[str, int], *numbers: str) -> None:
    anna = await sample.actor(context, sample.ANNA)
    for number in numbers:
        await mark_done(context, anna, Cause(f"42:{number}"), ids[number], 1)


async def test_accept_and_return_take_two_taps_each(
    sqlite_context: Context, admin: Person, chat: Messenger, ids: dict[str, int]
) -> None:
    await marked(sqlite_context, ids, "3.6", "3.7")
    await admin.says("/status")
    await admin.taps("Проверить: 2")
    assert "<b>На проверке: 2</b>" in admin.screen()
    await admin.taps("1")
    assert "Отметка ждёт проверки" in admin.screen()
    await admin.taps("✅ Принять")
    assert admin.toast() == "Принято"
    assert "На проверке: 1" in admin.screen()
    await admin.taps("1")
    assert "Если вернуть, новый срок — 31 августа, чт" in admin.screen()
    await admin.taps("Вернуть: нет подтверждения")
    assert "Пункт возвращён, новый срок 31 августа, чт" in admin.screen()
    await admin.says("/status")
    assert "Проверить" not in admin.screen()
    anna = chat.person(sample.ANNA)
    await anna.presses(f"t:open:{ids['3.7']}:3:")
    assert "Возвращено: Нет подтверждения." in anna.screen()
    await anna.presses(f"t:open:{ids['3.6']}:3:")
    assert "Принято: управление" in anna.screen() or "Принято: " in anna.screen()


async def test_a_return_in_own_words_and_until_an_own_day(
    sqlite_context: Context, admin: Person, ids: dict[str, int]
) -> None:
    await marked(sqlite_context, ids, "3.6")
    await admin.presses(f"t:open:{ids['3.6']}:2:")
    await admin.taps("Принять или вернуть")
    await admin.taps("Вернуть иначе")
    await admin.says("приложите приказ")
    assert "К какому дню ждать?" in admin.screen()
    await admin.says("16 сентября")
    assert "18 сентября, пн" in admin.screen()
    await admin.says("18 сентября")
    assert "новый срок 18 сентября, пн" in admin.screen()


async def test_everything_is_accepted_after_one_question(
    sqlite_context: Context, admin: Person, ids: dict[str, int]
) -> None:
    await marked(sqlite_context, ids, "3.6", "3.7", "3.8")
    await admin.presses("rv:queue:0:0:0:")
    await admin.taps("✅ Принять все: 3")
    assert "Принять 3 отметки сразу?" in admin.screen()
    await admin.taps("Да, принять")
    assert "Принято: 3." in admin.screen()
    await admin.taps("⬅️ Назад")
    assert "Наступило" in admin.screen()


async def test_alike_wishes_are_granted_at_once(sqlite_context: Context, chat: Messenger, ids: dict[str, int]) -> None:
    for n, (telegram, task) in enumerate(
        ((sample.ANNA, ids["3.6"]), (sample.BORIS, ids["3.6"] + len(sample_tasks.SUMMER)))
    ):
        who = await sample.actor(sqlite_context, telegram)
        await ask_extension(sqlite_context, who, Cause(f"7:{n}"), task, date(2023, 9, 15), "ждём приказа")
    admin = chat.person(sample.ADMIN)
    await admin.says("/status")
    await admin.taps("Просьбы: 2")
    assert "1. 2 школы просят срок до 15 сентября, пт" in admin.screen()
    await admin.taps("1")
    assert "2. Школа № 2: ждём приказа" in admin.screen()
    await admin.taps("✅ Разрешить всем: 2")
    assert "Срок перенесён: 2 школы." in admin.screen()


async def test_a_weekend_is_answered_with_the_working_day(chat: Messenger, ids: dict[str, int]) -> None:
    anna = chat.person(sample.ANNA)
    await anna.presses(f"t:extend:{ids['3.6']}:1:")
    await anna.says("до 16 сентября")
    assert "16 сентября, сб — выходной" in anna.screen()
    await anna.taps("Взять 18 сентября, пн")
    assert "Перенос до 18 сентября, пн" in anna.screen()
    await anna.presses("ex:day:0")
    assert "старого сообщения" in anna.toast()


@pytest.mark.parametrize("who", [sample.STRANGER, sample.ANNA, sample.VERA, 999])
async def test_forged_buttons_are_refused(
    sqlite_context: Context, admin: Person, chat: Messenger, ids: dict[str, int], who: int
) -> None:
    await marked(sqlite_context, ids, "3.6")
    person = chat.person(who)
    task = ids["3.6"]
    wires = ["rv:queue:0:0:0:", f"rv:all-yes:{2**40}:0:0:", "rv:on:1:2:0:", "ws:list:0:0:0", "ws:yes:1:99:0"]
    for wire in (*wires, *(f"rv:{action}:{task}:2:0:proof" for action in ("open", "accept", "back", "own"))):
        await person.presses(wire)
        assert "План профориентационной" not in person.screen()
    await admin.says("/status")
    assert "Проверить: 1" in admin.screen()


async def test_the_queues_keep_their_place(sqlite_context: Context, chat: Messenger, ids: dict[str, int]) -> None:
    anna, admin = chat.person(sample.ANNA), chat.person(sample.ADMIN)
    for step in ("сегодня", "3", "Ещё", "Задать вопрос"):
        await (anna.says(step) if step == "сегодня" else anna.taps(step))
    await anna.says("Кто отвечает?")
    await admin.says("/status")
    await admin.taps("Просьбы")
    await admin.taps("1")
    await admin.taps("Открыть")
    await admin.taps("⬅️ Назад")
    assert "Просьбы" in admin.screen().splitlines()[0]
    await admin.taps("1")
    await admin.taps("⬅️ Назад")
    assert "Просьбы" in admin.screen().splitlines()[0]


async def test_the_card_of_a_mark_leads_back_to_the_queue(
    admin: Person, sqlite_context: Context, ids: dict[str, int]
) -> None:
    await marked(sqlite_context, ids, "3.6", "3.7")
    await admin.says("/status")
    await admin.taps("Проверить")
    queue = admin.screen()
    await admin.taps("1")
    await admin.taps("Карточка")
    await admin.taps("⬅️ Назад")
    assert admin.screen() == queue
