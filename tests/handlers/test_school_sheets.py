"""«Лист школы» in chat: sent, filled in with openpyxl, sent back, previewed, written; forged and stale rows refused."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from db.models import Entry, Evidence, Mark
from tests import sample, sample_tasks
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.messenger import Person as Chatter

DAY, PROOF, NUMBER, WORDS = 6, 7, 8, 9
PLAN, LATE, YEAR = "Разработка плана", "Перечень", "Встречи"

pytestmark = pytest.mark.slow


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
def chat(sqlite_context: Context, ids: dict[str, int]) -> Messenger:
    return Messenger(sqlite_context)


@pytest.fixture
def anna(chat: Messenger) -> Chatter:
    return chat.person(sample.ANNA)


async def sheet(person: Chatter) -> bytes:
    """The file that the button of the filters sends."""
    for step in ("сегодня", "Фильтр", "📄 Лист школы"):
        await (person.says(step) if step == "сегодня" else person.taps(step))
    sent = person.shown[-1].document
    assert sent is not None
    assert sent[0] == "Лист школы Школа № 1.xlsx"
    return sent[1]


def edited(
    content: bytes, *changes: tuple[str | int, int, object], mend: Callable[[Worksheet], None] | None = None
) -> bytes:
    """The sheet with cells written: a row by the beginning of its title or by its number."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.worksheets[0]
    for row, column, value in changes:
        page.cell(place(page, row), column).value = value  # type: ignore[assignment]
    if mend is not None:
        mend(page)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def place(page: Worksheet, row: str | int) -> int:
    if isinstance(row, int):
        return row
    return next(n for n in range(4, page.max_row + 1) if str(page.cell(n, 3).value).startswith(row))


async def facts(context: Context) -> tuple[int, int, int]:
    """Marks, entries, evidence."""
    async with context.transaction() as session:
        numbers = [
            await session.scalar(select(func.count()).select_from(kind)) or 0 for kind in (Mark, Entry, Evidence)
        ]
    return numbers[0], numbers[1], numbers[2]


async def test_only_the_columns_to_fill_in_can_be_edited_and_the_key_is_hidden(anna: Chatter) -> None:
    page = openpyxl.load_workbook(BytesIO(await sheet(anna))).worksheets[0]
    assert page.protection.sheet
    assert page.column_dimensions["A"].hidden
    assert [page.cell(4, column).protection.locked for column in range(1, 10)] == [True] * 5 + [False] * 4
    assert page.max_row == 3 + len(sample_tasks.SUMMER)


async def test_a_filled_sheet_becomes_marks_entries_and_evidence(
    anna: Chatter, sqlite_context: Context, ids: dict[str, int], golden: Golden
) -> None:
    filled = edited(
        await sheet(anna),
        (PLAN, DAY, datetime(2023, 8, 23)),  # noqa: DTZ001 - Excel knows no zones
        (PLAN, PROOF, "Приказ № 12 от 01.08.2023"),
        (PLAN, NUMBER, 25),
        (PLAN, WORDS, "утверждён"),
        (LATE, DAY, "10.08.2023"),
        (YEAR, DAY, "20 августа"),
        (YEAR, NUMBER, 40),
    )
    await anna.sends("что угодно.xlsx", filled)
    assert await facts(sqlite_context) == (0, 0, 0)
    golden("screens/school_sheets/story_preview", anna.screen())
    await anna.taps("Записать строк: 3")
    golden("screens/school_sheets/story_written", anna.screen())
    assert await facts(sqlite_context) == (2, 1, 2)
    done = await sample_tasks.task(sqlite_context, ids["3.6"])
    assert (done.state, done.done_on) == ("done", date(2023, 8, 23))
    async with sqlite_context.transaction() as session:
        kept = [(e.kind, e.text, e.value) for e in await session.scalars(select(Evidence).order_by(Evidence.id))]
        entry = (await session.scalars(select(Entry))).one()
    assert kept == [
        ("order", "Приказ № 12 от 01.08.2023", {}),
        ("text", "утверждён. Число: 25", {"Число": 25}),
    ]
    assert (entry.on_day, entry.number) == (date(2023, 8, 20), 40)


