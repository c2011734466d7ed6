"""A coordinator's day in chat: lists, cards, marks, assignments, facts — by buttons and typed words."""

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.tasks import TaskState
from bot.usecases.assignments import assign
from bot.usecases.context import Cause, Context
from db.models import Assignment, Dialogue, Mark, Person
from tests import sample, sample_tasks
from tests.golden_files import Golden
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


async def walk(person: Chatter, *steps: str) -> str:
    """Tap each button; a step that begins with «!» is typed. Returns the last screen."""
    for step in steps:
        await (person.says(step[1:]) if step.startswith("!") else person.taps(step))
    return person.screen()


@pytest.mark.parametrize("words", ["/measures", "сегодня", "Сегодня.", "пункты"])
async def test_today_opens_by_command_and_by_word(anna: Chatter, words: str) -> None:
    assert "Школа № 1 · 24 августа, чт" in await walk(anna, f"!{words}")


async def test_a_list_is_one_message_that_changes(anna: Chatter, golden: Golden) -> None:
    golden("screens/tasks/story_today", await walk(anna, "!сегодня"))
    await walk(anna, "Ещё 2", "⬅️ Предыдущие", "2", "⬅️ Назад", "Фильтр", "Весь план", "Ещё 5", "7", "⬅️ Назад")
    assert len(anna.shown) == 1
    assert "6. Договоры" in anna.screen()


async def test_two_taps_from_the_list_to_a_mark(anna: Chatter, sqlite_context: Context, ids: dict[str, int]) -> None:
    screen = await walk(anna, "!сегодня", "2", "✅ Выполнено")
    assert screen.startswith("✅ Пункт 3.6 выполнен. Отметка сегодня в 09:00, в срок.\nКакой у школы уровень?")
    assert (await sample_tasks.task(sqlite_context, ids["3.6"])).state is TaskState.DONE
    screen = await walk(anna, "60", "Пропустить", "↩️ Отменить отметку")
    assert "Отметка отменена: вы, 09:00" in screen
    screen = await walk(anna, "✅ Выполнено")
    assert "Какой у школы уровень" not in screen


async def test_after_the_day_the_day_is_asked(anna: Chatter) -> None:
    assert "Когда это сделано?" in await walk(anna, "!сегодня", "1", "✅ Выполнено")
    assert "в срок" in await walk(anna, "В срок, отметка позже")


async def test_another_day_by_button_or_in_own_words(anna: Chatter) -> None:
    await walk(anna, "!сегодня", "1", "✅ Выполнено", "Другой день")
    assert "День не понят" in await walk(anna, "!на днях")
    assert "Такого дня нет" in await walk(anna, "!30 февраля")
    assert "с опозданием на 8 дней" in await walk(anna, "!20 августа")
    await walk(anna, "↩️ Отменить отметку", "✅ Выполнено", "Другой день")
    assert "с опозданием на 11 дней" in await walk(anna, "23 августа, ср")


async def test_a_second_tap_on_an_old_card_is_harmless(
    anna: Chatter, sqlite_context: Context, ids: dict[str, int]
) -> None:
    await walk(anna, "!сегодня", "2")
    old = f"t:done:{ids['3.6']}:1:"
    await anna.presses(old)
    await anna.presses(old)
    assert anna.toast() == "Пункт уже отмечен сегодня в 09:00"
    async with sqlite_context.transaction() as session:
        assert len((await session.scalars(select(Mark))).all()) == 1


async def test_not_ours_by_button_and_in_own_words(anna: Chatter) -> None:
    screen = await walk(anna, "!сегодня", "3", "Не про нас", "Нет таких классов")
    assert screen.startswith("Пункт 3.7 отмечен «не про нас»: нет таких классов.")
    await walk(anna, "↩️ Отменить отметку", "Не про нас", "Другая причина")
    assert "«не про нас»: участвуем давно" in await walk(anna, "!участвуем давно")
    assert "не про нас" in await walk(anna, "⬅️ Назад", "Фильтр", "Закрытые")


async def test_an_overdue_row_may_be_closed_unfulfilled(anna: Chatter) -> None:
    screen = await walk(anna, "!сегодня", "1", "Ещё", "Не выполнено", "Партнёр не ответил")
    assert screen.startswith("Пункт 3.12 закрыт как невыполненный: партнёр не ответил.")


