"""What is forgotten by itself, and what must not be."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select, update

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryState
from bot.usecases import dialogues
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk
from bot.usecases.pruning import LEDGER_KEPT, forget_old
from bot.usecases.tick import plan_once, send_due
from db.models import Delivery, Dialogue, Notice, Task
from db.reminders import MEMORY
from tests.post import FakeCourier, roadmap, task
from tests.sample import district

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)


async def counted(context: Context) -> tuple[int, int, int]:
    """Notices, deliveries, tasks."""
    async with context.transaction() as session:
        n, d, t = [await session.scalar(select(func.count()).select_from(kind)) for kind in (Notice, Delivery, Task)]
        return n or 0, d or 0, t or 0


async def sent_long_ago(context: Context, clock: FixedClock) -> None:
    place = await district(context, 2)
    await task(context, await roadmap(context, place.municipality), place.schools[0], date(2023, 9, 14))
    clock.moment = EVE
    await plan_once(context)
    await send_due(context, FakeCourier())


async def test_what_was_said_is_forgotten_after_a_year_and_nothing_is_said_again(
    context: Context, clock: FixedClock
) -> None:
    await sent_long_ago(context, clock)
    before = await counted(context)
    clock.moment = EVE + LEDGER_KEPT
    await forget_old(context)
    assert await counted(context) == before, "to the day it is kept"
    clock.moment += timedelta(days=2)
    await forget_old(context)
    assert await counted(context) == (0, 0, 1)


async def test_an_open_delivery_keeps_what_it_has_to_say(context: Context, clock: FixedClock) -> None:
    await sent_long_ago(context, clock)
    async with context.transaction(write=True) as session:
        await session.execute(update(Delivery).values(state=DeliveryState.RETRY))
    before = await counted(context)
    clock.moment = EVE + 2 * LEDGER_KEPT
    await forget_old(context)
    assert await counted(context) == before


def test_the_planner_looks_back_less_far_than_the_ledger_is_kept() -> None:
    assert 2 * MEMORY < LEDGER_KEPT


async def test_a_question_that_nobody_answered_is_forgotten(context: Context, clock: FixedClock) -> None:
    await dialogues.begin(context, Sender("telegram", "101", "101"), Talk.SEARCH, "words")
    clock.moment += dialogues.KEPT - timedelta(minutes=1)
    await forget_old(context)
    async with context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Dialogue)) == 1
    clock.moment += timedelta(minutes=2)
    await forget_old(context)
    async with context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Dialogue)) == 0
