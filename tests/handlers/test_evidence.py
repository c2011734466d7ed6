"""What the bot asks after a mark, in chat: an order, a link, numbers, files; everything can be skipped."""

from typing import Any

import pytest
from sqlalchemy import select, update

from bot.domain.clock import FixedClock
from bot.usecases.assignments import assign
from bot.usecases.context import Cause, Context
from db.models import Evidence, Measure
from tests import sample, sample_tasks
from tests.messenger import Messenger
from tests.messenger import Person as Chatter


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context, schools=2)


@pytest.fixture
async def ids(sqlite_context: Context, world: sample.District) -> dict[str, int]:
    return await sample_tasks.plan(sqlite_context, world.municipality, world.schools)


@pytest.fixture
def chat(sqlite_context: Context) -> Messenger:
    return Messenger(sqlite_context)


@pytest.fixture
def anna(chat: Messenger, ids: dict[str, int]) -> Chatter:
    return chat.person(sample.ANNA)


async def asks(context: Context, number: str, *demands: str) -> None:
    async with context.transaction(write=True) as session:
        await session.execute(update(Measure).where(Measure.number == number).values(asks=list(demands)))


async def kept(context: Context) -> list[tuple[str, str | None, str | None, dict[str, Any]]]:
    async with context.transaction() as session:
        found = await session.scalars(select(Evidence).where(Evidence.undone_at.is_(None)).order_by(Evidence.id))
        return [(one.kind, one.text, one.link, one.value) for one in found]


async def walk(person: Chatter, *steps: str) -> str:
    """Tap each button; a step that begins with «!» is typed. Returns the last screen."""
    for step in steps:
        await (person.says(step[1:]) if step.startswith("!") else person.taps(step))
    return person.screen()


async def test_story_1_3_after_a_mark_the_bot_asks_for_what_the_row_asks_for(
    anna: Chatter, sqlite_context: Context
) -> None:
    await asks(sqlite_context, "3.8", "order", "link", "classes")
    screen = await walk(anna, "!сегодня", "4", "✅ Выполнено")
    assert "Пункт 3.8 выполнен" in screen
    assert "Номер и дата приказа?" in screen
    assert "Даты приказа не видно" in await walk(anna, "!приказ № 12-од")
    assert "Номера приказа не видно" in await walk(anna, "!приказ от 1 августа")
    screen = await walk(anna, "!приказ № 12-од от 1 августа")
    assert "📎 Записано: приказ № 12-од от 1 августа" in screen
    assert "Где это размещено?" in screen
    for wrong in ("раздел на сайте", "ftp://school3.ru/prof", "javascript:alert(1)"):
        assert "не похоже на ссылку" in await walk(anna, f"!{wrong}")
    screen = await walk(anna, "!school3.ru/prof")
    assert "Сколько классов?" in screen
    assert "целое число" in await walk(anna, "!двенадцать")
    assert "целое число" in await walk(anna, "!-3")
    screen = await walk(anna, "!12")
    assert "📎 Записано: число классов: 12" in screen
    assert "Пропустить" not in screen
    assert await kept(sqlite_context) == [
        ("order", "приказ № 12-од от 1 августа", None, {"order": "12-од", "day": "2023-08-01"}),
        ("link", None, "https://school3.ru/prof", {}),
        ("number", None, None, {"classes": 12}),
    ]


async def test_everything_can_be_skipped_and_nothing_is_kept(anna: Chatter, sqlite_context: Context) -> None:
    await asks(sqlite_context, "3.8", "order", "pupils")
    screen = await walk(anna, "!сегодня", "4", "✅ Выполнено", "Пропустить")
    assert "Сколько обучающихся?" in screen
    screen = await walk(anna, "Пропустить")
    assert "Отметка: вы" in screen
    assert await kept(sqlite_context) == []
    assert "Номер и дата приказа?" in await walk(anna, "📎 Подтверждение")


async def test_a_row_that_asks_for_nothing_is_left_in_peace(anna: Chatter, sqlite_context: Context) -> None:
    await asks(sqlite_context, "3.8", "nothing")
    screen = await walk(anna, "!сегодня", "4", "✅ Выполнено")
    assert "[Пропустить]" not in screen
    assert "[📎 Подтверждение]" not in screen


async def test_the_level_comes_first_and_the_rest_after_it(anna: Chatter, sqlite_context: Context) -> None:
    await asks(sqlite_context, "3.6", "level", "pupils")
    screen = await walk(anna, "!сегодня", "2", "✅ Выполнено")
    assert "Какой у школы уровень?" in screen
    assert "Сколько обучающихся?" in await walk(anna, "60")


async def test_a_teacher_is_offered_it_and_asked_nothing(
    chat: Messenger, sqlite_context: Context, world: sample.District, ids: dict[str, int]
) -> None:
    await asks(sqlite_context, "3.8", "order", "pupils")
    await assign(sqlite_context, await sample.actor(sqlite_context, sample.ANNA), Cause("1"), ids["3.8"], world.vera)
    vera = chat.person(sample.VERA)
    screen = await walk(vera, "!сегодня", "1", "✅ Выполнено")
    assert "?" not in screen
    assert "[📎 Подтверждение]" in screen


async def test_a_new_number_takes_the_place_of_the_old_one(anna: Chatter, sqlite_context: Context) -> None:
    await asks(sqlite_context, "3.8", "pupils", "all-pupils")
    await walk(anna, "!сегодня", "4", "✅ Выполнено", "Пропустить", "!120")
    screen = await walk(anna, "⬅️ Назад", "📎 Подтверждение", "!30")
    assert "Это 25 % из 120." in screen
    assert await kept(sqlite_context) == [("number", None, None, {"all-pupils": 120}),
                                          ("number", None, None, {"pupils": 30})]  # fmt: skip


