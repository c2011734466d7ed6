"""A newer version of a running plan: marks stay, open tasks move, and only those concerned hear of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.deadline import parse
from bot.domain.digests import Digest
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.grid import Party, PartyRole, Plan, PlanRow, short_names
from bot.domain.roadmaps import PastAnswer, RoadmapState
from bot.domain.tasks import MarkKind, TaskState
from bot.usecases.amendments import Amended, amend, running_version, versions
from bot.usecases.context import Cause, Context
from bot.usecases.launch import PastWindows
from bot.usecases.marks import mark_done
from bot.usecases.past import answer, look, tick
from bot.usecases.setting_days import set_day
from bot.usecases.tick import plan_once, send_due
from db.models import Mark, Measure, PastQuestion, Roadmap, Task
from tests import sample
from tests.post import FakeCourier

SCHOOLS = (Party("Школы", PartyRole.SCHOOL),)
TEXTS = [
    ("1", "Приказ об ответственном за профориентацию", "до 15 октября"),
    ("2", "План профориентационной работы школы", "до 1 ноября"),
    ("3", "Неделя профориентации", ""),
    ("4", "Отчёт о проведённых экскурсиях", "декабрь, май"),
]
NEWER = [
    ("1", "Приказ об ответственном за профориентацию", "до 15 октября"),
    ("2", "План профориентационной работы школы", "до 20 ноября"),
    ("4", "Неделя профориентации", ""),
    ("5", "Выставка учебных заведений", "до 1 марта"),
]


def plan(texts: list[tuple[str, str, str]], title: str = "План района") -> Plan:
    names = short_names([title for _, title, _ in texts])
    rows = tuple(
        PlanRow(n, number, None, title, said, "Школы", None, parse(said, 2023), SCHOOLS, names[n])
        for n, (number, title, said) in enumerate(texts)
    )
    return Plan(title, 2023, None, (), (), rows)


async def prepared(context: Context, newer: Plan | None = None) -> tuple[sample.District, int, int]:
    """The district, the running plan and the draft of its newer version."""
    world = await sample.district(context, schools=2)
    running = await sample.launched(context, world, plan(TEXTS))
    return world, running, await sample.draft(context, world.municipality, newer or plan(NEWER), world.admin)


async def launch(
    context: Context, draft: int, running: int, version: int = 1, past: PastAnswer | None = None
) -> Amended:
    admin = await sample.actor(context, sample.ADMIN)
    done = await amend(context, admin, draft, version, running, past, Cause("test:amend"))
    assert isinstance(done, Amended)
    return done


LATE = [*NEWER, ("6", "Самодиагностика школы", "до 20.08.2023")]


async def test_added_rows_whose_day_has_passed_are_asked_about(context: Context) -> None:
    world, running, draft = await prepared(context, plan(LATE))
    admin = await sample.actor(context, sample.ADMIN)
    asked = await amend(context, admin, draft, 1, running, None, Cause("test:amend"))
    assert isinstance(asked, PastWindows)
    assert (asked.measures, asked.tasks) == (1, 2)
    async with context.transaction() as session:
        assert (await session.get_one(Roadmap, running)).state is RoadmapState.ACTIVE, "nothing was launched yet"
    assert (await launch(context, draft, running, past=PastAnswer.ASK_SCHOOLS)).asked == 2
    async with context.transaction() as session:
        query = select(PastQuestion.id).where(PastQuestion.organisation_id == world.schools[0])
        question = (await session.scalars(query)).one()
    anna = await sample.actor(context, sample.ANNA)
    shown = await look(context, anna, question)
    assert [(row.number, row.done) for row in shown.rows] == [("6", True)]
    assert (await answer(context, anna, question, shown.version, Cause("test:past"))).done == 1


async def test_an_answered_question_opens_again_for_the_new_rows_alone(context: Context) -> None:
    world = await sample.district(context, schools=1)
    first = plan([*TEXTS, ("7", "Выбор уровня", "до 10.08.2023")])
    running = await sample.launched(context, world, first, PastAnswer.ASK_SCHOOLS)
    anna = await sample.actor(context, sample.ANNA)
    async with context.transaction() as session:
        question = (await session.scalars(select(PastQuestion.id))).one()
    shown = await look(context, anna, question)
    shown = await tick(context, anna, question, shown.version, shown.rows[0].task_id)
    assert (await answer(context, anna, question, shown.version, Cause("test:past"))).left == 1
    draft = await sample.draft(context, world.municipality, plan([*LATE, ("7", "Выбор уровня", "до 10.08.2023")]))
    assert (await launch(context, draft, running, past=PastAnswer.ASK_SCHOOLS)).asked == 1
    again = await look(context, anna, question)
    assert [(row.number, row.done) for row in again.rows] == [("7", False), ("6", True)]


async def test_what_was_asked_after_midnight_stays_ticked_when_more_is_asked(
    context: Context, clock: FixedClock
) -> None:
    """At one o'clock in Moscow it is still the day before in UTC: a row due then was asked about as past."""
    world = await sample.district(context, schools=1)
    monday, clock.moment = clock.moment, datetime(2023, 8, 20, 22, tzinfo=UTC)
    seventh = ("7", "Выбор уровня", "до 20.08.2023")
    running = await sample.launched(context, world, plan([*TEXTS, seventh]), PastAnswer.ASK_SCHOOLS)
    clock.moment = monday
    draft = await sample.draft(context, world.municipality, plan([*LATE, seventh]))
    assert (await launch(context, draft, running, past=PastAnswer.ASK_SCHOOLS)).asked == 1
    async with context.transaction() as session:
        question = (await session.scalars(select(PastQuestion.id))).one()
    again = await look(context, await sample.actor(context, sample.ANNA), question)
    assert sorted((row.number, row.done) for row in again.rows) == [("6", True), ("7", True)]


