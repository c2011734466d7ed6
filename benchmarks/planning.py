"""Planning one day of a region beside reading the same rows through the same engine, and how that grows.

Schools × 44 measures × 3 people a school; each size in a process of its own, for its memory's sake. The floor reads the
same rows as the same Python values and makes nothing of them. Seconds are those of the processor.
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Executable, Select, event, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.clock import FixedClock
from bot.domain.deadline import DeadlineStatus, Pace
from bot.domain.people import CONSENT_VERSION, OrganisationKind, Role
from bot.domain.reminders import plan
from bot.domain.tasks import TaskState
from bot.usecases.context import Context
from bot.usecases.reminders import read_state, save
from db.engine import create_engine, transactions
from db.models import Base, Identity, Measure, Membership, Organisation, Person, Task
from tests.post import roadmap

ROOT = Path(__file__).parent.parent
SMALL, LARGE, MEASURES, PEOPLE = 250, 1000, 44, 3
NOW = datetime(2023, 9, 11, 5, 1, tzinfo=UTC)
ROUNDS = 3

Figure = tuple[str, float, str]
Asked = tuple[Executable, Any]


async def run() -> list[Figure]:
    """Of 1,000 schools, and the growth from 250."""
    small, large = await _apart(SMALL), await _apart(LARGE)
    return [
        (f"floor: reading the rows of {LARGE} schools x {MEASURES} measures x {LARGE * PEOPLE} people", large[0], "s"),
        ("planning their day", large[1], "s"),
        ("ratio", large[1] / large[0], "x"),
        ("writing the digests of that day, all at once", large[2], "s"),
        ("digests", large[3], ""),
        (f"growth of planning from {SMALL} to {LARGE} schools", large[1] / small[1], "x"),
        ("memory on top during that plan", large[4], "MiB"),
    ]


async def _apart(schools: int) -> list[float]:
    """Filling the tables takes memory too: a process of its own does it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/shturman.sqlite3"
        await _child("fill", url, str(schools))
        return [float(number) for number in json.loads(await _child("measure", url))]


async def _child(*arguments: str) -> bytes:
    command = (sys.executable, "-m", "benchmarks.planning", *arguments)
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out


async def fill(url: str, schools: int) -> None:
    engine = create_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await _fill(Context(transaction=transactions(engine), clock=FixedClock(NOW)), schools)
    await engine.dispose()


async def measure(url: str) -> list[float]:
    """Seconds of reading, planning, writing; digests; MiB."""
    engine = create_engine(url)
    context = Context(transaction=transactions(engine), clock=FixedClock(NOW))
    async with context.transaction() as session:
        await session.execute(select(Organisation.id).limit(1))
    before, spent = _peak(), []
    for _ in range(ROUNDS):
        begun = time.process_time()
        async with context.transaction() as session:
            state = await read_state(session, context)
        slots = plan(state.duties, state.directory, context.reminders, state.said, context.now())
        spent.append(time.process_time() - begun)
    grown = _peak() - before

    async def reading() -> None:
        async with context.transaction() as session:
            await read_state(session, context)

    statements = await record(engine, reading)
    read = min([await replay(engine, statements) for _ in range(ROUNDS)])
    begun = time.process_time()
    await save(context, slots)
    written = time.process_time() - begun
    await engine.dispose()
    return [read, min(spent), written, len(slots), grown]


async def record(engine: AsyncEngine, work: Callable[[], Awaitable[object]]) -> list[Asked]:
    """The statements that some work reads by, with their parameters."""
    found: list[Asked] = []

    def note(connection: object, statement: Executable, several: Any, parameters: Any, options: object) -> None:
        found.append((statement, several or parameters))

    event.listen(engine.sync_engine, "before_execute", note)
    await work()
    event.remove(engine.sync_engine, "before_execute", note)
    return [(statement, parameters) for statement, parameters in found if isinstance(statement, Select)]


async def replay(engine: AsyncEngine, statements: list[Asked]) -> float:
    """Seconds for the same rows as the same Python values (days, moments), nothing made of them."""
    begun = time.process_time()
    async with engine.connect() as connection:
        for statement, parameters in statements:
            (await connection.execute(statement, parameters)).all()
    return time.process_time() - begun


async def _fill(context: Context, schools: int) -> None:
    """A region in which a sixth of the rows fall due within a fortnight."""
    now = NOW - timedelta(days=10)
    zone = {"zone": "Europe/Moscow", "created_at": now, "tags": []}
    async with context.transaction(write=True) as session:
        top = {"kind": OrganisationKind.REGION, "name": "Область", "short_name": "Область", **zone}
        await session.execute(insert(Organisation), [top])
        below = {"kind": OrganisationKind.SCHOOL, "parent_id": 1, **zone}
        names = [{"name": f"Школа № {n}", "short_name": f"Школа № {n}"} for n in range(schools)]
        await session.execute(insert(Organisation), [{**below, **named} for named in names])
        places = list(await session.scalars(select(Organisation.id).where(Organisation.parent_id == 1)))
        consent = {"name": "Анна П.", "consent_version": CONSENT_VERSION, "consent_at": now, "created_at": now}
        await session.execute(insert(Person), [consent] * (schools * PEOPLE))
        people = list(await session.scalars(select(Person.id).order_by(Person.id)))
        reached = {"platform": "telegram", "reachable_since": now}
        ids = [{"person_id": one, "external_id": str(one), "chat_id": str(one), **reached} for one in people]
        await session.execute(insert(Identity), ids)
        roles = (Role.COORDINATOR, Role.NAVIGATOR, Role.NAVIGATOR)
        posts = [(one, places[n // PEOPLE], roles[n % PEOPLE]) for n, one in enumerate(people)]
        rows = [{"person_id": one, "organisation_id": at, "role": role, "from_at": now} for one, at, role in posts]
        await session.execute(insert(Membership), rows)
    number = await roadmap(context, 1)
    words = {"status": DeadlineStatus.DATED, "pace": Pace.BY_DAY, "deadline_text": "", "responsible_text": ""}
    async with context.transaction(write=True) as session:
        named = [{"position": n, "number": f"{n}", "short_name": f"Пункт {n}", "title": "П"} for n in range(MEASURES)]
        await session.execute(insert(Measure), [{"roadmap_id": number, **words, **one} for one in named])
        measures = list(await session.scalars(select(Measure.id).order_by(Measure.id)))
        days = [date(2023, 9, 1) + timedelta(days=6 * n) for n in range(MEASURES)]
        state = {"occurrence": "1", "state": TaskState.OPEN, "created_at": now}
        pairs = ((row, place, day) for place in places for row, day in zip(measures, days, strict=True))
        tasks = [{"measure_id": row, "organisation_id": place, "due": day, **state} for row, place, day in pairs]
        await session.execute(insert(Task), tasks)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    what, address, *rest = sys.argv[1:]
    if what == "fill":
        asyncio.run(fill(address, int(rest[0])))
    else:
        print(json.dumps(asyncio.run(measure(address))))
