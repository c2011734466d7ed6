"""Stories of the administrator (`docs/stories.md`, section 3), played through the sandbox by pressing buttons."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from tests import sample, sample_tasks
from tests.handlers.test_conditions import ROWS
from tests.handlers.test_roadmaps import plan_file
from tests.stories.stage import Effort, Player, Stage, a_stage

PLANS = Path(__file__).parents[1] / "golden" / "roadmaps" / "real"
MONDAY = "2023-09-04T09:00:00+03:00"
THURSDAY = "2023-08-24T09:00:00+03:00"


@asynccontextmanager
async def the_office(
    folder: Path, moment: str = MONDAY, schools: int = 4
) -> AsyncIterator[tuple[Stage, sample.District, Player]]:
    """A district whose administrator is at work."""
    async with a_stage(folder, moment) as stage:
        world = await sample.district(stage.context, schools=schools)
        for number, name in ((sample.ANNA, "Анна П."), (sample.BORIS, "Борис К."), (sample.VERA, "Вера Н.")):
            await stage.person(number, name)
        yield stage, world, await stage.person(sample.ADMIN, "Админ")


@asynccontextmanager
async def a_running_plan(folder: Path) -> AsyncIterator[tuple[Stage, sample.District, Player]]:
    """The week of the sample screens, with two schools."""
    async with the_office(folder, THURSDAY, schools=2) as (stage, world, admin):
        await sample_tasks.plan(stage.context, world.municipality, world.schools)
        yield stage, world, admin


async def test_story_3_01_the_plan_is_loaded_as_it_is(tmp_path: Path) -> None:
    async with the_office(tmp_path) as (stage, _, admin):
        admin.counts()
        await admin.sends_file("План-график.docx", (PLANS / "tambov.docx").read_bytes())
        text = (await admin.last()).text
        assert "4 раздела · 44 мероприятия" in text
        assert "Никто ещё ничего не получил." in text
        assert admin.effort == Effort(files=1)
        await stage.picture("3.01", admin)
        await admin.sends_file("План-график.docx", (PLANS / "tambov.docx").read_bytes())
        assert "уже" in (await admin.last()).text, "the same file twice is said"


async def test_story_3_02_i_check_what_was_understood(tmp_path: Path) -> None:
    async with the_office(tmp_path) as (stage, _, admin):
        anna = await stage.person(sample.ANNA, "Анна П.")
        rows = [("1", "Приказ", "до 15.09.2023", "Школы"), ("2", "Отчёт", "в установленные сроки", "Школы")]
        await admin.sends_file("план.docx", plan_file(rows))
        await admin.taps("Посмотреть строки")
        await stage.picture("3.02", admin)
        await admin.taps("2")
        assert "«в установленные сроки»" in (await admin.last()).text, "the author's words stay visible"
        await admin.taps("Исправить")
        await admin.taps("Срок")
        await admin.says("до 15 октября")
        assert "15 октября" in (await admin.last()).text, "the echo says how it was understood"
        await stage.clock_to("2023-09-08T09:00:00+03:00")
        assert await anna.heard("Приказ") == 0, "nobody is notified before the launch"


async def test_story_3_03_schools_get_it_by_conditions(tmp_path: Path) -> None:
    async with the_office(tmp_path) as (stage, _, admin):
        await admin.sends_file("план.docx", plan_file(ROWS))
        await admin.taps("Уточнить школы: 2")
        assert "участвуют: «Билет в будущее»" in (await admin.last()).text
        await admin.taps("1")
        await admin.taps("☐ Школа № 1")
        await stage.picture("3.03", admin)
        await admin.taps("Готово: 1")
        await admin.taps("⬅️ Назад")
        await admin.taps("Запустить")
        anna, boris = await stage.person(sample.ANNA, "Анна П."), await stage.person(sample.BORIS, "Борис К.")
        await anna.says("сегодня")
        assert "Регистрация" not in (await anna.last()).text
        await boris.says("сегодня")
        assert "Регистрация" in (await boris.last()).text


async def test_story_3_04_the_lights_of_the_schools(tmp_path: Path) -> None:
    async with a_running_plan(tmp_path) as (stage, _, admin):
        await admin.says("статус")
        assert "Просрочено 2" in (await admin.last()).text
        await stage.picture("3.04", admin)
        admin.counts()
        await admin.taps("По пунктам")
        await admin.taps("1")
        assert "Кто отстаёт:\n• Школа № 1\n• Школа № 2" in (await admin.last()).text
        await admin.taps("Напомнить этим школам")
        assert admin.effort == Effort(taps=3)
        assert "Напоминание получат 2 школы" in (await admin.last()).text
        anna = await stage.person(sample.ANNA, "Анна П.")
        assert await anna.heard("Перечень профильных классов") + await anna.heard("перечень профильных классов") >= 1
        await anna.says("/status")
        assert "Школа № 2" not in (await anna.last()).text, "no school sees another one"


async def test_story_3_05_the_tables_in_one_tap(tmp_path: Path) -> None:
    async with a_running_plan(tmp_path) as (stage, _, admin):
        await admin.says("статус")
        admin.counts()
        await admin.taps("Скачать xlsx")
        assert admin.effort == Effort(taps=1)
        name, content = await admin.last_file()
        assert name.endswith(".xlsx")
        book = load_workbook(BytesIO(content))
        assert {"Сводка", "План", "Матрица", "Просрочено", "Занятия", "Показатели", "Журнал", "Не доставлено"} <= {
            *book.sheetnames
        }
        await stage.picture("3.05", admin)


async def test_story_3_06_silence_is_reported_upward_step_by_step(tmp_path: Path) -> None:
    async with a_running_plan(tmp_path) as (stage, _, admin):
        await admin.says("/import")
        await admin.taps("План района")
        await admin.taps("Кто узнает, если ответа нет")
        assert "Сейчас никто." in (await admin.last()).text, "off by default"
        await admin.taps("Координатор → управление")
        await admin.taps("2")
        await stage.picture("3.06", admin)
        anna = await stage.person(sample.ANNA, "Анна П.")
        for day in ("25", "28", "29", "30", "31"):
            await stage.clock_to(f"2023-08-{day}T10:00:00+03:00")
        assert await anna.heard("вопрос увидит управление") >= 1, "a word a working day before"


async def test_story_3_07_i_accept_or_return_a_mark(tmp_path: Path) -> None:
    async with a_running_plan(tmp_path) as (stage, _, admin):
        anna = await stage.person(sample.ANNA, "Анна П.")
        await admin.says("/import")
        await admin.taps("План района")
        await admin.taps("Проверка отметок")
        await admin.taps("Проверять каждую отметку")
        for row in ("3.6", "3.7"):
            await anna.says("сегодня")
            await anna.opens(row)
            await anna.taps("✅ Выполнено")
        await admin.says("статус")
        await admin.taps("Проверить: 2")
        await stage.picture("3.07", admin)
        admin.counts()
        await admin.taps("1")
        await admin.taps("✅ Принять")
        assert admin.effort == Effort(taps=2)
        await admin.taps("1")
        await admin.taps("Вернуть: нет подтверждения")
        assert "Пункт возвращён, новый срок 31 августа, чт" in (await admin.last()).text
        assert (
            await anna.heard("Пункт вернули: Регистрация в «Билете в будущее» (3.7). Новый срок 31 августа, чт.") == 1
        )
        await anna.says("сегодня")
        assert "(3.7), до 31 августа, чт" in (await anna.last()).text


async def test_story_3_08_i_move_a_day_for_all(tmp_path: Path) -> None:
    async with the_office(tmp_path, schools=2) as (stage, world, admin):
        await sample.launched(stage.context, world)
        anna = await stage.person(sample.ANNA, "Анна П.")
        await admin.says("/import")
        await admin.taps("Региональный план-график")
        await admin.taps("Посмотреть строки")
        for _ in range(3):
            await admin.taps("Дальше")
        await admin.opens("3.6 ·")
        await admin.taps("Перенести срок")
        await admin.taps("Всем: 2")
        await admin.says("до 16 сентября; совещание позже")
        assert "⚠️ 16 сентября, сб — нерабочий день. Ближайший рабочий: 18 сентября, пн." in (await admin.last()).text
        await stage.picture("3.08", admin)
        await admin.taps("Взять 18 сентября, пн")
        await admin.taps("Перенести и напоминать")
        assert await admin.heard("Срок перенесён на 18 сентября, пн. Задач: 2") == 1
        await anna.says("/measures")
        await anna.taps("Поиск")
        await anna.says("3.6")
        await anna.taps("1")
        text = (await anna.last()).text
        assert "«До 25.08. 2023»" in text, "the plan's own day stays"
        assert "18 сентября, пн" in text


async def test_story_3_09_whom_the_bot_does_not_reach(tmp_path: Path) -> None:
    async with a_running_plan(tmp_path) as (stage, _, admin):
        boris = await stage.person(sample.BORIS, "Борис К.")
        await boris.blocks()
        await stage.clock_to("2023-08-25T08:05:00+03:00")
        await admin.says("люди")
        await admin.taps("Не доставлено")
        text = (await admin.last()).text
        assert "Школа № 2" in text
        assert "заблокировал" in text or "блок" in text
        await stage.picture("3.09", admin)


async def test_story_3_10_a_rehearsal_of_thirty_days(tmp_path: Path) -> None:
    async with the_office(tmp_path) as (stage, _, admin):
        anna = await stage.person(sample.ANNA, "Анна П.")
        await admin.sends_file("План-график.docx", (PLANS / "tambov.docx").read_bytes())
        admin.counts()
        await admin.taps("Пробный прогон")
        assert admin.effort == Effort(taps=1)
        await stage.picture("3.10", admin)
        await admin.taps("Кому и когда")
        assert "Школа № 1, координатор" in (await admin.last()).text
        await admin.taps("К итогу")
        await admin.taps("Скачать xlsx")
        name, content = await admin.last_file()
        assert name.startswith("Пробный прогон")
        rows = list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        assert len(rows) > 5
        assert not await anna.chat(), "nothing is sent"


async def test_story_3_11_a_new_school_year(tmp_path: Path) -> None:
    async with the_office(tmp_path, "2026-11-22T09:00:00+03:00") as (stage, _, admin):
        await admin.sends_file("План-график.docx", (PLANS / "tambov.docx").read_bytes())
        assert (await admin.buttons())[0] == "Сделать план на 2026/2027"
        await admin.taps("Сделать план на 2026/2027")
        assert "2026/2027" in (await admin.last()).text
        await stage.picture("3.11", admin)
        await admin.taps("Разовые пункты")
        assert "☐" in (await admin.last()).text


async def test_story_3_12_an_announcement_and_who_has_read_it(tmp_path: Path) -> None:
    async with the_office(tmp_path) as (stage, _, admin):
        anna = await stage.person(sample.ANNA, "Анна П.")
        await admin.says("люди")
        await admin.taps("Объявления")
        await admin.taps("Написать объявление")
        await admin.taps("Координаторам и педагогам")
        await admin.taps("Во все")
        await admin.says("Семинар навигаторов переносится на 12 сентября")
        await admin.taps("Отправить")
        assert "Прочитали 0 из 3." in (await admin.last()).text
        assert "Семинар навигаторов переносится на 12 сентября" in (await anna.last()).text
        anna.counts()
        await stage.picture("3.12", anna)
        await anna.taps("✅ Прочитано")
        assert anna.effort == Effort(taps=1)
        await admin.says("люди")
        await admin.taps("Объявления")
        assert "прочитали 1 из 3" in (await admin.last()).text


async def test_story_3_13_own_days_off(tmp_path: Path) -> None:
    async with the_office(tmp_path) as (stage, _, admin):
        await admin.says("календарь")
        await admin.taps("Выходной")
        await admin.says("14.09, День района")
        assert "+ выходной: 14 сентября, чт — День района" in (await admin.last()).text
        await stage.picture("3.13", admin)
        await admin.taps("Записать")
        assert "1. выходной: 14 сентября, чт — День района" in (await admin.last()).text


async def test_story_3_14_a_page_before_the_meeting(tmp_path: Path) -> None:
    async with a_running_plan(tmp_path) as (stage, _, admin):
        await admin.says("статус")
        admin.counts()
        await admin.taps("Другие отчёты")
        await admin.taps("Справка к совещанию")
        await admin.taps("Написать «Чем помочь»")
        await admin.says("Прислать школам образец приказа")
        await stage.picture("3.14", admin)
        await admin.taps("Получить docx")
        assert admin.effort == Effort(taps=4, texts=1)
        name, content = await admin.last_file()
        assert name.endswith(".docx")
        told = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
        assert "Прислать школам образец приказа" in told
        assert "Перечень профильных классов" in told + "".join(
            cell.text for table in Document(BytesIO(content)).tables for row in table.rows for cell in row.cells
        )


async def test_story_3_15_the_last_administrator_stays(tmp_path: Path) -> None:
    async with the_office(tmp_path) as (stage, _, admin):
        stranger = await stage.person(sample.STRANGER, "Чужой")
        await stranger.says("/status")
        assert "Школа № 1" not in (await stranger.last()).text, "two administrators see only their own"
        await admin.says("люди")
        await admin.taps("Сотрудники")
        await admin.taps("Админ")
        await stage.picture("3.15", admin)
        await admin.taps("Убрать")
        await admin.taps("Да, выйти")
        assert "последн" in ((await admin.last()).text + await admin.last_toast()).lower()
        await admin.says("люди")
        assert "Приглашения школам" in await admin.buttons(), "the rights are still there"


async def test_story_3_15_the_journal_tells_who_changed_whose_rights(tmp_path: Path) -> None:
    async with the_office(tmp_path) as (_, _, admin):
        await admin.says("люди")
        await admin.taps("Изменить")
        await admin.taps("Короткое имя")
        await admin.says("УО района")
        await admin.says("люди")
        await admin.taps("Список и кто подключён")
        await admin.taps("✅ Школа № 2")
        await admin.taps("Сотрудники")
        await admin.taps("Борис К.")
        await admin.taps("Убрать")
        await admin.taps("Да, убрать")
        await admin.says("люди")
        await admin.taps("Журнал")
        told = (await admin.last()).text
        assert "снята роль: Борис К., Школа № 2 — вы" in told
        assert "короткое название: УО района — вы" in told
        await admin.taps("⬅️ Назад")
        assert "Журнал" in await admin.buttons()


async def test_story_organisations_two_schools_become_one(tmp_path: Path) -> None:
    async with a_running_plan(tmp_path) as (stage, _, admin):
        boris, anna = await stage.person(sample.BORIS, "Борис К."), await stage.person(sample.ANNA, "Анна П.")
        await boris.says("сегодня")
        await boris.taps("1")
        await boris.taps("✅ Выполнено")
        await boris.taps("Сегодня")
        await admin.says("люди")
        await admin.taps("Список и кто подключён")
        await admin.taps("✅ Школа № 2")
        await admin.taps("Объединить с другой")
        await admin.taps("Школа № 1")
        assert "Вернуть назад нельзя." in (await admin.last()).text
        await admin.taps("Объединить")
        assert "МБОУ СОШ № 1" in (await admin.last()).text
        await admin.taps("Журнал")
        assert "объединены школы: Школа № 1 — вы" in (await admin.last()).text
        await anna.says("сегодня")
        assert "3.12" not in (await anna.last()).text, "what Boris has done counts for the school that stays"
        await boris.says("люди")
        await boris.taps("Сотрудники")
        assert "Анна П." in (await boris.last()).text
