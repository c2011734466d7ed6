"""Copies of the database. Bodies of updates are personal data in passing and are left out.

SQLite: an online copy by SQLite itself while the bot works. PostgreSQL: `pg_dump` and `pg_restore` where installed.
"""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import URL, make_url

from bot.domain.errors import Refusal

PART = ".part"
"""The end of the name of a copy that is not whole yet."""


async def make(url: str, target: Path) -> int:
    """Write a copy to `target` and say its size in bytes. Raises Refusal, OSError.

    It is written beside and takes its name when it is whole: a kill, an error or a full disk leaves no half of a copy
    under a name that is trusted, and a former file of that name as it was.
    """
    database = make_url(url)
    fresh = target.with_name(target.name + PART)
    try:
        if database.get_backend_name() == "sqlite":
            await asyncio.to_thread(_copy_sqlite, _path(database), fresh)
        else:
            await _postgres("pg_dump", database, "--format=custom", "--exclude-table-data=*.updates", f"--file={fresh}")
        return await asyncio.to_thread(_take_name, fresh, target)
    finally:
        await asyncio.to_thread(fresh.unlink, missing_ok=True)


def missing_tool(url: str) -> str | None:
    """The program without which this database cannot be copied, where it is not installed."""
    needed = make_url(url).get_backend_name() != "sqlite" and shutil.which("pg_dump") is None
    return "pg_dump" if needed else None


def _take_name(fresh: Path, target: Path) -> int:
    fresh.replace(target)
    return target.stat().st_size


async def put_back(url: str, source: Path, now: datetime) -> Path | None:
    """Replace the database by a copy; gives where the former one went: it can be put back too. Raises Refusal."""
    if not await asyncio.to_thread(source.is_file):
        raise Refusal("backup-missing", file=str(source))
    database = make_url(url)
    if database.get_backend_name() == "sqlite":
        return await asyncio.to_thread(_replace_sqlite, _path(database), source, now)
    await _postgres("pg_restore", database, "--clean", "--if-exists", "--single-transaction", "--no-owner", str(source))
    return None


def _path(database: URL) -> Path:
    return Path(database.database or "").expanduser()


def _copy_sqlite(database: Path, fresh: Path) -> None:
    if not database.is_file():
        raise Refusal("backup-no-database", file=str(database))
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(fresh)) as copy:
        source.backup(copy)
        copy.execute("UPDATE updates SET body = NULL, handled_at = coalesce(handled_at, received_at)")
        copy.commit()
        copy.execute("VACUUM")
        copy.execute("PRAGMA journal_mode=DELETE")


def _replace_sqlite(database: Path, source: Path, now: datetime) -> Path | None:
    """The copy is written whole beside the database before that is moved: a full disk leaves everything as it was."""
    if database.exists() and source.samefile(database):
        raise Refusal("backup-itself", file=str(source))
    if not _sound(source):
        raise Refusal("backup-not-ours", file=str(source))
    database.parent.mkdir(parents=True, exist_ok=True)
    fresh = database.with_name(database.name + ".restoring")
    try:
        shutil.copyfile(source, fresh)
        kept = _put_aside(database, now)
        fresh.replace(database)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _sound(source: Path) -> bool:
    """Whether a file is a whole database that our migrations made."""
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
            return bool(whole) and ours == (1,)
    except sqlite3.DatabaseError:
        return False


def _put_aside(database: Path, now: datetime) -> Path | None:
    """Fold the write-ahead log in and rename. A database in use refuses the exclusive lock: stop the bot first."""
    if not database.exists():
        return None
    try:
        with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as former:
            former.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            former.execute("PRAGMA journal_mode=DELETE")
            former.execute("BEGIN EXCLUSIVE")
            former.execute("ROLLBACK")
    except sqlite3.OperationalError:
        raise Refusal("backup-in-use", file=str(database)) from None
    kept = _unused(database.with_name(f"{database.name}.before-restore-{now:%Y-%m-%dT%H%M%S}"))
    database.replace(kept)
    return kept


def _unused(wished: Path) -> Path:
    """No former database ever takes the place of another: that is what a mistaken restore is undone by."""
    names = (wished if n == 1 else wished.with_name(f"{wished.name}-{n}") for n in count(1))
    return next(name for name in names if not name.exists())


async def _postgres(tool: str, database: URL, *arguments: str) -> None:
    """Run a PostgreSQL tool; the password goes by the environment and is never shown."""
    program = shutil.which(tool)
    if program is None:
        raise Refusal("backup-no-tool", tool=tool)
    address = {
        "PGHOST": database.host or "",
        "PGPORT": str(database.port or ""),
        "PGUSER": database.username or "",
        "PGPASSWORD": database.password or "",
        "PGDATABASE": database.database or "",
    }
    environment = {**os.environ, **{key: value for key, value in address.items() if value}}
    target = [f"--dbname={database.database}"]
    process = await asyncio.create_subprocess_exec(
        program, *target, *arguments, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        _, errors = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        last = (errors or b"").decode(errors="replace").strip().splitlines()[-1:] or [""]
        raise Refusal("backup-tool-failed", tool=tool, words=last[0])
