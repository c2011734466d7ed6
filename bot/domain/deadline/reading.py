"""From a cell's text to a `Deadline`: normalise, tokenise, read, place, apply frequencies."""

from datetime import date

from bot.domain.deadline.assembly import place_all
from bot.domain.deadline.cell_grammar import CellReader
from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.entries import Findings
from bot.domain.deadline.item import Cell
from bot.domain.deadline.model import Deadline, DeadlineStatus, Window
from bot.domain.deadline.placement import Context
from bot.domain.deadline.series import apply_frequencies
from bot.domain.deadline.text import normalise
from bot.domain.deadline.tokens import tokenise

LONGEST = 1000
"""Characters of a cell that are read: a longer one is no deadline, and its rest is a part that was not understood."""


def parse(text: str, school_year: int, approved_on: date | None = None) -> Deadline:
    """Read a deadline cell of a plan for `school_year` (2023 means 2023/24). Never raises.

    `approved_on` is the day on which the document was approved, where it is known.
    """
    line = normalise(text)
    line, rest = line[:LONGEST], line[LONGEST:]
    tokens = tokenise(line)
    cell = CellReader(Cursor(line, tokens, school_year, approved_on)).read()
    context = Context(school_year, approved_on)
    findings = place_all(cell, context)
    apply_frequencies(cell, context, findings)
    if any(token.guessed for token in tokens):
        findings.ask("misspelt", text=line)
    for part in (*cell.rivals, *cell.shifts) if findings.entries else cell.rivals:
        findings.ask("rival_reading", text=part)
    for part in (*cell.unread, rest) if rest else cell.unread:
        findings.ask("unread_part", text=part)
    windows = _distinct([entry.window for entry in findings.entries])
    return Deadline(text, _status(cell, findings), windows, cell.as_needed, tuple(findings.doubts))


def _distinct(windows: list[Window]) -> tuple[Window, ...]:
    """The same deadline written twice is one; the one with a label stays."""
    kept: dict[tuple[date | None, date | None, str | None], Window] = {}
    for window in windows:
        key = (window.opens, window.due, window.repeats)
        if key not in kept or kept[key].label is None:
            kept[key] = window
    return tuple(kept.values())


def _status(cell: Cell, findings: Findings) -> DeadlineStatus:
    if findings.entries:
        dated = any(entry.is_dated for entry in findings.entries)
        return DeadlineStatus.DATED if dated else DeadlineStatus.ONGOING
    codes = {doubt.code for doubt in findings.doubts}
    if codes & {"no_such_date", "inverted_range", "unread_part"}:
        return DeadlineStatus.UNRECOGNISED
    return DeadlineStatus.UNSCHEDULED
