"""The xlsx of a district: our workbook beside plain openpyxl write-only of the same cells."""

import time
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook as Book

from bot.domain.people import OrganisationKind
from bot.domain.progress import Tally, TaskFact
from bot.domain.reports import Item, Job, Place, PlanReport, Report
from bot.domain.tasks import TaskState
from bot.exports.report import workbook
from bot.exports.sheets import Workbook
from bot.exports.workbook import write

SCHOOLS, ROWS = 200, 44

Row = tuple[str, float, str]


def run() -> list[Row]:
    report = _report()
    start = time.perf_counter()
    sheets = workbook(report)
    shaped = time.perf_counter() - start
    start = time.perf_counter()
    write(sheets, report.made_at)
    ours = time.perf_counter() - start
    start = time.perf_counter()
    _plain(sheets)
    floor = time.perf_counter() - start
    return [
        (f"floor: plain openpyxl write-only, {SCHOOLS} schools x {ROWS} rows", floor, "s"),
        ("the same cells with our formats", ours, "s"),
        ("ratio", ours / floor, "x"),
        ("shaping the sheets before", shaped, "s"),
    ]


def _plain(workbook: Workbook) -> None:
    book = Book(write_only=True)
    for sheet in workbook.sheets:
        page = book.create_sheet(sheet.title[:31])
        page.append(list(sheet.headings))
        for line in sheet.lines:
            page.append(list(line.cells))
    book.save(BytesIO())


def _report() -> Report:
    items = tuple(
        Item(
            n, f"{n}", f"Пункт {n}", f"Раздел {n // 11}", f"Мероприятие {n} " * 6, "до 30.08.2023", "Школы", None, False
        )
        for n in range(ROWS)
    )
    places = tuple(
        Place(n, f"Школа № {n}", OrganisationKind.SCHOOL, None, 60, True, Tally(total=ROWS)) for n in range(SCHOOLS)
    )
    states = (TaskState.OPEN, TaskState.DONE)
    jobs = tuple(
        Job(i, n, "1", None, TaskFact(states[(i + n) % 2], date(2023, 8, 30), date(2023, 8, 29), False, False))
        for n in range(SCHOOLS)
        for i in range(ROWS)
    )
    headings = ("№ п/п", "Мероприятие", "Срок", "Ответственные")
    plan = PlanReport(1, "План", 2023, headings, items, jobs)
    made = datetime(2023, 9, 4, 8, 0)  # noqa: DTZ001 - local time, as a cell holds it
    return Report("Район", False, made, places, (plan,), ())
