"""What a process loads: the bot stays small, readers and writers of documents live in workers."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAVY = {"openpyxl", "docx", "pdfplumber", "pdfminer", "matplotlib", "numpy", "PIL", "python_calamine", "icalendar"}


def loaded_with(module: str) -> set[str]:
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_the_bot_loads_no_reader_and_no_writer_of_documents() -> None:
    assert loaded_with("bot.app") & HEAVY == set()


def test_the_command_line_loads_neither_aiogram_nor_a_database() -> None:
    assert loaded_with("bot.cli") & {"aiogram", "sqlalchemy", *HEAVY} == set()
