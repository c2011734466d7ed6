"""Reminders in chat: the digest comes, is tapped, put off, overtaken by a colleague; blocks and returns."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.ui.callbacks.tasks import SnoozeTap
from bot.ui.courier import TelegramCourier
from bot.usecases.context import Context
from bot.usecases.tick import plan_once, send_due
from db.models import Identity
from tests.messenger import Messenger
from tests.post import coordinator, ledger, roadmap, task
from tests.sample import ANNA, BORIS, STRANGER, VERA, district

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)
DUE = date(2023, 9, 14)


class Office:
    """A school with one task due tomorrow, and the bot that looks when it is told."""

    def __init__(self, context: Context, clock: FixedClock) -> None:
        self.context, self.clock = context, clock
        self.chat = Messenger(context)
        self.anna = self.chat.person(ANNA)

    async def open(self, *dues: date) -> "Office":
        self.place = await district(self.context)
        plan = await roadmap(self.context, self.place.municipality)
        self.tasks = [
            await task(self.context, plan, self.place.schools[0], due, f"Пункт {n}", number=f"3.{n}")
            for n, due in enumerate(dues or (DUE,), 1)
        ]
        return self

    async def look(self, moment: datetime | None = None) -> None:
        self.clock.moment = moment or self.clock.moment
        await plan_once(self.context)
        await send_due(self.context, TelegramCourier(self.chat.bot))


@pytest.fixture
async def office(sqlite_context: Context, clock: FixedClock) -> Office:
    return await Office(sqlite_context, clock).open()


async def test_a_digest_is_marked_with_one_tap(office: Office) -> None:
    await office.look(EVE)
    assert office.anna.screen().startswith("Завтра срок: пункт 1 (3.1).")
    await office.anna.taps("✅ 3.1")
    assert "Пункт 1 (3.1): отмечено." in office.anna.screen()
    await office.look(EVE + timedelta(days=2))
    assert len(office.anna.shown) == 1


async def test_a_digest_stays_until_everything_in_it_is_marked(sqlite_context: Context, clock: FixedClock) -> None:
    office = await Office(sqlite_context, clock).open(DUE, DUE, DUE)
    await office.look(EVE)
    await office.anna.taps("✅ 3.1")
    assert "[✅ 3.2 выполнен]" in office.anna.screen()
    await office.anna.taps("↩️ Отменить отметку")
    await office.anna.taps("⬅️ Назад")
    assert "[✅ 3.1 выполнен]" in office.anna.screen()
    for number in (1, 2, 3):
        await office.anna.taps(f"✅ 3.{number}")
    assert office.anna.screen().endswith("Ближайшие две недели без сроков.\n[↩️ Отменить отметку]\n[Открыть]")


async def test_an_accidental_later_leads_back_and_a_late_mark_too(sqlite_context: Context, clock: FixedClock) -> None:
    office = await Office(sqlite_context, clock).open(DUE, date(2023, 9, 1))
    await office.look(EVE)
    await office.anna.taps("⏰ Позже")
    await office.anna.taps("⬅️ Назад")
    await office.anna.taps("✅ 3.2")
    await office.anna.taps("Другой день")
    await office.anna.taps("12 сентября")
    assert "Пункт 2 (3.2): отмечено." in office.anna.screen()
    assert "[✅ 3.1 выполнен]" in office.anna.screen()


async def test_in_an_hour_it_comes_again(office: Office) -> None:
    await office.look(EVE)
    await office.anna.taps("⏰ Позже")
    await office.anna.taps("Через час")
    assert "сегодня в 09:00" in office.anna.screen()
    await office.look(EVE + timedelta(minutes=59))
    assert len(office.anna.shown) == 1
    for _ in range(2):
        await office.look(EVE + timedelta(minutes=60))
    assert len(office.anna.shown) == 2
    assert office.anna.screen().startswith("Завтра срок")


async def test_a_second_wish_takes_the_place_of_the_first(office: Office) -> None:
    await office.look(EVE)
    await office.anna.taps("⏰ Позже")
    await office.anna.taps("Через час")
    office.clock.moment = EVE + timedelta(minutes=30)
    await office.anna.presses(SnoozeTap(task=0, until="hour").pack())
    await office.look(EVE + timedelta(minutes=60))
    assert len(office.anna.shown) == 2, "the first one has nothing to say: one digest and the answer"
    await office.look(EVE + timedelta(minutes=90))
    assert len(office.anna.shown) == 3


async def test_tomorrow_morning_is_one_digest_with_what_comes_then(sqlite_context: Context, clock: FixedClock) -> None:
    office = await Office(sqlite_context, clock).open(date(2023, 9, 15), date(2023, 9, 25))
    await office.look(datetime(2023, 9, 11, 5, tzinfo=UTC))
    clock.moment = datetime(2023, 9, 13, 6, tzinfo=UTC)
    await office.anna.taps("⏰ Позже")
    await office.anna.taps("Завтра утром")
    await office.look(datetime(2023, 9, 14, 5, tzinfo=UTC))
    await office.look(datetime(2023, 9, 14, 6, tzinfo=UTC))
    assert len(office.anna.shown) == 2
    assert office.anna.screen().startswith("Завтра срок")


async def test_a_deadline_is_not_crossed_in_silence(office: Office) -> None:
    await office.look(EVE)
    await office.anna.taps("⏰ Позже")
    await office.anna.taps("В понедельник")
    assert "Срок наступит раньше: 14 сентября, чт — завтра." in office.anna.screen()
    assert "завтра в 08:00" in office.anna.screen()
    await office.look(EVE + timedelta(days=1))
    assert office.anna.screen().startswith("Сегодня срок")


async def test_a_task_that_was_put_off_and_marked_is_not_asked_for_again(office: Office) -> None:
    await office.look(EVE)
    await office.anna.taps("⏰ Позже")
    await office.anna.taps("Завтра утром")
    await office.anna.presses(f"t:done:{office.tasks[0]}:1:")
    shown = len(office.anna.shown)
    await office.look(EVE + timedelta(days=1))
    assert len(office.anna.shown) == shown


@pytest.mark.parametrize("until", ["hour", "never", "ask"])
async def test_a_forged_snooze_is_refused(office: Office, until: str) -> None:
    await office.look(EVE)
    before = len(await ledger(office.context))
    for number in (BORIS, VERA, STRANGER, 999):
        person = office.chat.person(number)
        await person.presses(SnoozeTap(task=office.tasks[0], until=until).pack())
        assert "Напоминание придёт" not in person.screen()
    assert len(await ledger(office.context)) == before


async def test_a_digest_on_screen_changes_when_a_colleague_marks_the_task(office: Office) -> None:
    colleague = await coordinator(office.context, office.place.schools[0], 103)
    await office.look(EVE)
    await office.chat.person(103).taps("✅ 3.1")
    office.clock.moment = EVE + timedelta(minutes=5)
    for _ in range(2):
        await office.look()
    assert len(office.anna.shown) == 1
    assert office.anna.screen().startswith("✅ Пункт 1 (3.1): отмечено.")
    edits = [d for d in await ledger(office.context) if d.kind is DeliveryKind.EDIT]
    assert [d.person_id for d in edits] == [office.place.anna]
    assert colleague not in {d.person_id for d in edits}


async def test_a_screen_that_its_reader_has_changed_is_left_alone(office: Office) -> None:
    await coordinator(office.context, office.place.schools[0], 103)
    await office.look(EVE)
    office.clock.moment = EVE + timedelta(minutes=1)
    await office.anna.taps("Открыть")
    looking_at = office.anna.screen()
    await office.chat.person(103).taps("✅ 3.1")
    await office.look(EVE + timedelta(minutes=5))
    assert office.anna.screen() == looking_at


def member(status: str) -> dict[str, Any]:
    user = {"id": ANNA, "is_bot": False, "first_name": "Кто-то"}
    bot = {"id": 42, "is_bot": True, "first_name": "Штурман"}
    old = {"user": bot, "status": "member" if status == "kicked" else "kicked", "until_date": 0}
    new = {"user": bot, "status": status, "until_date": 0}
    chat = {"id": ANNA, "type": "private", "first_name": "Кто-то"}
    body = {"chat": chat, "from": user, "date": 1, "old_chat_member": old, "new_chat_member": new}
    return {"my_chat_member": body}


async def reason(office: Office) -> str | None:
    async with office.context.transaction() as session:
        query = select(Identity.unreachable_reason).where(Identity.person_id == office.place.anna)
        found: str | None = await session.scalar(query)
        return found


async def test_a_block_and_a_return_by_telegrams_word(office: Office) -> None:
    await office.chat.feed(member("kicked"))
    assert await reason(office) == "blocked"
    await office.look(EVE)
    assert office.anna.shown == []
    office.clock.moment = EVE + timedelta(hours=3)
    await office.chat.feed(member("member"))
    assert await reason(office) is None
    await office.look()
    assert [shown.text.split("\n")[0] for shown in office.anna.shown] == ["Завтра срок: пункт 1 (3.1)."]


async def test_whoever_writes_is_in_reach_again(office: Office) -> None:
    await office.chat.feed(member("kicked"))
    await office.anna.says("/start")
    assert await reason(office) is None


async def test_a_push_says_no_surname(office: Office) -> None:
    await coordinator(office.context, office.place.schools[0], 103, "Иванова И. И.")
    await office.look(EVE)
    assert all("Иванова" not in shown.text for shown in office.anna.shown)
