"""A letter of the day in chat: typed or forwarded, its day confirmed, given by buttons, taken back."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, update

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from db.models import Measure, Membership, Organisation, Task
from tests import sample
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.messenger import Person as Chatter

LETTER = "Мониторинг по письму № 417 до 27 ноября"


@pytest.fixture(autouse=True)
def sunday(clock: FixedClock) -> None:
    clock.moment = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context, schools=10)


@pytest.fixture
def chat(sqlite_context: Context, world: sample.District) -> Messenger:
    return Messenger(sqlite_context)


@pytest.fixture
def anna(chat: Messenger) -> Chatter:
    return chat.person(sample.ANNA)


@pytest.fixture
def admin(chat: Messenger) -> Chatter:
    return chat.person(sample.ADMIN)


async def walk(person: Chatter, *steps: str) -> str:
    for step in steps:
        await (person.says(step[1:]) if step.startswith("!") else person.taps(step))
    return person.screen()


async def number(context: Context, table: type[Task] | type[Measure] = Task) -> int:
    async with context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_story_1_16_a_letter_becomes_a_task_of_a_teacher_by_one_tap(
    anna: Chatter, golden: Golden, sqlite_context: Context
) -> None:
    golden("screens/letters/story_whose", await walk(anna, f"!{LETTER}"))
    golden("screens/letters/story_given", await walk(anna, "Вера"))
    assert await number(sqlite_context) == 1
    assert "Мониторинг по письму № 417" in await walk(anna, "!сегодня")
    assert "до 27 ноября" in anna.screen()


async def test_a_forwarded_letter_is_read_the_same_way(anna: Chatter, chat: Messenger) -> None:
    text = "Уважаемые коллеги!\nВ соответствии с письмом от 12.11.2026 № 417 просим до 27.11.2026 прислать отчёт."
    message = anna._message(text=text)
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Управление"}
    await chat.feed({"message": {**message, "forward_origin": origin}})
    assert "Срок: до 27 ноября, пт. Кому?" in anna.screen()


async def test_chatter_gets_the_usual_answer_and_a_way_to_make_a_task(anna: Chatter, golden: Golden) -> None:
    golden("screens/letters/story_unknown", await walk(anna, "!Провести беседу с девятиклассниками"))
    golden("screens/letters/story_ask_day", await walk(anna, "Сделать"))
    assert "Срок: до 30 ноября, пн" in await walk(anna, "!до 30 ноября")
    assert "Кому: вы" in await walk(anna, "Себе")


async def test_words_that_are_no_day_leave_the_question_open(anna: Chatter) -> None:
    assert "День не понят" in await walk(anna, "!Провести беседу", "Сделать", "!когда-нибудь")
    assert "Такого дня нет" in await walk(anna, "!до 31 ноября")
    assert "Кому?" in await walk(anna, "!до 30 ноября")


async def test_two_days_wait_for_a_choice_and_a_past_one_for_another(anna: Chatter, golden: Golden) -> None:
    screen = await walk(anna, "!Заявки до 25 ноября, отчёты до 4 декабря")
    golden("screens/letters/story_days", screen)
    assert "Срок: до 4 декабря, пт" in await walk(anna, "до 4 декабря")
    golden("screens/letters/story_past", await walk(anna, "!Сдать отчёт до 20 ноября"))
    assert "Срок: до 24 ноября" in await walk(anna, "!24 ноября")
    assert "Такого дня нет" in await walk(anna, "!/cancel", "!Отчёт до 30 февраля")


async def test_an_administrator_gives_it_to_all_schools(
    admin: Chatter, golden: Golden, sqlite_context: Context
) -> None:
    golden("screens/letters/story_admin", await walk(admin, f"!{LETTER}"))
    golden("screens/letters/story_admin_given", await walk(admin, "Всем школам"))
    assert await number(sqlite_context) == 10


async def test_an_administrator_ticks_schools_over_pages(
    admin: Chatter, golden: Golden, sqlite_context: Context
) -> None:
    await walk(admin, f"!{LETTER}", "Выбрать", "Школа № 2", "Дальше", "Школа № 9", "Школа № 10", "✓ Школа № 10")
    golden("screens/letters/story_some", admin.screen())
    assert "Школам: 2." in await walk(admin, "Поручить школам: 2")
    assert await number(sqlite_context) == 2


async def test_an_administrator_gives_it_by_a_tag(
    admin: Chatter, sqlite_context: Context, world: sample.District, golden: Golden
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        ids = world.schools[2:5]
        await session.execute(update(Organisation).where(Organisation.id.in_(ids)).values(tags=["участник БвБ"]))
    golden("screens/letters/story_tags", await walk(admin, f"!{LETTER}", "По метке"))
    assert "Школам: 3." in await walk(admin, "участник БвБ")


async def test_the_giver_takes_it_back(anna: Chatter, golden: Golden) -> None:
    await walk(anna, f"!{LETTER}", "Вера", "Отменить поручение")
    golden("screens/letters/story_drop", anna.screen())
    assert "отменено" in await walk(anna, "Да, отменить")
    assert "Пунктов пока нет" in await walk(anna, "!сегодня")


async def test_a_coordinator_of_two_schools_says_which(
    anna: Chatter, sqlite_context: Context, world: sample.District
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        role = (await session.scalars(select(Membership.role).where(Membership.person_id == world.anna))).one()
        session.add(
            Membership(person_id=world.anna, organisation_id=world.schools[2], role=role, from_at=sqlite_context.now())
        )
    assert "В какой организации?" in await walk(anna, f"!{LETTER}")
    assert "Кому: вы" in await walk(anna, "Школа № 3", "Себе")


async def test_a_teacher_gets_the_usual_answer(chat: Messenger, sqlite_context: Context) -> None:
    vera = chat.person(sample.VERA)
    await vera.says(LETTER)
    assert "не понято" in vera.screen()
    assert "поручени" not in vera.screen()
    await vera.presses("le:person:12:1:1")
    assert await number(sqlite_context) == 0


async def test_an_open_search_swallows_no_letter(anna: Chatter) -> None:
    await anna.presses("b:search:0:0")
    assert "Кому?" not in await walk(anna, "!отчёт до 27 ноября"), "two words and a day may be searched for"
    assert "Срок: до 27 ноября, пт. Кому?" in await walk(anna, f"!{LETTER}")
    assert "Кому: вы" in await walk(anna, "Себе")


async def test_another_open_question_takes_the_words(anna: Chatter) -> None:
    await walk(anna, "!настройки", "Имя")
    assert "Кому?" not in await walk(anna, f"!{LETTER}")


CAPTION = "Прислать отчёт по форме до 27 ноября"


async def test_a_file_with_a_caption_is_a_letter_and_stays_with_the_task(
    anna: Chatter, chat: Messenger, golden: Golden
) -> None:
    await anna.sends("Письмо <417>.pdf", b"%PDF" * 300, CAPTION)
    golden("screens/letters/story_file", anna.screen())
    await walk(anna, "Вера", "Открыть")
    assert "Срок в поручении: «до 27 ноября»" in anna.screen()
    assert "Письмо: Письмо &lt;417&gt;.pdf, 1 КБ" in anna.screen()
    vera = chat.person(sample.VERA)
    await walk(vera, "!сегодня", "1", "Ещё", "Файл письма")
    assert vera.shown[-1].document is not None
    assert vera.shown[-1].document[1] == b"%PDF" * 300
    boris = chat.person(sample.BORIS)
    await boris.presses(f"t:letter:{await only_task(chat.context)}:1:")
    assert boris.shown == []
    assert "Нет доступа" in boris.toast()


async def test_a_day_chosen_later_keeps_the_file(anna: Chatter) -> None:
    await anna.sends("письмо.docx", b"x", "Отчёт по форме до 20 ноября")
    await walk(anna, "!до 30 ноября")
    assert "Файл: письмо.docx" in anna.screen()
    await walk(anna, "Другой срок", "!до 1 декабря")
    assert "Файл: письмо.docx" in anna.screen()


async def test_an_administrator_is_told_how_to_send_a_plan(admin: Chatter) -> None:
    await admin.sends("письмо.docx", b"x", CAPTION)
    assert "Если это план, пришлите его без подписи" in admin.screen()


async def test_a_file_that_telegram_has_lost_is_a_refusal(anna: Chatter, chat: Messenger) -> None:
    await anna.sends("письмо.docx", b"x", CAPTION)
    await walk(anna, "Себе", "Открыть", "Ещё")
    chat.files.clear()
    await anna.taps("Файл письма")
    assert "больше нет в Telegram" in anna.toast()


async def test_a_task_in_a_plan_has_no_letter(anna: Chatter) -> None:
    await walk(anna, f"!{LETTER}", "Вера", "Открыть", "Ещё")
    assert "Файл письма" not in anna.screen()
    await anna.presses("t:letter:1:1:")
    assert "старого сообщения" in anna.toast()


async def test_the_author_takes_it_back_from_the_card(anna: Chatter, chat: Messenger) -> None:
    await walk(anna, f"!{LETTER}", "Вера")
    vera = chat.person(sample.VERA)
    await walk(vera, "!сегодня", "1", "Ещё")
    assert "Отменить поручение" not in vera.screen()
    await walk(anna, "!сегодня", "1", "Ещё", "Отменить поручение", "Да, отменить")
    assert "отменено" in anna.screen()
    assert "Пунктов пока нет" in await walk(anna, "!сегодня")


async def test_an_administrator_takes_it_back_from_the_plan(admin: Chatter) -> None:
    await walk(admin, f"!{LETTER}", "Всем школам", "!/import", "Вне плана", "Посмотреть", "1")
    await walk(admin, "Отменить поручение", "Да, отменить")
    assert "отменено" in admin.screen()


async def only_task(context: Context) -> int:
    async with context.transaction() as session:
        return (await session.scalars(select(Task.id))).one()


async def test_buttons_under_an_older_letter_change_nothing(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, f"!{LETTER}")
    older = anna.shown[-1]
    await anna.says("Отчёт о занятости до 1 декабря")
    await anna.taps("Вера", of=older)
    assert "старого сообщения" in anna.toast()
    assert await number(sqlite_context, Measure) == 0
    await walk(anna, "Вера")
    await anna.taps("Вера", of=older)
    assert await number(sqlite_context) == 1


@pytest.mark.parametrize("data", ["person:{s}:1:999", "person:{s}:3:1", "all:{s}:2:0", "tick:{s}:2:77", "send:{s}:2:0"])
async def test_forged_buttons_are_refused(
    anna: Chatter, sqlite_context: Context, data: str, world: sample.District
) -> None:
    await walk(anna, f"!{LETTER}")
    buttons = anna.shown[-1].markup
    assert buttons is not None
    stamp = (buttons.inline_keyboard[0][0].callback_data or "").split(":")[2]
    await anna.presses("le:" + data.format(s=stamp))
    assert await number(sqlite_context) == 0
    assert "Нет доступа" in (anna.toast() or anna.screen())


async def test_a_list_of_names_is_warned_about(anna: Chatter) -> None:
    assert "Похоже на список людей" in await walk(anna, "!Иванов Пётр и Петрова Анна на пробу до 27 ноября")
