"""Errors of the database that are nobody's fault and pass by themselves: what failed may be tried again as it is."""

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
"""https://www.sqlite.org/rescode.html: the file is busy, or the disk under it in trouble; not SQLITE_ERROR, which is
a statement that is wrong."""
POSTGRES = ("08", "40", "53", "55P03", "57P", "25006")
"""https://www.postgresql.org/docs/current/errcodes-appendix.html: the connection broke, the transaction was rolled back
(deadlock, serialization), the server lacks resources, a lock, is stopping or starting, or is a standby for now."""


def passes(error: BaseException) -> bool:
    if isinstance(error, PoolTimeoutError):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    for one in (error, getattr(error, "orig", None)):
        code, state = getattr(one, "sqlite_errorcode", None), getattr(one, "sqlstate", None)
        if code is not None and code & 0xFF in SQLITE:
            return True
        if isinstance(state, str) and state.startswith(POSTGRES):
            return True
    return False
