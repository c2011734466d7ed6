"""«Перенести срок» by the administrator: for all, some, one; days off are said, reminders asked about (story 3.8)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, update

from bot.domain.clock import FixedClock
from bot.domain.digests import Digest
from bot.domain.tasks import TaskState
from bot.usecases.context import Context
from bot.usecases.tick import plan_once, send_due
from db.models import Dialogue, Extension, Measure, Task
from tests import sample
from tests.messenger import Messenger
from tests.post import FakeCourier


@pytest.fixture
async def chat(sqlite_context: Context) -> Messenger:
    world = await sample.district(sqlite_context, schools=3)
    await sample.launched(sqlite_context, world)
    return Messenger(sqlite_context)


async def row(chat: Messenger, number: str) -> int:
    async with chat.context.transaction() as session:
        return (await session.scalars(select(Measure.id).where(Measure.number == number))).one()


async def days(chat: Messenger, number: str) -> list[tuple[date | None, date | None]]:
    async with chat.context.transaction() as session:
        query = select(Task.due, Task.extended_due).join(Measure).where(Measure.number == number)
        return [(task.due, task.extended_due) for task in await session.execute(query.order_by(Task.organisation_id))]


async def opened(chat: Messenger, clock: FixedClock) -> set[int]:
    """Who gets a digest in the week of 25 March 2024 (the new day is Friday, 29 March)."""
    told: set[int] = set()
    for day in range(25, 30):
        clock.moment = datetime(2024, 3, day, 5, 30, tzinfo=UTC)
        await plan_once(chat.context)
        courier = FakeCourier()
        await send_due(chat.context, courier)
        told |= {
            person
            for person, digest in courier.brought
            if isinstance(digest, Digest) and any(line.number == "3.6" for line in digest.urgent())
        }
    return told


async def test_a_day_is_moved_for_all_schools_and_a_day_off_is_said(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:card:{await row(chat, '3.6')}:0::all:0")
    await admin.taps("Перенести срок")
    assert "Открытых задач с этим сроком: 3" in admin.screen()
    await admin.taps("Всем: 3")
    await admin.says("вчера")
    assert "Новый срок" not in admin.screen()
    await admin.says("до 15 октября; карантин")
    assert "Новый срок: 15 октября, вс. Был: 25 августа, пт. Организаций: 3." in admin.screen()
    assert "⚠️ 15 октября, вс — нерабочий день. Ближайший рабочий: 16 октября, пн." in admin.screen()
    await admin.taps("Взять 16 октября, пн")
    assert "Новый срок: 16 октября, пн" in admin.screen()
    assert "⚠️" not in admin.screen()
    await admin.taps("Перенести и напоминать")
    assert admin.screen().startswith("Срок перенесён на 16 октября, пн. Задач: 3, узнают в сводке: 2.")
    assert await days(chat, "3.6") == [(date(2023, 8, 25), date(2023, 10, 16))] * 3, (
        "the plan's day stays in the history"
    )
    async with chat.context.transaction() as session:
        assert set(await session.scalars(select(Extension.reason))) == {"карантин"}
        assert await session.scalar(select(func.count()).select_from(Dialogue)) == 0


async def test_a_school_that_marks_meanwhile_is_left_out_and_told_of(chat: Messenger) -> None:
    admin, number = chat.person(sample.ADMIN), await row(chat, "3.6")
    await admin.presses(f"row:card:{number}:0::all:0")
    await admin.taps("Перенести срок")
    await admin.taps("Всем: 3")
    await closed(chat, number, 2)
    await admin.says("до 16 октября")
    assert "Организаций: 2." in admin.screen()
    assert "Пока вы выбирали, закрыли пункт: 1." in admin.screen()
    await closed(chat, number, 3)
    await admin.taps("Перенести и напоминать")
    assert "Задач: 1" in admin.screen()
    assert "закрыли пункт: 2." in admin.screen()
    assert [late for _, late in await days(chat, "3.6")].count(date(2023, 10, 16)) == 1


async def test_when_all_have_marked_it_says_so(chat: Messenger) -> None:
    admin, number = chat.person(sample.ADMIN), await row(chat, "3.6")
    await admin.presses(f"row:card:{number}:0::all:0")
    await admin.taps("Перенести срок")
    await admin.taps("Выбрать школы")
    await admin.taps("☐ Школа № 1")
    await closed(chat, number, 2)
    await admin.taps("Дальше")
    assert "старого сообщения" in admin.toast()
    await admin.taps("☐ Школа № 2")
    await admin.taps("Дальше: 1")
    await closed(chat, number, 3)
    await admin.says("до 16 октября")
    assert "переносить нечего" in admin.screen()


async def closed(chat: Messenger, measure: int, organisation: int) -> None:
    """The coordinator marks while the administrator is thinking."""
    async with chat.context.transaction(write=True) as session:
        where = Task.measure_id == measure, Task.organisation_id == organisation
        await session.execute(update(Task).where(*where).values(state=TaskState.DONE, done_on=date(2023, 9, 1)))


async def test_one_school_may_get_a_later_day(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:card:{await row(chat, '3.6')}:0::all:0")
    await admin.taps("Перенести срок")
    await admin.taps("Выбрать школы")
    await admin.taps("☐ Школа № 2")
    await admin.taps("Дальше: 1")
    await admin.says("16 октября")
    await admin.taps("Перенести и напоминать")
    planned, later = date(2023, 8, 25), date(2023, 10, 16)
    assert await days(chat, "3.6") == [(planned, None), (planned, later), (planned, None)]
    boris = chat.person(sample.BORIS)
    async with chat.context.transaction() as session:
        query = select(Task.id).where(Task.extended_due.is_not(None))
        task = (await session.scalars(query)).one()
    await boris.presses(f"t:open:{task}:1:")
    assert "16 октября" in boris.screen()


async def test_a_row_with_several_days_asks_which(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:card:{await row(chat, '3.14')}:0::all:0")
    await admin.taps("Перенести срок")
    assert "У пункта несколько сроков. Какой перенести?" in admin.screen()
    await admin.taps("30 ноября, чт")
    await admin.taps("Всем: 3")
    await admin.says("8 декабря")
    await admin.taps("Перенести и напоминать")
    moved = [due for due, extended in await days(chat, "3.14") if extended]
    assert moved == [date(2023, 11, 30)] * 3


@pytest.mark.parametrize(("button", "told"), [("Перенести и напоминать", True), ("Перенести без напоминаний", False)])
async def test_reminders_of_the_new_day_are_a_choice(
    chat: Messenger, clock: FixedClock, button: str, told: bool
) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"row:card:{await row(chat, '3.6')}:0::all:0")
    await admin.taps("Перенести срок")
    await admin.taps("Всем: 3")
    await admin.says("29 марта")
    await admin.taps(button)
    async with chat.context.transaction(write=True) as session:
        for task in await session.scalars(select(Task).join(Measure).where(Measure.number != "3.6")):
            await session.delete(task)
    clock.moment = datetime(2023, 9, 5, 6, 0, tzinfo=UTC)
    await plan_once(chat.context)
    await send_due(chat.context, FakeCourier())
    assert bool(await opened(chat, clock)) is told


async def test_others_press_forged_buttons_in_vain(chat: Messenger) -> None:
    measure = await row(chat, "3.6")
    for number in (sample.ANNA, sample.VERA, sample.STRANGER):
        person = chat.person(number)
        await person.presses(f"pp:ask:{measure}:0:all:0")
        assert person.toast() == "Нет доступа. Откройте своё меню: /start", number
    admin = chat.person(sample.ADMIN)
    for action in ("term", "all", "some", "tick", "chosen", "working", "remind", "quiet", "nonsense"):
        await admin.presses(f"pp:{action}:{measure}:0:all:0")
        assert "из старого сообщения" in admin.toast()
    await admin.presses(f"pp:ask:{measure}:0:all:0")
    await admin.presses(f"pp:some:{measure}:0:all:0")
    await admin.presses(f"pp:tick:{measure}:999:all:0")
    assert "Нет доступа" in admin.toast()
