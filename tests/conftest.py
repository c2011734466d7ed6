"""Shared fixtures: a database (SQLite file, and PostgreSQL where SHTURMAN_TEST_POSTGRES names one), a standing clock,
and the real dispatcher behind a messenger that only records."""

import asyncio
import gc
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from db.engine import create_engine, transactions
from db.models import Base
from tests.golden_files import Golden

gc.set_threshold(100_000, 50, 100)
"""The program's modules alone are a million objects: looking through them again and again takes a fifth of the run."""
POSTGRES = os.environ.get("SHTURMAN_TEST_POSTGRES", "")
WITHOUT_POSTGRES = "SHTURMAN_TEST_POSTGRES is not set: the PostgreSQL half is left out"
BACKENDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.skipif(not POSTGRES, reason=WITHOUT_POSTGRES))]

MONDAY = datetime(2023, 9, 4, 4, 50, tzinfo=UTC)
"""Monday 4 September 2023, 07:50 in Moscow: three days before the first lesson of the course."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite tests/golden by what is shown now")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(rewrite=bool(request.config.getoption("--golden")))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, made once: a test gets a copy."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite3"
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture
async def sqlite_engine(tmp_path: Path, empty_sqlite: Path) -> AsyncIterator[AsyncEngine]:
    path = shutil.copy(empty_sqlite, tmp_path / "shturman.sqlite3")
    engine = create_engine(f"sqlite+aiosqlite:///{path}")
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
def postgres_schema() -> Iterator[str]:
    """One schema of PostgreSQL per worker, with all tables; every test finds them empty."""
    schema = f"test_{uuid.uuid4().hex[:12]}"
    _apart(_run_on_postgres(schema, f"CREATE SCHEMA {schema}", create=True))
    yield schema
    _apart(_run_on_postgres(schema, f"DROP SCHEMA {schema} CASCADE"))


def _apart(work: Coroutine[None, None, None]) -> None:
    """In a thread, for a test's own event loop must not notice."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


async def _run_on_postgres(schema: str, statement: str, *, create: bool = False) -> None:
    engine = create_engine(POSTGRES, schema=schema)
    async with engine.begin() as connection:
        await connection.execute(text(statement))
        if create:
            await connection.run_sync(Base.metadata.create_all)
    await engine.dispose()


def _emptying() -> str:
    """Delete every row and count ids from 1 again: quicker than TRUNCATE, which makes new files for every table."""
    statements = []
    for table in reversed(Base.metadata.sorted_tables):
        own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
        statements += [f"UPDATE {table.name} SET {name} = NULL;" for name in own]  # noqa: S608 - our own names
        statements.append(f"DELETE FROM {table.name};")  # noqa: S608 - our own names
        if "id" in table.columns:
            statements.append(f"PERFORM setval(pg_get_serial_sequence('{table.name}', 'id'), 1, false);")
    return " ".join(statements)


@pytest.fixture(params=BACKENDS)
def schema(request: pytest.FixtureRequest) -> str | None:
    """The schema of a PostgreSQL test; None for one on SQLite."""
    return request.getfixturevalue("postgres_schema") if request.param == "postgres" else None


@pytest.fixture
async def engine(schema: str | None, sqlite_engine: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    """An empty database of each kind. Tables come from the models: `tests/db/test_migrations.py` proves them equal."""
    if schema is None:
        yield sqlite_engine
        return
    engine = create_engine(POSTGRES, schema=schema)
    async with engine.begin() as connection:
        await connection.execute(text(f"DO $$ BEGIN {_emptying()} END $$"))
    yield engine
    await engine.dispose()


@pytest.fixture
def context(engine: AsyncEngine, clock: FixedClock) -> Context:
    """For `db` and `usecases`: the same suite on both databases."""
    return Context(transaction=transactions(engine), clock=clock, bot_name="shturman_test_bot")


@pytest.fixture
def sqlite_context(sqlite_engine: AsyncEngine, clock: FixedClock) -> Context:
    """For handlers and stories: SQLite is enough there."""
    return Context(transaction=transactions(sqlite_engine), clock=clock, bot_name="shturman_test_bot")
