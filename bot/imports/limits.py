"""How much a file may hold before it is refused. A plan of 1,000 measures stays far below all of these."""

from dataclasses import dataclass

LARGEST_FILE = 20 * 2**20
"""Bytes: what a bot may download from Telegram."""

LARGEST_UNPACKED = 120 * 2**20
LARGEST_PART = 40 * 2**20
"""Bytes of one XML part: its tree takes about five times as much."""

MOST_PARTS = 5_000
MOST_ROWS = 10_000
MOST_COLUMNS = 200
MOST_PAGES = 600


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """`[limits]` of the configuration: bytes of a file; bytes of memory and seconds for a process that reads one."""

    file: int = LARGEST_FILE
    memory: int = 250 * 2**20
    seconds: int = 60
