"""Telling somebody else something: once, and in one message where it belongs together."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select, update

from bot.domain.deliveries import DeliveryKind, DeliveryState, Stage
from bot.usecases.context import Context
from bot.usecases.notices import notify
from db.bell import ringing
from db.models import Delivery, Notice, Person
from tests.conftest import MONDAY

DAY = date(2023, 9, 4)


async def _anna(context: Context) -> int:
    async with context.transaction(write=True) as session:
        anna = Person(created_at=MONDAY)
        session.add(anna)
        await session.flush()
        return anna.id


async def _say(context: Context, person: int, task: int, stage: Stage = Stage.ASSIGNED, slot: str = "1") -> None:
    async with context.transaction(write=True) as session:
        await notify(
            session, context, person, "task", task, stage, DAY, DeliveryKind.ASSIGNMENT, slot, MONDAY, {"task": task}
        )


async def _deliveries(context: Context) -> list[Delivery]:
    async with context.transaction() as session:
        return list(await session.scalars(select(Delivery).order_by(Delivery.id)))


async def test_the_same_thing_is_said_once(context: Context) -> None:
    anna = await _anna(context)
    await _say(context, anna, 7)
    await _say(context, anna, 7)
    assert [(d.slot, d.payload, d.state) for d in await _deliveries(context)] == [
        ("1", {"task": 7}, DeliveryState.PENDING)
    ]


async def test_two_things_of_one_slot_are_one_message(context: Context) -> None:
    anna = await _anna(context)
    await _say(context, anna, 7)
    await _say(context, anna, 8)
    async with context.transaction() as session:
        bound = (await session.scalars(select(Notice.delivery_id))).all()
    assert len(bound) == 2
    assert len(set(bound)) == 1 == len(await _deliveries(context))


async def test_news_after_the_message_has_left_gets_its_own(context: Context) -> None:
    anna = await _anna(context)
    await _say(context, anna, 7)
    async with context.transaction(write=True) as session:
        await session.execute(update(Delivery).values(state=DeliveryState.SENT, sent_at=MONDAY + timedelta(minutes=1)))
    await _say(context, anna, 8)
    assert [d.state for d in await _deliveries(context)] == [DeliveryState.SENT, DeliveryState.PENDING]


async def test_the_sender_wakes_when_the_news_can_be_read(context: Context) -> None:
    anna = await _anna(context)
    woken: list[str] = []
    awake = replace(context, transaction=ringing(context.transaction, lambda: woken.append("up")))
    async with awake.transaction(write=True) as session:
        await session.execute(select(Delivery.id))
    assert not woken
    async with awake.transaction(write=True) as session:
        await notify(
            session, awake, anna, "task", 7, Stage.ASSIGNED, DAY, DeliveryKind.ASSIGNMENT, "1", MONDAY, {"task": 7}
        )
        assert not woken
    assert woken == ["up"]
    async with awake.transaction() as session:
        await session.execute(select(Delivery.id))
    assert woken == ["up"], "a session's word is not kept for the next one"


async def test_the_sender_sleeps_on_when_the_news_is_taken_back(context: Context) -> None:
    anna = await _anna(context)
    woken: list[str] = []
    awake = replace(context, transaction=ringing(context.transaction, lambda: woken.append("up")))
    with suppress(LookupError):
        async with awake.transaction(write=True) as session:
            await notify(
                session, awake, anna, "task", 7, Stage.ASSIGNED, DAY, DeliveryKind.ASSIGNMENT, "1", MONDAY, {"task": 7}
            )
            raise LookupError
    assert not woken
    assert await _deliveries(context) == []
