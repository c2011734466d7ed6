"""xls and xlsb by calamine. It keeps no formats: a date may have been shown as a month, so dates are told apart."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum, ZipError

from bot.domain.errors import Refusal
from bot.domain.grid.document import Document, Grid
from bot.domain.grid.wording import shown_date
from bot.imports.archive import Archive
from bot.imports.cells import Area, Cells, compact
from bot.imports.limits import MOST_ROWS

_FURTHEST_ROW = 70_000  # of the old format; empty rows before a plan cost memory


def read(name: str, content: bytes) -> Document:
    if content.startswith(b"PK"):
        Archive(name, content)  # an xlsb is a zip: its size is checked before it is unpacked
    try:
        with _silence(), CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return Document(name, "xls", tuple(_grids(name, book)))
    except PasswordError as error:
        raise Refusal("password-protected", name=name) from error
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise Refusal("damaged-file", name=name) from error
    except BaseException as error:
        # the Rust library panics on some broken files, with an exception outside of `Exception`
        if type(error).__name__ != "PanicException":
            raise
        raise Refusal("damaged-file", name=name) from None


@contextmanager
def _silence() -> Iterator[None]:
    """A panic prints a trace to the process's stderr before it becomes an exception."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


def _grids(name: str, book: CalamineWorkbook) -> Iterator[Grid]:
    for about in book.sheets_metadata:
        if about.visible is not SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        cells, dates = _cells(sheet)
        if len(cells) > MOST_ROWS:
            raise Refusal("too-many-rows", name=name, limit=MOST_ROWS)
        if cells:
            yield compact(name, cells, _merges(sheet), about.name, dates)


def _cells(sheet: CalamineSheet) -> tuple[Cells, set[tuple[int, int]]]:
    cells: Cells = {}
    dates: set[tuple[int, int]] = set()
    for row, values in enumerate(sheet.to_python(skip_empty_area=False, nrows=_FURTHEST_ROW)):
        for column, value in enumerate(values):
            text = _text(value)
            if text:
                cells.setdefault(row, {})[column] = text
            if isinstance(value, date):
                dates.add((row, column))
    return cells, dates


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return shown_date(value.date() if isinstance(value, datetime) else value, "dmy")
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"
    return str(value).strip()


def _merges(sheet: CalamineSheet) -> list[Area]:
    return [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