async def test_entries_are_typed_once_and_repeated_by_a_tap(anna: Chatter) -> None:
    screen = await walk(anna, "!сегодня", "Фильтр", "Весь год", "1", "➕ Добавить запись", "!вчера, 25, экскурсия")
    assert screen.startswith("Запись: 23 августа, ср: 25, экскурсия. Всего записей: 1.")
    screen = await walk(anna, "➕ Ещё запись", "Ещё раз: 25, экскурсия")
    assert "24 августа, чт: 25, экскурсия. Всего записей: 2." in screen
    assert "Записей: 1" in await walk(anna, "↩️ Отменить запись")
    assert "Пункт 4.1 завершён" in await walk(anna, "✅ Завершить")


async def test_an_unclear_deadline_gets_the_schools_own_day(anna: Chatter) -> None:
    screen = await walk(anna, "!сегодня", "Фильтр", "Без даты", "1", "📅 Указать срок", "!до 28 февраля")
    assert "Записано: свой срок до 28 февраля 2024 года, ср." in screen
    assert "«по отдельному графику»" in screen


async def test_search_by_words_stays_open_for_the_next_words(anna: Chatter) -> None:
    assert "Найдено по словам «сайт»: 2" in await walk(anna, "!сегодня", "Поиск", "!сайт")
    assert "3.6" in await walk(anna, "!3.6")
    assert "ничего не нашлось" in await walk(anna, "!<космос>")
    assert "Просрочено" in await walk(anna, "!сегодня")


async def test_pages_of_a_search_know_what_was_asked(anna: Chatter) -> None:
    await walk(anna, "!сегодня", "Поиск", "!р")
    screen = await walk(anna, "Ещё")
    assert "Найдено по словам «р»" in screen
    assert "6. " in screen
    await anna.says("/cancel")
    await anna.presses("b:found:1:0")
    assert "24 августа, чт" in anna.shown[-1].text


async def test_evidence_is_optional_and_names_are_noticed(anna: Chatter) -> None:
    screen = await walk(anna, "!сегодня", "Ещё 2", "7", "✅ Выполнено", "Другое")
    assert "Пропустить" in screen
    assert "Похоже на список людей" in await walk(anna, "!Иванов Пётр, Петрова Анна")
    await walk(anna, "Написать иначе")
    assert "📎 Записано: 25 учеников" in await walk(anna, "!25 учеников")
    assert "Подтверждение: 25 учеников" in await walk(anna, "⬅️ Назад")
    screen = await walk(
        anna, "Ещё", "📎 Подтверждение", "Другое", "!Иванов Пётр, Петрова Анна", "Это не дети, сохранить"
    )
    assert "📎 Записано: Иванов Пётр" in screen
    assert "Иванов" not in await walk(anna, "↩️ Убрать подтверждение")


async def test_later_says_when(anna: Chatter) -> None:
    assert "завтра в 08:00" in await walk(anna, "!сегодня", "2", "⏰ Позже", "Завтра утром")


async def test_a_task_is_given_accepted_and_given_back(
    anna: Chatter, chat: Messenger, sqlite_context: Context, world: sample.District
) -> None:
    assert "✓ Вера Н." in await walk(anna, "!сегодня", "2", "👤 Назначить", "Вера Н.")
    assert anna.toast() == "Поручено. Придёт сообщение"
    async with sqlite_context.transaction() as session:
        given = (await session.scalars(select(Assignment))).one()
    vera = chat.person(sample.VERA)
    await vera.says("сегодня")
    assert "План профориентационной работы (3.6)" in vera.screen()
    screen = await walk(vera, "1", "✅ Принять")
    assert "Не про нас" not in screen
    assert vera.toast() == "Пункт за вами."
    await vera.presses(f"gv:decline:{given.id}")
    assert "возвращён координатору" in await walk(vera, "!у меня другой класс")
    assert "Вам пока ничего не поручено" in await walk(vera, "!сегодня")
    assert "Сейчас ни у кого" in await walk(anna, "!сегодня", "2", "👤 Назначить")


async def test_declining_needs_no_words(
    chat: Messenger, sqlite_context: Context, world: sample.District, ids: dict[str, int]
) -> None:
    await assign(sqlite_context, await sample.actor(sqlite_context, sample.ANNA), Cause("1"), ids["3.6"], world.vera)
    vera = chat.person(sample.VERA)
    assert "возвращён" in await walk(vera, "!сегодня", "1", "Не моё", "Пропустить")


async def test_somebody_outside_is_named_in_the_mark(anna: Chatter) -> None:
    await walk(anna, "!сегодня", "2", "👤 Назначить", "Кто-то вне бота", "!классный руководитель 6А", "Готово")
    await walk(anna, "✅ Выполнено", "40", "Пропустить")
    assert "Отметка: вы (за: классный руководитель 6А), 09:00" in anna.screen()


