"""The xlsx of a region beside its floor: plain openpyxl write-only with the same cells and formats.

1,000 schools × 44 measures, of which 13 fall due several times: about 100,000 tasks and 50,000 marks. Both sides run in
a process of their own, as the worker does; what they read is unpickled there before the watch starts.
"""

import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell

from bot.domain.people import OrganisationKind
from bot.domain.progress import Tally, TaskFact
from bot.domain.reports import Event, Item, Job, Place, PlanReport, Report
from bot.domain.tasks import MarkKind, TaskState
from bot.exports.pen import (
    BOLD,
    BOX,
    CENTRED,
    DATE_FORMAT,
    HEAD_FILL,
    MOMENT_FORMAT,
    NUMBER_FORMAT,
    PLAIN,
    WRAPPED,
)  # fmt: skip
from bot.exports.report import workbook
from bot.exports.workbook import write

SCHOOLS, ROWS, OFTEN, TIMES = 1000, 44, 13, 5
ROOT = Path(__file__).parents[1]

Row = tuple[str, float, str]
Plain = list[tuple[str, list[tuple[Any, ...]], bool]]


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        report, cells = Path(folder, "report"), Path(folder, "cells")
        made = region()
        report.write_bytes(pickle.dumps(made))
        cells.write_bytes(pickle.dumps(plain_cells(made)))
        del made
        floor, floor_memory = _child("floor", cells)
        ours, our_memory = _child("ours", report)
    return [
        (f"floor: plain openpyxl write-only, {SCHOOLS} schools x {ROWS} rows x a year", floor, "s"),
        ("the whole workbook, shaped and written", ours, "s"),
        ("ratio of time (aim 1.4)", ours / floor, "x"),
        ("peak memory of the floor", floor_memory, "MiB"),
        ("peak memory of the worker", our_memory, "MiB"),
        ("ratio of memory (aim 1.5)", our_memory / floor_memory, "x"),
    ]


def _child(what: str, data: Path) -> tuple[float, float]:
    code = f"from benchmarks.exports import child; child({what!r}, {str(data)!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def child(what: str, data: str) -> None:
    """In the process of its own: print seconds of the processor (others may be busy) and MiB."""
    given = pickle.loads(Path(data).read_bytes())  # noqa: S301 - our own file
    start = time.process_time()
    size = len(write(workbook(given), given.made_at)) if what == "ours" else plain(given)
    seconds = time.process_time() - start
    if not size:
        raise RuntimeError("nothing was written")
    sys.stdout.write(f"{seconds} {_peak()}")


def _peak() -> float:
    """MiB at the highest. `ru_maxrss` would count what the parent had at the fork."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def plain_cells(report: Report) -> Plain:
    """Every cell of our workbook as a bare value: title, rows, whether the cells are centred."""
    found: Plain = []
    for sheet in workbook(report).sheets:
        width = len(sheet.headings)
        lines = [tuple(line.cells) + (None,) * (width - len(line.cells)) for line in sheet.lines]
        found.append((sheet.title, [tuple(sheet.headings), *lines], bool(sheet.tints)))
    return found


def plain(sheets: Plain) -> int:
    """What the documentation of openpyxl shows for big tables, with formats prepared once."""
    book = Book(write_only=True)
    for title, rows, centred in sheets:
        page: Any = book.create_sheet(title)
        styles = _styles(page, centred)
        page.append([_styled(page, value, styles["head"]) for value in rows[0]])
        for row in rows[1:]:
            page.append([_styled(page, value, styles[_kind(value)]) for value in row])
    buffer = BytesIO()
    book.save(buffer)
    return len(buffer.getvalue())


def _styled(page: Any, value: Any, style: Any) -> Any:
    cell = WriteOnlyCell(page, value)
    setattr(cell, "_style", style)  # noqa: B010 - the fastest way openpyxl has
    return cell


def _kind(value: Any) -> str:
    return {str: "text", type(None): "text", int: "number", date: "day", datetime: "moment"}[type(value)]


def _styles(page: Any, centred: bool) -> dict[str, Any]:
    formats = {"text": "", "head": "", "number": NUMBER_FORMAT, "day": DATE_FORMAT, "moment": MOMENT_FORMAT}
    found = {}
    for name, number_format in formats.items():
        cell = WriteOnlyCell(page)
        cell.font = BOLD if name == "head" else PLAIN
        cell.border = BOX
        cell.alignment = CENTRED if centred or name == "head" else WRAPPED
        if name == "head":
            cell.fill = HEAD_FILL
        if number_format:
            cell.number_format = number_format
        found[name] = getattr(cell, "_style")  # noqa: B009 - see above
    return found


def region() -> Report:
    """A year in a region, half of it done, a third of that late."""
    items = tuple(
        Item(
            n, f"{n}", f"Пункт {n}", f"Раздел {n // 11}", f"Мероприятие {n} " * 6, "до 30.08.2023", "Школы", None, False
        )
        for n in range(ROWS)
    )
    places = tuple(
        Place(n, f"Школа № {n}", OrganisationKind.SCHOOL, None, 60, True, Tally(total=ROWS)) for n in range(SCHOOLS)
    )
    jobs = tuple(_job(i, n, turn) for n in range(SCHOOLS) for i in range(ROWS) for turn in _turns(i))
    headings = ("№ п/п", "Мероприятие", "Срок", "Ответственные")
    plan = PlanReport(1, "План", 2023, headings, items, jobs)
    made = datetime(2024, 5, 4, 8, 0)  # noqa: DTZ001 - local time, as a cell holds it
    return Report("Регион", False, made, places, (plan,), tuple(_events(jobs, made)))


def _turns(item: int) -> range:
    return range(TIMES if item < OFTEN else 1)


def _job(item: int, place: int, turn: int) -> Job:
    due = date(2023, 9, 1) + timedelta(days=7 * item % 240 + 30 * turn)
    done = (item + place + turn) % 2 == 0
    on = due + timedelta(days=3 if place % 3 == 0 else -3)
    fact = TaskFact(TaskState.DONE if done else TaskState.OPEN, due, on if done else None, False, False)
    return Job(item, place, f"{turn}", None, fact, who="координатор")


def _events(jobs: Iterable[Job], made: datetime) -> Iterable[Event]:
    for job in jobs:
        if job.fact.done_on:
            name, number = f"Школа № {job.organisation_id}", str(job.measure_id)
            yield Event(
                made, name, number, f"Пункт {number}", MarkKind.DONE, job.fact.done_on, "координатор", None, None
            )
