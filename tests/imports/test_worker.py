"""Reading in a process of its own: the bot stays whole and small."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.errors import Refusal
from bot.domain.grid import read_plans
from bot.imports import read_document
from bot.imports.limits import ReadingLimits
from bot.imports.worker import read_plan_in_worker
from tests.imports.files import docx_of, scan_pdf

ROOT = Path(__file__).parents[2]
REAL = ROOT / "tests" / "golden" / "roadmaps" / "real"
PLAN = [
    ["План на 2023/2024 учебный год"],
    ["№", "Мероприятие", "Срок", "Ответственный"],
    ["1", "Беседа", "октябрь", "Завуч"],
]


async def test_the_worker_says_what_the_reader_says() -> None:
    content = docx_of(PLAN)
    assert await read_plan_in_worker("план.docx", content, 2023, ReadingLimits()) == read_plans(
        read_document("план.docx", content), 2023
    )


async def test_a_refusal_comes_back_with_its_words() -> None:
    with pytest.raises(Refusal) as caught:
        await read_plan_in_worker("скан.pdf", scan_pdf(2), None, ReadingLimits())
    assert (caught.value.code, caught.value.params) == ("no-text-layer", {"name": "скан.pdf", "pages": 2})


async def test_too_little_memory_is_a_refusal() -> None:
    rows = [[str(n), "Беседа " * 60, "октябрь", "Завуч"] for n in range(6000)]
    content = "\n".join("\t".join(row) for row in [PLAN[1], *rows]).encode()
    with pytest.raises(Refusal) as caught:
        await read_plan_in_worker("план.txt", content, 2023, ReadingLimits(memory=24 * 2**20))
    assert caught.value.code in {"reading-too-hungry", "reading-failed"}


async def test_too_little_time_is_a_refusal_and_the_child_is_gone() -> None:
    with pytest.raises(Refusal) as caught:
        await read_plan_in_worker("план.docx", docx_of(PLAN), 2023, ReadingLimits(seconds=0))
    assert caught.value.code == "reading-too-long"


def test_the_reader_of_one_format_loads_no_other() -> None:
    for file, absent in (("tambov.txt", "lxml"), ("tambov.docx", "pdfplumber"), ("tambov.xlsx", "python_calamine")):
        code = (
            "import sys, pathlib; from bot.imports import read_document; "
            f"p = pathlib.Path({str(REAL / file)!r}); read_document(p.name, p.read_bytes()); "
            f"sys.exit({absent!r} in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_asking_the_worker_loads_no_reader() -> None:
    code = (
        "import sys, bot.imports.worker; sys.exit(bool({'lxml', 'pdfplumber', 'docx', 'openpyxl'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
