"""The ledger on its way out: claims, leases, errors of the messenger, silence; on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.clock import FixedClock
from bot.domain.deliveries import LEASE, DeliveryKind, DeliveryState, Stage, backoff
from bot.usecases.blocks import lost, reachable_again
from bot.usecases.context import Context
from bot.usecases.courier import Joined, Message, Moved, Outcome, Recipient, Refused, Retry, Sent, Unreachable
from bot.usecases.notices import notify
from bot.usecases.reminders import plan_digests
from bot.usecases.sending import Fate
from bot.usecases.tick import plan_once, send_due
from db import outbox
from db.deliveries import save_slots
from db.models import Delivery, Identity, Membership, Organisation
from tests.post import FakeCourier, coordinator, ledger, roadmap, task
from tests.sample import District, district

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)
DUE = date(2023, 9, 14)


async def planned(context: Context, clock: FixedClock, schools: int = 2) -> District:
    """One digest each for Anna and Boris (and for the administrator where a school has nobody), due now."""
    place = await district(context, max(schools, 2))
    plan = await roadmap(context, place.municipality)
    for school in place.schools[:schools]:
        await task(context, plan, school, DUE)
    clock.moment = EVE
    await plan_once(context)
    return place


def always(outcome: Outcome) -> FakeCourier:
    return FakeCourier(answer=lambda to, message: outcome)


class PowerCut(BaseException):
    """Nothing in the program catches it."""


class Doomed(FakeCourier):
    """The message leaves, and the process dies before it can write that down."""

    async def deliver(self, to: Recipient, message: Message) -> Outcome:
        await super().deliver(to, message)
        raise PowerCut


async def test_a_crash_between_send_and_record_repeats_after_the_lease(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock, schools=1)
    crashed = Doomed()
    with pytest.raises(BaseExceptionGroup):
        await send_due(context, crashed)
    assert crashed.people() == [place.anna]
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == [], "the lease holds"
    clock.moment = EVE + LEASE + timedelta(seconds=1)
    await send_due(context, courier)
    assert courier.people() == [place.anna]
    clock.moment += LEASE * 2
    await send_due(context, courier)
    assert len(courier.brought) == 1


async def test_an_answer_after_the_lease_was_lost_changes_nothing(context: Context, clock: FixedClock) -> None:
    await planned(context, clock, schools=1)
    second = FakeCourier()

    class Slow(FakeCourier):
        async def deliver(self, to: Recipient, message: Message) -> Outcome:
            clock.moment += LEASE + timedelta(seconds=1)
            await send_due(context, second)
            return Unreachable("blocked")

    first = await send_due(context, Slow())
    assert [one.fate for one in first.handled] == [Fate.LOST]
    assert len(second.brought) == 1
    assert [d.state for d in await ledger(context)] == [DeliveryState.SENT]


async def test_two_senders_at_once_send_everything_once(context: Context, clock: FixedClock) -> None:
    place = await district(context, 6)
    for number in range(40):
        await coordinator(context, place.schools[0], 5000 + number)
    plan = await roadmap(context, place.municipality)
    await task(context, plan, place.schools[0], DUE)
    clock.moment = EVE
    assert (await plan_once(context)).digests == 41

    class Yielding(FakeCourier):
        async def deliver(self, to: Recipient, message: Message) -> Outcome:
            await asyncio.sleep(0)
            return await super().deliver(to, message)

    couriers = [Yielding(), Yielding()]
    async with asyncio.TaskGroup() as group:
        for courier in couriers:
            group.create_task(send_due(context, courier))
    brought = [person for courier in couriers for person in courier.people()]
    assert len(brought) == len(set(brought)) == 41


async def test_a_broken_connection_is_tried_again_later(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock, schools=1)
    await send_due(context, always(Retry("TelegramNetworkError")))
    (delivery,) = await ledger(context)
    assert (delivery.state, delivery.attempts) == (DeliveryState.RETRY, 1)
    assert EVE < delivery.due_at <= EVE + timedelta(seconds=5)
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    clock.moment = delivery.due_at
    await send_due(context, courier)
    assert courier.people() == [place.anna]


def test_waiting_grows_to_an_hour_and_spreads() -> None:
    waits = [backoff(attempts, 1) for attempts in range(1, 40)]
    assert all(timedelta(seconds=2) <= wait <= timedelta(hours=1) for wait in waits)
    assert max(waits) > timedelta(minutes=30)
    assert len({backoff(3, seed) for seed in range(50)}) > 25


async def test_429_stops_the_whole_pass_for_as_long_as_asked(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock)
    refused = always(Retry("flood", timedelta(seconds=40), all_wait=True))
    done = await send_due(context, refused)
    assert done.all_wait is not None
    assert {one.fate for one in done.handled} == {Fate.LATER}
    courier = FakeCourier()
    clock.moment = EVE + timedelta(seconds=39)
    await send_due(context, courier)
    assert courier.brought == []
    clock.moment = EVE + timedelta(seconds=40)
    await send_due(context, courier)
    assert courier.people() == [place.anna, place.boris]


async def test_who_has_blocked_the_bot_is_not_written_to_twice(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock, schools=1)
    await send_due(context, always(Unreachable("blocked")))
    async with context.transaction() as session:
        identity = (await session.scalars(select(Identity).where(Identity.person_id == place.anna))).one()
        assert (identity.unreachable_since, identity.unreachable_reason) == (EVE, "blocked")
    courier = FakeCourier()
    clock.moment = EVE + timedelta(days=1)
    async with context.transaction(write=True) as session:
        day = clock.moment.date()
        key = ("membership", 1, Stage.JOINED, day, DeliveryKind.JOINED, "1", clock.moment)
        await notify(session, context, place.anna, *key, {"membership": 1})
    await plan_once(context)
    await send_due(context, courier)
    assert courier.brought == []
    assert {d.state for d in await ledger(context)} == {DeliveryState.UNREACHABLE}


async def test_coming_back_brings_what_is_still_due_as_one_digest(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    plan = await roadmap(context, place.municipality)
    for day in (14, 15, 18):
        await task(context, plan, place.schools[0], date(2023, 9, day), f"Пункт {day}")
    blocked = always(Unreachable("blocked"))
    for day in (13, 14, 15):
        clock.moment = datetime(2023, 9, day, 5, tzinfo=UTC)
        await plan_once(context)
        await send_due(context, blocked)
    clock.moment = datetime(2023, 9, 15, 9, tzinfo=UTC)
    courier = FakeCourier()
    assert await reachable_again(context, place.anna)
    assert not await reachable_again(context, place.anna)
    for _ in range(2):
        await plan_once(context)
        await send_due(context, courier)
    assert courier.people() == [place.anna]


async def test_a_block_that_telegram_reports_stops_what_is_on_its_way(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock, schools=1)
    await lost(context, place.anna, "blocked")
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    assert [(d.state, d.error) for d in await ledger(context)] == [(DeliveryState.UNREACHABLE, "blocked")]


async def test_a_moved_chat_is_remembered_and_gets_the_message(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock, schools=1)
    courier = FakeCourier(answer=lambda to, message: Moved("-100777") if to.chat_id == "101" else Sent("-100777:5"))
    await send_due(context, courier)
    (delivery,) = await ledger(context)
    assert (delivery.state, delivery.reference) == (DeliveryState.SENT, "-100777:5")
    async with context.transaction() as session:
        chat = await session.scalar(select(Identity.chat_id).where(Identity.person_id == place.anna))
    assert chat == "-100777"


async def test_a_message_that_will_never_be_taken_is_not_tried_for_ever(context: Context, clock: FixedClock) -> None:
    await planned(context, clock, schools=1)
    await send_due(context, always(Refused("message is too long")))
    assert [(d.state, d.error) for d in await ledger(context)] == [(DeliveryState.CANCELLED, "message is too long")]


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        (datetime(2023, 9, 13, 16, 30, tzinfo=UTC), datetime(2023, 9, 14, 5, tzinfo=UTC)),
        (datetime(2023, 9, 15, 20, 0, tzinfo=UTC), datetime(2023, 9, 18, 5, tzinfo=UTC)),
    ],
    ids=["evening", "Friday night"],
)
async def test_news_made_in_silence_wait_for_the_morning(
    context: Context, clock: FixedClock, moment: datetime, until: datetime
) -> None:
    place = await district(context)
    clock.moment = moment
    async with context.transaction(write=True) as session:
        membership = await session.scalar(select(Membership.id).where(Membership.person_id == place.vera))
        assert membership is not None
        day = moment.date()
        key = ("membership", membership, Stage.JOINED, day, DeliveryKind.JOINED, "1", moment)
        await notify(session, context, place.anna, *key, {"membership": membership})
    courier = FakeCourier()
    done = await send_due(context, courier)
    assert [(one.fate, one.until) for one in done.handled] == [(Fate.LATER, until)]
    clock.moment = until
    await send_due(context, courier)
    ((reader, message),) = courier.brought
    assert reader == place.anna
    assert message == Joined("navigator", "Школа № 1")  # type: ignore[arg-type]


async def test_digests_that_meet_are_one(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock, schools=1)
    await send_due(context, always(Retry("TelegramServerError", timedelta(days=1))))
    clock.moment = EVE + timedelta(days=2)
    await plan_once(context)
    assert len(await ledger(context)) == 2
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.people() == [place.anna]
    assert sorted(d.state for d in await ledger(context)) == [DeliveryState.CANCELLED, DeliveryState.SENT]


async def test_what_is_out_of_date_is_not_sent(context: Context, clock: FixedClock) -> None:
    await planned(context, clock, schools=1)
    async with context.transaction(write=True) as session:
        await session.execute(update(Delivery).values(expires_at=EVE))
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    assert [d.error for d in await ledger(context)] == ["out-of-date"]


async def test_a_pass_ends_at_its_limit(context: Context, clock: FixedClock) -> None:
    await planned(context, clock)
    courier = FakeCourier()
    assert (await send_due(context, courier, limit=1)).sent == 1
    assert (await send_due(replace(context), courier, limit=10)).sent == 1


async def test_one_delivery_that_breaks_the_program_holds_up_nobody(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock)

    class Broken(FakeCourier):
        async def deliver(self, to: Recipient, message: Message) -> Outcome:
            if to.person_id == place.anna:
                raise KeyError(message)
            return await super().deliver(to, message)

    courier = Broken()
    await send_due(context, courier)
    assert courier.people() == [place.boris]
    assert sorted((d.state, d.error) for d in await ledger(context)) == [
        (DeliveryState.RETRY, "KeyError"),
        (DeliveryState.SENT, None),
    ]


async def test_a_clock_that_jumps_does_not_make_a_process_claim_its_own_again(
    context: Context, clock: FixedClock
) -> None:
    await planned(context, clock)
    later = EVE + LEASE + timedelta(seconds=1)
    async with context.transaction(write=True) as session:
        mine, other = (one.id for one in await outbox.claim(session, EVE, EVE + LEASE, 2))
        again = await outbox.claim(session, later, later + LEASE, 2, {mine})
    assert [one.id for one in again] == [other]


class Watched(FakeCourier):
    """Notes when a message leaves and when it has arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    async def deliver(self, to: Recipient, message: Message) -> Outcome:
        self.seen.append("leaves")
        await asyncio.sleep(0)
        self.seen.append("arrives")
        return await super().deliver(to, message)


