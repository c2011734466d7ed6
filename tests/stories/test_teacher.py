"""Stories of the navigator teacher (`docs/stories.md`, section 2), played through the sandbox.

Taps only: whatever a teacher is asked for has a button, and a text or a file is nowhere needed (story 2.4).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests import sample, sample_tasks
from tests.lesson_world import add_class, ensure
from tests.stories.stage import Effort, Player, Stage, a_stage

MONDAY = "2023-09-04T07:00:00+03:00"


@asynccontextmanager
async def first_week(
    folder: Path, *, starts: tuple[str, str] = ("9:25", "10:20"), task: bool = False
) -> AsyncIterator[tuple[Stage, sample.District, Player]]:
    """Vera teaches 6А and 7Б of school 1 on Thursdays; it is the Monday before the first lesson."""
    async with a_stage(folder, MONDAY) as stage:
        world = await sample.district(stage.context, schools=2)
        for name, time in zip(("6А", "7Б"), starts, strict=True):
            await add_class(stage.context, world.schools[0], name, world.vera, time)
        await ensure(stage.context)
        if task:
            await sample_tasks.plan(stage.context, world.municipality, world.schools)
        for number, name in ((sample.ADMIN, "Админ"), (sample.ANNA, "Анна П."), (sample.BORIS, "Борис К.")):
            await stage.person(number, name)
        vera = await stage.person(sample.VERA, "Вера Н.")
        yield stage, world, vera


async def asked(stage: Stage, vera: Player) -> None:
    """The question of Thursday has come."""
    await stage.clock_to("2023-09-07T12:00:00+03:00")
    assert "Всё прошло?" in (await vera.last()).text
    vera.counts()


async def test_story_2_01_one_tap_on_thursday(tmp_path: Path) -> None:
    async with first_week(tmp_path) as (stage, _, vera):
        await asked(stage, vera)
        messages = len(await vera.chat())
        await vera.taps("✅ Да, все провели")
        assert vera.effort == Effort(taps=1)
        assert (await vera.last()).text == "Отмечено: 6А, 7Б. Следующее занятие 14 сентября, чт."
        assert len(await vera.chat()) == messages, "the message changes"
        await stage.picture("2.01", vera)


async def test_story_2_01_no_question_in_a_break_or_on_a_day_off(tmp_path: Path) -> None:
    async with first_week(tmp_path) as (stage, _, vera):
        await stage.clock_to("2023-10-27T09:00:00+03:00")
        before = len(await vera.chat())
        await stage.clock_to("2023-11-02T18:30:00+03:00")
        assert len(await vera.chat()) <= before + 1
        assert not [m for m in (await vera.chat())[before:] if "2 ноября" in m.text]


async def test_story_2_02_the_eve_says_topic_and_times(tmp_path: Path) -> None:
    async with first_week(tmp_path, starts=("8:30", "9:25")) as (stage, _, vera):
        await stage.clock_to("2023-09-06T16:01:00+03:00")
        text = (await vera.last()).text
        assert text.startswith("Завтра, 7 сентября, «Россия – мои горизонты».\n6А — 8:30, занятие 1. 7Б — 9:25")
        await stage.picture("2.02", vera)
        await stage.clock_to("2023-09-07T08:31:00+03:00")
        assert await vera.heard("«Россия – мои горизонты»") == 1, "one push about the slot in a week"


async def test_story_2_03_only_what_is_mine(tmp_path: Path) -> None:
    async with first_week(tmp_path, task=True) as (stage, _, vera):
        anna = await stage.person(sample.ANNA, "Анна П.")
        await anna.says("сегодня")
        await anna.taps("1")
        card = await anna.last()
        await anna.forwards(card.id, of=anna)
        done = card.body["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await vera.forges(done, card.id)
        assert "Нет доступа" in await vera.last_toast()
        await vera.says("сегодня")
        assert "Вам пока ничего не поручено" in (await vera.last()).text
        await vera.says("/status")
        assert "Школа № 2" not in (await vera.last()).text
        await stage.picture("2.03", vera)


async def test_story_2_04_nothing_has_to_be_typed(tmp_path: Path) -> None:
    """A class that went otherwise, and a day of one's own choice: taps only."""
    async with first_week(tmp_path) as (stage, _, vera):
        await asked(stage, vera)
        await vera.taps("7Б иначе")
        await vera.taps("Перенесли")
        await stage.picture("2.04", vera)
        await vera.taps("11 сентября, пн")
        assert vera.effort == Effort(taps=3)
        assert "Перенесено: 7Б на 11 сентября, пн." in (await vera.last()).text


async def test_story_2_05_silence_in_the_evening_and_on_leave(tmp_path: Path) -> None:
    async with first_week(tmp_path, starts=("17:50", "18:30")) as (stage, _, vera):
        anna = await stage.person(sample.ANNA, "Анна П.")
        await stage.clock_to("2023-09-07T22:00:00+03:00")
        assert await vera.heard("Всё прошло?") == 0, "no question at night"
        await vera.says("/settings")
        await vera.taps("Отпуск")
        await vera.taps("Указать дни")
        await vera.says("с 12 сентября по 22 сентября")
        await stage.picture("2.05", vera)
        await stage.clock_to("2023-09-08T10:00:00+03:00")
        assert await anna.heard("с 12 сентября") == 1, "the coordinator is told"
        await stage.clock_to("2023-09-12T07:00:00+03:00")
        before = len(await vera.chat())
        await stage.clock_to("2023-09-22T18:30:00+03:00")
        assert len(await vera.chat()) == before, "silence"
        await stage.clock_to("2023-09-26T12:00:00+03:00")
        assert len(await vera.chat()) <= before + 2, "no flood afterwards"


