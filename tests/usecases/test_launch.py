"""Launching a plan: who gets which task, once; windows that have passed; schools that come later."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.domain.digests import Digest
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import OrganisationKind, Role
from bot.domain.roadmaps import PastAnswer, RoadmapState
from bot.domain.tasks import TaskState
from bot.usecases.context import Cause, Context
from bot.usecases.launch import Launched, PastWindows, archive, fill_gaps, launch
from bot.usecases.past import answer
from bot.usecases.roadmaps import close, preview, progress
from bot.usecases.tick import send_due
from db.models import AuditEvent, Delivery, Mark, Measure, Organisation, PastQuestion, Roadmap, Task
from tests import sample
from tests.conftest import MONDAY
from tests.post import FakeCourier

CAUSE = Cause("test:1")
SUMMER_2026 = datetime(2026, 7, 1, 9, tzinfo=UTC)


async def tasks_of(context: Context, number: str, organisation: int | None = None) -> list[Task]:
    async with context.transaction() as session:
        query = select(Task).join(Measure, Measure.id == Task.measure_id).where(Measure.number == number)
        if organisation is not None:
            query = query.where(Task.organisation_id == organisation)
        return list(await session.scalars(query.order_by(Task.id)))


async def count(context: Context, table: type[Task] | type[Mark] | type[PastQuestion]) -> int:
    async with context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_the_tambov_plan_in_thirty_schools_makes_1054_tasks(context: Context, clock: FixedClock) -> None:
    """30 schools × 35 (24 rows, of them 3.14 with 4 windows and 4.3 with 9 months) + 4 of the municipality's own."""
    clock.moment = SUMMER_2026
    world = await sample.district(context, schools=30)
    admin = await sample.actor(context, sample.ADMIN)
    roadmap = await sample.draft(context, world.municipality)
    seen = await preview(context, admin, roadmap)
    assert (seen.counts.sections, seen.counts.measures, seen.counts.understood) == (4, 44, 41)
    assert seen.counts.undated == ("2.5", "2.6", "2.11")
    assert (seen.counts.schools, seen.counts.owner_only, seen.counts.information) == (24, 1, 19)
    assert (seen.counts.tasks, seen.counts.all_past) == (1054, True)
    done = await launch(context, admin, roadmap, seen.version, None, CAUSE)
    assert isinstance(done, Launched)
    assert (done.tasks, done.organisations, await count(context, Task)) == (1054, 31, 1054)


async def test_a_region_gives_rows_to_its_municipalities_and_to_all_schools_below(context: Context) -> None:
    world = await sample.district(context, schools=2)
    async with context.transaction(write=True) as session:
        now = context.now()
        region = await sample.organisation(session, now, OrganisationKind.REGION, "Министерство", "Область")
        for key in (world.municipality, world.elsewhere):
            await session.execute(update(Organisation).where(Organisation.id == key).values(parent_id=region))
        await sample.person(session, now, 7, "Глава", (region, Role.ADMIN))
    head = await sample.actor(context, 7)
    roadmap = await sample.draft(context, region)
    counts = (await preview(context, head, roadmap)).counts
    assert (counts.schools, counts.municipalities, counts.owner_only, counts.information) == (24, 1, 19, 0)
    await launch(context, head, roadmap, 1, PastAnswer.OVERDUE, CAUSE)
    assert {task.organisation_id for task in await tasks_of(context, "1.4")} == {
        region,
        world.municipality,
        world.elsewhere,
    }
    assert {task.organisation_id for task in await tasks_of(context, "3.6")} == {*world.schools, world.elsewhere_school}
    assert {task.organisation_id for task in await tasks_of(context, "1.1")} == {region}


async def test_launching_twice_creates_nothing_twice(context: Context) -> None:
    world = await sample.district(context)
    roadmap = await sample.launched(context, world)
    before = await count(context, Task)
    admin = await sample.actor(context, sample.ADMIN)
    again = await launch(context, admin, roadmap, 1, PastAnswer.OVERDUE, Cause("test:2"))
    assert isinstance(again, Launched)
    assert again.already
    assert await count(context, Task) == before == 6 * 35 + 4


