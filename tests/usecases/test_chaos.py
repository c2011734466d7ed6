"""A broadcast over HTTP while everything goes wrong: the short version of the promise that nothing is lost.

People, a digest each; the sandbox answers with 429, 500, broken connections before and after the effect; some have
blocked the bot; the sender is killed again and again. At the end everybody who can be reached has the digest, and
nobody has it more often than sends were in flight when the sender died.
"""

import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

from bot.domain.clock import FixedClock
from bot.domain.deliveries import LEASE, DeliveryState
from bot.sandbox import Sandbox
from bot.ui.courier import TelegramCourier
from bot.ui.gate import Gate
from bot.usecases.context import Context
from bot.usecases.courier import Message, Outcome, Recipient
from bot.usecases.sending import IN_FLIGHT
from bot.usecases.tick import plan_once, send_due
from tests.post import coordinator, ledger, roadmap, task
from tests.sample import district
from tests.sandbox.world import World, sandbox, world

__all__ = ["sandbox", "world"]

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)
PEOPLE, BLOCKED, KILLS = 60, 6, 8
AFTER = frozenset({"drop_after", "malformed"})
"""The message is there, but the bot cannot know."""
TROUBLE = ("429", "500", "drop_before", *sorted(AFTER))


class PowerCut(BaseException):
    """Nothing in the program catches it."""


class Mortal(TelegramCourier):
    """Dies at the n-th message, just before it leaves or just after; 0 means never."""

    def __init__(self, bot: Bot, chance: random.Random, life: int) -> None:
        super().__init__(bot)
        self.chance, self.life = chance, life

    async def deliver(self, to: Recipient, message: Message) -> Outcome:
        self.life -= 1
        if self.life == 0:
            if self.chance.random() < 0.5:
                await super().deliver(to, message)
            raise PowerCut
        return await super().deliver(to, message)


@pytest.fixture
async def bot(sandbox: Sandbox, clock: FixedClock) -> AsyncIterator[Bot]:
    """The gate counts the time of the test's clock."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.base))

    async def pass_by(seconds: float) -> None:
        clock.moment += timedelta(seconds=seconds)

    session.middleware(Gate(1000, monotonic=lambda: clock.moment.timestamp(), sleep=pass_by))
    async with Bot(sandbox.token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML)) as found:
        yield found


@pytest.mark.slow
async def test_nothing_is_lost_and_hardly_anything_repeated(
    context: Context, clock: FixedClock, bot: Bot, world: World
) -> None:
    chance = random.Random(20230913)  # noqa: S311 - the same chaos each time
    place = await district(context)
    await task(context, await roadmap(context, place.municipality), place.schools[2], date(2023, 9, 14))
    numbers = [7000 + n for n in range(PEOPLE)]
    for number in numbers:
        await coordinator(context, place.schools[2], number)
        someone = await world.person(number, "Кто-то")
        await someone.opens_link(wait=False)
        if number < 7000 + BLOCKED:
            await someone._act("state", {"blocked": True}, wait=False)
    clock.moment = EVE
    assert (await plan_once(context)).digests == PEOPLE
    troubles = [chance.choice(TROUBLE) for _ in range(25)]
    for n, trouble in enumerate(troubles):
        await world.fault(trouble, "sendMessage", nth=chance.randint(1, 8) + n * 5, retry_after=2)
    kills = 0
    while await _left(context):
        mortal = Mortal(bot, chance, chance.randint(1, 12) if kills < KILLS else 0)
        try:
            await send_due(context, mortal)
        except* PowerCut:
            kills += 1
        clock.moment += LEASE + timedelta(seconds=1)
        assert clock.moment < EVE + timedelta(hours=9)
    assert kills == KILLS
    seen = Counter(entry["params"]["chat_id"] for entry in await world.journal("sendMessage") if _took_effect(entry))
    assert [number for number in numbers[BLOCKED:] if not seen[str(number)]] == [], "somebody lacks the reminder"
    unseen = sum(trouble in AFTER for trouble in troubles)
    assert sum(count - 1 for count in seen.values()) <= KILLS * IN_FLIGHT + unseen
    assert {d.state for d in await ledger(context)} == {DeliveryState.SENT, DeliveryState.UNREACHABLE}
    calls = Counter(
        entry["params"]["chat_id"] for entry in await world.journal("sendMessage") if entry["status"] == 403
    )
    assert max(calls.values(), default=1) == 1, "nothing goes to blocked people twice"


def _took_effect(entry: dict[str, Any]) -> bool:
    return entry["status"] == 200 or entry["fault"] in AFTER


async def _left(context: Context) -> bool:
    done = {DeliveryState.SENT, DeliveryState.UNREACHABLE}
    return any(delivery.state not in done for delivery in await ledger(context))
