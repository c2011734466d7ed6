"""What the program writes is personal data: nobody else on the machine may read it."""

import asyncio
import sys
from pathlib import Path

from tests.test_style import ROOT


async def test_database_and_copy_are_their_owners_alone(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[database]\nurl = "sqlite+aiosqlite:///{tmp_path}/live.sqlite3"\n', encoding="utf-8")
    for command in (["migrate"], ["backup", str(tmp_path / "copy")]):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *command, "--config", str(config), cwd=ROOT, stdout=asyncio.subprocess.DEVNULL
        )
        assert await process.wait() == 0
    modes = {name: (tmp_path / name).stat().st_mode & 0o777 for name in ("live.sqlite3", "copy")}
    assert modes == {"live.sqlite3": 0o600, "copy": 0o600}
