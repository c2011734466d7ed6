"""What every use case is given: the database, the clock, and the settings that are rules."""

from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import NewType

from bot.domain.clock import Clock
from bot.domain.course import SchoolTerms
from bot.domain.silence import ReminderPolicy
from bot.imports.limits import ReadingLimits
from db.engine import Transaction

__all__ = [
    "BackupPolicy",
    "Cause",
    "Context",
    "CoursePolicy",
    "PrivacyTerms",
    "ReadingLimits",
    "ReminderPolicy",
    "SchoolTerms",
]

Cause = NewType("Cause", str)
"""What made a row: «bot:update id:n». Unique in its table, so an update handled twice makes nothing new."""


@dataclass(frozen=True, slots=True)
class CoursePolicy:
    """`[horizons]` of the configuration: the Thursday course. Monday is 0."""

    weekday: int = 3
    announce_at: time = time(8, 0)
    confirm_at: time = time(15, 0)
    """When to ask how the lesson went where a class has no time of its own; else 15 minutes after its lesson."""
    lessons: int = 34


@dataclass(frozen=True, slots=True)
class BackupPolicy:
    """`[backup]` of the configuration: which database is copied where, from which local hour on, kept how long."""

    url: str
    folder: Path
    at: time = time(3, 0)
    keep_days: int = 14


@dataclass(frozen=True, slots=True)
class PrivacyTerms:
    """`[privacy]` of the configuration, shown on the consent screen."""

    operator: str = ""
    address: str = ""
    contact: str = ""
    term: str = ""
    policy_url: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to every use case as its first argument."""

    transaction: Transaction
    clock: Clock
    reminders: ReminderPolicy = field(default_factory=ReminderPolicy)
    course: CoursePolicy = field(default_factory=CoursePolicy)
    terms: SchoolTerms = field(default_factory=SchoolTerms)
    reading: ReadingLimits = field(default_factory=ReadingLimits)
    privacy: PrivacyTerms = field(default_factory=PrivacyTerms)
    backups: BackupPolicy | None = None
    default_zone: str = "Europe/Moscow"
    admins: frozenset[str] = frozenset()
    bot_name: str = "bot"

    def now(self) -> datetime:
        return self.clock.now()