async def test_what_one_person_gets_comes_one_by_one(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    async with context.transaction(write=True) as session:
        membership = await session.scalar(select(Membership.id).where(Membership.person_id == place.anna))
        for number in range(3):
            key = ("person", number, Stage.JOINED, DUE, DeliveryKind.JOINED, f"joined:{number}", EVE)
            await notify(session, context, place.anna, *key, {"membership": membership})
    clock.moment = EVE
    courier = Watched()
    await send_due(context, courier)
    assert courier.seen == ["leaves", "arrives"] * 3


async def test_a_digest_that_is_being_planned_does_not_leave_meanwhile(
    context: Context, clock: FixedClock, schema: str | None
) -> None:
    """Else a word would be bound to a message that was drawn without it. SQLite has one writer at a time anyway."""
    place = await district(context)
    await task(context, await roadmap(context, place.municipality), place.schools[0], DUE)
    clock.moment = EVE
    slots = await plan_digests(context)
    async with context.transaction(write=True) as planning:
        await save_slots(planning, slots, clock.moment)
        if schema is not None:
            async with context.transaction(write=True) as sending:
                assert await outbox.claim(sending, clock.moment, clock.moment + LEASE, 10) == []
    async with context.transaction(write=True) as sending:
        assert len(await outbox.claim(sending, clock.moment, clock.moment + LEASE, 10)) == 1


async def test_a_role_in_a_closed_place_hears_nothing(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock, schools=1)
    async with context.transaction(write=True) as session:
        closed = update(Organisation).where(Organisation.id == place.schools[0])
        await session.execute(closed.values(closed_at=clock.moment))
    courier = FakeCourier()
    await send_due(context, courier)
    assert courier.brought == []
    assert [d.error for d in await ledger(context) if d.person_id == place.anna] == ["no-rights"]
