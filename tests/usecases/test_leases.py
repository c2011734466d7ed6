"""A second process on the same database does no harm, and takes over when the first one dies."""

import asyncio
import os
import socket
import sys
from datetime import timedelta

import pytest

from bot.domain.clock import FixedClock
from bot.usecases import leases
from bot.usecases.context import Context
from scheduler.ticker import SEND_SECONDS


async def test_only_one_process_holds_a_lease(context: Context) -> None:
    assert await leases.hold(context, leases.SENDER, "first")
    assert not await leases.hold(context, leases.SENDER, "second")
    assert await leases.hold(context, leases.SENDER, "first")


async def test_an_expired_lease_is_taken_over(context: Context, clock: FixedClock) -> None:
    await leases.hold(context, leases.SENDER, "first")
    clock.moment += leases.LASTS + timedelta(seconds=1)
    assert await leases.hold(context, leases.SENDER, "second")
    assert not await leases.hold(context, leases.SENDER, "first")


async def test_a_released_lease_is_free_at_once(context: Context) -> None:
    await leases.hold(context, leases.SENDER, "first")
    await leases.release(context, leases.SENDER, "second")
    assert not await leases.hold(context, leases.SENDER, "second")
    await leases.release(context, leases.SENDER, "first")
    assert await leases.hold(context, leases.SENDER, "second")


async def test_a_dead_holder_is_replaced_within_half_a_minute() -> None:
    """The longest wait: it died just after renewing, and whoever waits looks every five seconds."""
    assert leases.LASTS + timedelta(seconds=SEND_SECONDS) <= timedelta(seconds=30)
    assert timedelta(seconds=3 * leases.RENEW_SECONDS) < leases.LASTS, "two renewals may fail"


async def test_a_long_pass_keeps_its_lease(context: Context, clock: FixedClock) -> None:
    """A pass of a minute: each renewal counts from its own moment."""
    rounds = asyncio.Semaphore(0)
    left = asyncio.Event()

    async def pause(seconds: float) -> None:
        await rounds.acquire()
        clock.moment += timedelta(seconds=seconds)
        if clock.moment >= begun + timedelta(minutes=1):
            left.set()

    begun = clock.moment
    assert await leases.hold(context, leases.SENDER, "first")
    async with leases.kept(context, leases.SENDER, "first", pause):
        for _ in range(13):
            rounds.release()
            await asyncio.sleep(0)
        await left.wait()
        assert not await leases.hold(context, leases.SENDER, "second")


async def test_a_process_that_starts_anew_need_not_wait_for_the_dead_one(context: Context) -> None:
    ended = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await ended.wait()
    own = leases.new_holder()
    table = own.rsplit(":", 2)[0]
    assert await leases.hold(context, leases.SENDER, f"{table}:{ended.pid}:before")
    assert await leases.hold(context, leases.SENDER, own)


@pytest.mark.parametrize(
    ("holder", "gone"),
    [
        ("another machine/1:1:x", False),
        ("{table}:{parent}:x", False),
        ("{table}:{own}:of the container before", True),
        ("{namesake}:4194999:of a machine of the same name", False),
        ("first", False),
    ],
)
def test_only_a_process_of_this_machine_is_known_to_be_gone(holder: str, gone: bool) -> None:
    table = leases.new_holder().rsplit(":", 2)[0]
    namesake = f"{socket.gethostname()[:24]}/{table.partition('/')[2]}"
    named = holder.format(table=table, namesake=namesake, parent=os.getppid(), own=os.getpid())
    assert leases.is_gone(named) is gone