async def test_a_later_day_is_asked_for_in_four_steps_and_granted_in_one(anna: Chatter, chat: Messenger) -> None:
    await walk(anna, "!сегодня", "2", "Ещё", "Перенести срок")
    assert "Новый срок должен быть позже" in await walk(anna, "!25 августа")
    assert "Почему?" in await walk(anna, "!до 15 сентября")
    assert "Просите перенос до 15 сентября, пт: ответа пока нет." in await walk(anna, "!ждём лицензию")
    admin = chat.person(sample.ADMIN)
    await admin.presses("ex:grant:1")
    assert admin.toast() == "Срок перенесён"
    await anna.says("сегодня")
    assert "План профориентационной работы (3.6)" not in anna.screen().split("До 7 сентября")[0]
    assert "срок перенесён: до 15 сентября, пт" in await walk(anna, "Поиск", "!3.6", "1")


async def test_a_question_is_asked_answered_and_published_in_chat(anna: Chatter, chat: Messenger) -> None:
    assert "Вопрос отправлен" in await walk(anna, "!сегодня", "2", "Ещё", "Задать вопрос", "!Какой уровень брать?")
    admin = chat.person(sample.ADMIN)
    await admin.presses("qa:open:1")
    assert "«Какой уровень брать?»" in admin.shown[-1].text
    assert "Ответ: Базовый" in await walk(admin, "Ответить", "!Базовый")
    assert "Ответ видят все школы: Район." in await walk(admin, "Показать всем школам")
    boris = chat.person(sample.BORIS)
    assert "Ответ: Базовый" in await walk(boris, "!сегодня", "2")


async def test_the_whole_text_and_the_history_are_one_tap_behind_more(anna: Chatter) -> None:
    assert "Раздел: Раздел 3" not in await walk(anna, "!сегодня", "2", "Ещё", "Текст целиком")
    assert "Мероприятие: Разработка плана" in anna.screen()
    assert "Отметок пока не было" in await walk(anna, "⬅️ Назад", "Ещё", "История")


async def test_words_of_commands_win_over_an_open_question(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, "!сегодня", "1", "✅ Выполнено", "Другой день")
    assert "24 августа" in await walk(anna, "!сегодня")
    async with sqlite_context.transaction() as session:
        assert (await session.scalars(select(Dialogue))).all() == []


async def test_going_back_forgets_the_question(anna: Chatter) -> None:
    await walk(anna, "!сегодня", "1", "✅ Выполнено", "Другой день", "⬅️ Назад")
    assert "не понято" in await walk(anna, "!вчера")


async def test_every_tap_and_word_is_a_sign_of_life(anna: Chatter, sqlite_context: Context, clock: FixedClock) -> None:
    await walk(anna, "!сегодня")
    async with sqlite_context.transaction() as session:
        person = (await session.scalars(select(Person).where(Person.name == "Анна П."))).one()
    assert person.last_tap_at == clock.moment


async def test_a_number_of_the_plan_finds_its_row_without_a_question(anna: Chatter) -> None:
    screen = await walk(anna, "!3.6")
    assert "Найдено по словам «3.6»: 1" in screen
    assert "3.6 · План профориентационной работы" in await walk(anna, "1")


async def test_a_number_is_no_search_while_something_else_is_asked(anna: Chatter) -> None:
    await walk(anna, "!сегодня", "3", "Ещё", "Перенести срок")
    assert "Найдено" not in await walk(anna, "!3.6")


async def test_when_everything_is_closed_the_list_says_so_and_leads_on(
    chat: Messenger, sqlite_context: Context, world: sample.District, ids: dict[str, int]
) -> None:
    await assign(sqlite_context, await sample.actor(sqlite_context, sample.ANNA), Cause("g"), ids["3.6"], world.vera)
    vera = chat.person(sample.VERA)
    screen = await walk(vera, "!сегодня", "1", "✅ Выполнено", "!сегодня")
    assert "Открытых пунктов нет. Закрыто: 1." in screen
    assert "Весь план" not in screen, "it would be empty as well"
    assert "План профориентационной работы (3.6)" in await walk(vera, "Закрытые")


async def test_an_authority_without_rows_is_told_where_those_of_its_schools_are(
    chat: Messenger, ids: dict[str, int]
) -> None:
    screen = await walk(chat.person(sample.ADMIN), "!сегодня")
    assert "Своих пунктов у вас нет" in screen
    assert "когда план запустят" not in screen, "it runs"


async def test_a_ready_reason_stands_inside_the_sentence(anna: Chatter) -> None:
    assert "отмечен «не про нас»: нет таких классов." in await walk(
        anna, "!сегодня", "2", "Не про нас", "Нет таких классов"
    )
