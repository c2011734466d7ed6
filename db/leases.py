"""Leases: which process runs the ticker and the sender."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Lease
from db.results import count
from db.upsert import upsert

PLANNED = "planned"
"""Name of the row whose `until` is the moment for which digests were last planned; nobody holds it."""


async def holder_of(session: AsyncSession, name: str) -> str | None:
    found: str | None = await session.scalar(select(Lease.holder).where(Lease.name == name))
    return found


async def hold(
    session: AsyncSession, name: str, holder: str, now: datetime, until: datetime, gone: str | None = None
) -> bool:
    """Take or renew a lease; False while another holder's has not expired, unless that one is known to be `gone`."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    await session.execute(insert(Lease).on_conflict_do_nothing(), [{"name": name, "holder": holder, "until": until}])
    taken = update(Lease).where(Lease.name == name, or_(Lease.holder.in_((holder, gone)), Lease.until < now))
    return count(await session.execute(taken.values(holder=holder, until=until))) == 1


async def release(session: AsyncSession, name: str, holder: str) -> None:
    await session.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))


async def planned(session: AsyncSession) -> datetime | None:
    """The moment for which digests were last planned."""
    found: datetime | None = await session.scalar(select(Lease.until).where(Lease.name == PLANNED))
    return found


async def note_planned(session: AsyncSession, moment: datetime) -> None:
    await upsert(session, Lease, {"name": PLANNED}, {"holder": PLANNED, "until": moment})
