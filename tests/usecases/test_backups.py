"""Copies of the database: made while it works, without bodies of updates, and put back whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.errors import Refusal
from bot.usecases import backups, inbox
from bot.usecases.context import Context
from db.engine import create_engine, transactions
from db.migrate import upgrade
from db.models import Update

TEXT = {"update_id": 7, "message": {"from": {"id": 101}, "text": "секрет"}}


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


async def test_a_copy_is_put_back_and_the_former_database_kept(url: str, tmp_path: Path, clock: FixedClock) -> None:
    await backups.make(url, tmp_path / "copy")
    engine = create_engine(url)
    await inbox.store(Context(transaction=transactions(engine), clock=clock), "42", [{**TEXT, "update_id": 8}])
    await engine.dispose()
    kept = await backups.put_back(url, tmp_path / "copy")
    assert kept == tmp_path / "live.sqlite3.before-restore"
    assert kept.exists()
    engine = create_engine(url)
    async with transactions(engine)() as session:
        assert list(await session.scalars(select(Update.update_id))) == [7]
    await engine.dispose()


async def test_a_database_in_use_is_not_replaced(url: str, tmp_path: Path) -> None:
    await backups.make(url, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "live.sqlite3", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal, match="backup-in-use"):
            await backups.put_back(url, tmp_path / "copy")
        busy.execute("ROLLBACK")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a database", b"SQLite format 3\x00 and nothing more"])
async def test_a_foreign_file_is_refused_and_nothing_is_touched(url: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "foreign").write_bytes(content)
    before = (tmp_path / "live.sqlite3").read_bytes()
    with pytest.raises(Refusal, match="backup-not-ours"):
        await backups.put_back(url, tmp_path / "foreign")
    assert (tmp_path / "live.sqlite3").read_bytes() == before


async def test_a_missing_copy_is_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="backup-missing"):
        await backups.put_back(url, tmp_path / "nowhere")
