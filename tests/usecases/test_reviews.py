"""Marks before those above: final at once, or accepted and returned; a returned task is open and heard of again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.domain.progress import Tally
from bot.domain.progress import tally as count_one
from bot.domain.tasks import MarkKind, Review, TaskState
from bot.usecases import reviews, status
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.marks import Outcome, When, mark_done, mark_not_ours, undo_mark
from bot.usecases.reminders import plan_digests
from bot.usecases.reports import report_for
from bot.usecases.request_pushes import ReturnedPush
from bot.usecases.tick import send_due
from db.models import Mark, Question
from tests import sample, sample_tasks
from tests.post import FakeCourier

ONE, TWO, THREE, FOUR = (Cause(f"42:{n}") for n in range(1, 5))
FRIDAY = date(2023, 9, 15)


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


@pytest.fixture
async def admin(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ADMIN)


@pytest.fixture
async def checked(context: Context, ids: dict[str, int], admin: Actor) -> None:
    """The plan asks for acceptance."""
    found = await reviews.policy(context, admin, 1)
    assert (await reviews.set_policy(context, admin, 1, found.version, acceptance=True)).acceptance


async def test_marks_are_final_at_once_unless_the_plan_says_otherwise(
    context: Context, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    done = await mark_done(context, anna, ONE, ids["3.6"], 1)
    assert done.card.review is None
    assert (await reviews.queue(context, admin)).total == 0


@pytest.mark.usefixtures("checked")
async def test_story_3_7_a_mark_waits_counts_and_is_accepted(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    await mark_done(context, anna, ONE, ids["3.6"], 1)
    await mark_not_ours(context, anna, TWO, ids["3.7"], 1, "нет таких классов")
    seen = await status.overview(context, admin)
    assert (seen.total.done, seen.total.not_ours, seen.total.waiting) == (1, 1, 2)
    report = await report_for(context, admin, world.municipality)
    facts = [job.fact for plan in report.plans for job in plan.jobs]
    assert sum((count_one(fact, report.today) for fact in facts), Tally()) == seen.total
    queue = await reviews.queue(context, admin)
    assert [line.task_id for line in queue.lines] == [ids["3.6"], ids["3.7"]]
    shown = await reviews.accept(context, admin, THREE, ids["3.6"], 2)
    assert (shown.review, shown.marks[-1].kind) == (Review.ACCEPTED, MarkKind.ACCEPTED)
    with pytest.raises(Refusal, match="stale-review"):
        await reviews.accept(context, admin, FOUR, ids["3.6"], 2)
    assert (await status.overview(context, admin)).total.waiting == 1


@pytest.mark.usefixtures("checked")
async def test_all_that_were_shown_are_accepted_and_nothing_newer(
    context: Context, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    await mark_done(context, anna, ONE, ids["3.6"], 1)
    await mark_done(context, anna, TWO, ids["3.7"], 1)
    queue = await reviews.queue(context, admin)
    await mark_done(context, anna, THREE, ids["3.8"], 1)
    assert await reviews.accept_all(context, admin, FOUR, queue.last_mark) == 2
    assert await reviews.accept_all(context, admin, FOUR, queue.last_mark) == 0
    assert [line.task_id for line in (await reviews.queue(context, admin)).lines] == [ids["3.8"]]


async def test_a_return_opens_the_task_until_a_new_day_and_says_why(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    courier = FakeCourier()
    marked = await mark_done(context, anna, ONE, ids["3.6"], 1)
    shown = await reviews.review(context, admin, ids["3.6"])
    assert shown.day == date(2023, 8, 31), "five working days"
    back = await reviews.give_back(context, admin, TWO, ids["3.6"], marked.card.line.version, " нет\nприказа ", FRIDAY)
    assert (back.line.state, back.line.due, back.line.done_on) == (TaskState.OPEN, FRIDAY, None)
    assert (back.marks[-1].kind, back.marks[-1].reason) == (MarkKind.RETURNED, "нет приказа")
    with pytest.raises(Refusal, match="stale-review"):
        await reviews.give_back(context, admin, THREE, ids["3.6"], marked.card.line.version, "ещё раз")
    await send_due(context, courier)
    told = [(person, type(message)) for person, message in courier.brought]
    assert told == [(world.anna, ReturnedPush)]
    async with context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Mark)) == 2


async def test_a_returned_task_is_reminded_of_again_even_for_the_same_day(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor, admin: Actor, clock: FixedClock
) -> None:
    """Friday 1 September is said on Thursday; returned on that very Thursday for that day, it is said again."""
    clock.moment += timedelta(days=7)
    courier = FakeCourier()
    await plan_digests(context)
    await send_due(context, courier)
    assert world.anna in courier.people()
    version = (await card(context, anna, ids["3.10"])).line.version
    marked = await mark_done(context, anna, ONE, ids["3.10"], version)
    day = date(2023, 9, 1)
    await reviews.give_back(context, admin, TWO, ids["3.10"], marked.card.line.version, "не всё", day)
    clock.moment += timedelta(days=4)
    courier.brought.clear()
    await plan_digests(context)
    await send_due(context, courier)
    digests = [message for person, message in courier.brought if person == world.anna]
    assert any(ids["3.10"] in {line.task_id for line in getattr(one, "overdue", ())} for one in digests)


@pytest.mark.usefixtures("checked")
async def test_a_correction_after_acceptance_asks_those_above(
    context: Context, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    await mark_done(context, anna, ONE, ids["3.6"], 1)
    accepted = await reviews.accept(context, admin, TWO, ids["3.6"], 2)
    asked = await undo_mark(context, anna, THREE, ids["3.6"], accepted.line.version)
    assert (asked.outcome, asked.card.line.state) == (Outcome.ASKED, TaskState.DONE)
    await undo_mark(context, anna, FOUR, ids["3.6"], accepted.line.version)
    async with context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Question)) == 1
    undone = await undo_mark(context, admin, Cause("42:5"), ids["3.6"], accepted.line.version)
    assert undone.outcome is Outcome.UNDONE


@pytest.mark.usefixtures("checked")
async def test_switching_the_check_off_makes_what_waits_final(
    context: Context, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    await mark_done(context, anna, ONE, ids["3.12"], 1, When.TODAY)
    found = await reviews.policy(context, admin, 1)
    assert not (await reviews.set_policy(context, admin, 1, found.version, acceptance=False)).acceptance
    assert (await reviews.queue(context, admin)).total == 0
    with pytest.raises(Refusal, match="stale"):
        await reviews.set_policy(context, admin, 1, found.version, acceptance=True)


async def test_a_day_off_for_a_return_is_refused_with_the_working_day(
    context: Context, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    await mark_done(context, anna, ONE, ids["3.6"], 1)
    with pytest.raises(Refusal, match="day-off") as refused:
        await reviews.check_day(context, admin, ids["3.6"], "16 сентября")
    assert refused.value.params["working"] == "18 сентября, пн"


async def test_only_those_above_accept_and_return(context: Context, ids: dict[str, int], anna: Actor) -> None:
    await mark_done(context, anna, ONE, ids["3.6"], 1)
    for telegram in (sample.ANNA, sample.BORIS, sample.VERA, sample.STRANGER):
        somebody = await sample.actor(context, telegram)
        with pytest.raises(AccessDenied):
            await reviews.review(context, somebody, ids["3.6"])
        with pytest.raises(AccessDenied):
            await reviews.accept(context, somebody, TWO, ids["3.6"], 2)
        with pytest.raises(AccessDenied):
            await reviews.give_back(context, somebody, TWO, ids["3.6"], 2, "нет")
        assert (await reviews.queue(context, somebody)).total == 0
        with pytest.raises(AccessDenied):
            await reviews.policy(context, somebody, 1)
