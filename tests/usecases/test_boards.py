"""Lists of tasks: what is in sight, what burns, what comes next."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.boards import Selection
from bot.domain.clock import FixedClock
from bot.domain.people import Role
from bot.domain.roadmaps import RoadmapState
from bot.usecases.assignments import assign
from bot.usecases.boards import PAGE, board, search
from bot.usecases.context import Cause, Context
from bot.usecases.marks import mark_done
from db.models import Absence, Membership, Roadmap, Task
from tests import sample, sample_tasks
from tests.sample_tasks import Row


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


async def test_a_coordinator_sees_own_tasks_by_effective_day(context: Context) -> None:
    world = await sample.district(context)
    await sample_tasks.plan(context, world.municipality, world.schools[:2])
    shown = await board(context, await sample.actor(context, sample.ANNA))
    assert [line.number for line in shown.lines] == ["3.12", "3.6", "3.7", "3.8", "3.9"]
    assert {line.organisation_id for line in shown.lines} == {world.schools[0]}
    assert (shown.total, shown.left, shown.counts[Selection.OVERDUE]) == (7, 2, 1)
    assert (shown.counts[Selection.ALL_YEAR], shown.counts[Selection.UNDATED], shown.counts[Selection.PLAN]) == (
        1,
        1,
        10,
    )


async def test_an_own_day_and_an_extension_move_a_task_in_the_list(context: Context) -> None:
    world = await sample.district(context)
    ids = await sample_tasks.plan(context, world.municipality, world.schools[:1])
    async with context.transaction(write=True) as session:
        (await session.get_one(Task, ids["2.5"])).own_due = date(2023, 8, 26)
        moved = await session.get_one(Task, ids["3.12"])
        moved.own_due, moved.extended_due = date(2023, 8, 1), date(2023, 8, 29)
    shown = await board(context, await sample.actor(context, sample.ANNA))
    assert [line.number for line in shown.lines] == ["3.6", "2.5", "3.12", "3.7", "3.8"]
    assert shown.counts[Selection.OVERDUE] == shown.counts[Selection.UNDATED] == 0


async def test_rows_of_the_whole_year_are_never_overdue(context: Context, clock: FixedClock) -> None:
    world = await sample.district(context)
    await sample_tasks.plan(context, world.municipality, world.schools[:1])
    clock.moment = datetime(2024, 7, 1, tzinfo=UTC)
    anna = await sample.actor(context, sample.ANNA)
    assert "4.1" not in [line.number for line in (await board(context, anna, Selection.OVERDUE)).lines]
    assert [line.number for line in (await board(context, anna, Selection.ALL_YEAR)).lines] == ["4.1"]


@pytest.mark.parametrize(
    ("selection", "numbers"),
    [
        (Selection.OVERDUE, ["3.12"]),
        (Selection.WEEK, ["3.6"]),
        (Selection.MONTH, ["3.6", "3.7", "3.8", "3.9", "3.10"]),
        (Selection.UNDATED, ["2.5"]),
        (Selection.MINE, []),
        (Selection.DONE, []),
    ],
)
async def test_filters_take_what_they_say(context: Context, selection: Selection, numbers: list[str]) -> None:
    world = await sample.district(context)
    await sample_tasks.plan(context, world.municipality, world.schools[:1])
    shown = await board(context, await sample.actor(context, sample.ANNA), selection)
    assert [line.number for line in shown.lines] == numbers
    assert shown.counts[selection] == shown.total


async def test_a_navigator_sees_only_what_was_given(context: Context) -> None:
    world = await sample.district(context)
    ids = await sample_tasks.plan(context, world.municipality, world.schools[:1])
    anna = await sample.actor(context, sample.ANNA)
    vera = await sample.actor(context, sample.VERA)
    assert (await board(context, vera)).counts[Selection.FOUND] == 0
    await assign(context, anna, Cause("1"), ids["3.7"], world.vera)
    assert [line.number for line in (await board(context, vera)).lines] == ["3.7"]
    given = (await board(context, anna, Selection.GIVEN)).lines
    assert [(line.number, [who.name for who in line.given]) for line in given] == [("3.7", ["Вера Н."])]
    assert (await search(context, vera, "план")).total == 0


async def test_mine_counts_what_belongs_to_those_one_stands_in_for(context: Context, clock: FixedClock) -> None:
    world = await sample.district(context)
    ids = await sample_tasks.plan(context, world.municipality, world.schools[:1])
    anna = await sample.actor(context, sample.ANNA)
    await assign(context, anna, Cause("1"), ids["3.7"], world.vera)
    await assign(context, anna, Cause("2"), ids["3.6"], world.anna)
    async with context.transaction(write=True) as session:
        day = date(2023, 8, 24)
        away = Absence(person_id=world.vera, opens=day, until=day, substitute_id=world.anna, created_at=clock.moment)
        session.add(away)
    for numbers in (["3.6", "3.7"], ["3.6"]):
        shown = await board(context, await sample.actor(context, sample.ANNA), Selection.MINE)
        assert [line.number for line in shown.lines] == numbers
        assert shown.counts[Selection.MINE] == len(numbers)
        clock.moment += timedelta(days=1)


async def test_an_authority_has_the_same_list_for_its_own_rows(context: Context) -> None:
    world = await sample.district(context)
    rows = (Row("1.1", "Совещание", date(2023, 8, 25)),)
    await sample_tasks.plan(context, world.municipality, (world.municipality,), rows)
    await sample_tasks.plan(context, world.municipality, world.schools)
    shown = await board(context, await sample.actor(context, sample.ADMIN))
    assert [line.number for line in shown.lines] == ["1.1"]


async def test_a_person_of_two_schools_sees_both_and_can_choose_one(context: Context) -> None:
    world = await sample.district(context)
    await sample_tasks.plan(context, world.municipality, world.schools[:2])
    async with context.transaction(write=True) as session:
        session.add(
            Membership(
                person_id=world.anna, organisation_id=world.schools[1], role=Role.COORDINATOR, from_at=context.now()
            )
        )
    anna = await sample.actor(context, sample.ANNA)
    shown = await board(context, anna)
    assert (shown.total, [name for _, name in shown.organisations]) == (14, ["Школа № 1", "Школа № 2"])
    one = await board(context, anna, organisation_id=world.schools[1])
    assert (one.total, {line.organisation_id for line in one.lines}) == (7, {world.schools[1]})
    foreign = await board(context, anna, organisation_id=world.schools[2])
    assert (foreign.total, foreign.lines) == (0, ())


async def test_several_plans_stand_side_by_side(context: Context) -> None:
    world = await sample.district(context)
    await sample_tasks.plan(context, world.municipality, world.schools[:1])
    await sample_tasks.plan(
        context, world.schools[0], world.schools[:1], (Row("3.6", "Свой план", date(2023, 8, 25)),), "План школы"
    )
    shown = await board(context, await sample.actor(context, sample.ANNA))
    assert shown.plans == 2
    assert [line.plan for line in shown.lines if line.number == "3.6"] == ["План района", "План школы"]


async def test_drafts_and_closed_plans_are_out_of_sight(context: Context) -> None:
    world = await sample.district(context)
    await sample_tasks.plan(context, world.municipality, world.schools[:1])
    async with context.transaction(write=True) as session:
        (await session.get_one(Roadmap, 1)).state = RoadmapState.CLOSED
    assert (await board(context, await sample.actor(context, sample.ANNA))).counts[Selection.FOUND] == 0


async def test_an_empty_list_says_what_comes_next_and_when_its_reminder_does(
    context: Context, clock: FixedClock
) -> None:
    world = await sample.district(context)
    clock.moment = datetime(2023, 9, 10, 6, tzinfo=UTC)
    rows = tuple(Row(f"4.{n}", f"Раздел {n}", date(2023, 9, 30)) for n in range(2, 5))
    await sample_tasks.plan(context, world.municipality, world.schools[:1], rows)
    shown = await board(context, await sample.actor(context, sample.ANNA))
    assert shown.ahead is not None
    assert (shown.lines, shown.ahead.number, shown.ahead_more) == ((), "4.2", 2)
    assert shown.reminder == date(2023, 9, 25)


async def test_pages_hold_five_lines_and_a_page_too_far_is_the_last_one(context: Context) -> None:
    world = await sample.district(context)
    rows = tuple(Row(str(n), f"Пункт {n}", date(2023, 8, 25)) for n in range(12))
    await sample_tasks.plan(context, world.municipality, world.schools[:1], rows)
    anna = await sample.actor(context, sample.ANNA)
    shown = await board(context, anna, page=99)
    assert (PAGE, shown.page, shown.first, len(shown.lines), shown.left) == (5, 2, 11, 2, 0)
    assert (await board(context, anna, page=-4)).page == 0


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("САЙТ", ["3.11", "4.2"]),
        ("3.6", ["3.6"]),
        ("№ 3.6", ["3.6"]),
        ("билет будущее", ["3.7"]),
        ("  ", []),
        ("%", []),
    ],
)
async def test_search_by_words_and_number(context: Context, query: str, numbers: list[str]) -> None:
    world = await sample.district(context)
    await sample_tasks.plan(context, world.municipality, world.schools[:1])
    found = await search(context, await sample.actor(context, sample.ANNA), query)
    assert [line.number for line in found.lines] == numbers


async def test_done_tasks_come_newest_first(context: Context, clock: FixedClock) -> None:
    world = await sample.district(context)
    ids = await sample_tasks.plan(context, world.municipality, world.schools[:1])
    anna = await sample.actor(context, sample.ANNA)
    await mark_done(context, anna, Cause("1"), ids["3.6"], 1)
    clock.moment = datetime(2023, 8, 25, 6, tzinfo=UTC)
    await mark_done(context, anna, Cause("2"), ids["3.9"], 1)
    done = await board(context, anna, Selection.DONE)
    assert [line.number for line in done.lines] == ["3.9", "3.6"]
