"""Shared fixtures: a database (SQLite file, and PostgreSQL where SHTURMAN_TEST_POSTGRES names one), a standing clock,
and the real dispatcher behind a messenger that only records."""

import os
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from db.engine import create_engine, transactions
from db.models import Base
from tests.golden_files import Golden

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


@pytest.fixture
async def sqlite_engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/shturman.sqlite3")
    await _create(engine)
    yield engine
    await engine.dispose()


@pytest.fixture(params=BACKENDS)
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """An empty database of each kind; PostgreSQL gets a schema of its own that is dropped again."""
    if request.param == "sqlite":
        engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/shturman.sqlite3")
        await _create(engine)
        yield engine
        await engine.dispose()
        return
    schema = f"test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(POSTGRES, schema=schema)
    async with engine.begin() as connection:
        await connection.execute(text(f"CREATE SCHEMA {schema}"))
    await _create(engine)
    yield engine
    async with engine.begin() as connection:
        await connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    await engine.dispose()


async def _create(engine: AsyncEngine) -> None:
    """Tables straight from the models: `tests/db/test_migrations.py` proves that migrations make the same."""
    async with engine.execution_options(write=True).begin() as connection:
        await connection.run_sync(Base.metadata.create_all)


@pytest.fixture
def context(engine: AsyncEngine, clock: FixedClock) -> Context:
    """For `db` and `usecases`: the same suite on both databases."""
    return Context(transaction=transactions(engine), clock=clock, bot_name="shturman_test_bot")


@pytest.fixture
def sqlite_context(sqlite_engine: AsyncEngine, clock: FixedClock) -> Context:
    """For handlers and stories: SQLite is enough there."""
    return Context(transaction=transactions(sqlite_engine), clock=clock, bot_name="shturman_test_bot")
