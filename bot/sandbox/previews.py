"""A look into a file for the page: sheets of a workbook, paragraphs and tables of a document, a text, a picture."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from python_calamine import CalamineError, CalamineWorkbook

from bot.sandbox.errors import ControlError
from bot.sandbox.files import StoredFile, picture_size
from bot.sandbox.wire import Json

WORKBOOKS = frozenset({".xlsx", ".xls", ".ods"})
TEXTS = frozenset({".txt", ".csv", ".md", ".json", ".ics", ".html", ".log"})
MOST_ROWS = 200
MOST_COLUMNS = 60
MOST_CHARACTERS = 100_000
Cell = int | float | str | bool | time | date | datetime | timedelta


def preview(stored: StoredFile) -> Json:
    """One of `{"sheets": [{"name", "rows", "more"}]}`, `{"parts": [{"text"} | {"rows", "more"}]}`, `{"text"}` and
    `{"picture": true}`.

    Raises ControlError `no_preview` for other kinds and for broken files.
    """
    kind = PurePosixPath(stored.name).suffix.lower()
    if kind in WORKBOOKS:
        return {"sheets": _sheets(stored.content)}
    if kind == ".docx":
        return {"parts": _parts(stored.content)}
    if kind in TEXTS:
        return {"text": _decoded(stored.content)[:MOST_CHARACTERS]}
    if picture_size(stored.content) != (0, 0):
        return {"picture": True}
    raise ControlError("no_preview", f"no preview for {kind or 'a file without a kind'}")


def _sheets(content: bytes) -> list[Json]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book, name) for name in book.sheet_names]
    except CalamineError as error:
        raise ControlError("no_preview", f"not a workbook: {error}") from None


def _sheet(book: CalamineWorkbook, name: str) -> Json:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=True)
    shown = [[_cell(value) for value in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]
    return {"name": name, "rows": shown, "more": max(0, len(rows) - MOST_ROWS)}


def _parts(content: bytes) -> list[Json]:
    """Paragraphs and tables in their order; a merged cell shows its text once."""
    try:
        found = list(Document(io.BytesIO(content)).iter_inner_content())
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise ControlError("no_preview", f"not a document: {error}") from None
    parts: list[Json] = []
    for part in found[:MOST_ROWS]:
        if isinstance(part, Table):
            rows = [_texts(row.cells) for row in part.rows[:MOST_ROWS]]
            parts.append({"rows": rows, "more": max(0, len(part.rows) - MOST_ROWS)})
        elif part.text.strip():
            parts.append({"text": part.text})
    return parts


def _texts(cells: Sequence[Any]) -> list[str]:
    texts: list[str] = []
    for place, cell in enumerate(cells[:MOST_COLUMNS]):
        again = place > 0 and cell._tc is cells[place - 1]._tc  # noqa: SLF001 - the only sign of a merged cell
        texts.append("" if again else cell.text)
    return texts


def _cell(value: Cell) -> str | int | float:
    """A value as a person reads it: whole numbers without a fraction, days the Russian way."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M" if value.time() != time() else "%d.%m.%Y")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return value if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
