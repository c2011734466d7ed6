"""Numbers: last year's beside this year's, totals, percent of schools; in chat and in the sheet the same."""

from dataclasses import replace

import pytest

from bot.domain.demands import Demand
from bot.domain.people import Actor
from bot.exports.figures import figures as sheet
from bot.usecases.context import Cause, Context
from bot.usecases.evidence import attach, detach
from bot.usecases.marks import When, mark_done
from bot.usecases.reports import report_for
from db.models import Entry, Evidence, Roadmap
from tests import sample, sample_tasks
from tests.sample_tasks import THURSDAY, Row

ROWS = (
    Row("2.6", "Участие в проектах", THURSDAY.date(), title="Участие обучающихся", result="Число участников"),
    Row("2.8", "Охват", THURSDAY.date(), title="Мероприятия", result="Охват участников"),
)


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=3)


@pytest.fixture
async def anna(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ANNA)


async def two_years(context: Context, world: sample.District) -> tuple[dict[str, int], dict[str, int]]:
    """The same rows in the plan of last year, closed by now, and in that of this year."""
    old = await sample_tasks.plan(context, world.municipality, world.schools, ROWS, "План прошлого года")
    async with context.transaction(write=True) as session:
        (await session.get_one(Roadmap, 1)).school_year = 2022
    renamed = tuple(replace(row, number=f"1.{row.number}") for row in ROWS)
    new = await sample_tasks.plan(context, world.municipality, world.schools, renamed)
    return old, {number.removeprefix("1."): task for number, task in new.items()}


async def give(context: Context, actor: Actor, task: int, text: str, demand: Demand = Demand.PUPILS) -> None:
    await attach(context, actor, Cause(f"test:{task}:{demand}:{text}"), task, text, wanted=demand)


async def test_last_year_and_growth_are_shown_with_a_number(
    context: Context, world: sample.District, anna: Actor
) -> None:
    old, new = await two_years(context, world)
    await give(context, anna, old["2.6"], "34")
    kept = await attach(context, anna, Cause("now"), new["2.6"], "38", wanted=Demand.PUPILS)
    assert (kept.last, kept.proof and kept.proof.numbers) == (34, {"pupils": 38})
    other = await attach(context, anna, Cause("other"), new["2.8"], "38", wanted=Demand.PUPILS)
    assert other.last is None


async def test_the_sheet_has_totals_percent_last_year_and_growth(
    context: Context, world: sample.District, anna: Actor
) -> None:
    old, new = await two_years(context, world)
    boris = await sample.actor(context, sample.BORIS)
    for actor, step, last, now in ((anna, 0, "34", "38"), (boris, 2, "10", "8")):
        await give(context, actor, old["2.6"] + step, last)
        await give(context, actor, new["2.6"] + step, "1")
        await give(context, actor, new["2.6"] + step, now)
    await give(context, anna, new["2.8"], "30")
    await give(context, anna, new["2.8"], "120", Demand.ALL_PUPILS)
    await mark_done(context, anna, Cause("done"), new["2.6"], 1, When.IN_TIME)
    report = await report_for(context, await sample.actor(context, sample.ADMIN), world.municipality, 2)
    told = [tuple(line.cells[place] for place in (0, 1, 3, 4, 5, 6, 7, 8, 9)) for line in sheet(report).lines]
    pupils, everybody = "число обучающихся", "сколько обучающихся всего"
    assert told == [
        ("Школа № 1", "1.2.6", pupils, 38, None, None, 34, 4, 12),
        ("Школа № 2", "1.2.6", pupils, 8, None, None, 10, -2, -20),
        ("Всего", "1.2.6", pupils, 46, None, None, 44, 2, 5),
        ("Школа № 1", "1.2.8", everybody, 120, None, None, None, None, None),
        ("Всего", "1.2.8", everybody, 120, None, None, None, None, None),
        ("Школа № 1", "1.2.8", pupils, 30, 120, 25, None, None, None),
        ("Всего", "1.2.8", pupils, 30, 120, 25, None, None, None),
        ("Всего", "1.2.6", "школ выполнили", 1, 3, 33, None, None, None),
        ("Всего", "1.2.8", "школ выполнили", 0, 3, 0, None, None, None),
    ]


async def test_a_total_compares_only_what_has_both_sides(context: Context, world: sample.District, anna: Actor) -> None:
    """The reviewer's schools: 50 of 100 beside 80 of nobody knows how many; 38 after 34 beside 50 that are new; and one
    that gave a number last year only."""
    old, new = await two_years(context, world)
    boris, step = await sample.actor(context, sample.BORIS), 2
    await give(context, anna, new["2.8"], "50")
    await give(context, anna, new["2.8"], "100", Demand.ALL_PUPILS)
    await give(context, boris, new["2.8"] + step, "80")
    await give(context, anna, old["2.6"], "34")
    await give(context, anna, new["2.6"], "38")
    await give(context, boris, new["2.6"] + step, "50")
    async with context.transaction(write=True) as session:
        for task, number in ((old["2.6"], 3), (new["2.6"], 1)):
            session.add_all(Entry(task_id=task, on_day=THURSDAY.date(), at=context.now()) for _ in range(number))
        third = old["2.6"] + 2 * step
        session.add(Evidence(task_id=third, kind="number", value={"pupils": 20}, at=context.now()))
    report = await report_for(context, await sample.actor(context, sample.ADMIN), world.municipality, 2)
    told = [tuple(line.cells[place] for place in (0, 1, 3, 4, 5, 6, 7, 8, 9)) for line in sheet(report).lines]
    pupils, entries = "число обучающихся", "записей"
    assert [line for line in told if line[2] in (pupils, entries)] == [
        ("Школа № 1", "1.2.6", entries, 1, None, None, 3, -2, -67),
        ("Всего", "1.2.6", entries, 1, None, None, 3, -2, -67),
        ("Школа № 1", "1.2.6", pupils, 38, None, None, 34, 4, 12),
        ("Школа № 2", "1.2.6", pupils, 50, None, None, None, None, None),
        ("Школа № 3", "1.2.6", pupils, None, None, None, 20, None, None),
        ("Всего", "1.2.6", pupils, 88, None, None, 54, 4, 12),
        ("Школа № 1", "1.2.8", pupils, 50, 100, 50, None, None, None),
        ("Школа № 2", "1.2.8", pupils, 80, None, None, None, None, None),
        ("Всего", "1.2.8", pupils, 130, 100, 50, None, None, None),
    ]


async def test_every_kind_of_evidence_stands_with_the_execution(
    context: Context, world: sample.District, anna: Actor
) -> None:
    _, new = await two_years(context, world)
    await give(context, anna, new["2.6"], "38")
    taken = await attach(context, anna, Cause("text"), new["2.6"], "Всё прошло")
    await attach(context, anna, Cause("order"), new["2.6"], "приказ № 5 от 1 июня", wanted=Demand.ORDER)
    assert taken.proof is not None
    await detach(context, anna, new["2.6"], taken.proof.proof_id)
    report = await report_for(context, anna, world.schools[0], 2)
    job = next(job for plan in report.plans for job in plan.jobs if job.words)
    assert job.words == "число обучающихся: 38\nприказ № 5 от 1 июня"
    assert not any(line.cells[3] == "школ выполнили" for line in sheet(report).lines)
