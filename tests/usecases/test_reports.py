"""Reports: the figures of chat and xlsx are those of hand-written SQL; nobody reads further than the own subtree."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select, text, update

from bot.domain.clock import FixedClock
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.progress import Sign, Tally, sign
from bot.domain.progress import tally as count_one
from bot.domain.report_parts import narrowed
from bot.domain.reports import Selection
from bot.domain.tasks import MarkKind, TaskState
from bot.exports.worker import build
from bot.texts import say
from bot.usecases import status
from bot.usecases.context import Context
from bot.usecases.exports import export
from bot.usecases.reports import report_for
from db.models import Mark, Membership, Organisation, Task
from tests.sample import ADMIN, ANNA, STRANGER, VERA, District, actor, district, launched, organisation

SEPTEMBER = timedelta(days=11)


@pytest.fixture
async def world(context: Context, clock: FixedClock) -> District:
    """The Tambov plan with marks of all kinds, on 15 September."""
    world = await district(context)
    await launched(context, world)
    async with context.transaction(write=True) as session:
        ids = list(
            await session.scalars(select(Task.id).where(Task.organisation_id == world.schools[0]).order_by(Task.id))
        )
        states: list[dict[str, Any]] = [
            {"state": TaskState.DONE, "done_on": date(2023, 7, 1)},
            {"state": TaskState.DONE, "done_on": date(2023, 12, 1)},
            {"state": TaskState.DONE, "done_on": date(2023, 9, 1), "before_joining": True},
            {"state": TaskState.NOT_OURS},
            {"state": TaskState.UNFULFILLED},
        ]
        for task_id, values in zip(ids, states, strict=False):
            await session.execute(update(Task).where(Task.id == task_id).values(**values))
            session.add(
                Mark(
                    task_id=task_id,
                    kind=MarkKind(values["state"]),
                    done_on=values.get("done_on"),
                    at=context.now(),
                    by_person_id=world.anna,
                    reason="=СУММ(A1)" if values["state"] is TaskState.NOT_OURS else None,
                )
            )
    clock.moment += SEPTEMBER
    return world


async def test_the_database_counts_what_the_domain_counts(context: Context, world: District) -> None:
    report = await report_for(context, await actor(context, ADMIN), world.municipality)
    facts = [job.fact for plan in report.plans for job in plan.jobs]
    assert report.total == sum((count_one(fact, report.today) for fact in facts), Tally())
    assert report.total.done == 3
    assert report.total.late == 1
    assert report.total.before_joining == 1


async def test_schools_that_lag_are_counted_once_and_are_schools(
    context: Context, world: District, clock: FixedClock
) -> None:
    """In August of the next year rows of many days have several late tasks in a school, and the authority lags too."""
    clock.moment += timedelta(days=340)
    seen = await status.overview(context, await actor(context, ADMIN))
    assert [number for _, number in seen.laggards] == [seen.schools] * 3
    school = await status.overview(context, await actor(context, ANNA))
    assert school.total.overdue > 0
    assert school.laggards == ()


async def test_figures_equal_hand_written_sql(context: Context, world: District) -> None:
    seen = await status.overview(context, await actor(context, ADMIN))
    query = """
        SELECT count(*) FROM tasks t JOIN measures m ON m.id = t.measure_id
        WHERE t.state = 'open' AND m.pace <> 'all_year' AND coalesce(t.extended_due, t.own_due, t.due) < '2023-09-15'
    """
    async with context.transaction() as session:
        overdue = await session.scalar(text(query))
        done = await session.scalar(text("SELECT count(*) FROM tasks WHERE state = 'done'"))
        everything = await session.scalar(text("SELECT count(*) FROM tasks"))
    assert (seen.total.overdue, seen.total.done, seen.total.total) == (overdue, done, everything)
    assert seen.total.overdue > 0


async def test_the_workbook_says_what_the_status_says(context: Context, world: District) -> None:
    admin = await actor(context, ADMIN)
    made = await export(context, admin)
    book = openpyxl.load_workbook(BytesIO(made.content))
    names = ("summary", "plan", "matrix", "overdue", "lessons", "figures", "journal", "unreached")
    assert book.sheetnames == [say(f"sheet-{name}") for name in names]
    seen = await status.overview(context, admin)
    summary = [[cell.value for cell in row] for row in book[say("sheet-summary")].iter_rows()]
    heads, total = summary[2], summary[-1]
    assert total[0] == say("report-total")
    assert total[heads.index(say("report-column-overdue"))] == seen.total.overdue
    assert total[heads.index(say("report-column-done"))] == seen.total.arrived_done
    assert total[heads.index(say("report-column-percent"))] == seen.total.percent
    late = list(book[say("sheet-overdue")].iter_rows(min_row=4, values_only=True))
    assert len(late) == seen.total.overdue


async def test_the_plan_sheet_keeps_the_columns_order_and_sections_of_the_plan(
    context: Context, world: District
) -> None:
    report = await report_for(context, await actor(context, ADMIN), world.municipality)
    book = openpyxl.load_workbook(BytesIO(build(report)))
    rows = list(book[say("sheet-plan")].iter_rows(min_row=3, values_only=True))
    plan = report.plans[0]
    assert tuple(rows[0][: len(plan.headings)]) == plan.headings
    numbers = [row[0] for row in rows[1:] if row[1]]
    assert numbers == [item.number for item in plan.items]
    sections = [row[0] for row in rows[1:] if not row[1]]
    assert sections == list(dict.fromkeys(item.section for item in plan.items))


async def test_the_matrix_shows_the_sign_of_each_task(context: Context, world: District) -> None:
    report = await report_for(context, await actor(context, ADMIN), world.municipality)
    book = openpyxl.load_workbook(BytesIO(build(report)))
    cells = Counter(
        str(value).split()[0]
        for row in book[say("sheet-matrix")].iter_rows(min_row=5, min_col=2, values_only=True)
        for value in row
        if value is not None
    )
    late_once = {
        (job.organisation_id, job.measure_id)
        for plan in report.plans
        for job in plan.jobs
        if sign(job.fact, report.today) is Sign.OVERDUE
    }
    assert cells[say("report-mark-overdue")] == len(late_once)


async def test_text_that_looks_like_a_formula_stays_text(context: Context, world: District) -> None:
    made = await export(context, await actor(context, ANNA))
    book = openpyxl.load_workbook(BytesIO(made.content))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []
    reasons = [row[-1] for row in book[say("sheet-journal")].iter_rows(min_row=4, values_only=True)]
    assert "=СУММ(A1)" in reasons


async def test_a_coordinator_gets_the_own_school_only(context: Context, world: District) -> None:
    made = await export(context, await actor(context, ANNA))
    assert [place.id for place in made.report.places] == [world.schools[0]]
    with pytest.raises(AccessDenied):
        await export(context, await actor(context, ANNA), world.schools[1])
    with pytest.raises(AccessDenied):
        await status.by_place(context, await actor(context, ANNA), world.municipality)


async def test_a_stranger_and_a_teacher_get_nothing(context: Context, world: District) -> None:
    with pytest.raises(AccessDenied):
        await report_for(context, await actor(context, STRANGER), world.municipality)
    with pytest.raises(AccessDenied):
        await status.overview(context, await actor(context, VERA))
    with pytest.raises(Refusal, match="no-plans"):
        await status.overview(context, await actor(context, STRANGER))


async def test_names_of_people_follow_the_reader(context: Context, world: District) -> None:
    """A region's administrator reads roles, the school itself reads names."""
    own = await report_for(context, await actor(context, ANNA), world.schools[0])
    assert {event.who for event in own.events} == {"Анна П."}
    region = Actor(0, None, "Europe/Moscow", True, (), frozenset({world.municipality, *world.schools}))
    assert region.organisations(Role.ADMIN) == frozenset()
    far = await report_for(context, region, world.municipality)
    assert "Анна П." not in {event.who for event in far.events}


async def test_a_region_names_the_district_of_namesakes(context: Context, world: District) -> None:
    """In the workbook, in the chat's lists, and in what can be chosen from."""
    async with context.transaction(write=True) as session:
        region = await organisation(session, context.now(), OrganisationKind.REGION, "Министерство", "Регион")
        for place in (world.municipality, world.elsewhere):
            (await session.get_one(Organisation, place)).parent_id = region
        (await session.get_one(Organisation, world.elsewhere_school)).short_name = "Школа № 1"
        session.add(Membership(person_id=world.admin, organisation_id=region, role=Role.ADMIN, from_at=context.now()))
    admin = await actor(context, ADMIN)
    report = await report_for(context, admin, region)
    told = {"Школа № 1 (Район)", "Школа № 1 (Соседний район)", "Школа № 2"}
    assert told < {place.name for place in report.places}
    assert "Школа № 1 (Соседний район)" in {line.organisation_name for line in report.unreached}
    assert {event.organisation for event in report.events} == {"Школа № 1 (Район)"}
    assert told < {place.name for place in await status.by_place(context, admin, region)}
    one = narrowed(report, Selection(place=world.elsewhere_school))
    assert (one.events, len(one.unreached)) == ((), 1)
