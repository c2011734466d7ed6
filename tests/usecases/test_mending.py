"""Rows of a draft are mended by typing: windows are replaced, the author's words stay."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.domain.deadline import Pace
from bot.domain.errors import AccessDenied, Refusal
from bot.exports.lists import text_sheet
from bot.ui.screens.short_names import sheet_cells
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.mending import Part, mend
from bot.usecases.short_names import NamesTaken, Trouble, names_page, names_sheet, take_sheet
from db.models import AuditEvent, Measure, Roadmap, Window
from tests import sample


async def measure(context: Context, number: str) -> Measure:
    async with context.transaction() as session:
        return (await session.scalars(select(Measure).where(Measure.number == number))).one()


async def version(context: Context) -> int:
    async with context.transaction() as session:
        return (await session.scalars(select(Roadmap.version))).one()


@pytest.fixture
async def draft(context: Context) -> int:
    world = await sample.district(context, schools=2)
    return await sample.draft(context, world.municipality)


async def test_a_typed_deadline_replaces_the_windows_and_leaves_the_words(context: Context, draft: int) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    done = await mend(context, admin, row.id, 1, Part.DAY, "до 15 октября и до 20 декабря")
    assert [turn.due for turn in done.card.row.turns] == [date(2023, 10, 15), date(2023, 12, 20)]
    after = await measure(context, "3.6")
    assert (after.deadline_text, after.pace) == (row.deadline_text, Pace.SERIES)
    async with context.transaction() as session:
        assert await session.scalar(select(func.count()).where(Window.measure_id == row.id)) == 2
        event = (await session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1))).one()
    assert (event.action, event.subject_id) == ("row-mended-day", row.id)


async def test_a_day_after_the_year_widens_the_period(context: Context, draft: int) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    await mend(context, admin, row.id, 1, Part.DAY, "до 15.09.2024")
    async with context.transaction() as session:
        assert (await session.scalars(select(Roadmap.period_until))).one() >= date(2024, 9, 15)


async def test_a_row_can_be_left_without_a_day(context: Context, draft: int) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    done = await mend(context, admin, row.id, 1, Part.DAY, "без даты")
    assert [turn.occurrence for turn in done.card.row.turns] == ["0"]


@pytest.mark.parametrize(
    ("part", "text", "code"),
    [
        (Part.DAY, "когда-нибудь", "deadline-not-understood"),
        (Part.DAY, "30 февраля", "no-such-date"),
        (Part.TITLE, " ", "text-empty"),
        (Part.RESULT, "я" * 2001, "text-long"),
    ],
)
async def test_what_cannot_be_taken_changes_nothing(
    context: Context, draft: int, part: Part, text: str, code: str
) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    with pytest.raises(Refusal, match=code):
        await mend(context, admin, row.id, 1, part, text)
    assert await version(context) == 1
    async with context.transaction() as session:
        assert await session.scalar(select(func.count()).where(Window.measure_id == row.id)) == 1


async def test_typed_parties_say_whom_the_row_is_for(context: Context, draft: int) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "2.8")
    assert row.for_information
    await mend(context, admin, row.id, 1, Part.WHO, "общеобразовательные организации")
    after = await measure(context, "2.8")
    assert (after.addressed, after.for_information) == (["schools"], False)
    assert after.responsible_text == row.responsible_text


async def test_texts_are_mended_in_a_draft_only_and_names_in_a_running_plan_too(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world)
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    now = await version(context)
    for part in set(Part) - {Part.NAME}:
        with pytest.raises(Refusal, match="row-settled"):
            await mend(context, admin, row.id, now, part, "до 15 октября")
    await mend(context, admin, row.id, now, Part.NAME, "План работы")
    assert (await measure(context, "3.6")).short_name == "План работы"


async def test_an_answer_to_an_old_question_is_stale(context: Context, draft: int) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, "3.6")
    await mend(context, admin, row.id, 1, Part.SECTION, "Раздел о школах")
    with pytest.raises(Refusal, match="stale"):
        await mend(context, admin, row.id, 1, Part.RESULT, "план")


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA, sample.STRANGER])
async def test_others_mend_nothing(context: Context, draft: int, telegram: int) -> None:
    other, row = await sample.actor(context, telegram), await measure(context, "3.6")
    with pytest.raises(AccessDenied):
        await mend(context, other, row.id, 1, Part.DAY, "до 15 октября")
    with pytest.raises(AccessDenied):
        await names_page(context, other, draft, 0)


async def test_doubtful_names_come_first(context: Context, draft: int) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    page = await names_page(context, admin, draft, 99)
    assert (page.page, page.pages, page.count) == (4, 5, 44)
    first = await names_page(context, admin, draft, 0)
    assert first.rows[0].proposal < page.rows[-1].proposal


async def sheet(context: Context, draft: int, names: dict[int, str]) -> Upload:
    """The sheet as the bot gives it, with other names in some of its lines (by their place in the plan)."""
    headings, rows = sheet_cells(await names_sheet(context, await sample.actor(context, sample.ADMIN), draft))
    for place, name in names.items():
        rows[place - 1][3] = name
    return Upload("Мой файл.xlsx", text_sheet("Лист", headings, rows))


async def take(context: Context, file: Upload) -> NamesTaken:
    done = await take_sheet(context, await sample.actor(context, sample.ADMIN), file)
    assert done is not None
    return done


async def test_names_come_back_by_a_sheet(context: Context, draft: int) -> None:
    done = await take(context, await sheet(context, draft, {1: "Первое", 44: "Последнее"}))
    assert (done.renamed, done.bad) == (2, ())
    async with context.transaction() as session:
        names = list(await session.scalars(select(Measure.short_name).order_by(Measure.position)))
    assert (names[0], names[-1]) == ("Первое", "Последнее")


async def test_rows_may_change_names_with_each_other(context: Context, draft: int) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    names = [row.short_name for row in (await names_sheet(context, admin, draft)).rows]
    done = await take(context, await sheet(context, draft, {1: names[1], 2: names[0]}))
    assert (done.renamed, done.bad) == (2, ())


async def test_bad_lines_are_named_and_the_others_taken(context: Context, draft: int) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    kept = (await names_sheet(context, admin, draft)).rows[9].short_name
    told = {1: "", 2: "я" * 46, 3: "Одно", 4: "ОДНО", 5: kept}
    done = await take(context, await sheet(context, draft, told))
    assert done.renamed == 1
    assert [(one.line, one.trouble) for one in done.bad] == [
        (2, Trouble.EMPTY),
        (3, Trouble.LONG),
        (5, Trouble.TAKEN),
        (6, Trouble.TAKEN),
    ]


async def test_a_sheet_of_others_changes_nothing(context: Context, draft: int) -> None:
    file = await sheet(context, draft, {1: "Первое"})
    with pytest.raises(AccessDenied):
        await take_sheet(context, await sample.actor(context, sample.STRANGER), file)
    assert await version(context) == 1


async def test_another_table_is_no_sheet_of_names(context: Context, draft: int) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    assert (
        await take_sheet(context, admin, Upload("а.xlsx", text_sheet("Лист", ["№", "Коротко"], [["1", "А"]]))) is None
    )
    assert await take_sheet(context, admin, Upload("а.txt", b"\xd0\x90")) is None