async def test_two_taps_at_once_launch_once(context: Context) -> None:
    world = await sample.district(context, schools=3)
    roadmap = await sample.draft(context, world.municipality)
    admin = await sample.actor(context, sample.ADMIN)
    both = [launch(context, admin, roadmap, 1, PastAnswer.DONE, Cause(f"test:{n}")) for n in range(2)]
    done = [one for one in await asyncio.gather(*both) if isinstance(one, Launched)]
    assert sorted(one.already for one in done) == [False, True]
    assert {one.tasks for one in done} == {3 * 35 + 4}
    assert (await count(context, Task), await count(context, Mark)) == (3 * 35 + 4, 3 * 16 + 2)


async def test_occurrences_are_places_and_numbers_never_dates(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world)
    school = world.schools[0]
    assert [task.occurrence for task in await tasks_of(context, "3.14", school)] == ["1", "2", "3", "4"]
    assert [task.occurrence for task in await tasks_of(context, "4.3", school)] == [f"1/{n}" for n in range(1, 10)]
    (undated,) = await tasks_of(context, "2.6", school)
    assert (undated.occurrence, undated.opens, undated.due) == ("0", None, None)


async def test_for_information_rows_make_no_task(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world)
    assert await tasks_of(context, "2.8") == []


async def test_children_know_their_parent(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world, sample.plan("turochak"))
    async with context.transaction() as session:
        found = await session.scalars(select(Measure).order_by(Measure.position))
        rows = {measure.number: measure for measure in found}
    assert {number: row.parent_id for number, row in rows.items() if row.parent_id} == {
        "3.1": rows["3"].id,
        "3.2": rows["3"].id,
    }


async def test_past_windows_are_asked_about_before_anything_is_launched(context: Context) -> None:
    world = await sample.district(context)
    admin = await sample.actor(context, sample.ADMIN)
    roadmap = await sample.draft(context, world.municipality)
    asked = await launch(context, admin, roadmap, 1, None, CAUSE)
    assert asked == PastWindows(roadmap, 1, 17, 6 * 35 + 4, alone=False)
    assert await count(context, Task) == 0


async def test_past_windows_taken_as_done_are_marked_before_joining(context: Context) -> None:
    world = await sample.district(context, schools=2)
    await sample.launched(context, world, past=PastAnswer.DONE)
    (task,) = await tasks_of(context, "3.6", world.schools[0])
    assert (task.state, task.done_on, task.before_joining) == (TaskState.DONE, date(2023, 8, 25), True)
    async with context.transaction() as session:
        (mark,) = await session.scalars(select(Mark).where(Mark.task_id == task.id))
        assert (mark.by_person_id, mark.before_joining, mark.done_on) == (world.admin, True, date(2023, 8, 25))
    (coming,) = await tasks_of(context, "3.13", world.schools[0])
    assert coming.state is TaskState.OPEN
    assert await count(context, Mark) == 2 * 16 + 2


async def test_past_windows_left_overdue_are_simply_open(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world, past=PastAnswer.OVERDUE)
    (task,) = await tasks_of(context, "3.6", world.schools[0])
    assert (task.state, task.before_joining) == (TaskState.OPEN, False)
    assert (await count(context, Mark), await count(context, PastQuestion)) == (0, 0)


async def test_asking_makes_one_question_for_each_organisation_with_past_windows(context: Context) -> None:
    world = await sample.district(context, schools=3)
    await sample.launched(context, world, past=PastAnswer.ASK_SCHOOLS)
    async with context.transaction() as session:
        asked = set(await session.scalars(select(PastQuestion.organisation_id)))
    assert asked == {world.municipality, *world.schools}


async def test_coordinators_hear_of_the_launch_once(context: Context) -> None:
    world = await sample.district(context, schools=3)
    await sample.launched(context, world, past=PastAnswer.ASK_SCHOOLS)
    async with context.transaction() as session:
        found = list(await session.scalars(select(Delivery).where(Delivery.kind == DeliveryKind.LAUNCH)))
    assert {delivery.person_id for delivery in found} == {world.anna, world.boris}


