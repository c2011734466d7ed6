"""The courier against the sandbox: what Telegram says, over HTTP, and what that means for a delivery."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramMigrateToChat
from aiogram.methods import SendMessage

from bot.domain.digests import Digest
from bot.sandbox import Sandbox
from bot.ui.courier import TelegramCourier, outcome_of
from bot.ui.gate import Gate
from bot.usecases.courier import Edit, Message, Moved, Outcome, Recipient, Refused, Retry, Sent, Unreachable
from tests.sandbox.world import Someone, World, sandbox, world

__all__ = ["sandbox", "world"]

DIGEST = Digest(1, date(2023, 9, 13))
ANNA = Recipient(1, "telegram", "101")


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.base))
    session.middleware(Gate(1000))
    async with Bot(sandbox.token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML)) as bot:
        yield bot


@pytest.fixture
async def anna(world: World) -> Someone:
    anna = await world.person(101, "Анна")
    await anna.opens_link(wait=False)
    return anna


async def deliver(bot: Bot, message: Message = DIGEST, to: Recipient = ANNA) -> Outcome:
    return await TelegramCourier(bot).deliver(to, message)


async def test_a_digest_arrives_and_an_edit_changes_it(bot: Bot, anna: Someone) -> None:
    sent = await deliver(bot)
    assert isinstance(sent, Sent)
    assert sent.reference == f"101:{(await anna.last()).id}"
    assert await deliver(bot, Edit(sent.reference, DIGEST)) == sent, "nothing to change is no failure"
    assert [seen.text for seen in await anna.chat() if seen.from_bot] == [(await anna.last()).text]


async def test_an_edit_of_a_message_that_is_gone_is_refused(bot: Bot, anna: Someone) -> None:
    assert isinstance(await deliver(bot, Edit("101:9999", DIGEST)), Refused)


async def test_the_blocked_the_deleted_and_the_unknown_are_told_apart(bot: Bot, world: World) -> None:
    found = []
    for number in (101, 102, 103):
        someone = await world.person(number, "Кто-то")
        if number < 103:
            await someone.opens_link(wait=False)
        state = {101: {"blocked": True}, 102: {"deactivated": True}}.get(number)
        if state:
            await someone._act("state", state, wait=False)
        found.append(await deliver(bot, to=Recipient(number, "telegram", str(number))))
    found.append(await deliver(bot, to=Recipient(4, "telegram", "404")))
    assert found[:2] == [Unreachable("blocked"), Unreachable("deactivated")]
    assert all(isinstance(outcome, Unreachable) for outcome in found)
    assert {outcome.reason for outcome in found if isinstance(outcome, Unreachable)} <= {
        "blocked",
        "deactivated",
        "never-started",
        "chat-not-found",
    }


async def test_429_says_how_long_the_whole_bot_waits(bot: Bot, world: World, anna: Someone) -> None:
    await world.fault("429", "sendMessage", retry_after=7)
    assert await deliver(bot) == Retry("flood", timedelta(seconds=7), all_wait=True)
    again = await deliver(bot, to=Recipient(2, "telegram", "102"))
    assert isinstance(again, Retry)
    assert again.all_wait, "the gate is closed without asking Telegram"
    assert len(await world.journal("sendMessage")) == 1


@pytest.mark.parametrize("effect", ["500", "drop_before", "drop_after", "malformed"])
async def test_trouble_on_the_way_is_tried_again(bot: Bot, world: World, anna: Someone, effect: str) -> None:
    await world.fault(effect, "sendMessage")
    assert isinstance(await deliver(bot), Retry)
    assert isinstance(await deliver(bot), Sent)


def test_a_group_that_became_a_supergroup_has_moved() -> None:
    method = SendMessage(chat_id=1, text="?")
    error = TelegramMigrateToChat(method=method, message="upgraded", migrate_to_chat_id=-100777)
    assert outcome_of(error) == Moved("-100777")
