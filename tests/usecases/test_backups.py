"""Copies of the database: made while it works, without bodies of updates, and put back whole."""

import shutil
import sqlite3
import uuid
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text

from bot.domain.clock import FixedClock
from bot.domain.errors import Refusal
from bot.usecases import backups, inbox
from bot.usecases.context import Context
from db.engine import create_engine, transactions
from db.migrate import current, head, upgrade
from db.models import Organisation, Update
from tests import sample
from tests.conftest import POSTGRES, WITHOUT_POSTGRES

NOW = datetime(2023, 9, 4, 4, 50, tzinfo=UTC)
ON_POSTGRES = pytest.mark.skipif(not POSTGRES, reason=WITHOUT_POSTGRES)
TOOLS = all(map(shutil.which, ("pg_dump", "pg_restore")))
WITH_TOOLS = pytest.mark.skipif(not TOOLS, reason="pg_dump and pg_restore are not installed")
TEXT = {"update_id": 7, "message": {"from": {"id": 101}, "text": "секрет"}}


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


@pytest.fixture
async def url(tmp_path: Path, clock: FixedClock) -> str:
    """A migrated database with one update in its inbox."""
    url = f"sqlite+aiosqlite:///{tmp_path}/live.sqlite3"
    engine = create_engine(url)
    await upgrade(engine)
    await inbox.store(Context(transaction=transactions(engine), clock=clock), "42", [TEXT])
    await engine.dispose()
    return url


async def test_a_copy_leaves_out_what_people_wrote(url: str, tmp_path: Path) -> None:
    size = await backups.make(url, tmp_path / "copy")
    assert size == (tmp_path / "copy").stat().st_size
    assert "секрет".encode() not in (tmp_path / "copy").read_bytes()


async def stored(url: str) -> list[int]:
    """The updates of a database: what tells one copy from another here."""
    engine = create_engine(url)
    async with transactions(engine)() as session:
        found = list(await session.scalars(select(Update.update_id).order_by(Update.update_id)))
    await engine.dispose()
    return found


async def write_another(url: str, clock: FixedClock) -> None:
    engine = create_engine(url)
    await inbox.store(Context(transaction=transactions(engine), clock=clock), "42", [{**TEXT, "update_id": 8}])
    await engine.dispose()


async def test_a_copy_is_put_back_and_the_former_database_kept(url: str, tmp_path: Path, clock: FixedClock) -> None:
    await backups.make(url, tmp_path / "copy")
    await write_another(url, clock)
    kept = await backups.put_back(url, tmp_path / "copy", NOW)
    assert kept == tmp_path / "live.sqlite3.before-restore-2023-09-04T045000"
    assert kept.exists()
    assert await stored(url) == [7]


async def test_a_restore_is_undone_by_the_file_it_kept(url: str, tmp_path: Path, clock: FixedClock) -> None:
    await backups.make(url, tmp_path / "copy")
    await write_another(url, clock)
    kept = await backups.put_back(url, tmp_path / "copy", NOW)
    assert kept is not None
    second = await backups.put_back(url, kept, NOW)
    assert await stored(url) == [7, 8]
    assert second == kept.with_name(kept.name + "-2")
    assert await stored(f"sqlite+aiosqlite:///{kept}") == [7, 8]
    assert await stored(f"sqlite+aiosqlite:///{second}") == [7]


async def test_the_database_itself_is_no_copy(url: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="backup-itself"):
        await backups.put_back(url, tmp_path / "live.sqlite3", NOW)
    assert await stored(url) == [7]


async def test_a_copy_that_cannot_be_written_leaves_the_database_alone(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await backups.make(url, tmp_path / "copy")

    def full(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"):
        await backups.put_back(url, tmp_path / "copy", NOW)
    assert await stored(url) == [7]
    assert not list(tmp_path.glob("*.restoring*"))  # noqa: ASYNC240 - a directory of a test


async def test_a_database_in_use_is_not_replaced(url: str, tmp_path: Path) -> None:
    await backups.make(url, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "live.sqlite3", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal, match="backup-in-use"):
            await backups.put_back(url, tmp_path / "copy", NOW)
        busy.execute("ROLLBACK")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a database", b"SQLite format 3\x00 and nothing more"])
async def test_a_foreign_file_is_refused_and_nothing_is_touched(url: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "foreign").write_bytes(content)
    before = (tmp_path / "live.sqlite3").read_bytes()
    with pytest.raises(Refusal, match="backup-not-ours"):
        await backups.put_back(url, tmp_path / "foreign", NOW)
    assert (tmp_path / "live.sqlite3").read_bytes() == before


async def test_a_missing_copy_is_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="backup-missing"):
        await backups.put_back(url, tmp_path / "nowhere", NOW)


async def test_a_copy_that_fails_leaves_the_former_one(tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"yesterday's")
    with pytest.raises(Refusal, match="backup-no-database"):
        await backups.make(f"sqlite+aiosqlite:///{tmp_path}/none.sqlite3", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"yesterday's"
    assert names(tmp_path) == ["copy"]


@pytest.fixture
async def postgres() -> AsyncIterator[str]:
    """A database of its own, for a restore replaces the whole of it."""
    name = f"copies_{uuid.uuid4().hex[:12]}"
    server = create_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    async with server.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    async with server.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await server.dispose()


@ON_POSTGRES
@WITH_TOOLS
async def test_postgresql_is_copied_and_put_back(postgres: str, tmp_path: Path, clock: FixedClock) -> None:
    engine = create_engine(postgres)
    await upgrade(engine)
    context = Context(transaction=transactions(engine), clock=clock)
    await sample.district(context, schools=2)
    await inbox.store(context, "42", [TEXT])
    assert await backups.make(postgres, tmp_path / "copy") == (tmp_path / "copy").stat().st_size
    assert names(tmp_path) == ["copy"]
    assert "секрет".encode() not in (tmp_path / "copy").read_bytes()
    async with context.transaction(write=True) as session:
        (await session.get_one(Organisation, 2)).short_name = "Испорчено"
    await engine.dispose()
    assert await backups.put_back(postgres, tmp_path / "copy", clock.moment) is None
    async with transactions(engine)() as session:
        assert "Школа № 1" in set(await session.scalars(select(Organisation.short_name)))
        assert list(await session.scalars(select(Update.update_id))) == []
    assert await current(engine) == head()
    await engine.dispose()


@ON_POSTGRES
@WITH_TOOLS
async def test_a_dump_that_fails_leaves_nothing(postgres: str, tmp_path: Path) -> None:
    gone = make_url(postgres).set(database="no_such_database").render_as_string(hide_password=False)
    with pytest.raises(Refusal, match="backup-tool-failed"):
        await backups.make(gone, tmp_path / "copy")
    assert names(tmp_path) == []
