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
from bot.texts import Html
from bot.ui.callbacks.menu import MenuTap
from bot.ui.courier import SCREENS, TelegramCourier, outcome_of
from bot.ui.gate import Gate
from bot.ui.screen import Button, Screen
from bot.usecases.courier import Edit, Message, Moved, Outcome, Recipient, Refused, Retry, Sent, Unreachable
from tests.sandbox.world import Someone, World, sandbox, world

__all__ = ["sandbox", "world"]

OPEN = MenuTap(to="measures")
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


@pytest.mark.parametrize(
    ("screen", "printed"),
    [
        (
            Screen(Html("<b>Завтра & потом"), ((Button("Открыть", MenuTap(to="measures")),),)),
            "Завтра & потом\n[Открыть]",
        ),
        (Screen(Html("<b>Срок</b>: а &lt; б"), ((Button("Открыть", url="не адрес"),),)), "Срок: а < б"),
        (Screen(Html("д" * 5000)), "д" * 4096),
    ],
    ids=["broken tags", "broken button", "too long"],
)
async def test_words_arrive_though_the_message_is_not_taken_as_drawn(
    bot: Bot, anna: Someone, monkeypatch: pytest.MonkeyPatch, screen: Screen, printed: str
) -> None:
    monkeypatch.setitem(SCREENS, Digest, lambda digest: screen)
    assert isinstance(await deliver(bot), Sent)
    assert await anna.screen() == printed


async def test_a_message_that_is_never_taken_is_tried_again_and_not_lost(
    bot: Bot, anna: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some tries its person is among «Не доставлено»: tests/usecases/test_unreached.py."""
    monkeypatch.setitem(SCREENS, Digest, lambda digest: Screen(Html("<b></b>")))
    outcome = await deliver(bot)
    assert isinstance(outcome, Retry)
    assert not outcome.all_wait


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
