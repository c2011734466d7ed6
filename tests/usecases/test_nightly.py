"""The nightly copy: one a night, kept for two weeks, put back whole, its age told to administrators only."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.errors import Refusal
from bot.ui.screens.status import overview
from bot.usecases import backups, checkup, nightly, status
from bot.usecases.context import BackupPolicy, Context
from db.engine import create_engine, transactions
from db.migrate import upgrade
from db.models import Organisation
from tests import sample

DAY = timedelta(days=1)
SQLITE = "sqlite+aiosqlite:///база.sqlite3"
POSTGRES = "postgresql+asyncpg://бот@localhost/shturman"


@pytest.fixture
async def kept(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Context]:
    """A real file with a district and a running plan, copied every night."""
    url = f"sqlite+aiosqlite:///{tmp_path}/live.sqlite3"
    engine = create_engine(url)
    await upgrade(engine)
    policy = BackupPolicy(url, tmp_path / "copies")
    context = Context(transaction=transactions(engine), clock=clock, backups=policy)
    world = await sample.district(context, schools=2)
    await sample.launched(context, world)
    yield context
    await engine.dispose()


def folder(context: Context) -> Path:
    assert context.backups is not None
    return context.backups.folder


def names(context: Context) -> list[str]:
    return sorted(file.name for file in folder(context).iterdir())


async def test_story_3_15_a_nightly_copy_is_put_back(kept: Context, tmp_path: Path) -> None:
    copy = await nightly.back_up(kept)
    assert copy == folder(kept) / "shturman-2023-09-04.backup"
    restored = f"sqlite+aiosqlite:///{tmp_path}/restored.sqlite3"
    assert await backups.put_back(restored, copy, kept.now()) is None
    engine = create_engine(restored)
    async with transactions(engine)() as session:
        assert "Школа № 1" in set(await session.scalars(select(Organisation.short_name)))
    await engine.dispose()


async def test_one_copy_a_night_and_none_before_the_hour(kept: Context, clock: FixedClock) -> None:
    await nightly.back_up(kept)
    assert await nightly.back_up(kept) is None
    clock.moment = clock.moment.replace(hour=23)  # 02:00 of the next day in Moscow, an hour before
    assert await nightly.back_up(kept) is None
    clock.moment += timedelta(hours=1)
    assert await nightly.back_up(kept) is not None
    assert names(kept) == ["shturman-2023-09-04.backup", "shturman-2023-09-05.backup"]


async def test_copies_older_than_two_weeks_go_and_nothing_else_does(kept: Context, clock: FixedClock) -> None:
    await nightly.back_up(kept)
    (folder(kept) / "важное.txt").write_text("не наше", encoding="utf-8")
    for _ in range(14):
        clock.moment += DAY
        await nightly.back_up(kept)
    assert len(names(kept)) == 14 + 1
    assert names(kept)[0] == "shturman-2023-09-05.backup"
    assert "важное.txt" in names(kept)


async def test_its_age_is_told_to_administrators_only(kept: Context, clock: FixedClock) -> None:
    admin, anna = await sample.actor(kept, sample.ADMIN), await sample.actor(kept, sample.ANNA)
    seen = await status.overview(kept, admin)
    assert (seen.copies, (await status.overview(kept, anna)).copies) == (nightly.Copies(None, seen.today), None)
    await nightly.back_up(kept)
    clock.moment += 2 * DAY
    seen = await status.overview(kept, admin)
    assert seen.copies == nightly.Copies(date(2023, 9, 4), date(2023, 9, 6))
    assert seen.copies.old


async def test_no_folder_means_no_copies(kept: Context) -> None:
    silent = replace(kept, backups=None)
    assert (await nightly.back_up(silent), await nightly.copies(silent)) == (None, None)


async def test_check_tells_the_age(tmp_path: Path) -> None:
    assert (await checkup.copies("", "Europe/Moscow", SQLITE)).fine
    assert (await checkup.copies(str(tmp_path), "Europe/Moscow", SQLITE)).fine
    (tmp_path / "shturman-2020-01-01.backup").touch()
    found = await checkup.copies(str(tmp_path), "Europe/Moscow", SQLITE)
    assert not found.fine
    assert "01.01.2020" in found.words


async def test_a_database_that_is_gone_is_refused_and_leaves_no_file(kept: Context, tmp_path: Path) -> None:
    gone = replace(kept, backups=BackupPolicy(f"sqlite+aiosqlite:///{tmp_path}/none.sqlite3", tmp_path / "other"))
    with pytest.raises(Refusal, match="backup-no-database"):
        await nightly.back_up(gone)
    assert [file.suffix for file in (tmp_path / "other").iterdir()] == [".refused"]


async def test_a_refusal_is_told_once_a_night(kept: Context, tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "other"
    gone = replace(kept, backups=BackupPolicy(f"sqlite+aiosqlite:///{tmp_path}/none.sqlite3", folder))
    for _ in range(2):
        with pytest.raises(Refusal, match="backup-no-database"):
            await nightly.back_up(gone)
        assert await nightly.back_up(gone) is None
        clock.moment += DAY
    assert kept.backups is not None
    healed = replace(kept, backups=replace(kept.backups, folder=folder))
    assert await nightly.back_up(healed) is not None
    assert [file.suffix for file in folder.iterdir()] == [".backup"]


async def test_what_is_missing_is_told_in_status_and_check(
    kept: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL on a server without its programs."""
    assert kept.backups is not None
    monkeypatch.setenv("PATH", str(tmp_path))
    bare = replace(kept, backups=replace(kept.backups, url=POSTGRES))
    seen = await status.overview(bare, await sample.actor(bare, sample.ADMIN))
    assert seen.copies == nightly.Copies(None, seen.today, nightly.NO_TOOL)
    assert "на сервере нет pg_dump. Последняя: её ещё нет" in overview(seen).text
    found = await checkup.copies(str(folder(kept)), "Europe/Moscow", POSTGRES)
    assert not found.fine
    assert "pg_dump" in found.words


async def test_why_a_night_brought_no_copy_is_told_until_one_comes(kept: Context, tmp_path: Path) -> None:
    """A folder that cannot be written to stands for a full disk."""
    assert kept.backups is not None
    target = folder(kept) / "shturman-2023-09-04.backup.part"
    target.mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        await nightly.back_up(kept)
    assert await nightly.back_up(kept) is None
    admin = await sample.actor(kept, sample.ADMIN)
    seen = await status.overview(kept, admin)
    assert seen.copies == nightly.Copies(None, seen.today, "backup-not-written")
    assert "сделать не удалось" in overview(seen).text
    assert not (await checkup.copies(str(folder(kept)), "Europe/Moscow", SQLITE)).fine
    target.rmdir()
    for note in folder(kept).glob("*.refused"):
        note.unlink()
    assert await nightly.back_up(kept) is not None
    assert names(kept) == ["shturman-2023-09-04.backup"]
