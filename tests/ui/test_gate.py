"""The one way out: who goes first, what a 429 stops, one message per chat. Time here is counted, not waited for."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import GetMe, Response, SendMessage, TelegramMethod

from bot.ui.gate import IN_FLIGHT, Gate, bulk

BOT = Bot("42:TEST")


@dataclass
class Telegram:
    """Counts what is in flight; answers after as many turns of the loop as it is told."""

    turns: int = 3
    now: float = 100.0
    refusals: list[int] = field(default_factory=list)
    order: list[Any] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    flying: int = 0
    most: int = 0
    by_chat: dict[Any, int] = field(default_factory=dict)

    async def __call__(self, bot: Bot, method: TelegramMethod[Any]) -> Response[Any]:
        chat = getattr(method, "chat_id", None)
        self.flying += 1
        self.by_chat[chat] = self.by_chat.get(chat, 0) + 1
        assert chat is None or self.by_chat[chat] == 1, "two at once in one chat"
        self.most = max(self.most, self.flying)
        for _ in range(self.turns):
            await asyncio.sleep(0)
        self.flying -= 1
        self.by_chat[chat] -= 1
        if self.refusals:
            raise TelegramRetryAfter(method=method, message="Too Many Requests", retry_after=self.refusals.pop())
        self.order.append(chat)
        return Response(ok=True, result=True)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def gate(self, per_second: int = 1000) -> Gate:
        return Gate(per_second, monotonic=lambda: self.now, sleep=self.sleep)


async def send(gate: Gate, telegram: Telegram, chat: int, *, reminder: bool = False) -> None:
    if reminder:
        with bulk():
            await gate(telegram, BOT, SendMessage(chat_id=chat, text="?"))
    else:
        await gate(telegram, BOT, SendMessage(chat_id=chat, text="!"))


async def test_bulk_has_three_in_flight_and_answers_are_not_held_up_by_it() -> None:
    telegram = Telegram(turns=20)
    gate = telegram.gate()
    async with asyncio.TaskGroup() as group:
        for chat in range(9):
            group.create_task(send(gate, telegram, chat, reminder=True))
        await asyncio.sleep(0)
        for chat in (101, 102):
            group.create_task(send(gate, telegram, chat))
    assert telegram.most == IN_FLIGHT + 2
    assert max(telegram.order.index(101), telegram.order.index(102)) < 6


async def test_one_chat_has_one_message_in_flight() -> None:
    telegram = Telegram()
    gate = telegram.gate()
    async with asyncio.TaskGroup() as group:
        for n in range(6):
            group.create_task(send(gate, telegram, 7, reminder=n % 2 == 0))
    assert telegram.order == [7] * 6
    assert gate._chats == {}


async def test_429_of_a_reminder_closes_the_gate_for_everybody() -> None:
    telegram = Telegram(refusals=[30])
    gate = telegram.gate()
    with pytest.raises(TelegramRetryAfter):
        await send(gate, telegram, 1, reminder=True)
    assert gate.closed_for == 30
    with pytest.raises(TelegramRetryAfter) as told:
        await send(gate, telegram, 2, reminder=True)
    assert (told.value.retry_after, telegram.order) == (30, [])
    await send(gate, telegram, 3)
    assert (telegram.slept, telegram.order) == ([30], [3])
    await send(gate, telegram, 2, reminder=True)
    assert telegram.order == [3, 2]


async def test_an_answer_waits_and_goes_out_by_itself() -> None:
    telegram = Telegram(refusals=[5, 2])
    await send(telegram.gate(), telegram, 1)
    assert (telegram.slept, telegram.order) == ([2, 5], [1])


async def test_an_answer_is_not_tried_for_ever() -> None:
    telegram = Telegram(refusals=[1] * 9)
    with pytest.raises(TelegramRetryAfter):
        await send(telegram.gate(), telegram, 1)
    assert len(telegram.refusals) == 4


async def test_what_goes_to_no_chat_passes() -> None:
    telegram = Telegram(refusals=[60])
    gate = telegram.gate()
    with pytest.raises(TelegramRetryAfter):
        await send(gate, telegram, 1, reminder=True)
    await gate(telegram, BOT, GetMe())
    assert telegram.order == [None]


async def test_the_ceiling_holds() -> None:
    """Ten at a hundred a second: the burst goes at once, the rest at the pace of the allowance."""
    telegram = Telegram(turns=0)
    gate = telegram.gate(per_second=100)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    async with asyncio.TaskGroup() as group:
        for chat in range(10):
            group.create_task(send(gate, telegram, chat, reminder=True))
    assert loop.time() - begun >= (10 - 3) / 100


async def test_answers_of_a_day_are_no_debt_of_the_evening() -> None:
    """Every ten seconds one, and nothing in bulk: what the bulk did not use has paid for them."""
    telegram = Telegram(turns=0)
    gate = telegram.gate(per_second=25)
    for number in range(9000):
        await send(gate, telegram, number)
        telegram.now += 10
    assert gate.owed == 0


async def test_answers_of_the_moment_are_paid_for_by_the_bulk() -> None:
    """At once they are owed; the time after them pays, or the bulk does, never both."""
    telegram = Telegram(turns=0)
    gate = telegram.gate(per_second=1024)
    for number in range(100):
        await send(gate, telegram, number)
    assert gate.owed == 100
    telegram.now += 64 / 1024
    assert gate.owed == 36
    for number in range(10):
        await send(gate, telegram, number, reminder=True)
    assert gate.owed == 6, "three for each of ten"
    telegram.now += 40 / 1024
    assert gate.owed == 6, "that time was the bulk's own"
    telegram.now += 8 / 1024
    assert gate.owed == 0
