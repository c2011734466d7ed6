"""A broadcast to try delivery with: so many coordinators who all hear of a task on the same morning."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import func, insert, make_url, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryState
from bot.domain.people import CONSENT_VERSION, OrganisationKind, Role
from bot.sandbox import Sandbox
from bot.sandbox.world import Person as Somebody
from bot.usecases.context import Context
from bot.usecases.leases import SENDER
from db.engine import create_engine, transactions
from db.migrate import upgrade
from db.models import Delivery, Identity, Lease, Membership, Person
from tests.post import roadmap, task
from tests.sample import organisation

MORNING = datetime(2023, 9, 13, 5, 1, tzinfo=UTC)
"""Wednesday, 08:01 in Moscow; everybody hears of a task due tomorrow."""
TOMORROW = date(2023, 9, 14)
SCHOOL = 10
"""Coordinators of one school."""
FIRST = 7001


@asynccontextmanager
async def a_database(folder: Path, postgres: str) -> AsyncIterator[str]:
    """The address of a fresh database: an SQLite file, or one of the server that `postgres` names."""
    if not postgres:
        yield f"sqlite+aiosqlite:///{folder}/shturman.sqlite3"
        return
    name = f"shturman_chaos_{uuid4().hex[:8]}"
    server = create_async_engine(postgres, isolation_level="AUTOCOMMIT")
    async with server.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(postgres).set(database=name).render_as_string(hide_password=False)
    finally:
        async with server.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await server.dispose()


class Ledger:
    """What the tests look up in the database of a running bot."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        self.context = Context(transaction=transactions(self.engine), clock=FixedClock(MORNING))

    async def fill(self, people: int) -> None:
        """A district whose schools have ten coordinators each and one task each, due tomorrow."""
        await upgrade(self.engine)
        now = MORNING
        numbers = range(1, people + 1)
        async with self.context.transaction(write=True) as session:
            home = await organisation(session, now, OrganisationKind.MUNICIPALITY, "Управление района", "Район")
            schools = [
                await organisation(session, now, OrganisationKind.SCHOOL, f"Школа № {n}", f"Школа № {n}", home)
                for n in range(1, people // SCHOOL + 1)
            ]
            consent = {"name": "Анна П.", "consent_version": CONSENT_VERSION, "consent_at": now, "created_at": now}
            await session.execute(insert(Person), [consent for _ in numbers])
            ids = list(await session.scalars(select(Person.id).order_by(Person.id)))
            where = [{"external_id": str(FIRST + n), "chat_id": str(FIRST + n)} for n in range(people)]
            reached = {"platform": "telegram", "reachable_since": now}
            await session.execute(
                insert(Identity), [{"person_id": i, **at, **reached} for i, at in zip(ids, where, strict=True)]
            )
            post = {"role": Role.COORDINATOR, "from_at": now}
            await session.execute(
                insert(Membership),
                [{"person_id": i, "organisation_id": schools[n // SCHOOL], **post} for n, i in enumerate(ids)],
            )
        plan = await roadmap(self.context, home)
        for school in schools:
            await task(self.context, plan, school, TOMORROW)

    async def states(self) -> dict[DeliveryState, int]:
        async with self.context.transaction() as session:
            rows = await session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
            return {state: number for state, number in rows}  # noqa: C416 - a row is no pair to mypy

    async def holder(self) -> int:
        """The number of the process that plans and sends; 0 for none."""
        async with self.context.transaction() as session:
            found = await session.scalar(select(Lease.holder).where(Lease.name == SENDER))
        return int(found.split(":")[1]) if found else 0


def people_the_world(sandbox: Sandbox, people: int, blocked: set[int], first: int = FIRST) -> list[int]:
    """Everybody has started the bot, and some have blocked it since; the numbers of the chats."""
    world = sandbox.realm.world
    account = next(iter(world.bots.values()))
    numbers = [first + n for n in range(people)]
    for number in numbers:
        world.people[number] = Somebody(number, "Анна")
        chat = world.chat_of(account, number)
        chat.started, chat.blocked = True, number in blocked
    return numbers
