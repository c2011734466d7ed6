"""A letter of the day as a task «вне плана»: where it lives, who hears of it, who may give it and take it back."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import func, select, update

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.letters import OFF_PLAN
from bot.domain.people import Actor, OrganisationKind
from bot.domain.tasks import TaskState
from bot.usecases import letters
from bot.usecases.actors import Sender
from bot.usecases.assignment_pushes import GivenPush, LetterPush
from bot.usecases.boards import board
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk, begin
from bot.usecases.launch import fill_gaps
from bot.usecases.letters import Order
from bot.usecases.marks import mark_done
from bot.usecases.reports import report_for
from bot.usecases.status import overview
from bot.usecases.tick import send_due
from db.models import Delivery, Measure, Organisation, Roadmap, Task
from tests import sample, sample_tasks
from tests.post import FakeCourier

ONE = Cause("42:1")
ORDER = Order("Мониторинг по письму № 417", None, date(2023, 8, 31), "до 31 августа")
NEXT_YEAR = Order("Отчёт о занятости", None, date(2023, 9, 8), "до 8 сентября")
HER, HIS = Sender("telegram", "101", "101"), Sender("telegram", "1", "1")


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=3)


@pytest.fixture
async def anna(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ANNA)


@pytest.fixture
async def admin(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ADMIN)


async def to_vera(context: Context, anna: Actor, world: sample.District, order: Order = ORDER) -> letters.Given:
    await begin(context, HER, Talk.LETTER, "whom")
    return await letters.give_person(context, anna, HER, ONE, world.schools[0], order, world.vera)


async def to_schools(context: Context, admin: Actor, world: sample.District, *schools: int) -> letters.Given:
    await begin(context, HIS, Talk.LETTER, "whom")
    return await letters.give_schools(context, admin, HIS, world.municipality, ORDER, schools or world.schools)


async def states(context: Context, measure_id: int) -> list[TaskState]:
    async with context.transaction() as session:
        query = select(Task.state).where(Task.measure_id == measure_id).order_by(Task.id)
        return list(await session.scalars(query))


async def number(context: Context, table: type[Roadmap] | type[Measure] | type[Task]) -> int:
    async with context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_letter_stands_in_the_lists_counts_and_exports(
    context: Context, anna: Actor, world: sample.District
) -> None:
    given = await to_vera(context, anna, world)
    (line,) = (await board(context, anna)).lines
    assert (line.short_name, line.due, line.plan) == ("Мониторинг по письму № 417", date(2023, 8, 31), "Вне плана")
    assert (await board(context, await sample.actor(context, sample.VERA))).lines[0].task_id == given.task_id
    assert (await overview(context, anna)).total.ahead == 1
    report = await report_for(context, anna, world.schools[0])
    assert [(plan.title, plan.items[0].deadline) for plan in report.plans] == [("Вне плана", "до 31 августа")]


async def test_there_is_one_plan_for_an_owner_and_a_school_year(
    context: Context, anna: Actor, admin: Actor, world: sample.District
) -> None:
    for order in (ORDER, ORDER, NEXT_YEAR):
        await to_vera(context, anna, world, order)
    await to_schools(context, admin, world)
    async with context.transaction() as session:
        plans = [
            (plan.owner_id, plan.school_year)
            for plan in await session.scalars(select(Roadmap).order_by(Roadmap.id))
            if plan.policy == {OFF_PLAN: True}
        ]
        names = list(await session.scalars(select(Measure.short_name).order_by(Measure.id)))
    assert plans == [(world.schools[0], 2022), (world.schools[0], 2023), (world.municipality, 2022)]
    assert names[:2] == ["Мониторинг по письму № 417", "Мониторинг по письму № 417 (2)"]


async def test_the_person_and_the_coordinators_are_told(
    context: Context, anna: Actor, admin: Actor, world: sample.District
) -> None:
    await to_vera(context, anna, world)
    given = await to_schools(context, admin, world)
    assert (given.schools, given.told) == (3, 2)
    courier = FakeCourier()
    await send_due(context, courier)
    kinds = [
        (person, type(message)) for person, message in courier.brought if isinstance(message, GivenPush | LetterPush)
    ]
    assert sorted(kinds, key=str) == sorted(
        [(world.vera, GivenPush), (world.anna, LetterPush), (world.boris, LetterPush)], key=str
    )


async def test_nobody_is_told_of_a_task_for_oneself(context: Context, anna: Actor, world: sample.District) -> None:
    await begin(context, HER, Talk.LETTER, "whom")
    given = await letters.give_person(context, anna, HER, ONE, world.schools[0], ORDER, world.anna)
    assert given.told == 0
    async with context.transaction() as session:
        query = select(func.count()).where(Delivery.kind == DeliveryKind.ASSIGNMENT)
        assert await session.scalar(query) == 0


async def test_a_second_tap_and_two_at_once_save_one_task(
    context: Context, anna: Actor, world: sample.District
) -> None:
    await begin(context, HER, Talk.LETTER, "whom")
    give = (letters.give_person(context, anna, HER, ONE, world.schools[0], ORDER, world.vera) for _ in range(3))
    results = await asyncio.gather(*give, return_exceptions=True)
    assert sorted(type(one).__name__ for one in results) == ["Given", "Refusal", "Refusal"]
    assert await number(context, Task) == 1


async def test_letters_of_two_people_at_once_share_one_plan(
    context: Context, anna: Actor, admin: Actor, world: sample.District
) -> None:
    first, second = Sender("telegram", "a", "a"), Sender("telegram", "b", "b")
    for sender in (first, second):
        await begin(context, sender, Talk.LETTER, "whom")
    await asyncio.gather(
        letters.give_person(context, anna, first, Cause("42:8"), world.schools[0], ORDER, world.vera),
        letters.give_person(context, anna, second, Cause("42:9"), world.schools[0], NEXT_YEAR, world.vera),
    )
    await begin(context, first, Talk.LETTER, "whom")
    await letters.give_person(context, anna, first, Cause("42:10"), world.schools[0], ORDER, world.vera)
    assert (await number(context, Roadmap), await number(context, Measure)) == (2, 3)


async def test_strangers_teachers_and_foreign_schools_are_refused(
    context: Context, anna: Actor, admin: Actor, world: sample.District
) -> None:
    vera = await sample.actor(context, sample.VERA)
    for actor, home, person in (
        (vera, world.schools[0], world.vera),
        (anna, world.schools[1], world.boris),
        (anna, world.schools[0], world.boris),
        (anna, world.municipality, world.admin),
        (admin, world.elsewhere, world.stranger),
    ):
        await begin(context, HER, Talk.LETTER, "whom")
        with pytest.raises(AccessDenied):
            await letters.give_person(context, actor, HER, ONE, home, ORDER, person)
    for actor, home, schools in (
        (admin, world.municipality, [world.schools[0], world.elsewhere_school]),
        (admin, world.municipality, []),
        (anna, world.schools[0], [world.schools[1]]),
    ):
        with pytest.raises(AccessDenied):
            await letters.give_schools(context, actor, HER, home, ORDER, schools)
    with pytest.raises(AccessDenied):
        await letters.homes(context, vera)
    assert await number(context, Task) == 0


async def test_the_author_takes_open_tasks_back_and_what_is_done_stays(
    context: Context, anna: Actor, admin: Actor, world: sample.District
) -> None:
    given = await to_schools(context, admin, world)
    mine = (await board(context, anna)).lines[0]
    await mark_done(context, anna, Cause("42:5"), mine.task_id, mine.version)
    asked = await letters.order_of(context, admin, given.measure_id)
    assert (asked.withdrawn, asked.done) == (2, 1)
    for stranger in (anna, await sample.actor(context, sample.STRANGER)):
        with pytest.raises(AccessDenied):
            await letters.cancel(context, stranger, given.measure_id)
    cancelled = await letters.cancel(context, admin, given.measure_id)
    assert (cancelled.withdrawn, cancelled.done) == (2, 1)
    assert sorted(await states(context, given.measure_id)) == ["cancelled", "cancelled", "done"]
    with pytest.raises(Refusal, match="stale"):
        await letters.cancel(context, admin, given.measure_id)
    with pytest.raises(Refusal, match="stale"):
        await letters.cancel(context, admin, 999)


async def test_a_task_taken_back_is_pushed_to_nobody_and_leaves_the_export(
    context: Context, anna: Actor, world: sample.District
) -> None:
    given = await to_vera(context, anna, world)
    await letters.cancel(context, anna, given.measure_id)
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    assert (await board(context, anna)).lines == ()
    assert [plan.items for plan in (await report_for(context, anna, world.schools[0])).plans] == [()]


async def test_a_row_of_an_imported_plan_is_nobodys_letter(
    context: Context, anna: Actor, world: sample.District
) -> None:
    await sample_tasks.plan(context, world.municipality, world.schools)
    with pytest.raises(AccessDenied):
        await letters.cancel(context, anna, 1)


async def test_a_school_that_comes_later_gets_no_old_letters(
    context: Context, admin: Actor, world: sample.District
) -> None:
    await to_schools(context, admin, world)
    async with context.transaction(write=True) as session:
        late = await sample.organisation(
            session, context.now(), OrganisationKind.SCHOOL, "МБОУ СОШ № 9", "Школа № 9", world.municipality
        )
        await fill_gaps(session, context, [late])
    assert await number(context, Task) == 3


async def test_an_authority_chooses_among_its_open_schools_and_their_tags(
    context: Context, admin: Actor, world: sample.District
) -> None:
    async with context.transaction(write=True) as session:
        await session.execute(update(Organisation).where(Organisation.id == world.schools[1]).values(tags=["город"]))
        await session.execute(
            update(Organisation).where(Organisation.id == world.schools[2]).values(closed_at=context.now())
        )
    (home,) = await letters.homes(context, admin)
    assert [name for _, name in home.schools] == ["Школа № 1", "Школа № 2"]
    assert home.tags == (("город", (world.schools[1],)),)
    assert [who.is_viewer for who in home.people] == [True]
    with pytest.raises(AccessDenied):
        await to_schools(context, admin, world, world.schools[2])
