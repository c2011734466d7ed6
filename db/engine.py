"""Engines and the one transaction factory (rules.md, rule 12).

SQLite is the embedded default: the driver's own transaction handling is switched off (`isolation_level=None`), use
cases that write begin with `BEGIN IMMEDIATE` and reading ones with `BEGIN`. Without that, four writers adding 200 times
reached 55 in a trial, silently. PostgreSQL runs READ COMMITTED; each change of a row that somebody else may change is a
conditional UPDATE whose row count is checked.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from db.one_trip import connect

Transaction = Callable[..., AbstractAsyncContextManager[AsyncSession]]
"""`transaction(write=True)` opens, commits at the end of the block and rolls back when it raises."""

BUSY_MILLISECONDS = 15_000


def create_engine(url: str, *, schema: str | None = None) -> AsyncEngine:
    """An engine for `sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`. `schema` (PostgreSQL) serves the tests.

    Errors show no parameters: they are names and texts of people, and errors end up in logs.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database)
    arguments = {"server_settings": {"search_path": schema}} if schema else {}
    return create_async_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=arguments)


def _sqlite(url: str, path: str | None) -> AsyncEngine:
    if path and path != ":memory:":
        Path(path).expanduser().parent.mkdir(parents=True, exist_ok=True)
    arguments = {"isolation_level": None, "timeout": BUSY_MILLISECONDS / 1000, "async_creator_fn": connect}
    engine = create_async_engine(url, hide_parameters=True, connect_args=arguments)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", f"busy_timeout={BUSY_MILLISECONDS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def transactions(engine: AsyncEngine) -> Transaction:
    """The factory that every use case gets: `async with transaction(write=True) as session: …`.

    `snapshot=True` reads everything as of one moment, however many statements that takes: SQLite always does.

    Writers of one process take turns on SQLite: left to the file's lock, they would sleep up to 100 ms beside it.
    """
    reading = async_sessionmaker(engine, expire_on_commit=False)
    still = async_sessionmaker(_as_of_one_moment(engine), expire_on_commit=False)
    writing = async_sessionmaker(engine.execution_options(write=True), expire_on_commit=False)
    turn: AbstractAsyncContextManager[None] = asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @asynccontextmanager
    async def transaction(*, write: bool = False, snapshot: bool = False) -> AsyncIterator[AsyncSession]:
        if not write:
            async with (still if snapshot else reading).begin() as session:
                yield session
            return
        async with turn, writing.begin() as session:
            yield session

    return transaction


def _as_of_one_moment(engine: AsyncEngine) -> AsyncEngine:
    """READ COMMITTED sees each statement's own moment; SQLite's readers keep the one of their first statement."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")
