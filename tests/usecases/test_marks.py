"""Marks: one tap, the truth about lateness, undo, two people at once, parent rows, who is named."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.boards import Selection
from bot.domain.clock import FixedClock
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Role
from bot.domain.tasks import MarkKind, TaskState, Timeliness
from bot.usecases.assignments import assign, assign_outside
from bot.usecases.boards import board
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.levels import set_level
from bot.usecases.marks import (
    Outcome,
    When,
    mark_done,
    mark_done_on,
    mark_not_ours,
    mark_unfulfilled,
    undo_mark,
)
from db.models import Absence, AuditEvent, Mark, Organisation
from tests import sample, sample_tasks
from tests.sample_tasks import Row

ONE, TWO, THREE = Cause("42:1"), Cause("42:2"), Cause("42:3")
CHILDREN = (
    Row("3", "Навигаторы", date(2023, 9, 15)),
    Row("3.1", "Назначить навигаторов", date(2023, 9, 1), below="3"),
    Row("3.2", "Обучить навигаторов", date(2023, 9, 15), below="3"),
)


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=2)


@pytest.fixture
async def ids(context: Context, world: sample.District) -> dict[str, int]:
    return await sample_tasks.plan(context, world.municipality, world.schools)


async def marks_of(context: Context, task_id: int) -> list[Mark]:
    async with context.transaction() as session:
        return list(await session.scalars(select(Mark).where(Mark.task_id == task_id).order_by(Mark.id)))


async def test_one_tap_before_the_day_marks_in_time(context: Context, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    marked = await mark_done(context, anna, ONE, ids["3.6"], 1)
    assert marked.outcome is Outcome.DONE
    assert marked.card.line.timeliness() is Timeliness.IN_TIME
    task = await sample_tasks.task(context, ids["3.6"])
    assert (task.state, task.done_on, task.version) == (TaskState.DONE, date(2023, 8, 24), 2)
    (mark,) = await marks_of(context, ids["3.6"])
    assert (mark.kind, mark.by_person_id, mark.for_person_id, mark.cause) == (MarkKind.DONE, anna.person_id, None, ONE)


async def test_after_the_day_it_asks_when_and_changes_nothing(context: Context, ids: dict[str, int]) -> None:
    asked = await mark_done(context, await sample.actor(context, sample.ANNA), ONE, ids["3.12"], 1)
    assert asked.outcome is Outcome.ASK_DAY
    assert (await sample_tasks.task(context, ids["3.12"])).state is TaskState.OPEN
    assert await marks_of(context, ids["3.12"]) == []


@pytest.mark.parametrize(
    ("answer", "done_on", "counted"),
    [
        (When.IN_TIME, date(2023, 8, 12), Timeliness.IN_TIME),
        (When.TODAY, date(2023, 8, 24), Timeliness.LATE),
        ("10 августа", date(2023, 8, 10), Timeliness.IN_TIME),
        ("вчера", date(2023, 8, 23), Timeliness.LATE),
        (timedelta(days=2), date(2023, 8, 22), Timeliness.LATE),
    ],
)
async def test_lateness_counts_by_the_day_it_was_done_not_by_the_tap(
    context: Context, ids: dict[str, int], answer: When | str | timedelta, done_on: date, counted: Timeliness
) -> None:
    anna = await sample.actor(context, sample.ANNA)
    if isinstance(answer, When):
        marked = await mark_done(context, anna, ONE, ids["3.12"], 1, answer)
    else:
        marked = await mark_done_on(context, anna, ONE, ids["3.12"], 1, answer)
    assert (marked.card.line.done_on, marked.card.line.timeliness()) == (done_on, counted)
    assert marked.card.marks[-1].moment.hour == 9


async def test_a_forged_in_time_before_the_day_is_today(context: Context, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    marked = await mark_done(context, anna, ONE, ids["3.6"], 1, When.IN_TIME)
    assert marked.card.line.done_on == date(2023, 8, 24)


@pytest.mark.parametrize("ago", [timedelta(days=-1), timedelta(days=100_000)])
async def test_a_forged_number_of_days_is_refused(context: Context, ids: dict[str, int], ago: timedelta) -> None:
    with pytest.raises(Refusal):
        await mark_done_on(context, await sample.actor(context, sample.ANNA), ONE, ids["3.12"], 1, ago)
    assert (await sample_tasks.task(context, ids["3.12"])).state is TaskState.OPEN


async def test_a_day_is_that_of_the_school_not_of_the_server(
    context: Context, world: sample.District, ids: dict[str, int], clock: FixedClock
) -> None:
    async with context.transaction(write=True) as session:
        (await session.get_one(Organisation, world.schools[0])).zone = "Asia/Kamchatka"
    clock.moment = datetime(2023, 8, 25, 13, 0, tzinfo=UTC)
    anna = await sample.actor(context, sample.ANNA)
    asked = await mark_done(context, anna, ONE, ids["3.6"], 1)
    assert asked.outcome is Outcome.ASK_DAY
    assert asked.card.today == date(2023, 8, 26)


async def test_a_second_tap_and_an_update_handled_twice_make_one_mark(context: Context, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    await mark_done(context, anna, ONE, ids["3.6"], 1)
    for cause, outcome in ((ONE, Outcome.DONE), (TWO, Outcome.ALREADY)):
        again = await mark_done(context, anna, cause, ids["3.6"], 1)
        assert again.outcome is outcome
    assert len(await marks_of(context, ids["3.6"])) == 1


async def test_two_people_at_once_make_one_mark(context: Context, world: sample.District, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    admin = await sample.actor(context, sample.ADMIN)
    results = await asyncio.gather(
        mark_done(context, anna, ONE, ids["3.6"], 1), mark_done(context, admin, TWO, ids["3.6"], 1)
    )
    assert sorted(result.outcome for result in results) == [Outcome.ALREADY, Outcome.DONE]
    assert len(await marks_of(context, ids["3.6"])) == 1
    assert (await sample_tasks.task(context, ids["3.6"])).version == 2


async def test_undo_opens_the_task_and_keeps_both_facts(context: Context, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    await mark_done(context, anna, ONE, ids["3.6"], 1)
    undone = await undo_mark(context, anna, TWO, ids["3.6"], 2)
    assert (undone.outcome, undone.card.line.state, undone.card.line.done_on) == (Outcome.UNDONE, TaskState.OPEN, None)
    again = await mark_done(context, anna, THREE, ids["3.6"], 3)
    assert again.outcome is Outcome.DONE
    kinds = [mark.kind for mark in await marks_of(context, ids["3.6"])]
    assert kinds == [MarkKind.DONE, MarkKind.UNDONE, MarkKind.DONE]


async def test_an_old_card_changes_nothing_after_undo(context: Context, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    await mark_done(context, anna, ONE, ids["3.6"], 1)
    await undo_mark(context, anna, TWO, ids["3.6"], 2)
    for stale in (
        await mark_done(context, anna, THREE, ids["3.6"], 1),
        await undo_mark(context, anna, THREE, ids["3.6"], 2),
    ):
        assert stale.outcome is Outcome.STALE
    assert len(await marks_of(context, ids["3.6"])) == 2


async def test_not_ours_bears_a_reason_and_can_be_taken_back(context: Context, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    marked = await mark_not_ours(context, anna, ONE, ids["3.7"], 1, "  Уже\nучаствуем ")
    assert (marked.outcome, marked.card.line.state) == (Outcome.NOT_OURS, TaskState.NOT_OURS)
    assert marked.card.marks[-1].reason == "Уже участвуем"
    assert (await undo_mark(context, anna, TWO, ids["3.7"], 2)).card.line.state is TaskState.OPEN


async def test_unfulfilled_closes_with_a_reason(context: Context, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    marked = await mark_unfulfilled(context, anna, ONE, ids["3.12"], 1, "Партнёр не ответил")
    assert (marked.outcome, marked.card.line.state) == (Outcome.UNFULFILLED, TaskState.UNFULFILLED)


@pytest.mark.parametrize(("reason", "code"), [(" \n ", "empty-reason"), ("я" * 301, "long-text")])
async def test_a_reason_is_some_words_but_not_a_letter(
    context: Context, ids: dict[str, int], reason: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await mark_not_ours(context, await sample.actor(context, sample.ANNA), ONE, ids["3.7"], 1, reason)
    assert refused.value.code == code
    assert (await sample_tasks.task(context, ids["3.7"])).state is TaskState.OPEN


async def test_strangers_and_neighbours_cannot_mark(context: Context, ids: dict[str, int]) -> None:
    for number in (sample.BORIS, sample.VERA, sample.STRANGER):
        actor = await sample.actor(context, number)
        for attempt in (
            mark_done(context, actor, ONE, ids["3.6"], 1),
            mark_done_on(context, actor, ONE, ids["3.6"], 1, "вчера"),
            undo_mark(context, actor, ONE, ids["3.6"], 1),
            mark_not_ours(context, actor, ONE, ids["3.6"], 1, "нет"),
            mark_unfulfilled(context, actor, ONE, ids["3.6"], 1, "нет"),
            set_level(context, actor, ids["3.6"], 40),
        ):
            with pytest.raises(AccessDenied):
                await attempt
    assert (await sample_tasks.task(context, ids["3.6"])).version == 1


async def test_a_navigator_marks_what_was_given_but_takes_nothing_out_of_the_count(
    context: Context, world: sample.District, ids: dict[str, int]
) -> None:
    anna = await sample.actor(context, sample.ANNA)
    vera = await sample.actor(context, sample.VERA)
    await assign(context, anna, ONE, ids["3.6"], world.vera)
    with pytest.raises(AccessDenied):
        await mark_not_ours(context, vera, TWO, ids["3.6"], 1, "нет")
    marked = await mark_done(context, vera, TWO, ids["3.6"], 1)
    assert marked.outcome is Outcome.DONE
    assert not marked.card.asks_level


async def test_a_teacher_takes_back_an_own_mark_within_a_week(
    context: Context, world: sample.District, ids: dict[str, int], clock: FixedClock
) -> None:
    anna = await sample.actor(context, sample.ANNA)
    vera = await sample.actor(context, sample.VERA)
    for cause, number in ((ONE, "3.6"), (TWO, "3.7")):
        await assign(context, anna, cause, ids[number], world.vera)
    await mark_done(context, vera, ONE, ids["3.6"], 1)
    assert (await undo_mark(context, vera, TWO, ids["3.6"], 2)).outcome is Outcome.UNDONE
    await mark_done(context, vera, THREE, ids["3.6"], 3)
    clock.moment += timedelta(days=8)
    await mark_not_ours(context, anna, Cause("42:4"), ids["3.7"], 1, "нет")
    for number, version, code in (("3.6", 4, "undo-late"), ("3.7", 2, "undo-others")):
        with pytest.raises(Refusal) as refused:
            await undo_mark(context, vera, Cause("42:5"), ids[number], version)
        assert refused.value.code == code
    assert (await undo_mark(context, anna, Cause("42:6"), ids["3.6"], 4)).outcome is Outcome.UNDONE


async def test_a_task_of_a_closed_plan_is_gone(context: Context, ids: dict[str, int]) -> None:
    with pytest.raises(Refusal) as refused:
        await mark_done(context, await sample.actor(context, sample.ANNA), ONE, 999_999, 1)
    assert refused.value.code == "task-gone"


async def test_a_mark_for_somebody_outside_names_both(context: Context, ids: dict[str, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    given = await assign_outside(context, anna, ONE, ids["3.8"], "классный руководитель 6А")
    marked = await mark_done(context, anna, TWO, ids["3.8"], 1)
    (mark,) = marked.card.marks
    assert mark.by is not None
    assert mark.on_behalf is not None
    assert (mark.by.is_viewer, mark.on_behalf.designation) == (True, "классный руководитель 6А")
    assert {who.person_id for who in given.people if who.outside} == {mark.on_behalf.person_id}


async def test_a_substitute_marks_on_those_days_only_and_both_are_named(
    context: Context, world: sample.District, ids: dict[str, int], clock: FixedClock
) -> None:
    anna = await sample.actor(context, sample.ANNA)
    for cause, number in ((ONE, "3.6"), (TWO, "3.7")):
        await assign(context, anna, cause, ids[number], world.vera)
    async with context.transaction(write=True) as session:
        home = (world.schools[0], Role.NAVIGATOR)
        other = await sample.person(session, context.now(), 202, "Олег Т.", home)
        day = date(2023, 8, 24)
        session.add(Absence(person_id=world.vera, opens=day, until=day, substitute_id=other, created_at=context.now()))
    oleg = await sample.actor(context, 202)
    assert (await board(context, oleg, Selection.MINE)).total == 2
    marked = await mark_done(context, oleg, THREE, ids["3.6"], 1)
    (mark,) = (await card(context, anna, ids["3.6"])).marks
    assert marked.outcome is Outcome.DONE
    assert mark.by is not None
    assert mark.on_behalf is not None
    assert (mark.by.name, mark.on_behalf.name) == ("Олег Т.", "Вера Н.")
    clock.moment += timedelta(days=1)
    with pytest.raises(AccessDenied):
        await mark_done(context, await sample.actor(context, 202), Cause("42:4"), ids["3.7"], 1)


async def test_an_administrator_marks_for_a_school_and_that_shows(context: Context, ids: dict[str, int]) -> None:
    admin = await sample.actor(context, sample.ADMIN)
    await mark_done(context, admin, ONE, ids["3.6"], 1)
    anna = await sample.actor(context, sample.ANNA)
    shown = (await mark_done(context, anna, TWO, ids["3.6"], 1)).card.marks[-1]
    own = (await card(context, admin, ids["3.6"])).marks[-1]
    assert (shown.for_organisation, own.for_organisation) == ("Школа № 1", "Школа № 1")
    assert shown.by is not None
    assert own.by is not None
    assert (shown.by.name, own.by.is_viewer) == ("Админ", True)
    assert (await sample_tasks.task(context, ids["3.6"])).state is TaskState.DONE


async def test_a_parent_is_done_when_its_children_are(context: Context, world: sample.District) -> None:
    ids = await sample_tasks.plan(context, world.municipality, world.schools, CHILDREN)
    anna = await sample.actor(context, sample.ANNA)
    with pytest.raises(Refusal) as refused:
        await mark_done(context, anna, ONE, ids["3"], 1)
    assert refused.value.code == "parent-row"
    await mark_done(context, anna, ONE, ids["3.1"], 1)
    assert (await sample_tasks.task(context, ids["3"])).state is TaskState.OPEN
    await mark_not_ours(context, anna, TWO, ids["3.2"], 1, "нет")
    parent = await sample_tasks.task(context, ids["3"])
    assert (parent.state, parent.done_on, parent.version) == (TaskState.DONE, date(2023, 8, 24), 2)
    await undo_mark(context, anna, THREE, ids["3.2"], 2)
    reopened = await sample_tasks.task(context, ids["3"])
    assert (reopened.state, reopened.done_on) == (TaskState.OPEN, None)


async def test_children_closed_at_once_close_their_parent(context: Context, world: sample.District) -> None:
    ids = await sample_tasks.plan(context, world.municipality, world.schools, CHILDREN)
    anna = await sample.actor(context, sample.ANNA)
    admin = await sample.actor(context, sample.ADMIN)
    await asyncio.gather(mark_done(context, anna, ONE, ids["3.1"], 1), mark_done(context, admin, TWO, ids["3.2"], 1))
    assert (await sample_tasks.task(context, ids["3"])).state is TaskState.DONE


async def test_the_level_is_asked_once_and_kept_with_the_school(
    context: Context, world: sample.District, ids: dict[str, int]
) -> None:
    anna = await sample.actor(context, sample.ANNA)
    assert (await mark_done(context, anna, ONE, ids["3.6"], 1)).card.asks_level
    assert not (await set_level(context, anna, ids["3.6"], 60)).asks_level
    async with context.transaction() as session:
        assert (await session.get_one(Organisation, world.schools[0])).level == 60
        assert (await session.scalars(select(AuditEvent.action))).all() == ["level"]
    with pytest.raises(Refusal):
        await set_level(context, anna, ids["3.6"], 55)
    assert not (await mark_done(context, anna, TWO, ids["3.8"], 1)).card.asks_level
