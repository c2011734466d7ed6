"""An xlsx with its execution: an empty column for it is filled, else one is added on the right of the table."""

from collections.abc import Mapping, Sequence
from copy import copy
from io import BytesIO
from math import ceil
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.grid.execution import for_execution
from bot.domain.returns import Original, counts_columns, found_in, heads
from bot.exports.pen import put_text
from bot.exports.workbook import RAGGED, ROW_POINTS
from bot.exports.xlsx_columns import alone, is_hidden

WIDTH, TALLEST = 34, 409.0
MOST_ROWS = 5000
"""A sheet may claim a million rows: only these are looked at."""
LOOKS = "_style"
"""openpyxl's one handle on all the looks of a cell."""
Rows = dict[int, list[str]]


def fill(original: Original) -> tuple[bytes, list[int]]:
    """The filled workbook, and the measures that have no row in it."""
    book = load_workbook(BytesIO(original.content), keep_vba=_has_macros(original.content), rich_text=True)
    sheets = [(page, _rows(page)) for page in book.worksheets]
    flat = [(page, number, texts) for page, rows in sheets for number, texts in rows.items()]
    found = found_in([texts for _, _, texts in flat], original.rows)
    begins: dict[str, dict[int, int]] = {}
    for (page, number, _), measure in zip(flat, found, strict=True):
        if measure is not None:
            begins.setdefault(page.title, {})[number] = measure
    written: set[int] = set()
    for page, rows in sheets:
        own = begins.get(page.title, {})
        words = {number: original.rows[measure].words for number, measure in own.items()}
        written |= {own[number] for number in _fill(page, rows, words, original.heading)} if own else set()
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue(), sorted(set(range(len(original.rows))) - written)


