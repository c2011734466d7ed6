"""The inbox: stored before acknowledged, handled once, bodies erased."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.usecases import inbox
from bot.usecases.context import Context
from bot.usecases.inbox import Turn, Waiting
from db.models import Update

TEXT = {"update_id": 7, "message": {"from": {"id": 101}, "text": "секрет"}}


async def bodies(context: Context) -> list[str | None]:
    async with context.transaction() as session:
        return list(await session.scalars(select(Update.body).order_by(Update.update_id)))


async def left(context: Context, bot: str = "42", limit: int = 9) -> list[Waiting]:
    """What everybody has waiting, as the process that starts next finds it."""
    found = [await inbox.line_of(context, bot, sender, limit) for sender in await inbox.unfinished(context, bot)]
    return [waiting for line in found for waiting in line]


async def test_an_update_that_comes_twice_waits_once(context: Context) -> None:
    first = await inbox.store(context, "42", [TEXT])
    again = await inbox.store(context, "42", [TEXT])
    assert [w.sender for w in first] == ["telegram:101"]
    assert [w.row_id for w in first] == [w.row_id for w in again]
    assert len(await bodies(context)) == 1


async def test_a_handled_update_does_not_come_back_and_its_body_is_gone(context: Context) -> None:
    (waiting,) = await inbox.store(context, "42", [TEXT])
    await inbox.finish(context, {waiting.row_id: None})
    assert await inbox.store(context, "42", [TEXT]) == []
    assert await left(context) == []
    assert await bodies(context) == [None]


async def test_a_killed_process_leaves_its_updates_to_the_next_in_order(context: Context) -> None:
    await inbox.store(context, "42", [{**TEXT, "update_id": 9}, {**TEXT, "update_id": 8}])
    await inbox.store(context, "43", [TEXT])
    assert [w.body["update_id"] for w in await left(context)] == [8, 9]


async def test_who_waits_longest_is_served_first_and_of_a_flood_only_so_much_is_read(context: Context) -> None:
    anna = [{**TEXT, "update_id": number} for number in range(10, 30)]
    boris = {"update_id": 5, "message": {"from": {"id": 102}, "text": "и я"}}
    await inbox.store(context, "42", [*anna, boris])
    assert await inbox.unfinished(context, "42") == ["telegram:102", "telegram:101"]
    assert [w.body["update_id"] for w in await left(context, limit=3)] == [5, 10, 11, 12]


async def test_an_update_that_kills_each_time_is_given_up(context: Context) -> None:
    (first,) = await inbox.store(context, "42", [TEXT])
    assert await inbox.begin(context, first) is Turn.GO
    (waiting,) = await left(context)
    tries = [await inbox.begin(context, waiting) for _ in range(inbox.MOST_TRIES + 2)]
    assert tries == [Turn.GO, Turn.GO, Turn.GO, Turn.GIVEN_UP, Turn.OVER]
    assert await left(context) == []


async def test_an_update_that_was_handled_meanwhile_is_not_begun_again(context: Context) -> None:
    await inbox.store(context, "42", [TEXT])
    (waiting,) = await left(context)
    assert await inbox.is_open(context, waiting.row_id)
    await inbox.finish(context, {waiting.row_id: None})
    assert await inbox.begin(context, waiting) is Turn.OVER
    assert not await inbox.is_open(context, waiting.row_id)


async def test_what_nobody_comes_to_is_found_after_a_while_and_after_each_try_later(
    context: Context, clock: FixedClock
) -> None:
    await inbox.store(context, "42", [TEXT])
    (waiting,) = await left(context)
    for tries in range(inbox.MOST_TRIES + 1):
        assert await inbox.abandoned(context, "42") == [], tries
        clock.moment += inbox.ABANDONED + timedelta(seconds=1)
        assert await inbox.abandoned(context, "42") == ["telegram:101"]
        await inbox.begin(context, waiting)
    assert await inbox.abandoned(context, "42") == [], "it was given up"


async def test_many_are_closed_at_once_each_with_its_error(context: Context) -> None:
    rows = await inbox.store(context, "42", [{**TEXT, "update_id": number} for number in (1, 2, 3)])
    await inbox.finish(context, {rows[0].row_id: None, rows[1].row_id: "KeyError", rows[2].row_id: None})
    async with context.transaction() as session:
        found = await session.execute(select(Update.body, Update.error).order_by(Update.update_id))
        assert [tuple(row) for row in found] == [(None, None), (None, "KeyError"), (None, None)]


async def test_bodies_are_erased_after_a_day_and_rows_after_a_week(context: Context, clock: FixedClock) -> None:
    await inbox.store(context, "42", [TEXT])
    clock.moment += timedelta(hours=25)
    await inbox.forget_old(context)
    assert await bodies(context) == [None]
    assert await inbox.open_count(context) == 0
    clock.moment += timedelta(days=7)
    await inbox.forget_old(context)
    assert await bodies(context) == []


def test_the_sender_of_an_update_is_the_person() -> None:
    assert inbox.sender_of(TEXT) == "telegram:101"
    assert inbox.sender_of({"update_id": 1, "callback_query": {"from": {"id": 5}, "data": "x"}}) == "telegram:5"
    assert inbox.sender_of({"update_id": 1, "poll": {}}) == "telegram:"
