"""getUpdates: offsets, limits, retention, choice, conflicts (botapi rules, 6)."""

import asyncio
import json

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.accounts import Account
from bot.sandbox.methods.polling import OTHER_POLL, Poll, slowed
from bot.sandbox.updates import KINDS, SILENT_KINDS, UpdateQueue
from tests.sandbox.bots import RawBot, until
from tests.sandbox.world import Someone, World


def filled(count: int) -> UpdateQueue:
    queue = UpdateQueue()
    for number in range(count):
        queue.push("message", {"n": number}, 1000.0 + number, "chat:1")
    return queue


def test_offset_confirms_everything_before_it() -> None:
    queue = filled(5)
    assert [update.id for update in queue.take(3, 100)] == [3, 4, 5]
    assert [update.id for update in queue.take(0, 2)] == [3, 4]


def test_negative_offset_counts_from_the_end_and_forgets_the_rest() -> None:
    queue = filled(5)
    assert [update.id for update in queue.take(-2, 100)] == [4, 5]
    assert len(queue.pending) == 2


def test_updates_die_at_their_hour() -> None:
    queue = filled(3)
    queue.expire(1001.0)
    assert [update.id for update in queue.pending] == [3]


def test_choice_applies_when_an_update_arises_and_ignores_unknown_names() -> None:
    queue = filled(1)
    queue.allow(["callback_query", "nonsense"])
    assert not queue.push("message", {}, 1e9, "chat:1")
    assert queue.push("callback_query", {}, 1e9, "person:1")
    assert len(queue.pending) == 2
    queue.allow([])
    assert queue.allowed == KINDS - SILENT_KINDS


def test_same_question_again_and_again_is_slowed_down() -> None:
    poll = Poll(offset=7, started_at=10.0, finished_at=10.1)
    assert slowed(poll, 7, 0, 100, 10.2) == (3.0, 1)
    assert slowed(poll, 7, 0, 100, 10.7) == (3.0, 100)
    assert slowed(poll, 7, 20, 100, 10.7) == (20.0, 100)
    assert slowed(poll, 8, 0, 100, 10.2) == (0.0, 100)
    assert slowed(poll, 7, 0, 100, 13.1) == (0.0, 100)


async def test_long_poll_answers_as_soon_as_something_happens(world: World, bot: RawBot, anna: Someone) -> None:
    await bot.updates()
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(bot.updates())
        await anna.says("раз", wait=False)
    assert [update["message"]["text"] for update in waiting.result()] == ["раз"]


async def test_omitted_choice_keeps_the_former_one(bot: RawBot, anna: Someone) -> None:
    await bot.call("getUpdates", allowed_updates=json.dumps(["callback_query"]))
    await anna.says("не услышат", wait=False)
    assert await bot.call("getUpdates", offset=-1) == [
        {"update_id": 1, "message": (await anna.look())["messages"][0]},
    ]


async def test_messages_are_kept_a_day_and_taps_150_seconds(world: World, bot: RawBot, anna: Someone) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    await bot.call("sendMessage", chat_id=101, text="x", reply_markup=markup)
    await anna.taps("a", wait=False)
    assert (await bot.call("getWebhookInfo"))["pending_update_count"] == 2
    await world.forward(seconds=151, wait=False)
    assert [sorted(update) for update in await bot.updates()] == [["message", "update_id"]]
    await anna.says("ещё", wait=False)
    await world.forward(hours=24, wait=False)
    assert await bot.call("getUpdates", offset=99, timeout=0) == []


async def test_younger_poll_sends_the_older_one_away(sandbox: Sandbox, bot: RawBot) -> None:
    async with asyncio.TaskGroup() as tasks:
        older = tasks.create_task(bot.answer("getUpdates", timeout=50))
        await until(lambda: sandbox.polls.of(_account(sandbox)).token is not None)
        assert await bot.call("getUpdates", offset=5, timeout=0) == []
    assert (older.result()["error_code"], older.result()["description"]) == (409, OTHER_POLL)


async def test_poll_of_a_bot_with_a_webhook_conflicts(bot: RawBot) -> None:
    await bot.call("setWebhook", url="http://127.0.0.1:9/hook")
    refusal = await bot.refused("getUpdates")
    assert refusal == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )


async def test_new_webhook_sends_the_poll_away(sandbox: Sandbox, bot: RawBot) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(bot.refused("getUpdates", timeout=50))
        await until(lambda: sandbox.polls.of(_account(sandbox)).token is not None)
        await bot.call("setWebhook", url="http://127.0.0.1:9/hook")
    assert poll.result() == "409 Conflict: terminated by setWebhook request"


def _account(sandbox: Sandbox) -> Account:
    return next(iter(sandbox.realm.world.bots.values()))


@pytest.mark.parametrize("value", ["[", "{}x"])
async def test_broken_choice_is_refused(bot: RawBot, value: str) -> None:
    refusal = await bot.refused("getUpdates", allowed_updates=value)
    assert refusal == "400 Bad Request: can't parse allowed updates JSON object"