async def test_added_rows_may_be_taken_as_done(context: Context) -> None:
    _, running, draft = await prepared(context, plan(LATE))
    await launch(context, draft, running, past=PastAnswer.DONE)
    assert (await tasks(context, draft))["Самодиагностика школы"] == [(date(2023, 8, 20), TaskState.DONE)] * 2


async def tasks(context: Context, roadmap: int) -> dict[str, list[tuple[date | None, TaskState]]]:
    """By the title of the row, in the order of schools."""
    query = select(Measure.title, Task).join(Task).where(Measure.roadmap_id == roadmap)
    found: dict[str, list[tuple[date | None, TaskState]]] = {}
    async with context.transaction() as session:
        for title, task in await session.execute(query.order_by(Task.organisation_id, Task.id)):
            found.setdefault(title, []).append((task.due, task.state))
    return found


async def first_task(context: Context, number: str) -> Task:
    async with context.transaction() as session:
        query = select(Task).join(Measure).where(Measure.number == number).order_by(Task.organisation_id, Task.id)
        return (await session.scalars(query.limit(1))).one()


async def test_the_running_plan_is_offered_and_a_foreign_one_is_not(context: Context) -> None:
    world, running, draft = await prepared(context)
    admin = await sample.actor(context, sample.ADMIN)
    found = await running_version(context, admin, draft)
    assert found is not None
    assert found.running_id == running
    difference = found.difference
    assert [(pair.new.number, pair.old.said, pair.new.said) for pair in difference.moved] == [
        ("2", "до 1 ноября 2023 года", "до 20 ноября 2023 года")
    ]
    assert [entry.number for entry in difference.added] == ["5"]
    assert [entry.number for entry in difference.cancelled] == ["4"]
    other = await sample.draft(context, world.municipality, plan([("1", "Совсем другое дело", "май")]))
    assert await running_version(context, admin, other) is None


async def test_marks_stay_and_only_open_tasks_move(context: Context) -> None:
    _, running, draft = await prepared(context)
    anna = await sample.actor(context, sample.ANNA)
    done = await first_task(context, "2")
    await mark_done(context, anna, Cause("test:mark"), done.id, done.version)
    found = await launch(context, draft, running)
    assert (found.moved, found.added, found.dropped) == (1, 2, 4)
    assert await tasks(context, draft) == {
        "Приказ об ответственном за профориентацию": [(date(2023, 10, 15), TaskState.OPEN)] * 2,
        "План профориентационной работы школы": [
            (date(2023, 11, 1), TaskState.DONE),
            (date(2023, 11, 20), TaskState.OPEN),
        ],
        "Неделя профориентации": [(None, TaskState.OPEN)] * 2,
        "Выставка учебных заведений": [(date(2024, 3, 1), TaskState.OPEN)] * 2,
    }
    assert {state for row in (await tasks(context, running)).values() for _, state in row} == {TaskState.CANCELLED}
    async with context.transaction() as session:
        kinds = list(await session.scalars(select(Mark.kind).order_by(Mark.id)))
        plans = (await session.scalars(select(Roadmap).order_by(Roadmap.id))).all()
    assert kinds == [MarkKind.DONE, *[MarkKind.CANCELLED] * 4]
    assert [(row.state, row.supersedes_id) for row in plans] == [
        (RoadmapState.CLOSED, None),
        (RoadmapState.ACTIVE, running),
    ]


