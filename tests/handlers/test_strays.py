"""A question for evidence, which nobody has to answer, takes nothing that is plainly not for it."""

import pytest
from sqlalchemy import select, update

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from bot.usecases.dialogues import WAITS_FOR_WORDS, Talk
from db.models import Dialogue, Evidence, Measure
from tests import sample, sample_tasks
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.messenger import Person as Chatter

LETTER = "Просим до 15 сентября прислать отчёт о профпробах. Письмо № 417."
MARK = ("!сегодня", "4", "✅ Выполнено")


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context, schools=2)


@pytest.fixture
async def anna(sqlite_context: Context, world: sample.District) -> Chatter:
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools)
    async with sqlite_context.transaction(write=True) as session:
        await session.execute(update(Measure).where(Measure.number == "3.8").values(asks=["text"]))
    return Messenger(sqlite_context).person(sample.ANNA)


async def walk(person: Chatter, *steps: str) -> str:
    for step in steps:
        await (person.says(step[1:]) if step.startswith("!") else person.taps(step))
    return person.screen()


async def kept(context: Context) -> list[str]:
    async with context.transaction() as session:
        return [one.text or one.kind for one in await session.scalars(select(Evidence))]


async def waiting(context: Context) -> list[str]:
    async with context.transaction() as session:
        return [one.kind for one in await session.scalars(select(Dialogue))]


@pytest.mark.parametrize(
    "steps",
    [("⬅️ Назад",), ("↩️ Отменить",), ("!/status",), ("!статус",), ("!/lessons",), ("!/privacy",)],
)
async def test_a_question_that_is_no_longer_seen_is_no_longer_asked(
    anna: Chatter, sqlite_context: Context, steps: tuple[str, ...]
) -> None:
    assert "Что вышло?" in await walk(anna, *MARK)
    assert await waiting(sqlite_context) == [Talk.PROOF]
    await walk(anna, *steps)
    assert await waiting(sqlite_context) == []
    await anna.says("Четверги в расписании")
    assert await kept(sqlite_context) == []


async def test_a_button_under_another_message_ends_it_too(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, "!сегодня")
    board = anna.shown[-1]
    await walk(anna, *MARK)
    await anna.taps("1", of=board)
    assert await waiting(sqlite_context) == []


async def test_a_refusal_and_a_sticker_leave_the_question_open(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, *MARK)
    await anna.presses("t:open:9999:1:")
    await anna.messenger.feed({"message": anna._message()})
    assert await waiting(sqlite_context) == [Talk.PROOF]
    assert "📎 Записано" in await walk(anna, "!Четверги в расписании")


async def test_a_forwarded_letter_asks_what_it_is(anna: Chatter, sqlite_context: Context, golden: Golden) -> None:
    await walk(anna, *MARK)
    await anna.forwards(LETTER)
    golden("screens/tasks/stray", anna.screen())
    old = anna.shown[-1].markup.inline_keyboard[0][0].callback_data if anna.shown[-1].markup else ""
    assert await kept(sqlite_context) == []
    assert "до 15 сентября" in await walk(anna, "Новое поручение")
    await anna.presses(old or "")
    assert await kept(sqlite_context) == []


async def test_it_may_be_evidence_all_the_same(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, *MARK)
    await anna.forwards("Четверги стоят в расписании")
    assert "📎 Записано: Четверги стоят в расписании" in await walk(anna, "К пункту 3.8")
    assert await kept(sqlite_context) == ["Четверги стоят в расписании"]


async def test_a_forwarded_list_of_names_is_asked_about_too(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, *MARK)
    await anna.forwards("Иванов Пётр, Петрова Анна, Сидоров Олег")
    assert "Похоже на список" in await walk(anna, "К пункту 3.8")
    await anna.taps("Оставить" if "Оставить" in anna.screen() else "Это не дети")
    assert len(await kept(sqlite_context)) == 1


async def test_a_pasted_letter_with_a_day_asks_as_well(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, *MARK)
    assert "или новое поручение?" in await walk(anna, f"!{LETTER}")
    await walk(anna, "Отмена")
    assert await waiting(sqlite_context) == []


async def test_a_file_with_words_or_from_somebody_else_asks_too(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, *MARK)
    await anna.sends("Письмо.pdf", b"%PDF", LETTER)
    assert "или новое поручение?" in anna.screen()
    assert "Файл: Письмо.pdf" in await walk(anna, "Новое поручение")
    await walk(anna, "!сегодня", "3", "Ещё", "📎 Подтверждение")
    await anna.sends("Отчёт.pdf", b"%PDF", on=True)
    assert "📎 Записано: файл «Отчёт.pdf»" in await walk(anna, "К пункту")


async def test_the_number_of_a_row_is_searched_for(anna: Chatter, sqlite_context: Context) -> None:
    await walk(anna, *MARK)
    assert "(3.6)" in await walk(anna, "!3.6")
    assert await kept(sqlite_context) == []


async def test_a_pasted_plan_and_a_plan_as_a_file_are_no_evidence(
    anna: Chatter, sqlite_context: Context, world: sample.District
) -> None:
    await sample_tasks.plan(sqlite_context, world.municipality, (world.municipality,), title="Свой план")
    async with sqlite_context.transaction(write=True) as session:
        await session.execute(update(Measure).values(asks=["order"]))
    admin = anna.messenger.person(sample.ADMIN)
    assert "Номер и дата приказа?" in await walk(admin, "!сегодня", "1", "✅ Выполнено", "В срок")
    await admin.sends("План.docx", b"no plan at all")
    assert await kept(sqlite_context) == []
    assert "[📎 Это к пункту плана]" in admin.screen()


async def test_a_forwarded_letter_is_no_reason_and_no_words_to_search(anna: Chatter) -> None:
    await walk(anna, "!сегодня", "4", "Не про нас", "Другая причина")
    await anna.forwards(LETTER)
    assert "Срок: до 15 сентября" in anna.screen()
    await walk(anna, "!сегодня", "Поиск")
    await anna.forwards("Коллеги, посмотрите наши новости")
    assert "Сделать поручением" in anna.screen()


def test_every_question_either_ends_with_its_screen_or_waits_for_more() -> None:
    left_open = set(Talk) - WAITS_FOR_WORDS
    assert left_open == {
        Talk.ANNOUNCE, Talk.APPLY, Talk.CLASS_SHEET, Talk.FILE, Talk.FOUND, Talk.JOIN, Talk.LETTER, Talk.OUTING,
        Talk.PASTED, Talk.PICKING, Talk.POSTPONING, Talk.SCHOOL_SHEET, Talk.SEARCH, Talk.SPECIAL_DAYS, Talk.TOPICS,
        Talk.TREE,
    }  # fmt: skip
