"""Migrations by alembic, under a lock: two processes that start together migrate once."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import create_engine
from db.models import Base

FOLDER = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 7_402_023


def settings(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


async def upgrade(engine: AsyncEngine, revision: str = "head") -> None:
    """Bring the database up to `revision`."""
    async with _locked(engine) as connection:
        await _run(connection, lambda config: command.upgrade(config, revision))


async def downgrade(engine: AsyncEngine, revision: str = "base") -> None:
    async with _locked(engine) as connection:
        await _run(connection, lambda config: command.downgrade(config, revision))


async def current(engine: AsyncEngine) -> str | None:
    """The revision that the database is at; None for an empty one."""
    async with engine.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def head() -> str | None:
    return ScriptDirectory.from_config(settings()).get_current_head()


async def differences(engine: AsyncEngine) -> list[object]:
    """What the models say and the migrated database does not; empty when they are equal."""
    async with engine.connect() as connection:
        return await connection.run_sync(
            lambda sync: list(
                compare_metadata(MigrationContext.configure(sync, opts={"compare_type": True}), Base.metadata)
            )
        )


async def _run(connection: AsyncConnection, action: Callable[[Config], None]) -> None:
    await connection.run_sync(lambda sync: action(settings(sync)))


@asynccontextmanager
async def _locked(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One migrating connection. SQLite: BEGIN IMMEDIATE, foreign keys off while tables are rebuilt."""
    if engine.dialect.name == "sqlite":
        async with engine.execution_options(write=True).connect() as connection:
            await connection.exec_driver_sql("SELECT 1")
            yield connection
            await connection.commit()
        return
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        yield connection
        await connection.commit()


async def revise(engine: AsyncEngine, message: str, number: str) -> None:
    """Write a new migration from the difference between models and a migrated database (see CONTRIBUTING.md)."""
    async with _locked(engine) as connection:
        await _run(connection, lambda c: _silent(command.revision(c, message, autogenerate=True, rev_id=number)))


def _silent(_: object) -> None:
    return None


async def _upgrade_named(url: str) -> None:
    engine = create_engine(url)
    try:
        await upgrade(engine)
    finally:
        await engine.dispose()


if __name__ == "__main__":
    # For `db.revisions`; the address comes by stdin, for it may hold a password.
    asyncio.run(_upgrade_named(sys.stdin.read()))
