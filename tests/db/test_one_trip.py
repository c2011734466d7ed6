"""Fewer trips to the thread of a connection change nothing about its transactions."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from db.engine import create_engine, transactions


async def test_what_a_transaction_reads_and_writes_is_one(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/a.sqlite3")
    transaction = transactions(engine)
    async with transaction(write=True) as session:
        await session.execute(text("CREATE TABLE numbers (n INTEGER)"))
        await session.execute(text("INSERT INTO numbers VALUES (1)"))
    with suppress(RuntimeError):
        async with transaction(write=True) as session:
            await session.execute(text("INSERT INTO numbers VALUES (2)"))
            raise RuntimeError
    async with transaction() as reader:
        assert await reader.scalar(text("SELECT count(*) FROM numbers")) == 1
        async with transaction(write=True) as writer:
            await writer.execute(text("INSERT INTO numbers VALUES (3)"))
        assert await reader.scalar(text("SELECT count(*) FROM numbers")) == 1
    async with transaction() as reader:
        assert await reader.scalar(text("SELECT count(*) FROM numbers")) == 2
    await engine.dispose()


async def test_a_transaction_without_statements_leaves_nothing_behind(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/a.sqlite3")
    transaction = transactions(engine)
    async with transaction(write=True):
        pass
    with suppress(RuntimeError):
        async with transaction(write=True):
            raise RuntimeError
    other = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE numbers (n INTEGER)")
    other.execute("COMMIT")
    other.close()
    async with transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM numbers")) == 0
    await engine.dispose()


async def test_a_writer_that_must_wait_too_long_says_so_and_leaves_the_connection_usable(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/a.sqlite3")
    transaction = transactions(engine)
    async with transaction(write=True) as session:
        await session.execute(text("CREATE TABLE numbers (n INTEGER)"))
    other = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    async with transaction() as session:
        await session.execute(text("PRAGMA busy_timeout=1"))

    async def write(number: int) -> None:
        async with transaction(write=True) as session:
            await session.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})

    with pytest.raises(OperationalError, match="locked"):
        await write(1)
    other.execute("ROLLBACK")
    other.close()
    await write(2)
    async with transaction() as session:
        assert list(await session.scalars(text("SELECT n FROM numbers"))) == [2]
    await engine.dispose()
