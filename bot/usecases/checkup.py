"""Findings of `check` that need no messenger: database, migrations, clock and zones."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import available_timezones

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.clock import local_day
from bot.texts import say
from bot.texts.troubles import worded
from bot.usecases.calendar import DECREED, undecreed
from bot.usecases.clock import SystemClock
from bot.usecases.nightly import OLD, newest, refusal
from db.engine import create_engine
from db.revisions import current, head

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this day stands wrong: this version did not exist then."""
RUSSIAN_ZONES = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Barnaul", "Asia/Kamchatka")


@dataclass(frozen=True, slots=True)
class Finding:
    fine: bool
    words: str


async def database(url: str) -> Finding:
    try:
        engine = create_engine(url)
        try:
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
            at = await current(engine)
        finally:
            await engine.dispose()
    except (SQLAlchemyError, OSError) as error:
        return Finding(False, say("check-database-wrong", words=worded(error)[0]))
    if at is None:
        return Finding(False, say("check-database-empty"))
    if at != head():
        return Finding(False, say("check-database-old", version=at, head=head()))
    return Finding(True, say("check-database", version=at))


async def copies(folder: str, zone: str, url: str) -> Finding:
    """The age of the newest copy of the database, and why there is none. None yet is fine: `run` makes the first."""
    if not folder:
        return Finding(True, say("check-copies-off"))
    why = await asyncio.to_thread(refusal, Path(folder), url)
    if why is not None:
        return Finding(False, say("check-copies-refused", words=why[1]))
    today = local_day(SystemClock().now(), zone)
    last = await asyncio.to_thread(newest, Path(folder))
    if last is None:
        return Finding(True, say("check-copies-none", folder=folder))
    old = today - last >= OLD
    return Finding(not old, say("check-copies-old" if old else "check-copies", day=f"{last:%d.%m.%Y}", folder=folder))


def clock() -> Finding:
    now = SystemClock().now()
    return Finding(now > EARLIEST, say("check-clock", moment=f"{now.astimezone():%d.%m.%Y %H:%M %Z}"))


def decrees(today: date) -> Finding:
    """Without this year's decree people are disturbed on days off; without the next one's there is time."""
    year = undecreed(today)
    if year is not None:
        return Finding(year > today.year, say("check-undecreed", year=str(year)))
    return Finding(True, say("check-decrees", year=str(max(DECREED))))


def zones() -> Finding:
    missing = [zone for zone in RUSSIAN_ZONES if zone not in available_timezones()]
    return Finding(not missing, say("check-zones-missing", zones=", ".join(missing)) if missing else say("check-zones"))
