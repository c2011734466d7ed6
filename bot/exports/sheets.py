"""What a workbook holds, as values: any list of sheets is written the same way (`bot/exports/workbook.py`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | float | date | datetime | None


class Look(StrEnum):
    """How a row is set off."""

    PLAIN = "plain"
    SECTION = "section"
    TOTAL = "total"


class Tint(StrEnum):
    """Colours of conditional formatting, legible for the colour-blind: each goes with a sign of its own."""

    GREEN = "C6E7C8"
    YELLOW = "FFE9A8"
    RED = "F6B8AE"
    BLUE = "CFE0F5"
    GREY = "E3E3E3"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of cells. A section's text stands in its first cell and runs over the whole width."""

    cells: tuple[Cell, ...]
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `notes` above the table, headings, lines; `tints` colours cells from column `tint_from` on by the
    beginning of their text, the first that fits. Lines may be an iterator: they are read once.

    `widths` are in characters; `percent` lists columns (from 0) that hold whole percents; `frozen` columns stay in
    view.
    """

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    lines: Iterable[Line]
    notes: tuple[str, ...] = ()
    frozen: int = 0
    tints: tuple[tuple[str, Tint], ...] = ()
    tint_from: int = 0
    percent: tuple[int, ...] = ()
    upright: bool = False
    """Portrait instead of landscape when printed."""
    printed: int = 0
    """How many columns from the left are printed, 0 for all of them."""


@dataclass(frozen=True, slots=True)
class Workbook:
    title: str
    sheets: Iterable[Sheet] = ()
