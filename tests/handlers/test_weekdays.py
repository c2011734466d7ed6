"""A course on another day of the week is called by that day, in the right case."""

from dataclasses import replace
from datetime import date

import pytest

from bot.texts import say
from bot.ui.callbacks.lessons import CourseTap
from bot.usecases.context import Context, SchoolTerms
from tests.lesson_world import add_class
from tests.messenger import Messenger
from tests.sample import ADMIN, ANNA, district

WORDS = (
    ("в понедельник", "по понедельникам"),
    ("во вторник", "по вторникам"),
    ("в среду", "по средам"),
    ("в четверг", "по четвергам"),
    ("в пятницу", "по пятницам"),
    ("в субботу", "по субботам"),
    ("в воскресенье", "по воскресеньям"),
)


@pytest.mark.parametrize("weekday", range(7))
def test_every_weekday_has_its_words(weekday: int) -> None:
    said = tuple(say(key, weekday=weekday) for key in ("weekday-on", "weekday-every"))
    assert said == WORDS[weekday]


async def test_a_course_on_tuesday_never_says_thursday(sqlite_context: Context) -> None:
    await district(sqlite_context)
    tuesday = replace(sqlite_context, course=replace(sqlite_context.course, weekday=1))
    anna = Messenger(tuesday).person(ANNA)
    await anna.says("настройки")
    assert "О занятии во вторник: накануне" in anna.screen()
    assert "[О занятии]" in anna.screen()
    await anna.taps("Классы")
    assert "нет и занятий по вторникам" in anna.screen()
    await anna.taps("Добавить классы")
    await anna.says("6А 7Б")
    assert "Во сколько обычно занятие во вторник?" in anna.screen()
    await anna.says("8:30")
    await anna.says("занятия")
    assert "Вторник, 5 сентября" in anna.screen()
    assert not any("етверг" in shown.picture() for shown in anna.shown)


@pytest.mark.parametrize(
    ("starts", "ends", "first", "last"),
    [((9, 1), (5, 31), date(2023, 9, 7), date(2024, 5, 30)), ((8, 21), (6, 20), date(2023, 8, 24), date(2024, 6, 20))],
)
async def test_weeks_are_turned_within_the_configured_year(
    sqlite_context: Context, starts: tuple[int, int], ends: tuple[int, int], first: date, last: date
) -> None:
    place = await district(sqlite_context)
    await add_class(sqlite_context, place.schools[0], "6А")
    context = replace(sqlite_context, terms=SchoolTerms(starts=starts, ends=ends))
    admin = Messenger(context).person(ADMIN)
    await admin.presses(CourseTap(action="counts", day=first.isoformat()).pack())
    assert "⬅️" not in admin.screen()
    assert "➡️]" in admin.screen()
    await admin.presses(CourseTap(action="counts", day=last.isoformat()).pack())
    assert "[⬅️" in admin.screen()
    assert "➡️" not in admin.screen()
