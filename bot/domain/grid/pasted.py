"""A plan pasted into the chat: how it is told from a letter of the day, and messages into which it was cut."""

import re
from collections.abc import Sequence

from bot.domain.grid.patterns import names_month

LEAST_LINES, LEAST_ROWS = 3, 3
NEARLY_FULL = 3000
"""Of the 4096 characters of a message. One so long may go on in the next: it is cut at the end of a word or a line."""
MOST_PARTS = 40
_SEPARATORS = ("\t", "|")
_HEADINGS = ("мероприят", "срок", "ответствен", "исполнител", "результат", "содержание")
_NUMBERED = re.compile(r"\s*\d{1,3}(?:\.\d{1,3}){0,3}[.)]?\s+\S")
_DATED = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:20)?\d\d\b|\b20\d\d\b")


def looks_like_plan(text: str) -> bool:
    """Several rows with columns, a heading of a table, or numbered lines most of which name a day.

    One line is a letter of the day, and so is prose with a day in it.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < LEAST_LINES:
        return False
    columns = [line for line in lines if any(line.count(mark) >= 2 for mark in _SEPARATORS)]
    heading = any(sum(word in line.casefold() for word in _HEADINGS) >= 2 for line in columns)
    if len(columns) >= LEAST_ROWS or (heading and len(columns) >= 2):
        return True
    rows = [line for line in lines if _NUMBERED.match(line)]
    dated = [line for line in rows if names_month(line) or _DATED.search(line)]
    return len(rows) >= LEAST_ROWS and 2 * len(dated) > len(rows)


def goes_on(parts: Sequence[str]) -> bool:
    """Whether the next message may be the rest of these."""
    return 0 < len(parts) < MOST_PARTS and len(parts[-1]) >= NEARLY_FULL


def whole(parts: Sequence[str]) -> str:
    """The text that was cut. The reader of texts joins rows that a line break has cut."""
    return "\n".join(part.strip("\n") for part in parts)
