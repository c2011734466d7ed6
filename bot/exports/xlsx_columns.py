"""Columns of an xlsx that somebody else made: one entry of the file may stand for many of them."""

from copy import copy

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

STYLE = "_style"
"""openpyxl's one handle on the looks of a column."""


def is_hidden(page: Worksheet, column: int) -> bool:
    entry = _entry(page, column)
    return entry is not None and bool(entry.hidden)


def alone(page: Worksheet, column: int) -> ColumnDimension:
    """The entry of this very column, shown: one that stands for its neighbours too (a hidden rest of the sheet) is
    parted, and theirs stay as they were."""
    entry = _entry(page, column)
    if entry is not None:
        low, high = _span(entry)
        del page.column_dimensions[entry.index]
        for left, right in ((low, column - 1), (column + 1, high)):
            if left <= right:
                page.column_dimensions[get_column_letter(left)] = _part(page, entry, left, right)
    own = ColumnDimension(page, index=get_column_letter(column))
    page.column_dimensions[own.index] = own
    return own


def _entry(page: Worksheet, column: int) -> ColumnDimension | None:
    for entry in page.column_dimensions.values():
        low, high = _span(entry)
        if low <= column <= high:
            return entry
    return None


def _span(entry: ColumnDimension) -> tuple[int, int]:
    own = column_index_from_string(entry.index)
    return entry.min or own, entry.max or own


def _part(page: Worksheet, entry: ColumnDimension, low: int, high: int) -> ColumnDimension:
    part = ColumnDimension(
        page, index=get_column_letter(low), width=entry.width, hidden=entry.hidden, min=low, max=high,
        outlineLevel=entry.outlineLevel, collapsed=entry.collapsed,
    )  # fmt: skip
    setattr(part, STYLE, copy(getattr(entry, STYLE)))
    return part
