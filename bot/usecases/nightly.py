"""The nightly copy of the database: one a day, kept for some days, its age told to administrators.

Files tell what there is: `shturman-2026-11-22.backup`. A night is the day on which it began, so that a process that
starts at one in the morning does not copy twice.
"""

import asyncio
import re
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.errors import Refusal
from bot.texts.troubles import worded
from bot.usecases import backups
from bot.usecases.context import BackupPolicy, Context

NAME = re.compile(r"shturman-(\d{4}-\d\d-\d\d)\.backup")
NO_TOOL = "backup-no-tool"
OLD = timedelta(days=2)
"""A copy of this age means that nights go by without one."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What an administrator is told: the day of the newest copy, None where there is none yet. `refused` is the code of
    why no new one can be made."""

    newest: date | None
    today: date
    refused: str | None = None

    @property
    def old(self) -> bool:
        return self.newest is not None and self.today - self.newest >= OLD


async def back_up(context: Context) -> Path | None:
    """Make the copy of this night unless it is there, then drop the oldest. Raises Refusal, OSError.

    Each tick tries again; why it is refused is raised once a night, and a file beside the copies remembers that.
    """
    policy = context.backups
    if policy is None:
        return None
    night = night_of(context.now(), policy.at, context.default_zone)
    target = policy.folder / f"shturman-{night.isoformat()}.backup"
    if await asyncio.to_thread(target.is_file):
        return None
    await asyncio.to_thread(policy.folder.mkdir, parents=True, exist_ok=True)
    refused = target.with_suffix(".refused")
    try:
        await backups.make(policy.url, target)
    except (Refusal, OSError, sqlite3.Error) as error:
        if await asyncio.to_thread(refused.is_file):
            return None
        await asyncio.to_thread(refused.write_text, _told(error), encoding="utf-8")
        raise
    await asyncio.to_thread(_drop_old, policy, night)
    return target


async def copies(context: Context) -> Copies | None:
    """None where no copies are wanted."""
    policy = context.backups
    if policy is None:
        return None
    night = night_of(context.now(), time(0), context.default_zone)
    why = await asyncio.to_thread(refusal, policy.folder, policy.url)
    return Copies(await asyncio.to_thread(newest, policy.folder), night, why[0] if why else None)


def refusal(folder: Path, url: str) -> tuple[str, str] | None:
    """Code and sentence of why no copy can be made: what is missing now, else what the last attempt came to."""
    tool = backups.missing_tool(url)
    if tool is not None:
        return NO_TOOL, worded(Refusal(NO_TOOL, tool=tool))[0]
    notes = sorted(folder.glob("shturman-*.refused")) if folder.is_dir() else []
    code, _, sentence = notes[-1].read_text(encoding="utf-8").partition("\n") if notes else ("", "", "")
    return (code, sentence) if code else None


def _told(error: Exception) -> str:
    code = error.code if isinstance(error, Refusal) else "backup-not-written"
    return f"{code}\n{worded(error)[0]}"


def night_of(now: datetime, at: time, zone: str) -> date:
    """The day whose copy is due: yesterday's until the hour `at` has come."""
    local = now.astimezone(ZoneInfo(zone))
    return local.date() if local.time() >= at else local.date() - timedelta(days=1)


def newest(folder: Path) -> date | None:
    return max((day for day, _ in _found(folder)), default=None)


def _found(folder: Path) -> list[tuple[date, Path]]:
    files = folder.iterdir() if folder.is_dir() else ()
    named = ((NAME.fullmatch(file.name), file) for file in files)
    return [(date.fromisoformat(match.group(1)), file) for match, file in named if match]


def _drop_old(policy: BackupPolicy, night: date) -> None:
    """Only files of our own name are touched."""
    for day, file in _found(policy.folder):
        if day <= night - timedelta(days=policy.keep_days):
            file.unlink(missing_ok=True)
    for ending in ("refused", f"backup{backups.PART}"):
        for file in policy.folder.glob(f"shturman-*.{ending}"):
            file.unlink(missing_ok=True)
