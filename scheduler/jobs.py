"""Tick → use case."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.usecases import leases, nightly, pruning, sending, tick
from bot.usecases.context import Context
from bot.usecases.courier import Courier
from scheduler.ticker import Jobs

MOST = 500
"""Sent in one pass, some 20 seconds; then planning may come between two."""
PASS_SECONDS = 30.0
"""Nothing is begun after this, however slow the messenger is; what was begun ends within its own limit."""

Step = Callable[[], Awaitable[None]]


class _Lease:
    """Takes or renews the lease at each tick, and notices when it came to be ours."""

    def __init__(self, context: Context, holder: str, gained: Step) -> None:
        self._context, self._holder, self._gained = context, holder, gained
        self._had = False

    async def mine(self) -> bool:
        before, self._had = self._had, await leases.hold(self._context, leases.SENDER, self._holder)
        if self._had and not before:
            await self._gained()
        return self._had


def build(
    context: Context,
    courier: Courier,
    holder: str,
    *,
    gained: Step,
    sweep: Step,
    rest: Step,
    stopping: Callable[[], bool],
    pass_seconds: float = PASS_SECONDS,
) -> Jobs:
    """The jobs of one process; `holder` names it in the lease, `gained` is awaited when it comes to hold it.

    `sweep` is left to the one that holds it too: of two processes one goes through the inbox.
    """
    mine = _Lease(context, holder, gained).mine

    async def plan() -> None:
        if await mine():
            async with leases.kept(context, leases.SENDER, holder):
                await tick.plan_once(context)

    async def send() -> bool:
        if not await mine():
            return False
        now = asyncio.get_running_loop().time
        until = now() + pass_seconds
        async with leases.kept(context, leases.SENDER, holder):
            done = await sending.send_due(context, courier, MOST, lambda: stopping() or now() >= until)
        return bool(done.handled) and done.all_wait is None

    async def swept() -> None:
        if await mine():
            await sweep()

    async def forget() -> None:
        await pruning.forget_old(context)

    async def backup() -> None:
        if await mine():
            async with leases.kept(context, leases.SENDER, holder):
                await nightly.back_up(context)

    return Jobs(plan=plan, send=send, sweep=swept, forget=forget, backup=backup, rest=rest)