async def test_the_push_asks_about_the_past_until_it_is_answered(context: Context, clock: FixedClock) -> None:
    world = await sample.district(context, schools=2)
    await sample.launched(context, world, past=PastAnswer.ASK_SCHOOLS)
    async with context.transaction() as session:
        query = select(PastQuestion.id).where(PastQuestion.organisation_id == world.schools[1])
        question = await session.scalar(query) or 0
    await answer(context, await sample.actor(context, sample.BORIS), question, 1, Cause("test:boris"))
    clock.moment = MONDAY + timedelta(hours=2)
    courier = FakeCourier()
    await send_due(context, courier)
    told = {person: message for person, message in courier.brought if isinstance(message, Digest) and message.begun}
    assert set(told) == {world.anna, world.boris}
    assert [asked.organisation for asked in told[world.anna].past] == ["Школа № 1"]
    assert ([plan.rows for plan in told[world.anna].begun], told[world.anna].overdue) == ([35], ())
    assert told[world.boris].past == ()


async def test_a_plan_that_is_all_past_can_be_kept_without_tasks(context: Context, clock: FixedClock) -> None:
    world = await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    roadmap = await sample.draft(context, world.municipality)
    with pytest.raises(Refusal, match="stale"):
        await archive(context, admin, roadmap, 1)
    clock.moment = SUMMER_2026
    await archive(context, admin, roadmap, 1)
    async with context.transaction() as session:
        assert (await session.get_one(Roadmap, roadmap)).state is RoadmapState.CLOSED
    assert await count(context, Task) == 0


async def test_a_school_added_later_gets_what_it_lacks_and_is_asked_about_the_past(context: Context) -> None:
    world = await sample.district(context, schools=1)
    await sample.launched(context, world, past=PastAnswer.DONE)
    async with context.transaction(write=True) as session:
        new = await sample.organisation(
            session, context.now(), OrganisationKind.SCHOOL, "Новая", "Новая", world.municipality
        )
        await fill_gaps(session, context, [new])
        await fill_gaps(session, context, [new])
    async with context.transaction() as session:
        states = list(await session.scalars(select(Task.state).where(Task.organisation_id == new)))
        assert states == [TaskState.OPEN] * 35
        assert await session.scalar(select(PastQuestion.organisation_id)) == new
        assert await session.scalar(select(func.count()).select_from(Task)) == 2 * 35 + 4


async def test_several_plans_run_at_once_and_are_closed_one_by_one(context: Context) -> None:
    world = await sample.district(context, schools=1)
    first = await sample.launched(context, world)
    second = await sample.launched(context, world, sample.plan("turochak"))
    admin = await sample.actor(context, sample.ADMIN)
    shown = await progress(context, admin, first)
    assert (shown.tasks, shown.done, shown.launched_on) == (39, 0, date(2023, 9, 4))
    await close(context, admin, first, shown.version)
    with pytest.raises(Refusal, match="stale"):
        await close(context, admin, first, shown.version)
    async with context.transaction() as session:
        assert (await session.get_one(Roadmap, first)).state is RoadmapState.CLOSED
        assert (await session.get_one(Roadmap, second)).state is RoadmapState.ACTIVE
        actions = list(await session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))
    assert actions == ["draft-made", "plan-launched", "draft-made", "plan-launched", "plan-closed"]


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA, sample.STRANGER])
async def test_nobody_else_launches_or_looks(context: Context, telegram: int) -> None:
    world = await sample.district(context, schools=2)
    roadmap = await sample.draft(context, world.municipality)
    other = await sample.actor(context, telegram)
    for attempt in (
        launch(context, other, roadmap, 1, PastAnswer.DONE, CAUSE),
        archive(context, other, roadmap, 1),
        preview(context, other, roadmap),
        close(context, other, roadmap, 1),
    ):
        with pytest.raises(AccessDenied):
            await attempt
    assert await count(context, Task) == 0


async def test_an_old_button_does_not_launch_a_changed_draft(context: Context) -> None:
    world = await sample.district(context, schools=1)
    roadmap = await sample.draft(context, world.municipality)
    admin = await sample.actor(context, sample.ADMIN)
    with pytest.raises(Refusal, match="stale"):
        await launch(context, admin, roadmap, 2, PastAnswer.DONE, CAUSE)