async def test_story_2_06_remind_me_later(tmp_path: Path) -> None:
    async with first_week(tmp_path, task=True) as (stage, _, _):
        anna = await stage.person(sample.ANNA, "Анна П.")
        await stage.clock_to("2023-09-04T08:05:00+03:00")
        anna.counts()
        await anna.taps("⏰ Позже")
        await stage.picture("2.06", anna)
        await anna.taps("Завтра утром")
        assert anna.effort == Effort(taps=2)
        assert "Срок наступит раньше: 4 сентября, пн — сегодня." in (await anna.last()).text, "no silent crossing"
        before = len(await anna.chat())
        await stage.clock_to("2023-09-04T09:00:00+03:00")
        assert len(await anna.chat()) == before
        await stage.clock_to("2023-09-04T09:06:00+03:00")
        assert len(await anna.chat()) == before + 1


async def test_story_2_07_it_did_not_work_out(tmp_path: Path) -> None:
    async with first_week(tmp_path) as (stage, _, vera):
        await asked(stage, vera)
        await vera.taps("6А иначе")
        await vera.taps("Не было")
        reasons = " ".join(await vera.buttons())
        assert "болезн" not in reasons.lower(), "reasons never mention health"
        await stage.picture("2.07", vera)
        await vera.taps("Нет кабинета")
        assert vera.effort == Effort(taps=3)
        assert (await vera.last()).text.startswith("Не было: 6А (нет кабинета).")


async def test_story_2_08_i_correct_a_mistake(tmp_path: Path) -> None:
    async with first_week(tmp_path) as (stage, _, vera):
        await asked(stage, vera)
        await vera.taps("✅ Да, все провели")
        vera.counts()
        await vera.taps("Исправить")
        await vera.taps("7Б")
        await stage.picture("2.08", vera)
        await vera.taps("↩️ Отменить отметку")
        assert "Отметка снята: 7Б." in (await vera.last()).text
        assert vera.effort == Effort(taps=3)


async def test_story_2_09_a_lesson_held_early(tmp_path: Path) -> None:
    async with first_week(tmp_path) as (stage, _, vera):
        await stage.clock_to("2023-09-05T13:00:00+03:00")
        await vera.says("занятия")
        vera.counts()
        await vera.taps("6А")
        await vera.taps("✅ Занятие 1 провели раньше")
        assert vera.effort == Effort(taps=2)
        assert "занятие 1 проведено раньше срока, 5 сентября, вт. Следующее занятие 14 сентября" in (
            (await vera.last()).text
        )
        await stage.picture("2.09", vera)
        await stage.clock_to("2023-09-07T12:00:00+03:00")
        assert (await vera.last()).text.startswith("«Россия – мои горизонты», 7 сентября: 7Б.")


async def test_story_2_10_an_excursion_in_four_taps(tmp_path: Path) -> None:
    async with first_week(tmp_path) as (stage, _, vera):
        await vera.says("экскурсия")
        vera.counts()
        await stage.picture("2.10", vera)
        for button in ("Сегодня", "6А", "25", "Предприятие"):
            await vera.taps(button)
        assert vera.effort == Effort(taps=4)
        text = (await vera.last()).text
        assert text.startswith("Записано: экскурсия, 6А, 4 сентября")
        assert "Часов практики: +2." in text


async def test_story_2_11_my_month_and_my_year(tmp_path: Path) -> None:
    async with first_week(tmp_path) as (stage, _, vera):
        await asked(stage, vera)
        await vera.taps("✅ Да, все провели")
        await vera.says("занятия")
        assert "сентябрь — 2, за год — 2" in (await vera.last()).text
        await stage.picture("2.11", vera)
        vera.counts()
        await vera.taps("Скачать xlsx")
        assert vera.effort == Effort(taps=1)
        name, content = await vera.last_file()
        assert name.endswith(".xlsx")
        rows = list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        assert [row[2] for row in rows if row[2] in {"6А", "7Б"}] == ["6А", "7Б"]


async def test_story_2_13_my_data(tmp_path: Path) -> None:
    async with first_week(tmp_path) as (stage, _, vera):
        await asked(stage, vera)
        await vera.taps("✅ Да, все провели")
        await vera.says("/privacy")
        await stage.picture("2.13", vera)
        await vera.taps("Скачать мои данные")
        _, content = await vera.last_file()
        assert "Вера Н." in content.decode()
        await vera.taps("Отозвать и стереть")
        await vera.taps("Да")
        await vera.says("сегодня")
        assert "по приглашению" in (await vera.last()).text
        anna = await stage.person(sample.ANNA, "Анна П.")
        await anna.says("/lessons")
        assert "провели 2 класса из 2" in (await anna.last()).text, "anonymous facts stay"