async def test_entries_of_a_year_give_the_number_by_a_tap(anna: Chatter, sqlite_context: Context) -> None:
    await asks(sqlite_context, "4.1", "parents")
    await walk(anna, "!сегодня", "Фильтр", "Весь год", "1", "➕ Добавить запись", "!вчера, 25, собрание")
    screen = await walk(anna, "➕ Ещё запись", "Ещё раз", "⬅️ Назад", "✅ Завершить")
    assert "В записях набралось 50." in screen
    assert "число родителей: 50" in await walk(anna, "50, как в записях")
    assert await kept(sqlite_context) == [("number", None, None, {"parents": 50})]


async def test_a_file_answers_the_question_and_goes_to_those_who_may_see_it(
    anna: Chatter, chat: Messenger, sqlite_context: Context, ids: dict[str, int]
) -> None:
    await asks(sqlite_context, "3.8", "file")
    await walk(anna, "!сегодня", "4", "✅ Выполнено")
    await anna.sends("Справка.pdf", b"%PDF-1.4" * 300)
    assert "📎 Записано: файл «Справка.pdf», 2 КБ" in anna.screen()
    await walk(anna, "⬅️ Назад", "📎 Файлы: 1")
    assert anna.shown[-1].document is not None
    assert anna.shown[-1].document[1] == b"%PDF-1.4" * 300
    admin, boris = chat.person(sample.ADMIN), chat.person(sample.BORIS)
    await admin.presses(f"ff:send:{ids['3.8']}")
    assert admin.shown[-1].document is not None
    await boris.presses(f"ff:send:{ids['3.8']}")
    assert not any(shown.document for shown in boris.shown)


async def test_no_file_where_pupils_are_listed_and_no_pictures_anywhere(
    anna: Chatter, sqlite_context: Context, ids: dict[str, int]
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        await session.execute(
            update(Measure).where(Measure.number == "3.8").values(title="Список обучающихся", asks=["pupils"])
        )
    await walk(anna, "!сегодня", "4", "✅ Выполнено")
    await anna.sends("Список.xlsx", b"no table")
    assert "файл не нужен: это списки" in anna.screen()
    await walk(anna, "!12")
    await anna.presses(f"t:proof:{ids['3.9']}:1:")
    for picture in ("Дети.jpg", "Дети.PNG"):
        await anna.sends(picture, b"picture")
        assert "Снимки бот не берёт" in anna.screen()
    assert [one[0] for one in await kept(sqlite_context)] == ["number"]


async def test_a_file_in_answer_to_a_card_belongs_to_it(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, "!сегодня", "3")
    card = anna.shown[-1]
    await anna.says("/help")
    await anna.sends("План.docx", b"docx", reply_to=card)
    assert "📎 Записано: файл «План.docx», 1 КБ" in anna.screen()
    assert "[📎 Файлы: 1]" in await walk(anna, "⬅️ Назад")


async def test_a_file_without_a_task_asks_whose_it_is_those_marked_last_first(
    anna: Chatter, chat: Messenger, sqlite_context: Context
) -> None:
    await walk(anna, "!сегодня", "3", "✅ Выполнено", "/measures"[:0] or "⬅️ Назад")
    await anna.sends("Отчёт <b>.docx", b"docx")
    assert "Файл «Отчёт &lt;b&gt;.docx». К какому пункту" in anna.screen()
    assert "1. ✅ Регистрация в «Билете в будущее» (3.7)" in anna.screen()
    old = anna.shown[-1].picture()
    await anna.taps("1")
    assert "📎 Записано: файл «Отчёт &lt;b&gt;.docx», 1 КБ" in anna.screen()
    assert (await kept(sqlite_context))[0][3] == {"name": "Отчёт <b>.docx", "size": 4}
    assert old
    await anna.presses("ff:give:1")
    assert len(await kept(sqlite_context)) == 1


async def test_a_file_may_belong_to_any_of_many_rows(
    anna: Chatter, sqlite_context: Context, world: sample.District
) -> None:
    rows = tuple(sample_tasks.Row(f"9.{place}", f"Пункт {place}") for place in range(1, 16))
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools, rows)
    await anna.sends("Справка.pdf", b"pdf")
    assert "Пункт 15" not in anna.screen()
    screen = await walk(anna, "Дальше ▶️", "Дальше ▶️")
    assert "(9.15" in screen
    await walk(anna, "25")
    assert len(await kept(sqlite_context)) == 1


async def test_an_administrators_file_that_is_no_plan_may_be_evidence(
    chat: Messenger, sqlite_context: Context, ids: dict[str, int], world: sample.District
) -> None:
    await sample_tasks.plan(sqlite_context, world.municipality, (world.municipality,), title="Свой план")
    admin = chat.person(sample.ADMIN)
    await admin.sends("Приказ.docx", b"no plan at all")
    await admin.taps("📎 Это к пункту плана")
    assert "Файл «Приказ.docx». К какому пункту" in admin.screen()
    await admin.taps("1")
    assert "📎 Записано: файл «Приказ.docx»" in admin.screen()


@pytest.mark.parametrize("data", ["iq:skip:{task}:photo:0:", "iq:give:{task}:order:0:", "iq:give:{task}:pupils:5:"])
async def test_forged_questions_change_nothing_of_others(
    chat: Messenger, sqlite_context: Context, ids: dict[str, int], data: str
) -> None:
    stranger = chat.person(sample.STRANGER)
    await stranger.presses(data.format(task=ids["3.8"]))
    assert await kept(sqlite_context) == []
