"""Tick → use case."""

from collections.abc import Awaitable, Callable

from bot.usecases import inbox, leases, sending, tick
from bot.usecases.context import Context
from bot.usecases.courier import Courier
from scheduler.ticker import Jobs

BATCH = 50


def build(context: Context, courier: Courier, holder: str, rest: Callable[[], Awaitable[None]]) -> Jobs:
    """The jobs of one process; `holder` names it in the lease."""

    async def mine() -> bool:
        return await leases.hold(context, leases.SENDER, holder)

    async def plan() -> None:
        if await mine():
            await tick.plan_once(context)

    async def send() -> None:
        while await mine():
            done = await sending.send_due(context, courier, BATCH)
            if not done.handled or done.all_wait is not None:
                return

    async def forget() -> None:
        await inbox.forget_old(context)

    return Jobs(plan=plan, send=send, forget=forget, rest=rest)
