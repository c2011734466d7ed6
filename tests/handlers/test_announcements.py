"""«Объявления» from the first tap to «прочитали N из M»; only an urgent one breaks the silence, and it is logged."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.ui.courier import TelegramCourier
from bot.usecases.context import Context
from bot.usecases.tick import send_due
from db.models import AuditEvent, Delivery, Organisation
from tests import sample
from tests.messenger import Messenger, Person

DAYTIME = timedelta(hours=5)


@pytest.fixture
async def world(sqlite_context: Context, clock: FixedClock) -> sample.District:
    clock.moment += DAYTIME
    return await sample.district(sqlite_context, schools=3)


@pytest.fixture
def chat(sqlite_context: Context) -> Messenger:
    return Messenger(sqlite_context)


async def written(admin: Person, whom: str = "Координаторам", where: str = "Во все") -> None:
    await admin.says("/people")
    await admin.taps("Объявления")
    await admin.taps("Написать объявление")
    await admin.taps(whom)
    await admin.taps(where)


async def test_story_3_12_from_the_first_tap_to_read_receipts(
    sqlite_context: Context, world: sample.District, chat: Messenger
) -> None:
    admin, anna = chat.person(sample.ADMIN), chat.person(sample.ANNA)
    await written(admin, "Координаторам и педагогам")
    await admin.says("Семинар навигаторов\nпереносится на 12 сентября <b>")
    assert "Получат: 3 человека, организаций: 2." in admin.screen()
    assert "переносится на 12 сентября &lt;b&gt;" in admin.screen()
    await admin.taps("Отправить")
    assert "Прочитали 0 из 3." in admin.screen()
    await send_due(sqlite_context, TelegramCourier(chat.bot))
    assert "<b>Объявление</b> · Управление образования района" in anna.screen()
    await anna.taps("✅ Прочитано")
    assert "✅ Прочитано." in anna.screen()
    await anna.presses("an:read:1:0:")
    await admin.says("/people")
    await admin.taps("Объявления")
    assert "прочитали 1 из 3" in admin.screen()
    await admin.taps("1")
    await admin.taps("Кто не прочитал")
    assert "• Школа № 2: Борис К." in admin.screen()
    assert "• Школа № 1: педагог" in admin.screen(), "names of teachers stay in the school"


async def test_it_goes_to_schools_with_a_tag_or_to_ticked_ones(
    sqlite_context: Context, world: sample.District, chat: Messenger
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        (await session.get_one(Organisation, world.schools[1])).tags = ["село"]
    admin = chat.person(sample.ADMIN)
    await written(admin, where="По метке")
    await admin.taps("село")
    await admin.says("Про село")
    assert "Получат: 1 человек, организаций: 1." in admin.screen()
    await written(admin, where="Выбрать школы")
    await admin.taps("Школа № 1")
    await admin.taps("Школа № 3")
    await admin.taps("Дальше: 2")
    await admin.says("Первой и третьей")
    assert "Получат: 1 человек, организаций: 1." in admin.screen()
    await admin.taps("Отправить")
    await send_due(sqlite_context, TelegramCourier(chat.bot))
    assert "Первой и третьей" in chat.person(sample.ANNA).screen()
    assert chat.person(sample.BORIS).shown == []


async def test_in_the_evening_only_an_urgent_one_leaves_and_says_why(
    sqlite_context: Context, world: sample.District, chat: Messenger, clock: FixedClock
) -> None:
    clock.moment += timedelta(hours=10)
    admin, anna = chat.person(sample.ADMIN), chat.person(sample.ANNA)
    await written(admin)
    await admin.says("Обычное")
    await admin.taps("Отправить")
    await written(admin)
    await admin.says("Завтра школы закрыты")
    await admin.taps("Это срочно")
    await admin.says(".")
    assert "причин" in admin.screen().lower()
    await admin.says("штормовое предупреждение")
    await admin.taps("Отправить срочно")
    await send_due(sqlite_context, TelegramCourier(chat.bot))
    assert len(anna.shown) == 1
    assert "Почему сейчас: штормовое предупреждение" in anna.screen()
    async with sqlite_context.transaction() as session:
        actions = list(await session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))
    assert actions[-2:] == ["announced", "announced-urgent"]
    clock.moment += timedelta(hours=11)
    await send_due(sqlite_context, TelegramCourier(chat.bot))
    assert "Обычное" in anna.screen()


async def test_buttons_of_a_draft_that_is_no_more_are_stale(
    sqlite_context: Context, world: sample.District, chat: Messenger
) -> None:
    admin = chat.person(sample.ADMIN)
    await written(admin)
    await admin.says("Раз")
    await admin.taps("Отправить")
    for wire in ("an:send:0:0:", "an:urgent:0:0:", "an:to:0:0:teachers", "an:all:0:0:"):
        await admin.presses(wire)
        assert "старого сообщения" in admin.toast()
    async with sqlite_context.transaction() as session:
        assert len(list(await session.scalars(select(Delivery)))) == 2


@pytest.mark.parametrize("who", [sample.STRANGER, sample.ANNA, sample.VERA, 999])
async def test_others_neither_write_nor_look(
    sqlite_context: Context, world: sample.District, chat: Messenger, who: int
) -> None:
    admin = chat.person(sample.ADMIN)
    await written(admin, where="Выбрать школы")
    await admin.taps("Школа № 2")
    await admin.taps("Дальше: 1")
    await admin.says("Только второй")
    await admin.taps("Отправить")
    person = chat.person(who)
    for wire in (
        f"an:list:{world.municipality}:0:",
        f"an:new:{world.municipality}:0:",
        "an:show:1:0:",
        "an:unread:1:0:",
        "an:read:1:0:",
    ):
        await person.presses(wire)
        assert "Только второй" not in person.screen()
        assert "Нет доступа" in person.toast() or "приглашени" in person.screen()
