"""A lesson that fell out is held together with the next one: one announcement, one question, two numbers held."""

from bot.domain.clock import FixedClock
from bot.domain.lessons import LessonState
from bot.ui.courier import TelegramCourier
from bot.usecases.context import Context
from bot.usecases.tick import plan_once, send_due
from tests.lesson_world import FIRST, SECOND, add_class, at, ensure, year_of
from tests.messenger import Messenger
from tests.sample import VERA, district


async def test_two_lessons_are_held_as_one(sqlite_context: Context, clock: FixedClock) -> None:
    place = await district(sqlite_context)
    own = await add_class(sqlite_context, place.schools[0], "6А", place.vera, "8:30")
    await ensure(sqlite_context)
    chat = Messenger(sqlite_context)
    vera, courier = chat.person(VERA), TelegramCourier(chat.bot)
    clock.moment = at(FIRST, 12)
    await plan_once(sqlite_context)
    await send_due(sqlite_context, courier)
    await vera.taps("6А иначе")
    await vera.taps("Перенесли")
    await vera.taps("Вместе с занятием 2, 14 сентября")
    assert "Перенесено: 6А на 14 сентября, чт." in vera.screen()
    clock.moment = at(SECOND, 16).replace(day=13)
    await plan_once(sqlite_context)
    await send_due(sqlite_context, courier)
    assert "занятие 1" in vera.screen()
    assert "занятие 2" in vera.screen()
    clock.moment = at(SECOND, 12)
    await plan_once(sqlite_context)
    await send_due(sqlite_context, courier)
    assert "14 сентября: 6А. Всё прошло?" in vera.screen()
    await vera.taps("✅")
    lessons = await year_of(sqlite_context, own)
    assert [lessons[n].state for n in (1, 2, 3)] == [LessonState.HELD, LessonState.HELD, LessonState.PLANNED]
    assert [lessons[n].held_on for n in (1, 2)] == [SECOND, SECOND]
