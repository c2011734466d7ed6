"""One process at a time plans and sends; another takes over within half a minute when the holder dies.

A lease is a row on both databases (docs/decisions/0013-lease-is-a-row.md): the holder renews it every few seconds, also
under a long pass. A process that starts on the same machine sees that the holder is gone and need not wait.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import structlog

from bot.usecases.context import Context
from db import leases

log = structlog.get_logger()

SENDER = "sender"
LASTS = timedelta(seconds=20)
RENEW_SECONDS = 5.0
"""With the 5 seconds between two ticks of whoever waits, a dead holder is replaced within 25 seconds."""


def new_holder() -> str:
    """Names this process: its machine and process table, its number there, and what tells it from an earlier one."""
    return f"{_table()}:{os.getpid()}:{uuid4().hex[:8]}"


def _table() -> str:
    """Numbers of processes mean something within one table only: this start of this machine, and a container's own.

    The name of a machine is no proof: two may bear it, and outside of containers all tables have the same number.
    """
    try:
        start = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").replace("-", "").strip()
        table = Path("/proc/self/ns/pid").readlink()
    except OSError:
        return f"{uuid4().hex[:24]}/?"
    return f"{start[:24]}/{str(table).strip('pid:[]')}"


def is_gone(holder: str) -> bool:
    """Whether somebody else's lease is that of a process of this machine that runs no more; False when nobody can tell.

    In a container that started anew this process has the number of the one that died.
    """
    table, _, rest = holder.rpartition(":")[0].rpartition(":")
    if table != _table() or not rest.isdigit():
        return False
    if int(rest) == os.getpid():
        return True
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


async def hold(context: Context, name: str, holder: str) -> bool:
    """Take or renew; False while another process holds it."""
    now = context.now()
    async with context.transaction(write=True) as session:
        other = await leases.holder_of(session, name)
        gone = other if other not in {None, holder} and is_gone(str(other)) else None
        return await leases.hold(session, name, holder, now, now + LASTS, gone)


async def release(context: Context, name: str, holder: str) -> None:
    async with context.transaction(write=True) as session:
        await leases.release(session, name, holder)


@asynccontextmanager
async def kept(
    context: Context, name: str, holder: str, pause: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> AsyncIterator[None]:
    """Renew a lease that is held while the block runs, however long that takes."""

    async def renew() -> None:
        while True:
            await pause(RENEW_SECONDS)
            try:
                await hold(context, name, holder)
            except Exception:
                log.exception("lease not renewed", lease=name)

    async with asyncio.TaskGroup() as group:
        renewing = group.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()
