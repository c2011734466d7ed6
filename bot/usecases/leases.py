"""One process at a time plans and sends; another takes over within the lease when the holder dies."""

from datetime import timedelta

from bot.usecases.context import Context
from db import leases

SENDER = "sender"
LASTS = timedelta(seconds=30)


async def hold(context: Context, name: str, holder: str) -> bool:
    """Take or renew; False while another process holds it."""
    now = context.now()
    async with context.transaction(write=True) as session:
        return await leases.hold(session, name, holder, now, now + LASTS)


async def release(context: Context, name: str, holder: str) -> None:
    async with context.transaction(write=True) as session:
        await leases.release(session, name, holder)
