"""Which migration a database is at, without alembic: a running bot needs that only where something is to be migrated,
and then in a process of its own, which takes some 16 MiB away with it again.
"""

import asyncio
import sys
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

VERSIONS = Path(__file__).parent / "migrations" / "versions"
ROOT = Path(__file__).parents[1]


class NotMigrated(RuntimeError):
    """Why the process that migrates has failed: the last line of its errors."""


def head() -> str:
    """The newest migration: they are numbered one after the other."""
    return max(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))


async def current(engine: AsyncEngine) -> str | None:
    """The migration that the database is at; None for an empty one."""
    async with engine.connect() as connection:
        if not await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version")):
            return None
        found: str | None = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


async def bring_up(engine: AsyncEngine) -> None:
    """Migrate to the newest version where that is not done yet. Raises NotMigrated."""
    if await current(engine) == head():
        return
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "db.migrate")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stderr=pipe)
    _, words = await process.communicate(engine.url.render_as_string(hide_password=False).encode())
    if process.returncode:
        raise NotMigrated(words.decode(errors="replace").strip().rpartition("\n")[2])
