"""The main job on the real process: a plan becomes tasks, tasks become marks, the clock brings reminders, and the
tables agree with the database. Then a power cut in the middle.
"""

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.process import Bot, a_bot, link_in
from tests.sandbox.world import Someone

PLAN = Path(__file__).parents[1] / "golden" / "roadmaps" / "real" / "tambov.docx"
MONDAY = "2023-09-04T07:50:00+03:00"


def rows(bot: Bot, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(bot.config.parent / "shturman.sqlite3")) as database:
        return database.execute(query).fetchall()


async def joins(person: Someone, invite: str, name: str) -> None:
    await person.opens_link(invite)
    await person.taps("Даю согласие")
    await person.says(name)


async def administrator(bot: Bot) -> Someone:
    """Comes by the command line's link and founds a district of two schools."""
    admin = await bot.world.person(1, "Админ")
    await joins(admin, link_in(await bot.command("invite", "--role", "admin")), "Ольга Викторовна")
    await admin.taps("Школы района или города")
    await admin.says("Управление образования Ромашковского района")
    await admin.taps("Москва")
    await admin.says("/people")
    await admin.taps("Добавить школы")
    await admin.says("МБОУ СОШ № 3; город\nМБОУ СОШ № 4")
    await admin.taps("Готово")
    return admin


async def coordinator(bot: Bot, admin: Someone) -> Someone:
    """Anna of school 3 comes by the link that the administrator forwards."""
    await admin.says("/people")
    await admin.taps("Приглашения школам")
    await admin.taps("Текстом")
    text = next(m.text for m in reversed(await admin.chat()) if "https://t.me/" in m.text)
    anna = await bot.world.person(101, "Анна")
    await joins(anna, link_in(text[text.index("СОШ № 3") :]), "Анна Петровна")
    await anna.says("6А 7Б")
    await anna.says("13:10")
    return anna


async def launches(admin: Someone) -> None:
    await admin.sends_file("tambov.docx", PLAN.read_bytes())
    assert "44 мероприятия" in (await admin.last()).text
    await admin.taps("Запустить: 74 задачи")
    assert "Что с ними?" in (await admin.last()).text
    await admin.taps("Оставить просроченными")
    await admin.world.quiet()


async def presses(person: Someone, beginning: str) -> None:
    """Press a button whose text ends in a number that does not matter here."""
    buttons = [button for row in (await person.last()).buttons for button in row]
    await person.taps(next(button for button in buttons if button.startswith(beginning)))


async def number_of(anna: Someone, row: str) -> str:
    """The digit that opens a row of the list."""
    for line in (await anna.last()).text.splitlines():
        if f"({row})" in line:
            return line.split(".")[0]
    raise AssertionError((await anna.last()).text)


async def marks_and_assigns(anna: Someone) -> None:
    await anna.says("/measures")
    await anna.taps("Фильтр")
    await presses(anna, "Неделя")
    await anna.taps(await number_of(anna, "3.13"))
    await anna.taps("✅ Выполнено")
    assert "в срок" in (await anna.last()).text
    await anna.taps("↩️ Отменить отметку")
    await anna.taps("✅ Выполнено")
    assert "Пункт 3.13 выполнен" in (await anna.last()).text
    await anna.says("/measures")
    await anna.taps("Фильтр")
    await presses(anna, "Месяц")
    await anna.taps(await number_of(anna, "4.2"))
    await anna.taps("👤 Назначить")
    await anna.taps("Вера Николаевна")


async def teacher(bot: Bot, anna: Someone) -> Someone:
    """Vera comes by the coordinator's link and takes both classes."""
    await anna.says("/people")
    await anna.taps("Сотрудники")
    await anna.taps("Пригласить")
    await anna.taps("Педагога")
    vera = await bot.world.person(201, "Вера")
    await joins(vera, link_in((await anna.last()).text), "Вера Николаевна")
    await vera.taps("6А")
    await vera.taps("7Б")
    await vera.taps("Готово")
    return vera


def texts(messages: list[str], words: str) -> int:
    return sum(words in message for message in messages)


async def heard(person: Someone) -> list[str]:
    return [message.text for message in await person.chat() if message.from_bot]


@pytest.mark.slow
async def test_a_plan_becomes_marks_reminders_and_tables(tmp_path: Path) -> None:
    async with a_bot(tmp_path, MONDAY) as bot:
        await bot.start()
        admin = await administrator(bot)
        anna = await coordinator(bot, admin)
        vera = await teacher(bot, anna)
        await launches(admin)
        await marks_and_assigns(anna)

        await bot.world.clock_to("2023-09-05T08:05:00+03:00")
        assert texts(await heard(anna), "Просрочено\n") == 1
        assert texts(await heard(vera), "Вам поручен пункт") == 1
        before = await heard(anna)
        await bot.world.clock_to("2023-09-05T09:00:00+03:00")
        assert await heard(anna) == before

        await bot.world.clock_to("2023-09-07T08:05:00+03:00")
        assert texts(await heard(vera), "Сегодня, 7 сентября") == 1
        await bot.world.clock_to("2023-09-07T14:15:00+03:00")
        assert texts(await heard(vera), "Всё прошло?") == 1
        await vera.taps("✅ Да, все провели")
        assert "Отмечено: 6А, 7Б" in (await vera.last()).text

        await admin.says("/export")
        sent = await admin.last()
        book = openpyxl.load_workbook(BytesIO(await bot.world.download(sent.file_id)))
        summary = list(book["Сводка"].iter_rows(min_row=3, values_only=True))
        total = dict(zip(summary[0], summary[-1], strict=True))
        ((done,),) = rows(bot, "SELECT count(*) FROM tasks WHERE state = 'done'")
        ((late,),) = rows(
            bot,
            "SELECT count(*) FROM tasks t JOIN measures m ON m.id = t.measure_id WHERE t.state = 'open'"
            " AND m.pace <> 'all_year' AND coalesce(t.extended_due, t.own_due, t.due) < '2023-09-07'",
        )
        finished = sum(int(str(total[name])) for name in ("Выполнено из наступивших", "Сделано до срока или без него"))
        assert (finished, total["Просрочено"]) == (done, late)
        assert rows(bot, "SELECT count(*) FROM lessons WHERE state = 'held'") == [(2,)]


@pytest.mark.slow
async def test_a_power_cut_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    async with a_bot(tmp_path, MONDAY) as bot:
        await bot.start()
        admin = await administrator(bot)
        anna = await coordinator(bot, admin)
        await launches(admin)
        await anna.says("/measures")
        await bot.kill()
        await anna.taps("1", wait=False)
        await bot.start()
        await bot.world.quiet()
        assert texts(await heard(anna), "Срок в плане") == 1
        await bot.kill()
        await bot.world.ask("POST", "/clock", {"at": "2023-09-05T08:05:00+03:00", "timeout": 1})
        await bot.start()
        await bot.world.quiet()
        first = await heard(anna)
        assert texts(first, "Просрочено\n") == 1
        await bot.kill()
        await bot.start()
        await bot.world.quiet()
        assert await heard(anna) == first
