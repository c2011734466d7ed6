"""Telegram or the database are away: nothing that reached us is lost, nobody reads of a failure that was none."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import build_dispatcher
from bot.domain.clock import FixedClock
from bot.domain.tasks import TaskState
from bot.sandbox import Sandbox
from bot.texts import say
from bot.ui.intake import TRIES, Intake
from bot.usecases import inbox
from bot.usecases.context import Context
from tests import sample, sample_tasks
from tests.sandbox.world import Someone, World, sandbox, world

__all__ = ["sandbox", "world"]

TAMBOV = Path(__file__).parents[1] / "golden" / "roadmaps" / "real" / "tambov.docx"
LONG = 5 * TRIES
"""Calls in a row that go wrong: more than one update is tried by its own fault."""


@asynccontextmanager
async def served(context: Context, sandbox: Sandbox, dispatcher: Dispatcher) -> AsyncIterator[Intake]:
    """A bot that polls the sandbox and rests between two tries no longer than a turn of the loop."""
    bot = Bot(sandbox.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.base)))
    handled = asyncio.Event()
    intake = Intake(bot, dispatcher, context, stored=_nothing, handled=handled.set, pauses=(0.0,))
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(intake.poll())
        lanes = group.create_task(intake.lanes.run())
        try:
            yield intake
        finally:
            polling.cancel()
            lanes.cancel()
            await bot.session.close()


async def _nothing() -> None:
    return None


async def answered(sandbox: Sandbox, someone: Someone, *texts: str) -> list[str]:
    """What the person has read, once all of this is among it."""
    async with asyncio.timeout(30):
        while True:
            read = [message.text for message in await someone.chat() if message.from_bot]
            if set(texts) <= set(read):
                return read
            await sandbox.realm.moved.wait(1)


def echo() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer(f"эхо: {message.text}")

    return dispatcher


@pytest.fixture
def locked(sqlite_engine: AsyncEngine, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else who may lock the file by `BEGIN IMMEDIATE`; the bot does not wait for the end of that."""
    event.listen(sqlite_engine.sync_engine, "connect", lambda made, _: made.execute("PRAGMA busy_timeout=0"))
    with closing(sqlite3.connect(tmp_path / "shturman.sqlite3", isolation_level=None)) as other:
        yield other


async def test_telegram_away_for_long_loses_no_update_and_keeps_the_order(
    sqlite_context: Context, sandbox: Sandbox, world: World
) -> None:
    anna = await world.person(101, "Анна")
    for effect in ("500", "drop_before", "malformed"):
        await world.fault(effect, "sendMessage", times=LONG)
        await world.fault(effect, "getMe", times=LONG)
    async with served(sqlite_context, sandbox, echo()):
        await anna.says("первое", wait=False)
        await anna.says("второе", wait=False)
        read = await answered(sandbox, anna, "эхо: второе")
    assert list(dict.fromkeys(read)) == ["эхо: первое", "эхо: второе"]
    assert len(await world.journal("sendMessage")) > LONG


async def test_a_plan_that_was_sent_while_telegram_was_away_is_read_when_it_is_back(
    sqlite_context: Context, sandbox: Sandbox, world: World
) -> None:
    await sample.district(sqlite_context)
    admin = await world.person(sample.ADMIN, "Админ")
    await admin.sends_file("plan.docx", TAMBOV.read_bytes(), wait=False)
    await world.fault("500", times=3 * LONG)
    async with served(sqlite_context, sandbox, build_dispatcher(sqlite_context)):
        async with asyncio.timeout(60):
            while not any("44 мероприятия" in message.text for message in await admin.chat()):
                await sandbox.realm.moved.wait(1)
    assert [message.text for message in await admin.chat() if say("failure") in message.text] == []


async def test_a_database_that_is_away_loses_no_tap(
    sqlite_context: Context, sandbox: Sandbox, world: World, locked: sqlite3.Connection
) -> None:
    """While it is handled the database stops writing; every try ends there, until it writes again."""
    anna = await world.person(101, "Анна")
    dispatcher, tries = Dispatcher(), 0

    @dispatcher.message()
    async def write(message: Message) -> None:
        nonlocal tries
        tries += 1
        if tries in (1, LONG):
            locked.execute("BEGIN IMMEDIATE" if tries == 1 else "ROLLBACK")
        await inbox.forget_old(sqlite_context)
        await message.answer(f"записано: {message.text}")

    async with served(sqlite_context, sandbox, dispatcher):
        await anna.says("готово", wait=False)
        assert await answered(sandbox, anna, "записано: готово") == ["записано: готово"]
    assert tries == LONG