def _has_macros(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        return "xl/vbaProject.bin" in archive.namelist()


def _rows(page: Worksheet) -> Rows:
    """The filled rows by their number, as texts."""
    found: Rows = {}
    for number, row in enumerate(page.iter_rows(max_row=min(page.max_row, MOST_ROWS), values_only=True), 1):
        texts = ["" if value is None else str(value) for value in row]
        if any(text.strip() for text in texts):
            found[number] = texts
    return found


def _fill(page: Worksheet, rows: Rows, words: dict[int, str], heading: str) -> list[int]:
    """The rows whose words stand in the sheet now."""
    header = [number for number in rows if number < min(words) and heads(rows[number])]
    column = _free_column(page, rows, header, words)
    if column is None:
        column = _add_column(page, rows, header, words, heading)
    return [number for number, text in words.items() if _write(page, number, column, text)]


def _free_column(page: Worksheet, rows: Rows, header: Sequence[int], words: dict[int, str]) -> int | None:
    """The column of an execution that nobody has written into yet, hidden ones apart."""
    for number in header:
        for column, text in enumerate(rows[number], 1):
            empty = all(column > len(rows[row]) or not rows[row][column - 1].strip() for row in words)
            own = all(not isinstance(page.cell(row, column), MergedCell) for row in words)
            if text and for_execution(text) and empty and own and not is_hidden(page, column):
                return column
    return None


def _add_column(page: Worksheet, rows: Rows, header: Sequence[int], words: dict[int, str], heading: str) -> int:
    first, last = (header[0] if header else min(words)), max(words)
    column = 1 + max(_last(texts) for number, texts in rows.items() if first <= number <= last)
    column = max([column, *(1 + area.max_col for area in _areas(page, first, last))])
    for number in range(first, _end(page, last) + 1):
        _look_like(page, number, column)
    alone(page, column).width = WIDTH
    if header:
        _write(page, header[0], column, heading)
        if len(header) > 1:
            page.merge_cells(start_row=header[0], end_row=header[-1], start_column=column, end_column=column)
    for number in rows:
        count = counts_columns(rows[number]) if first < number < min(words) else 0
        if count:
            _write(page, number, column, str(count + 1))
    _widen_sections(page, {number: rows[number] for number in rows if first <= number <= last}, words, column)
    _widen_print(page, column)
    return column


def _areas(page: Worksheet, first: int, last: int) -> list[CellRange]:
    """Merged cells of the table: what they reach over is theirs, though it has no text of its own."""
    return [area for area in page.merged_cells.ranges if area.min_row <= last and area.max_row >= first]


def _last(texts: Sequence[str]) -> int:
    return max((place for place, text in enumerate(texts, 1) if text.strip()), default=0)


def _end(page: Worksheet, last: int) -> int:
    """The last row of the last measure: cells merged downwards belong to it."""
    return max(
        [last, *(int(area.max_row) for area in page.merged_cells.ranges if area.min_row <= last <= area.max_row)]
    )


def _look_like(page: Worksheet, number: int, column: int) -> None:
    """The new cell as its left neighbour looks."""
    left, cell = page.cell(number, column - 1), page.cell(number, column)
    if isinstance(left, MergedCell):
        area = next(area for area in page.merged_cells.ranges if left.coordinate in area)
        left = page.cell(area.min_row, area.min_col)
    if isinstance(cell, MergedCell) or not left.has_style:
        return
    setattr(cell, LOOKS, copy(getattr(left, LOOKS)))


def _widen_sections(page: Worksheet, rows: Rows, words: Mapping[int, str], column: int) -> None:
    """Headings that run over the whole table run over the new column too: a row's only text, and most of its width."""
    for area in list(page.merged_cells.ranges):
        alone_in_row = sum(bool(text.strip()) for text in rows.get(area.min_row, ())) == 1
        wide = area.max_col == column - 1 and 2 * (area.max_col - area.min_col + 1) > column - 1
        if wide and alone_in_row and area.min_row == area.max_row and area.min_row not in words:
            page.unmerge_cells(area.coord)
            page.merge_cells(start_row=area.min_row, end_row=area.max_row, start_column=area.min_col, end_column=column)


def _widen_print(page: Worksheet, column: int) -> None:
    """What is printed and filtered reaches over the new column, on as many pages across as before."""
    areas = [area for area in str(page.print_area or "").split(",") if area]
    if len(areas) == 1:
        left, top, right, bottom = range_boundaries(areas[0].rpartition("!")[2])
        if right is not None and right < column and left and top and bottom:
            page.print_area = f"{get_column_letter(left)}{top}:{get_column_letter(column)}{bottom}"
    if not page.sheet_properties.pageSetUpPr or not page.sheet_properties.pageSetUpPr.fitToPage:
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    if page.auto_filter.ref:
        left, top, right, bottom = range_boundaries(page.auto_filter.ref)
        if right == column - 1 and left and top and bottom:
            page.auto_filter.ref = f"{get_column_letter(left)}{top}:{get_column_letter(column)}{bottom}"


def _write(page: Worksheet, number: int, column: int, words: str) -> bool:
    """Text that stays text, wrapped; a row of fixed height grows with it. False where the cell is part of another."""
    cell = page.cell(number, column)
    if not isinstance(cell, Cell):
        return False
    put_text(cell, words)
    own = copy(cell.alignment)
    cell.alignment = Alignment(horizontal=own.horizontal, vertical=own.vertical or "top", wrap_text=True)
    _grow(page, number, column)
    return True


def _grow(page: Worksheet, number: int, column: int) -> None:
    """Tall enough for its texts: of the new cell only where the author has set the height."""
    height = page.row_dimensions[number].height
    columns = range(1, column + 1) if height is None else (column,)
    need = max(_lines(page, number, place) for place in columns) * ROW_POINTS
    page.row_dimensions[number].height = min(TALLEST, max(height or 0.0, float(need)))


def _lines(page: Worksheet, number: int, column: int) -> int:
    cell = page.cell(number, column)
    if cell.value is None or not cell.alignment.wrap_text:
        return 1
    width = page.column_dimensions[get_column_letter(column)].width or WIDTH
    return sum(ceil((len(part) or 1) * RAGGED / width) for part in str(cell.value).split("\n"))
