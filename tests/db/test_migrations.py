"""Every migration goes up, down and up again; and what they make equals the models."""

import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db import revisions
from db.engine import create_engine
from db.migrate import current, differences, downgrade, head, upgrade
from tests.conftest import BACKENDS, POSTGRES


@pytest.fixture(params=BACKENDS)
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    if request.param == "sqlite":
        engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite3")
        yield engine
        await engine.dispose()
        return
    schema = f"test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(POSTGRES, schema=schema)
    async with engine.begin() as connection:
        await connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield engine
    async with engine.begin() as connection:
        await connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    await engine.dispose()


async def test_migrations_go_up_down_and_up_again(empty: AsyncEngine) -> None:
    await upgrade(empty)
    assert await current(empty) == head()
    await downgrade(empty)
    assert await current(empty) is None
    await upgrade(empty)
    assert await current(empty) == head()


async def test_migrations_make_what_the_models_say(empty: AsyncEngine) -> None:
    await upgrade(empty)
    assert await differences(empty) == []


async def test_alembic_and_the_bot_agree_on_the_version(tmp_path: Path) -> None:
    """The bot looks without alembic; what it finds behind is migrated in a process of its own."""
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite3")
    assert (await revisions.current(engine), revisions.head()) == (None, head())
    await revisions.bring_up(engine)
    assert await revisions.current(engine) == await current(engine) == head()
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'unknown'"))
    with pytest.raises(revisions.NotMigrated, match="unknown"):
        await revisions.bring_up(engine)
    await engine.dispose()
