"""A second process on the same database does no harm, and takes over when the first one dies."""

from datetime import timedelta

from bot.domain.clock import FixedClock
from bot.usecases import leases
from bot.usecases.context import Context


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
