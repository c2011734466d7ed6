"""A plan of 1,000 measures beside the library that only reads its cells (aim: 1.5 × python-docx, 1.3 × pdfplumber)."""

import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pdfplumber
from docx.table import Table

from bot.domain.amendments import Entry, compare
from bot.domain.grid import Plan, read_plan
from bot.imports import read_document

ROWS, ROUNDS = 1000, 3
HEADER = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
DEADLINES = ("до 15 октября 2023 г.", "октябрь", "ежемесячно", "сентябрь-декабрь 2023", "в течение года")
PARTIES = ("Управление образования", "Руководители ОО", "Классные руководители", "Педагоги-навигаторы")
Row = tuple[str, float, str]


def run() -> list[Row]:
    plan = _document()
    figures = _beside("docx", plan, _read_docx)
    if shutil.which("soffice"):
        figures += _beside("pdf", _as_pdf(plan), _read_pdf)
    older = read_plan(read_document("plan.docx", plan), 2023)
    return [*figures, ("changes between two versions of 1,000 rows", _best(lambda: _difference(older)), "s")]


def _beside(kind: str, content: bytes, floor: Callable[[bytes], object]) -> list[Row]:
    bare = _best(lambda: floor(content))
    ours = _best(lambda: read_plan(read_document(f"plan.{kind}", content), 2023))
    return [(f"floor: cells of the {kind}", bare, "s"), (f"plan of the {kind}", ours, "s"), ("ratio", ours / bare, "x")]


def _best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)


def _document() -> bytes:
    document = docx.Document()
    document.add_paragraph("План мероприятий на 2023/2024 учебный год")
    table = document.add_table(ROWS + 1, len(HEADER), style="Table Grid")
    for number, row in enumerate(table.rows):
        texts = HEADER if not number else _texts(number)
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _texts(number: int) -> tuple[str, ...]:
    title = f"Проведение профориентационного мероприятия № {number} для обучающихся и родителей"
    return str(number), title, DEADLINES[number % 5], PARTIES[number % 4], f"Справка {number}"


def _as_pdf(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        source.write_bytes(content)
        office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", folder, str(source)], check=True, capture_output=True)
        return source.with_suffix(".pdf").read_bytes()


def _read_docx(content: bytes) -> object:
    tables: list[Table] = docx.Document(io.BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def _read_pdf(content: bytes) -> object:
    with pdfplumber.open(io.BytesIO(content)) as pages:
        return [page.extract_tables() for page in pages.pages]


def _difference(plan: Plan) -> object:
    """Every title has a word more than before, so that no row is found by its title."""
    return compare(list(_entries(plan, "")), list(_entries(plan, " района")))


def _entries(plan: Plan, more: str) -> Iterator[Entry]:
    for row in plan.measures:
        yield Entry(row.position, row.number, row.short_name, row.title + more, (row.deadline.windows,), "")
