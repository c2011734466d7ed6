"""aiosqlite with one trip to its thread for a statement.

SQLAlchemy takes four: make a cursor, execute, fetch, close. Each trip wakes a thread and the loop again, some 0.15 ms,
which is more than most of our statements take: one answer made 150 of them. Here a cursor is made when it executes,
brings its rows along, BEGIN travels with the first statement, and what would end nothing goes nowhere.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

from aiosqlite import Connection

Run = Callable[[sqlite3.Cursor], object]
BEGIN = "BEGIN"


class OneTripCursor:
    """What `sqlalchemy.connectors.asyncio` asks of a cursor; the rows are here when `execute` returns."""

    arraysize = 1

    def __init__(self, connection: "OneTripConnection") -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        if sql.startswith(BEGIN):
            self._connection.begin(sql)
            return self
        return await self._run(lambda cursor: cursor.execute(sql, tuple(parameters)))

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        return await self._run(lambda cursor: cursor.executemany(sql, parameters))

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """Closed already, in the thread."""

    async def _run(self, run: Run) -> Self:
        await self._connection.on_cursor(self, run)
        return self

    def fill(self, cursor: sqlite3.Cursor) -> None:
        """In the thread: keep all that is left to say."""
        self.description, self.rowcount = cursor.description, cursor.rowcount
        self.lastrowid = cursor.lastrowid
        self._rows = cursor.fetchall() if cursor.description else ()


class OneTripConnection(Connection):
    _begin: str | None = None
    """A BEGIN that waits for the first statement of its transaction."""

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        return OneTripCursor(self)

    async def on_cursor(self, into: OneTripCursor, run: Run) -> None:
        """Let `run` execute on a fresh cursor, and take what it found."""

        begin, self._begin = self._begin, None

        def trip() -> None:
            cursor = self._conn.cursor()
            try:
                if begin is not None:
                    cursor.execute(begin)
                run(cursor)
                into.fill(cursor)
            finally:
                cursor.close()

        await self._execute(trip)  # type: ignore[no-untyped-call]

    def begin(self, sql: str) -> None:
        """Open a transaction before whatever comes next; raises nothing here, but there what `BEGIN` raises."""
        self._begin = sql

    async def commit(self) -> None:
        self._begin = None
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """The pool rolls back whatever comes back to it."""
        self._begin = None
        if self.in_transaction:
            await super().rollback()


def connect(database: str, **arguments: Any) -> OneTripConnection:
    """As `aiosqlite.connect`; its thread does not keep the process alive."""
    made = OneTripConnection(lambda: sqlite3.connect(database, **arguments), iter_chunk_size=64)
    made._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with its own
    return made
