"""Plans in the chat: a file becomes a draft, a preview, tasks; what cannot be read leaves nothing behind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from aiogram.methods import GetFile
from openpyxl import Workbook
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.people import OrganisationKind, Role
from bot.domain.roadmaps import RoadmapState
from bot.imports.limits import ReadingLimits
from bot.usecases.context import Context
from db.models import Base, Dialogue, Document, Measure, PastQuestion, Roadmap, Task
from tests import sample
from tests.imports.files import scan_pdf, xlsx_of
from tests.messenger import Messenger

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
HEADINGS = ("№", "Мероприятие", "Срок", "Ответственные")
ROWS = [
    ("1", "Приказ об ответственном", "до 15.09.2023", "Общеобразовательные организации"),
    ("2", "Совещание с директорами", "октябрь 2023", "Управление образования"),
    ("3", "Публикации на сайте", "ежемесячно", "Общеобразовательные организации"),
    ("4", "Отчёт министерства", "декабрь 2023", "Министерство образования и науки"),
    ("5", "Итоги года", "май 2024", "Попечители"),
]
TITLE = "План-график профориентации на 2023/2024 учебный год"


def plan_file(rows: Sequence[tuple[str, ...]] = ROWS, title: str = TITLE) -> bytes:
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(HEADINGS))
    for row in (HEADINGS, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    content = BytesIO()
    document.save(content)
    return content.getvalue()


async def rows(context: Context, table: type[Base]) -> int:
    async with context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
async def chat(sqlite_context: Context) -> Messenger:
    await sample.district(sqlite_context, schools=2)
    return Messenger(sqlite_context)


async def test_a_file_becomes_a_preview_and_then_tasks(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    assert len(admin.shown) == 1, "progress turns into the preview"
    assert "2023/2024 учебный год · 5 мероприятий" in admin.screen()
    assert "Школам 2 · только управлению 1 · к сведению 2" in admin.screen()
    assert "Никто ещё ничего не получил" in admin.screen()
    await admin.taps("Запустить: 21 задача")
    assert admin.screen().startswith("План запущен: 21 задача.")
    assert await rows(chat.context, Task) == 2 * (1 + 9) + 1
    await admin.taps("К плану")
    assert "Действует с 4 сентября, пн — сегодня" in admin.screen()


async def test_a_draft_waits_in_the_list_of_plans(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("/import")
    assert "docx, xlsx, pdf или txt" in admin.screen()
    await admin.sends("план.docx", plan_file())
    again = Messenger(chat.context).person(sample.ADMIN)
    await again.says("/import")
    await again.taps("Черновик: План-график")
    await again.taps("⬅️ Назад")
    await again.taps("Черновик: План-график")
    await again.taps("Удалить")
    assert "Исправления в нём пропадут" in again.screen()
    await again.taps("⬅️ Назад")
    assert await rows(chat.context, Roadmap) == 1
    await again.taps("Удалить")
    await again.taps("Да, удалить")
    assert "Черновик удалён" in again.screen()
    assert (await rows(chat.context, Roadmap), await rows(chat.context, Document)) == (0, 0)
    assert await rows(chat.context, Measure) == 0


async def test_the_same_file_opens_what_is_there(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    content = plan_file()
    await admin.sends("план.docx", content)
    await admin.sends("копия.docx", content)
    assert "Этот файл уже загружен. Вот его черновик." in admin.screen()
    assert await rows(chat.context, Roadmap) == 1
    await admin.taps("Запустить")
    await admin.sends("план.docx", content)
    assert "план по нему действует" in admin.screen()
    await admin.taps("Загрузить ещё раз")
    assert (await rows(chat.context, Roadmap), await rows(chat.context, Document)) == (2, 1)
    assert "Запустить: 21 задача" in admin.screen()


async def test_doubtful_rows_come_first_and_can_be_given_to_somebody(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    await admin.taps("Посмотреть строки")
    assert "1. ⚠️ 5 · Итоги года" in admin.screen()
    await admin.taps("1")
    assert "Ответственные по плану: Попечители" in admin.screen()
    assert "Не разобрано, кто это: Попечители" in admin.screen()
    await admin.taps("☐ Школам")
    assert "Кому: школам, задач: 2" in admin.screen()
    assert "Не разобрано" not in admin.screen()
    await admin.taps("⬅️ Назад")
    await admin.taps("⬅️ Назад")
    assert "Запустить: 23 задачи" in admin.screen()


async def test_a_row_that_was_looked_at_is_doubted_no_more(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    await admin.taps("Посмотреть неясные: 1")
    await admin.taps("1")
    await admin.taps("Здесь всё верно")
    assert "⚠️" not in admin.screen()
    await admin.taps("⬅️ Назад")
    assert admin.screen().startswith("Неясных строк нет.")


async def test_rows_without_a_known_addressee_are_given_at_once(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    await admin.taps("Сказать, кому: 1")
    await admin.taps("Управлению")
    assert "только управлению 2" in admin.screen()
    assert "Сказать, кому" not in admin.screen()


async def test_an_old_preview_does_not_launch_what_was_changed_since(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    button = next(b for row in admin.shown[-1].markup.inline_keyboard for b in row if "Запустить" in b.text)  # type: ignore[union-attr]
    await admin.taps("Сказать, кому")
    await admin.taps("Школам")
    await admin.presses(button.callback_data or "")
    assert "из старого сообщения" in admin.toast()
    assert await rows(chat.context, Task) == 0


async def test_two_plans_in_a_document_ask_which(chat: Messenger) -> None:
    document = docx.Document()
    for title in (
        "План-график профориентации на 2023/2024 учебный год",
        "Дорожная карта по наставничеству на 2023/2024 учебный год",
    ):
        document.add_paragraph(title)
        table = document.add_table(rows=0, cols=len(HEADINGS))
        for row in (HEADINGS, *ROWS[:3]):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    content = BytesIO()
    document.save(content)
    admin = chat.person(sample.ADMIN)
    await admin.sends("два.docx", content.getvalue())
    assert "В документе планов: 2. Какой открыть?" in admin.screen()
    await admin.taps("Черновик: Дорожная карта")
    assert "Дорожная карта по наставничеству" in admin.screen()


async def test_a_plan_without_a_year_asks_for_it(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    lines = ["План мероприятий по профориентации", "", "\t".join(HEADINGS)]
    lines += ["1\tПриказ об ответственном\tдо 15 сентября\tОбщеобразовательные организации"]
    await admin.sends("план.txt", "\n".join(lines).encode())
    assert "не назван учебный год" in admin.screen()
    assert "[2022/23] [2023/24] [2024/25]" in admin.screen()
    await admin.says("лет через пять")
    assert "Учебный год не понят" in admin.screen()
    await admin.says("2024/2025")
    assert "2024/2025 учебный год · 1 мероприятие" in admin.screen()
    assert await rows(chat.context, Dialogue) == 0


async def test_an_administrator_of_two_organisations_says_whose_the_plan_is(sqlite_context: Context) -> None:
    world = await sample.district(sqlite_context, schools=2)
    async with sqlite_context.transaction(write=True) as session:
        lone = await sample.organisation(
            session, sqlite_context.now(), OrganisationKind.SCHOOL, "Лицей", "Лицей", world.municipality
        )
        roles = ((world.municipality, Role.ADMIN), (lone, Role.ADMIN))
        await sample.person(session, sqlite_context.now(), 5, "Двое", *roles)
    both = Messenger(sqlite_context).person(5)
    await both.sends("план.docx", plan_file())
    assert "Чей это план?" in both.screen()
    assert "Запустить" not in both.screen()
    await both.presses(f"plan:launch:{1}:{1}:done")
    assert "Сначала скажите, чей это план" in both.toast()
    await both.taps("Лицей")
    assert "Школе 3 · к сведению 2" in both.screen()
    await both.taps("Запустить: 11 задач")
    async with sqlite_context.transaction() as session:
        assert set(await session.scalars(select(Task.organisation_id))) == {lone}


async def test_past_windows_are_asked_once_and_schools_untick_what_was_not_done(chat: Messenger) -> None:
    admin, anna = chat.person(sample.ADMIN), chat.person(sample.ANNA)
    early = [("1", "Приказ", "до 10.08.2023", "Школы"), ("2", "План работы", "до 25.08.2023", "Школы"), *ROWS[2:4]]
    await admin.sends("план.docx", plan_file(early))
    await admin.taps("Запустить")
    assert "Сроки 2 пунктов уже прошли. Что с ними?" in admin.screen()
    await admin.taps("Спросить школы")
    assert "О прошедших сроках спросим: 2" in admin.screen()
    async with chat.context.transaction() as session:
        question = await session.scalar(select(PastQuestion.id).order_by(PastQuestion.id).limit(1))
    await anna.presses(f"past:show:{question}:0:0:0")
    assert "Отмечено как сделанное: 2 из 2" in anna.screen()
    await anna.taps("2")
    assert "2. ☐ 2 · План работы — 25 августа, пт" in anna.screen()
    await anna.taps("Готово: сделано 1 из 2")
    assert "выполнено до подключения — 1.\nОстались просроченными: 1" in anna.screen()


async def test_a_plan_of_the_past_offers_the_archive(chat: Messenger, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    assert "⚠️ Все сроки плана уже прошли." in admin.screen()
    assert "[Запустить как есть: 21 задача]" in admin.screen()
    await admin.taps("В архив")
    assert "в архиве" in admin.screen()
    async with chat.context.transaction() as session:
        assert list(await session.scalars(select(Roadmap.state))) == [RoadmapState.CLOSED]


async def test_a_row_for_information_is_followed_and_let_go(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    await admin.taps("Запустить")
    await admin.taps("К плану")
    await admin.taps("Посмотреть строки")
    await admin.taps("К сведению: 2")
    await admin.taps("1")
    await admin.taps("Следить за пунктом")
    assert "к сведению, вы следите, задач: 1" in admin.screen()
    assert await rows(chat.context, Task) == 22
    await admin.taps("Не следить")
    assert "Кому: к сведению" in admin.screen()


async def test_a_plan_is_closed_after_a_question(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    await admin.taps("Запустить")
    await admin.taps("К плану")
    await admin.taps("Закрыть план")
    await admin.taps("Закрыть")
    assert "План закрыт" in admin.screen()


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA])
async def test_files_of_others_are_declined_politely(chat: Messenger, telegram: int) -> None:
    other = chat.person(telegram)
    await other.sends("план.docx", plan_file())
    assert "Файл «план.docx» приложить пока не к чему" in other.screen(), "a file of theirs is evidence"
    assert await rows(chat.context, Roadmap) == 0


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA])
async def test_plans_are_listed_for_administrators_only(chat: Messenger, telegram: int) -> None:
    other = chat.person(telegram)
    await other.says("/import")
    assert other.screen() == "Нет доступа. Откройте своё меню: /start"
    await other.presses("menu:import")
    assert other.toast() == "Нет доступа. Откройте своё меню: /start"


BAD = [
    ("пустой.docx", b"", "пустой"),
    ("фото.docx", PNG, "картинка"),
    ("обрезан.docx", plan_file()[:900], "повреждён"),
    ("заметки.txt", "Просто текст без всякой таблицы.".encode(), "Не вижу плана"),
]


def workbook_without_a_table() -> bytes:
    book, content = Workbook(), BytesIO()
    assert book.active is not None
    book.active["A1"] = "Список дел"
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        *BAD,
        ("список.xlsx", workbook_without_a_table(), "Не вижу плана"),
        ("скан.pdf", scan_pdf(3), "3 страницы-картинки без текста"),
    ],
)
async def test_what_cannot_be_read_leaves_nothing_behind(
    chat: Messenger, name: str, content: bytes, words: str
) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends(name, content)
    assert words in admin.screen()
    assert [await rows(chat.context, table) for table in (Roadmap, Document, Measure)] == [0, 0, 0]
    await admin.says("/cancel")
    assert await rows(chat.context, Dialogue) == 0, "the offer to take it for evidence goes too"


async def test_a_file_that_is_too_large_is_refused_before_it_is_fetched(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("большой.docx", b"x" * (21 * 2**20))
    assert "больше 20 МБ" in admin.screen()
    assert not any(type(call).__name__ == "GetFile" for call in chat.calls)


HEADER = ["№", "Мероприятие", "Срок", "Ответственный"]


async def test_a_table_is_fetched_once_whoever_looks_inside(chat: Messenger) -> None:
    """The sheet of a school is told by its headings, so that is asked of every table before it is read as a plan."""
    await chat.person(sample.ADMIN).sends("план.xlsx", xlsx_of([HEADER, ["1", "Беседа", "октябрь", "Школы"]]))
    assert len(await rows_of_plan(chat)) == 1
    assert sum(isinstance(call, GetFile) for call in chat.calls) == 1


async def rows_of_plan(chat: Messenger) -> list[Measure]:
    async with chat.context.transaction() as session:
        return list(await session.scalars(select(Measure)))


@pytest.mark.parametrize(("breaks", "words"), [(2, "1 мероприятие"), (3, "прервалась. Пришлите его ещё раз")])
async def test_a_download_that_breaks_is_tried_again_then_asked_for(chat: Messenger, breaks: int, words: str) -> None:
    chat.breaks = breaks
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.xlsx", xlsx_of([HEADER, ["1", "Беседа", "октябрь", "Школы"]]))
    assert words in admin.screen()


async def test_telegram_says_too_big_and_the_limit_of_the_settings_is_named(sqlite_context: Context) -> None:
    await sample.district(sqlite_context, schools=2)
    chat = Messenger(replace(sqlite_context, reading=ReadingLimits(file=5 * 2**20)))
    chat.too_big = True
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", b"x")
    assert "больше 5 МБ" in admin.screen()


async def test_strangers_and_colleagues_press_forged_buttons_in_vain(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.docx", plan_file())
    async with chat.context.transaction() as session:
        roadmap = await session.scalar(select(Roadmap.id))
        measure = await session.scalar(select(Measure.id))
        document = await session.scalar(select(Document.id))
    forged = [
        f"plan:{action}:{roadmap}:1:{arg}"
        for action, arg in [
            ("show", ""), ("launch", "done"), ("archive", ""), ("owner", "1"), ("nobody", ""), ("whom", "schools"),
            ("rejected", ""), ("year", ""), ("yearset", "2024"), ("discard", ""), ("again", ""), ("close", ""),
            ("closeyes", ""),
        ]
    ]  # fmt: skip
    forged += [f"rows:{roadmap}:all:0", f"pyear:{document}:2024", "past:show:1:0:0:0", "past:done:1:1:0:0"]
    forged += [f"row:{action}:{measure}:1:schools:all:0" for action in ("card", "follow", "unfollow", "fine", "to")]
    for number in (sample.ANNA, sample.VERA, sample.STRANGER):
        person = chat.person(number)
        for data in forged:
            await person.presses(data)
            answers = [*person.toasts[-1:], *(shown.text for shown in person.shown[-1:])]
            assert "Нет доступа. Откройте своё меню: /start" in answers, (number, data)
        assert {shown.text for shown in person.shown} <= {"Нет доступа. Откройте своё меню: /start"}
    async with chat.context.transaction() as session:
        assert list(await session.scalars(select(Roadmap.version))) == [1]


@pytest.mark.parametrize("data", ["plan:show:999:0:", "plan:launch:999:1:", "rows:999:all:0", "row:card:999:0::all:0"])
async def test_buttons_of_a_plan_that_is_gone_say_so(chat: Messenger, data: str) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(data)
    assert "Этого плана уже нет" in admin.toast()