async def test_a_task_keeps_its_id(context: Context) -> None:
    _, running, draft = await prepared(context)
    before = await first_task(context, "2")
    await launch(context, draft, running)
    async with context.transaction() as session:
        after = await session.get_one(Task, before.id)
        measure = await session.get_one(Measure, after.measure_id)
    assert (measure.roadmap_id, after.due, after.version) == (draft, date(2023, 11, 20), before.version + 1)


async def test_only_those_concerned_hear_of_it(context: Context, clock: FixedClock) -> None:
    """The new version differs in nothing but one row, and only Anna's task of it is open."""
    newer = plan([*TEXTS[:1], ("2", "План профориентационной работы школы", "до 20 ноября"), *TEXTS[2:]])
    world, running, draft = await prepared(context, newer)
    async with context.transaction(write=True) as session:
        query = select(Task).join(Measure).where(Measure.number == "2", Task.organisation_id == world.schools[1])
        for task in await session.scalars(query):
            task.state = TaskState.DONE
    clock.moment = datetime(2023, 9, 4, 9, 0, tzinfo=UTC)
    await send_due(context, FakeCourier())
    assert (await launch(context, draft, running)).told == 1
    clock.moment = datetime(2023, 9, 5, 5, 0, tzinfo=UTC)
    await plan_once(context)
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.people() == [world.anna]
    digest = courier.brought[0][1]
    assert isinstance(digest, Digest)
    assert [line.days.due for line in digest.moved] == [date(2023, 11, 20)]


async def test_a_day_that_was_set_stays_while_the_words_do(context: Context) -> None:
    _, running, draft = await prepared(context)
    admin = await sample.actor(context, sample.ADMIN)
    week = (await first_task(context, "3")).measure_id
    async with context.transaction() as session:
        now = (await session.get_one(Roadmap, running)).version
    await set_day(context, admin, week, now, "с 13 по 17 ноября")
    assert [pair.new.number for pair in (await versions(context, admin, draft, running)).difference.moved] == ["2"]
    await launch(context, draft, running)
    assert (await tasks(context, draft))["Неделя профориентации"] == [(date(2023, 11, 17), TaskState.OPEN)] * 2


async def test_names_that_people_settled_are_kept_and_stay_unique(context: Context) -> None:
    _, running, draft = await prepared(context)
    async with context.transaction(write=True) as session:
        row = (await session.scalars(select(Measure).where(Measure.roadmap_id == running, Measure.number == "2"))).one()
        row.short_name = "Выставка учебных заведений"
    await launch(context, draft, running)
    async with context.transaction() as session:
        query = select(Measure.number, Measure.short_name).where(Measure.roadmap_id == draft)
        names = {row.number: row.short_name for row in await session.execute(query)}
    assert names["2"] == "Выставка учебных заведений"
    assert names["5"] == "Выставка учебных заведений (2)"


async def test_a_second_tap_finds_nothing_to_do(context: Context) -> None:
    _, running, draft = await prepared(context)
    await launch(context, draft, running)
    with pytest.raises(Refusal, match="stale"):
        await launch(context, draft, running)
    async with context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Mark)) == 4


async def test_a_draft_that_was_changed_since_is_not_launched(context: Context) -> None:
    _, running, draft = await prepared(context)
    with pytest.raises(Refusal, match="stale"):
        await launch(context, draft, running, version=7)
    async with context.transaction() as session:
        assert (await session.get_one(Roadmap, running)).state is RoadmapState.ACTIVE


async def test_a_plan_of_another_year_is_no_version(context: Context) -> None:
    world, _, _ = await prepared(context)
    later = replace(plan(NEWER), school_year=2024)
    draft = await sample.draft(context, world.municipality, later)
    assert await running_version(context, await sample.actor(context, sample.ADMIN), draft) is None


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA, sample.STRANGER])
async def test_others_amend_nothing(context: Context, telegram: int) -> None:
    _, running, draft = await prepared(context)
    other = await sample.actor(context, telegram)
    for attempt in (
        running_version(context, other, draft),
        versions(context, other, draft, running),
        amend(context, other, draft, 1, running, None, Cause("test:forged")),
    ):
        with pytest.raises(AccessDenied):
            await attempt
