"""What the ticks do: only by whoever holds the lease, no longer than a pass may take, and politely ended."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryState
from bot.usecases import leases
from bot.usecases.context import Context
from bot.usecases.courier import Message, Outcome, Recipient
from scheduler import jobs
from scheduler.ticker import Jobs
from tests.post import FakeCourier, coordinator, ledger, roadmap, task
from tests.sample import district

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)
"""Wednesday, 08:00 in Moscow; a task is due tomorrow."""
PEOPLE = 20


@dataclass
class Process:
    """One process as its jobs are; notes what was asked of its intake."""

    context: Context
    name: str
    courier: FakeCourier
    stopping: bool = False
    pass_seconds: float = 1000.0
    asked: list[str] = field(default_factory=list)

    def jobs(self) -> Jobs:
        return jobs.build(
            self.context,
            self.courier,
            self.name,
            gained=self._gained,
            sweep=self._sweep,
            rest=self._sweep,
            stopping=lambda: self.stopping,
            pass_seconds=self.pass_seconds,
        )

    async def _gained(self) -> None:
        self.asked.append("gained")

    async def _sweep(self) -> None:
        self.asked.append("sweep")


@pytest.fixture
async def eve(context: Context, clock: FixedClock) -> Context:
    """So many coordinators of one school hear of a task tomorrow."""
    place = await district(context)
    await task(context, await roadmap(context, place.municipality), place.schools[2], date(2023, 9, 14))
    for number in range(PEOPLE):
        await coordinator(context, place.schools[2], 7000 + number)
    clock.moment = EVE
    return context


async def states(context: Context) -> set[DeliveryState]:
    return {delivery.state for delivery in await ledger(context)}


async def test_only_the_holder_plans_sends_and_looks_through_the_inbox(eve: Context) -> None:
    first, second = Process(eve, "first", FakeCourier()), Process(eve, "second", FakeCourier())
    holder, waiting = first.jobs(), second.jobs()
    await holder.plan()
    for work in (waiting, holder):
        await work.plan()
        await work.sweep()
    assert not await waiting.send()
    assert second.courier.brought == []
    assert await holder.send(), "something was sent: there may be more"
    assert not await holder.send()
    assert len(first.courier.brought) == PEOPLE
    assert (first.asked, second.asked) == (["gained", "sweep"], [])


async def test_whoever_comes_to_hold_the_lease_looks_after_the_inbox_each_time(eve: Context, clock: FixedClock) -> None:
    first, second = Process(eve, "first", FakeCourier()), Process(eve, "second", FakeCourier())
    holder, waiting = first.jobs(), second.jobs()
    for _ in range(3):
        await holder.send()
    clock.moment += leases.LASTS + timedelta(seconds=1)
    await waiting.send()
    await holder.send()
    assert (first.asked, second.asked) == (["gained"], ["gained"])
    clock.moment += leases.LASTS + timedelta(seconds=1)
    await holder.send()
    assert first.asked == ["gained", "gained"]


class Stops(FakeCourier):
    """While the n-th message is on its way the process is told to stop."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after
        self.process: Process | None = None

    async def deliver(self, to: Recipient, message: Message) -> Outcome:
        if len(self.brought) + 1 >= self.after and self.process is not None:
            self.process.stopping = True
        return await super().deliver(to, message)


async def test_a_stop_ends_what_is_in_flight_and_gives_the_rest_back(eve: Context) -> None:
    """Nobody waits for a lease to run out, nobody hears twice."""
    courier = Stops(after=5)
    courier.process = Process(eve, "first", courier)
    first = courier.process.jobs()
    await first.plan()
    await first.send()
    assert 5 <= len(courier.brought) <= 7, "those in flight, no more"
    assert await states(eve) == {DeliveryState.SENT, DeliveryState.PENDING}
    await leases.release(eve, leases.SENDER, "first")
    second = Process(eve, "second", FakeCourier())
    await second.jobs().send()
    assert sorted(courier.people() + second.courier.people()) == sorted({*courier.people(), *second.courier.people()})
    assert len(courier.brought) + len(second.courier.brought) == PEOPLE


async def test_a_pass_that_takes_too_long_ends_with_something_left(eve: Context) -> None:
    """A messenger that answers nothing must not keep the planner waiting; the pass is over before it began."""
    slow = Process(eve, "first", FakeCourier(), pass_seconds=0.0)
    work = slow.jobs()
    await work.plan()
    assert not await work.send()
    assert (slow.courier.brought, await states(eve)) == ([], {DeliveryState.PENDING})
