"""Writing a sheet of a school on both databases: all rows or none, once, with the rights of the moment."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.domain.school_sheets import FilledLine
from bot.usecases import school_sheets
from bot.usecases.actors import Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk, begin
from bot.usecases.marks import mark_done
from bot.usecases.school_sheets import Fault, Filled
from db.models import Entry, Evidence, Mark
from tests import sample, sample_tasks

HER = Sender("telegram", "101", "101")
DAY = date(2023, 8, 23)


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=2)


@pytest.fixture
async def ids(context: Context, world: sample.District) -> dict[str, int]:
    return await sample_tasks.plan(context, world.municipality, world.schools)


@pytest.fixture
async def anna(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ANNA)


def line(task_id: int, **other: object) -> FilledLine:
    return replace(FilledLine(4, "строка", task_id, 1, "23.08.2023", "", "", ""), **other)  # type: ignore[arg-type]


async def number(context: Context, table: type[Mark] | type[Entry] | type[Evidence]) -> int:
    async with context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_lines_are_checked_and_written_together(context: Context, anna: Actor, ids: dict[str, int]) -> None:
    lines = [line(ids["3.6"], proof="https://school.ru/plan"), line(ids["4.1"], number="12", words="встреча")]
    found = await school_sheets.preview(context, anna, lines)
    assert (found.marks, found.entries, found.proofs, found.bad) == (1, 1, 1, ())
    await begin(context, HER, Talk.SCHOOL_SHEET, "write")
    assert await school_sheets.write(context, anna, HER, Cause("42:1"), found.rows) == 2
    assert [await number(context, kind) for kind in (Mark, Entry, Evidence)] == [1, 1, 1]
    assert (await sample_tasks.task(context, ids["3.6"])).done_on == DAY


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"day": ""}, Fault.NO_DAY),
        ({"day": "25.08.2023"}, Fault.FUTURE),
        ({"day": "скоро"}, Fault.DAY),
        ({"number": "-5"}, Fault.NUMBER),
        ({"number": "9" * 30}, Fault.NUMBER),
        ({"words": "ы" * 301}, Fault.LONG),
        ({"proof": "ы" * 301}, Fault.LONG),
        ({"proof": "https://нет"}, Fault.LINK),
        ({"version": 2}, Fault.CHANGED),
    ],
)
async def test_what_is_wrong_with_a_line_is_named(
    context: Context, anna: Actor, ids: dict[str, int], change: dict[str, object], fault: Fault
) -> None:
    told = line(ids["3.6"], **{"words": "сделано"} | change)
    assert [one.fault for one in (await school_sheets.preview(context, anna, [told])).bad] == [fault]


async def test_rows_of_other_schools_are_foreign_whether_they_exist_or_not(
    context: Context, anna: Actor, ids: dict[str, int], world: sample.District
) -> None:
    foreign = ids["3.6"] + len(sample_tasks.SUMMER)
    found = await school_sheets.preview(context, anna, [line(foreign), line(99999)])
    assert [one.fault for one in found.bad] == [Fault.FOREIGN, Fault.FOREIGN]
    await begin(context, HER, Talk.SCHOOL_SHEET, "write")
    with pytest.raises(AccessDenied):
        await school_sheets.write(context, anna, HER, Cause("1"), [Filled(foreign, 1, False, DAY, "", None, "")])
    with pytest.raises(AccessDenied):
        await school_sheets.sheet_file(context, anna, world.schools[1])
    vera = await sample.actor(context, sample.VERA)
    with pytest.raises(AccessDenied):
        await school_sheets.sheet_file(context, vera)


async def test_one_changed_row_keeps_the_whole_sheet_unwritten(
    context: Context, anna: Actor, ids: dict[str, int]
) -> None:
    found = await school_sheets.preview(context, anna, [line(ids["3.6"]), line(ids["3.12"], words="есть")])
    await mark_done(context, anna, Cause("42:1"), ids["3.6"], 1)
    await begin(context, HER, Talk.SCHOOL_SHEET, "write")
    with pytest.raises(Refusal, match="school-sheet-changed"):
        await school_sheets.write(context, anna, HER, Cause("42:2"), reversed(found.rows))
    assert [await number(context, kind) for kind in (Mark, Evidence)] == [1, 0]


async def test_two_taps_at_once_write_one_sheet(context: Context, anna: Actor, ids: dict[str, int]) -> None:
    found = await school_sheets.preview(context, anna, [line(ids["3.6"]), line(ids["4.1"])])
    await begin(context, HER, Talk.SCHOOL_SHEET, "write")
    taps = (school_sheets.write(context, anna, HER, Cause(f"42:{n}"), found.rows) for n in range(3))
    results = await asyncio.gather(*taps, return_exceptions=True)
    assert sorted(type(one).__name__ for one in results) == ["Refusal", "Refusal", "int"]
    assert [await number(context, kind) for kind in (Mark, Entry)] == [1, 1]


async def test_a_school_with_nothing_open_gets_words_instead_of_an_empty_sheet(
    context: Context, anna: Actor, world: sample.District
) -> None:
    with pytest.raises(Refusal, match="school-sheet-empty"):
        await school_sheets.sheet_file(context, anna)