async def test_a_database_that_does_not_store_ends_nothing(
    sqlite_context: Context, sandbox: Sandbox, world: World, locked: sqlite3.Connection
) -> None:
    anna = await world.person(101, "Анна")
    locked.execute("BEGIN IMMEDIATE")
    async with served(sqlite_context, sandbox, echo()) as intake:
        await anna.says("привет", wait=False)
        failed = asyncio.Event()
        complain = intake._complain

        def noted(error: Exception) -> None:
            complain(error)
            failed.set()

        intake._complain = noted  # type: ignore[method-assign]
        await failed.wait()
        locked.execute("ROLLBACK")
        assert await answered(sandbox, anna, "эхо: привет") == ["эхо: привет"]


async def test_an_update_that_fails_by_itself_is_set_aside_and_tried_later(
    sqlite_context: Context, clock: FixedClock, sandbox: Sandbox, world: World
) -> None:
    """Telegram answers, but not to this: the next taps of the person are served meanwhile."""
    anna = await world.person(101, "Анна")
    await world.fault("500", "sendMessage", times=TRIES)
    async with served(sqlite_context, sandbox, echo()) as intake:
        await anna.says("первое", wait=False)
        await anna.says("второе", wait=False)
        await answered(sandbox, anna, "эхо: второе")
        await intake.sweep()
        assert await inbox.open_count(sqlite_context) == 1
        clock.moment += inbox.ABANDONED + timedelta(seconds=1)
        await intake.sweep()
        assert await answered(sandbox, anna, "эхо: первое") == ["эхо: второе", "эхо: первое"]


async def test_an_update_that_never_goes_is_given_up_with_a_word(
    sqlite_context: Context, clock: FixedClock, sandbox: Sandbox, world: World
) -> None:
    anna = await world.person(101, "Анна")
    await world.fault("500", "sendMessage", times=TRIES * (1 + inbox.MOST_TRIES))
    async with served(sqlite_context, sandbox, echo()) as intake:
        await anna.says("первое", wait=False)
        for life in range(1, 2 + inbox.MOST_TRIES):
            async with asyncio.timeout(30):
                while len(await world.journal("sendMessage")) < life * TRIES or not intake._aside:
                    await sandbox.realm.moved.wait(1)
            clock.moment += inbox.ABANDONED + timedelta(seconds=1)
            await intake.sweep()
        assert await answered(sandbox, anna, say("failure")) == [say("failure")]
    assert await inbox.open_count(sqlite_context) == 0


async def test_what_another_process_died_of_is_handled_by_the_one_that_lives(
    sqlite_context: Context, clock: FixedClock, sandbox: Sandbox, world: World
) -> None:
    """The dead one did not hold the lease: nobody gains it, so it is the look through the inbox that finds this."""
    anna = await world.person(101, "Анна")
    await anna.opens_link(wait=False)
    bot = sandbox.token.partition(":")[0]
    chat = {"id": 101, "type": "private", "first_name": "Анна"}
    left = {"message_id": 5, "date": 0, "chat": chat, "from": {**chat, "is_bot": False}, "text": "оставлено"}
    async with served(sqlite_context, sandbox, echo()) as intake:
        await answered(sandbox, anna, "эхо: /start")
        await inbox.store(sqlite_context, bot, [{"update_id": 10**6, "message": left}])
        await intake.sweep()
        assert intake.lanes.busy == 0, "whoever has it may be at it"
        clock.moment += inbox.ABANDONED + timedelta(seconds=1)
        await intake.sweep()
        assert "эхо: оставлено" in await answered(sandbox, anna, "эхо: оставлено")


async def test_a_broken_answer_to_a_tap_is_given_again_without_a_word_of_failure(
    sqlite_context: Context, clock: FixedClock, sandbox: Sandbox, world: World
) -> None:
    """The mark is made and the answer gets lost on the way: the person reads the card, once, and neither an apology nor
    «уже отмечено»."""
    clock.moment = sample_tasks.THURSDAY
    place = await sample.district(sqlite_context, schools=2)
    ids = await sample_tasks.plan(sqlite_context, place.municipality, place.schools)
    anna = await world.person(sample.ANNA, "Анна")
    async with served(sqlite_context, sandbox, build_dispatcher(sqlite_context)):
        await anna.says("сегодня")
        await anna.taps("2")
        for effect in ("500", "drop_before", "drop_after"):
            await world.fault(effect, "editMessageText")
        await anna.taps("✅ Выполнено")
    assert (await sample_tasks.task(sqlite_context, ids["3.6"])).state is TaskState.DONE
    assert (await anna.last()).text.startswith("✅ Пункт 3.6 выполнен. Отметка сегодня в 09:00, в срок.")
    assert [message.text for message in await anna.chat() if say("failure") in message.text] == []
    assert [answer["text"] for answer in (await anna.look())["answers"] if "уже" in str(answer["text"])] == []
