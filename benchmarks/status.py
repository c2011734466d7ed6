"""/status of a region beside the same SQL through the same engine, and how it grows with the number of schools.

Seconds are those of the processor, SQLite in this process included.
"""

import tempfile
import time
from functools import partial

from sqlalchemy import select

from benchmarks.planning import LARGE, MEASURES, NOW, ROUNDS, SMALL, Figure, fill, record, replay
from bot.domain.clock import FixedClock
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.people import Membership as Post
from bot.usecases.context import Context
from bot.usecases.status import by_place, overview
from db.engine import create_engine, transactions
from db.models import Organisation


async def run() -> list[Figure]:
    """The figures of the whole region, then school by school."""
    small, large = await _measure(SMALL), await _measure(LARGE)
    found: list[Figure] = []
    for name, few, many in zip(("/status", "/status by school"), small, large, strict=True):
        found += [
            (f"floor: SQL of {name}, {LARGE} schools x {MEASURES} rows", many[0], "s"),
            (name, many[1], "s"),
            ("ratio", many[1] / many[0], "x"),
            (f"growth from {SMALL} to {LARGE} schools", many[1] / few[1], "x"),
        ]
    return found


async def _measure(schools: int) -> list[tuple[float, float]]:
    """Seconds of the SQL and of the whole use case, for both screens."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/shturman.sqlite3"
        await fill(url, schools)
        engine = create_engine(url)
        context = Context(transaction=transactions(engine), clock=FixedClock(NOW))
        async with context.transaction() as session:
            places = frozenset(await session.scalars(select(Organisation.id)))
            top = (await session.scalars(select(Organisation).where(Organisation.parent_id.is_(None)))).one()
        post = Post(top.id, top.short_name, OrganisationKind.REGION, Role.ADMIN)
        admin = Actor(0, "Админ", "Europe/Moscow", True, (post,), places)
        figures: list[tuple[float, float]] = []
        for screen in (overview, by_place):
            spent = []
            for _ in range(ROUNDS):
                begun = time.process_time()
                await screen(context, admin, top.id)
                spent.append(time.process_time() - begun)
            asked = await record(engine, partial(screen, context, admin, top.id))
            figures.append((min([await replay(engine, asked) for _ in range(ROUNDS)]), min(spent)))
        await engine.dispose()
        return figures
