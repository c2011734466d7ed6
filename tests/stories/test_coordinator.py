"""Stories of the coordinator (`docs/stories.md`, section 1), played through the sandbox by pressing buttons.

`effort` is what a person does from the push, or from the list of the day, to the result: three taps at most.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from sqlalchemy import update

from bot.domain.people import Role
from db.models import Measure
from tests import sample, sample_tasks
from tests.e2e.process import link_in
from tests.lesson_world import add_class, ensure
from tests.stories.stage import Effort, Player, Stage, a_stage

THURSDAY = "2023-08-24T07:30:00+03:00"
"""The day of the sample screens, before the digest of the morning."""
MORNING = "2023-08-24T08:05:00+03:00"


@asynccontextmanager
async def the_week(folder: Path) -> AsyncIterator[tuple[Stage, sample.District, Player]]:
    """School 1 under the plan of the samples; the digest of the morning has come to Anna."""
    async with a_stage(folder, THURSDAY) as stage:
        world = await sample.district(stage.context, schools=2)
        await sample_tasks.plan(stage.context, world.municipality, world.schools)
        anna = await stage.person(sample.ANNA, "Анна П.")
        for number, name in ((sample.ADMIN, "Админ"), (sample.BORIS, "Борис К."), (sample.VERA, "Вера Н.")):
            await stage.person(number, name)
        await stage.clock_to(MORNING)
        anna.counts()
        yield stage, world, anna


async def test_story_1_01_i_see_what_burns(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        push = (await anna.last()).text
        assert push.startswith("Завтра срок: план профориентационной работы (3.6).")
        assert "Просрочено: перечень профильных классов (3.12), 12 дней." in push
        await anna.taps("Открыть")
        text = (await anna.last()).text
        assert text.index("Просрочено") < text.index("На этой неделе") < text.index("До 7 сентября")
        assert "до 25 августа, пт — завтра" in text
        assert "Школа № 2" not in text
        assert anna.effort == Effort(taps=1)
        await stage.picture("1.01", anna)


async def test_story_1_01_an_empty_day_says_when_the_next_one_is(tmp_path: Path) -> None:
    async with a_stage(tmp_path, "2023-06-20T09:00:00+03:00") as stage:
        world = await sample.district(stage.context, schools=1)
        await sample_tasks.plan(stage.context, world.municipality, world.schools)
        anna = await stage.person(sample.ANNA, "Анна П.")
        await anna.says("сегодня")
        assert "сроков нет. Ближайший — 12 августа, сб" in (await anna.last()).text
        assert "Напоминание придёт 7 августа, пн" in (await anna.last()).text


async def test_story_1_02_i_mark_with_one_tap(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        await anna.taps("✅ 3.6 выполнен")
        assert anna.effort == Effort(taps=1)
        assert (await anna.last()).text.startswith("✅ Пункт 3.6 выполнен. Отметка сегодня в 08:05, в срок.")
        assert "↩️ Отменить отметку" in await anna.buttons()
        await stage.picture("1.02", anna)
        await anna.taps("↩️ Отменить отметку")
        assert "Отметка отменена" in (await anna.last()).text


async def test_story_1_02_lateness_counts_by_the_day_it_was_done(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        await anna.taps("Открыть")
        await anna.opens("3.12")
        anna.counts()
        await anna.taps("✅ Выполнено")
        assert "Когда это сделано?" in (await anna.last()).text
        await stage.picture("1.02-late", anna)
        await anna.taps("Сегодня")
        assert "с опозданием на 12 дней" in (await anna.last()).text
        assert anna.effort == Effort(taps=2)


async def test_story_1_03_i_add_what_proves_it(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        admin = await stage.person(sample.ADMIN, "Админ")
        await anna.taps("Открыть")
        await anna.opens("3.7")
        await anna.taps("✅ Выполнено")
        anna.counts()
        await anna.sends_file("Справка.pdf", b"%PDF-1.4" * 300)
        assert "К какому пункту" in (await anna.last()).text
        await anna.opens("3.7")
        assert "📎 Записано: файл «Справка.pdf», 2 КБ" in (await anna.last()).text
        assert anna.effort == Effort(taps=1, files=1)
        await stage.picture("1.03", anna)
        await admin.says("статус")
        await admin.taps("По школам")
        await admin.taps("1")
        await admin.taps("Пункты школы")
        await admin.taps("Закрытые")
        await admin.opens("3.7")
        assert "Справка.pdf" in await admin.screen(), "the administrator sees it"


async def test_story_1_04_i_pass_a_row_on(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        vera = await stage.person(sample.VERA, "Вера Н.")
        await anna.taps("Открыть")
        await anna.opens("3.7")
        anna.counts()
        await anna.taps("👤 Назначить")
        await anna.taps("Вера Н.")
        assert anna.effort == Effort(taps=2)
        await stage.world.quiet()
        vera.counts()
        assert "Вам поручен пункт" in (await vera.last()).text
        await stage.picture("1.04", vera)
        await vera.taps("Не моё")
        await vera.taps("Пропустить")
        assert vera.effort == Effort(taps=2)
        assert await anna.heard("Вера Н.: «не моё».") == 1


async def test_story_1_04_those_whom_the_row_names_come_first(tmp_path: Path) -> None:
    rows = (sample_tasks.Row("5.1", "Беседы в классах", date(2023, 9, 1), deadline="до 1 сентября"),)
    async with a_stage(tmp_path, MORNING) as stage:
        world = await sample.district(stage.context, schools=1)
        await sample_tasks.plan(stage.context, world.municipality, world.schools, rows)
        await add_class(stage.context, world.schools[0], "6А", world.vera)
        async with stage.context.transaction(write=True) as session:
            await session.execute(update(Measure).values(responsible_text="Классные руководители"))
        anna = await stage.person(sample.ANNA, "Анна П.")
        await anna.says("сегодня")
        await anna.taps("1")
        await anna.taps("👤 Назначить")
        assert (await anna.buttons())[0].startswith("Вера Н.")
        assert "классные руководители" in (await anna.last()).text


async def test_story_1_05_somebody_stands_in(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, world, anna):
        vera = await stage.person(sample.VERA, "Вера Н.")
        async with stage.context.transaction(write=True) as session:
            now = stage.context.now()
            await sample.person(session, now, 202, "Галина С.", (world.schools[0], Role.NAVIGATOR))
        galina = await stage.person(202, "Галина С.")
        await anna.taps("Открыть")
        await anna.opens("3.7")
        await anna.taps("👤 Назначить")
        await anna.taps("Вера Н.")
        await anna.says("люди")
        await anna.taps("Сотрудники")
        await anna.taps("Вера Н.")
        anna.counts()
        await anna.taps("Замещение")
        await anna.taps("Указать дни")
        await anna.says("с 28 августа по 31 августа")
        assert "Регистрация в «Билете в будущее»" in (await anna.last()).text, "what falls due is listed"
        await anna.taps("Кто замещает")
        await anna.taps("Галина С.")
        assert "Замещает: Галина С." in (await anna.last()).text
        assert anna.effort == Effort(taps=4, texts=1)
        await stage.picture("1.05", anna)
        silent = len(await vera.chat())
        await stage.clock_to("2023-08-29T08:05:00+03:00")
        assert await galina.heard("Завтра срок: регистрация") == 1
        assert len(await vera.chat()) == silent
        await galina.taps("✅ 3.7 выполнен")
        await stage.clock_to("2023-09-01T08:05:00+03:00")
        await galina.says("сегодня")
        assert "Вам пока ничего не поручено" in (await galina.last()).text, "rights end by themselves"
        await anna.says("3.7")
        await anna.says("сегодня")
        await anna.taps("Фильтр")
        await anna.taps("Закрытые")
        await anna.opens("3.7")
        text = (await anna.last()).text
        assert "Галина С." in text
        assert "Вера Н." in text, "both are named"


async def test_story_1_05_a_coordinator_alone_is_seen_by_the_authority(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        admin = await stage.person(sample.ADMIN, "Админ")
        await anna.says("/settings")
        await anna.taps("Отпуск")
        await anna.taps("Указать дни")
        await anna.says("с 28 августа по 31 августа")
        text = (await anna.last()).text
        assert "Регистрация в «Билете в будущее», до 30 августа, ср" in text
        assert "Замещает: никто, напоминания этих дней увидит управление." in text
        assert await admin.heard("Нет на месте с 28 августа, пн, по 31 августа, чт: МБОУ СОШ № 1, координатор") == 1
        silent = len(await anna.chat())
        await stage.clock_to("2023-08-29T08:05:00+03:00")
        assert len(await anna.chat()) == silent
        assert await admin.heard("Регистрация в «Билете в будущее» (3.7) · Школа № 1") == 1, "with the school named"


async def test_story_1_06_an_unclear_deadline_gets_our_own_day(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        await anna.says("семинары")
        await anna.says("сегодня")
        await anna.taps("Фильтр")
        await anna.taps("Без даты")
        await anna.opens("2.5")
        anna.counts()
        await anna.taps("📅 Указать срок")
        await anna.says("до 28 февраля")
        text = (await anna.last()).text
        assert "Записано: свой срок до 28 февраля 2024 года, ср." in text
        assert "«по отдельному графику»" in text, "the author's words stay"
        assert anna.effort == Effort(taps=1, texts=1)
        await stage.picture("1.06", anna)


async def test_story_1_07_i_ask_for_a_later_day(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        admin = await stage.person(sample.ADMIN, "Админ")
        await anna.taps("Открыть")
        await anna.opens("3.6")
        await anna.taps("Ещё")
        await anna.taps("Перенести срок")
        await anna.says("до 8 сентября")
        await anna.says("согласуем с советом школы")
        request = await admin.last()
        assert "8 сентября, пт" in request.text
        await stage.picture("1.07", admin)
        admin.counts()
        await admin.taps(request.buttons[0][0], message_id=request.id)
        assert admin.effort == Effort(taps=1)
        await stage.world.quiet()
        await anna.says("сегодня")
        assert "3.6" not in (await anna.last()).text, "it is no matter of the next two weeks any more"
        await anna.taps("Фильтр")
        await anna.taps("Весь план")
        await anna.taps("Ещё")
        assert "(3.6), до 8 сентября, пт" in (await anna.last()).text


async def test_story_1_08_i_ask_the_authority_from_the_row(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        admin = await stage.person(sample.ADMIN, "Админ")
        boris = await stage.person(sample.BORIS, "Борис К.")
        await anna.taps("Открыть")
        await anna.opens("3.6")
        anna.counts()
        await anna.taps("Ещё")
        await anna.taps("Задать вопрос")
        await anna.says("План нужен по форме из письма?")
        assert anna.effort == Effort(taps=2, texts=1)
        await stage.world.quiet()
        assert "План нужен по форме из письма?" in (await admin.last()).text
        await admin.taps("Ответить")
        await admin.says("Форма любая, нужны подписи")
        await admin.taps("Показать всем школам")
        await stage.world.quiet()
        assert await anna.heard("Форма любая, нужны подписи") >= 1
        await stage.picture("1.08", anna)
        await boris.says("сегодня")
        await boris.opens("3.6")
        assert "Форма любая, нужны подписи" in await boris.screen()


async def test_story_1_09_i_look_after_my_people(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        await anna.says("люди")
        anna.counts()
        await anna.taps("Сотрудники")
        await anna.taps("Пригласить")
        await anna.taps("Педагога")
        assert anna.effort == Effort(taps=3)
        link = link_in((await anna.last()).text)
        await stage.picture("1.09", anna)
        galina = await stage.person(301, "Галина")
        await galina.opens_link(link)
        await galina.taps("Даю согласие")
        await galina.says("Галина Сергеевна")
        await stage.world.quiet()
        assert await anna.heard("Приглашение принято: Школа № 1, педагог.") == 1, "without a name, as all reminders"
        stranger = await stage.person(302, "Чужой")
        await stranger.opens_link(link)
        assert "уже использовано" in (await stranger.last()).text
        await anna.says("/people")
        await anna.taps("Сотрудники")
        await anna.taps("Галина Сергеевна")
        await anna.taps("Убрать")
        await anna.taps("Да, убрать")
        await galina.says("сегодня")
        assert "Сейчас у вас нет роли ни в одной организации" in (await galina.last()).text


async def test_story_1_10_thursday_is_under_control(tmp_path: Path) -> None:
    async with a_stage(tmp_path, "2023-09-07T07:00:00+03:00") as stage:
        world = await sample.district(stage.context, schools=1)
        for name, time in (("6А", "8:30"), ("7Б", "9:25")):
            await add_class(stage.context, world.schools[0], name, world.vera, time)
        await ensure(stage.context)
        anna, vera = await stage.person(sample.ANNA, "Анна П."), await stage.person(sample.VERA, "Вера Н.")
        await stage.clock_to("2023-09-07T10:40:00+03:00")
        await vera.taps("6А иначе")
        await vera.taps("Не было")
        await vera.taps("Экзамен")
        await stage.clock_to("2023-09-08T15:05:00+03:00")
        anna.counts()
        text = (await anna.last()).text
        assert text == "Четверг, 7 сентября: провели 0 классов из 2.\nНе было: 6А (экзамен).\nНет ответа: 7Б."
        await stage.picture("1.10", anna)
        await anna.taps("✅ 7Б провели")
        assert anna.effort == Effort(taps=1)
        await anna.taps("Исправить")
        await anna.taps("6А")
        await anna.taps("Назначить другой день")
        await anna.taps("11 сентября, пн")
        assert "Перенесено: 6А на 11 сентября, пн." in (await anna.last()).text
        await anna.says("/lessons")
        await anna.taps("Классы: итоги")
        assert "7Б — 1 из 34" in (await anna.last()).text


async def test_story_1_11_hours_by_level(tmp_path: Path) -> None:
    async with a_stage(tmp_path, "2023-09-04T09:00:00+03:00") as stage:
        world = await sample.district(stage.context, schools=1)
        await add_class(stage.context, world.schools[0], "6А", world.vera)
        await ensure(stage.context)
        anna, vera = await stage.person(sample.ANNA, "Анна П."), await stage.person(sample.VERA, "Вера Н.")
        await vera.says("экскурсия")
        for button in ("Сегодня", "6А", "25", "Музей"):
            await vera.taps(button)
        await anna.says("/lessons")
        anna.counts()
        await anna.taps("⏱ Часы")
        await anna.taps("60")
        assert "6А: 2 из 60" in (await anna.last()).text
        assert anna.effort == Effort(taps=2)
        await anna.taps("6А")
        text = (await anna.last()).text
        assert "Экскурсии, пробы и практика: 2 из 12" in text
        assert "пример" in text, "no public source gives these norms"
        await stage.picture("1.11", anna)


async def test_story_1_12_i_write_numbers_down(tmp_path: Path) -> None:
    rows = (
        sample_tasks.Row(
            "5.2", "Участники проекта", date(2023, 9, 1), deadline="до 1 сентября", result="Количество участников"
        ),
    )
    async with a_stage(tmp_path, MORNING) as stage:
        world = await sample.district(stage.context, schools=1)
        await sample_tasks.plan(stage.context, world.municipality, world.schools, rows)
        anna = await stage.person(sample.ANNA, "Анна П.")
        await anna.says("сегодня")
        await anna.taps("1")
        anna.counts()
        await anna.taps("✅ Выполнено")
        await stage.picture("1.12", anna)
        await anna.says("много")
        assert "число" in (await anna.last()).text.lower(), "integers only"
        await anna.says("34")
        assert "34" in (await anna.last()).text
        assert anna.effort == Effort(taps=1, texts=2)


async def test_story_1_13_i_print_the_plan_and_report_of_the_school(tmp_path: Path) -> None:
    async with a_stage(tmp_path, "2023-09-04T09:00:00+03:00") as stage:
        world = await sample.district(stage.context, schools=1)
        await sample.launched(stage.context, world)
        anna = await stage.person(sample.ANNA, "Анна П.")
        await anna.says("3.12")
        await anna.says("отчёт")
        anna.counts()
        await anna.taps("Таблица xlsx")
        name, content = await anna.last_file()
        assert name.endswith(".xlsx")
        assert "План" in load_workbook(BytesIO(content)).sheetnames
        await anna.taps("Документ docx")
        assert anna.effort == Effort(taps=2)
        name, content = await anna.last_file()
        assert name.endswith(".docx")
        [table] = Document(BytesIO(content)).tables
        assert table.rows[0].cells[-1].text.startswith("Исполнение на 04.09.2023") or "Исполнение" in str(
            [cell.text for cell in table.rows[0].cells]
        )
        assert "3.12" in {row.cells[0].text for row in table.rows}
        await stage.picture("1.13", anna)


async def test_story_1_14_i_take_the_days_into_my_calendar(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        await anna.says("отчёт")
        anna.counts()
        await anna.taps("Сроки в календарь")
        assert anna.effort == Effort(taps=1)
        name, content = await anna.last_file()
        assert name.endswith(".ics")
        events = Calendar.from_ical(content.decode()).walk("VEVENT")
        found = {str(event["SUMMARY"]): event for event in events}
        [site] = [event for name, event in found.items() if "4.2" in name]
        assert (str(site.decoded("DTSTART")), str(site.decoded("DTEND"))) == ("2023-09-01", "2023-10-01"), (
            "the day after"
        )
        await stage.picture("1.14", anna)


async def test_story_1_15_i_hand_over_my_role(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        admin, vera = await stage.person(sample.ADMIN, "Админ"), await stage.person(sample.VERA, "Вера Н.")
        await anna.taps("✅ 3.6 выполнен")
        await anna.says("люди")
        await anna.taps("Сотрудники")
        await anna.taps("Вера Н.")
        anna.counts()
        await anna.taps("Передать роль")
        await anna.taps("Попросить управление")
        assert anna.effort == Effort(taps=2)
        admin.counts()
        await stage.picture("1.15", admin)
        await admin.taps("✅")
        assert admin.effort == Effort(taps=1), "nothing moves before the administrator confirms"
        assert "Роль координатора передана: Школа № 1" in (await admin.last()).text
        await vera.says("сегодня")
        assert "Перечень профильных классов (3.12)" in (await vera.last()).text
        await vera.taps("Фильтр")
        await vera.taps("Закрытые")
        await vera.opens("3.6")
        assert "Анна П." in (await vera.last()).text, "the history stays"
        await anna.says("сегодня")
        assert "нет роли" in (await anna.last()).text


async def test_story_1_16_the_letter_of_the_day(tmp_path: Path) -> None:
    async with the_week(tmp_path) as (stage, _, anna):
        vera = await stage.person(sample.VERA, "Вера Н.")
        await anna.says("Мониторинг по письму № 417 до 1 сентября")
        assert "Срок: до 1 сентября, пт. Кому?" in (await anna.last()).text
        await stage.picture("1.16", anna)
        anna.counts()
        await anna.taps("Вера Н.")
        assert anna.effort == Effort(taps=1)
        await stage.world.quiet()
        assert await vera.heard("Мониторинг по письму № 417") == 1
        await vera.says("сегодня")
        assert "Мониторинг по письму № 417" in (await vera.last()).text
