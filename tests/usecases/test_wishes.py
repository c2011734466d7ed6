"""Wishes of several schools for the same later day are answered at once; only those that were shown."""

from datetime import date

import pytest

from bot.domain.clock import FixedClock
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.extensions import Wished, ask_extension, check_day
from bot.usecases.questions import ask_question
from bot.usecases.status import overview
from bot.usecases.wishes import alike, decide_alike, wishes
from tests import sample, sample_tasks

LATER = date(2023, 9, 15)


@pytest.fixture
async def world(context: Context, clock: FixedClock) -> sample.District:
    clock.moment = sample_tasks.THURSDAY
    return await sample.district(context, schools=2)


@pytest.fixture
async def tasks(context: Context, world: sample.District) -> dict[int, int]:
    """The row 3.6 by the Telegram id of the coordinator: both ask for 15 September."""
    ids = await sample_tasks.plan(context, world.municipality, world.schools)
    own = {sample.ANNA: ids["3.6"], sample.BORIS: ids["3.6"] + len(sample_tasks.SUMMER)}
    for n, (telegram, task) in enumerate(own.items()):
        who = await sample.actor(context, telegram)
        await ask_extension(context, who, Cause(f"42:{n}"), task, LATER, "ждём приказа")
    return own


@pytest.fixture
async def admin(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ADMIN)


async def test_alike_wishes_stand_together_and_get_one_answer(
    context: Context, tasks: dict[int, int], admin: Actor
) -> None:
    anna = await sample.actor(context, sample.ANNA)
    await ask_question(context, anna, Cause("42:9"), tasks[sample.ANNA], "Какой формат?")
    found = await wishes(context, admin)
    assert [(group.number, group.due, len(group.asked)) for group in found.alike] == [("3.6", LATER, 2)]
    assert [question.text for question in found.questions] == ["Какой формат?"]
    assert (await overview(context, admin)).requests == 3
    group = await alike(context, admin, found.alike[0].first_id)
    assert await decide_alike(context, admin, group.first_id, group.last_id, grant=True) == 2
    for task in tasks.values():
        assert (await card(context, admin, task)).line.due == LATER
    with pytest.raises(Refusal, match="already-decided"):
        await decide_alike(context, admin, group.first_id, group.last_id, grant=False)


async def test_a_wish_that_came_later_waits(context: Context, tasks: dict[int, int], admin: Actor) -> None:
    group = (await wishes(context, admin)).alike[0]
    assert await decide_alike(context, admin, group.first_id, group.first_id, grant=False) == 1
    assert len((await wishes(context, admin)).alike[0].asked) == 1


async def test_a_weekend_proposes_the_working_day_after_it(context: Context, tasks: dict[int, int]) -> None:
    anna = await sample.actor(context, sample.ANNA)
    wished = await check_day(context, anna, tasks[sample.ANNA], "до 16 сентября")
    assert wished == Wished(date(2023, 9, 16), date(2023, 9, 18))


async def test_others_see_and_decide_nothing(context: Context, tasks: dict[int, int]) -> None:
    for telegram in (sample.STRANGER, sample.ANNA, sample.VERA):
        somebody = await sample.actor(context, telegram)
        assert (await wishes(context, somebody)).alike == ()
        with pytest.raises((AccessDenied, Refusal)):
            await decide_alike(context, somebody, 1, 99, grant=True)