async def test_errors_are_named_by_line_and_the_rest_can_be_written(
    anna: Chatter, sqlite_context: Context, golden: Golden
) -> None:
    filled = edited(
        await sheet(anna),
        (PLAN, DAY, "23.08.2023"),
        (LATE, DAY, "вчерашний день"),
        (6, WORDS, "без даты"),
        (7, DAY, "30.08.2023"),
        (8, DAY, "1 августа"),
        (8, NUMBER, "двадцать"),
        (9, DAY, "1 августа"),
        (9, PROOF, "http://нет"),
        (10, DAY, "1 августа"),
        (10, WORDS, "ы" * 301),
        (11, DAY, "1 августа"),
        (11, WORDS, "Иванов Пётр, Петрова Анна"),
    )
    await anna.sends("лист.xlsx", filled)
    golden("screens/school_sheets/story_errors", anna.screen())
    await anna.taps("Записать строк: 2")
    assert (await facts(sqlite_context))[0] == 2


async def test_forged_foreign_repeated_and_stale_keys_are_refused(
    anna: Chatter, chat: Messenger, sqlite_context: Context, ids: dict[str, int], golden: Golden
) -> None:
    content = await sheet(anna)
    other = ids["3.7"] + len(sample_tasks.SUMMER)

    def forge(page: Worksheet) -> None:
        keys = (f"{other}.1", "999999.1", "никакой", f"{ids['3.9']}.1", f"{ids['3.9']}.1", f"{ids['3.10']}.7")
        for row, key in enumerate(keys, 4):
            page.cell(row, 1).value = key
            page.cell(row, DAY).value = "1 августа"

    await anna.sends("лист.xlsx", edited(content, mend=forge))
    golden("screens/school_sheets/story_forged", anna.screen())
    assert "Записать строк" not in anna.screen()
    assert await facts(sqlite_context) == (0, 0, 0)


async def test_a_row_that_changes_before_the_tap_leaves_nothing_half_written(
    anna: Chatter, sqlite_context: Context, ids: dict[str, int]
) -> None:
    filled = edited(await sheet(anna), (PLAN, DAY, "23.08.2023"), (LATE, DAY, "10.08.2023"))
    await anna.sends("лист.xlsx", filled)
    preview = anna.shown[-1]
    await anna.presses(f"t:done:{ids['3.6']}:1:")
    before = await facts(sqlite_context)
    await anna.taps("Записать строк: 2", of=preview)
    assert "Ничего не записано" in anna.screen() + anna.toast()
    assert await facts(sqlite_context) == before


async def test_a_second_tap_and_an_older_preview_write_nothing(anna: Chatter, sqlite_context: Context) -> None:
    content = await sheet(anna)
    await anna.sends("лист.xlsx", edited(content, (PLAN, DAY, "23.08.2023")))
    older = anna.shown[-1]
    await anna.sends("лист.xlsx", edited(content, (LATE, DAY, "10.08.2023")))
    data = older.markup.inline_keyboard[0][0].callback_data if older.markup else ""
    await anna.presses(data or "", older)
    assert await facts(sqlite_context) == (0, 0, 0)
    newer = anna.shown[-1]
    for _ in range(2):
        await anna.presses((newer.markup.inline_keyboard[0][0].callback_data if newer.markup else "") or "", newer)
    assert (await facts(sqlite_context))[0] <= 1


async def test_others_cannot_use_the_sheet(
    anna: Chatter, chat: Messenger, sqlite_context: Context, world: sample.District
) -> None:
    filled = edited(await sheet(anna), (PLAN, DAY, "23.08.2023"))
    for telegram in (sample.BORIS, sample.STRANGER, sample.ADMIN):
        other = chat.person(telegram)
        await other.sends("лист.xlsx", filled)
        assert "такого пункта у вашей школы нет" in other.screen()
        await other.presses(f"ss:send:{world.schools[0]}")
        assert other.shown[-1].document is None
    vera = chat.person(sample.VERA)
    await vera.sends("лист.xlsx", filled)
    await vera.presses("ss:send:0")
    assert all(shown.document is None for shown in vera.shown)
    assert await facts(sqlite_context) == (0, 0, 0)


async def test_another_table_goes_its_usual_way(chat: Messenger) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["№", "Мероприятие", "Выполнено (дата)"])
    out = BytesIO()
    book.save(out)
    admin = chat.person(sample.ADMIN)
    await admin.sends("план.xlsx", out.getvalue())
    assert "Лист школы" not in admin.screen()
