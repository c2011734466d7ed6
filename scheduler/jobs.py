"""Tick → use case."""

from collections.abc import Awaitable, Callable

from bot.usecases import leases, nightly, pruning, sending, tick
from bot.usecases.context import Context
from bot.usecases.courier import Courier
from scheduler.ticker import Jobs

MOST = 500
"""Sent in one pass, some 20 seconds; planning may come between two."""

Step = Callable[[], Awaitable[None]]


def build(context: Context, courier: Courier, holder: str, *, gained: Step, rest: Step) -> Jobs:
    """The jobs of one process; `holder` names it in the lease, `gained` is awaited when it comes to hold it."""
    had = False

    async def mine() -> bool:
        nonlocal had
        before, had = had, await leases.hold(context, leases.SENDER, holder)
        if had and not before:
            await gained()
        return had

    async def plan() -> None:
        if await mine():
            async with leases.kept(context, leases.SENDER, holder):
                await tick.plan_once(context)

    async def send() -> None:
        while await mine():
            async with leases.kept(context, leases.SENDER, holder):
                done = await sending.send_due(context, courier, MOST)
            if not done.handled or done.all_wait is not None:
                return

    async def forget() -> None:
        await pruning.forget_old(context)

    async def backup() -> None:
        if await mine():
            async with leases.kept(context, leases.SENDER, holder):
                await nightly.back_up(context)

    return Jobs(plan=plan, send=send, forget=forget, backup=backup, rest=rest)
