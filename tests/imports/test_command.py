"""`import FILE --dry-run`: what scripts rely on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.imports.files import docx_of, scan_pdf

ROOT = Path(__file__).parents[2]
REAL = ROOT / "tests" / "golden" / "roadmaps" / "real"


def test_json_has_the_agreed_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(REAL / "lysva.docx"), "--dry-run", "--json", "--school-year", "2021"]) == 0
    out = capsys.readouterr()
    plan = json.loads(out.out)
    assert out.err == ""
    assert {"title", "school_year", "approved_on", "columns", "sections", "measures", "doubts", "rejected"} <= set(plan)
    assert (plan["school_year"], plan["approved_on"]) == (2021, "2021-06-25")
    first = plan["measures"][0]
    assert first["number"] == "1.1"
    assert first["deadline"]["windows"] == [{"opens": None, "due": "2021-06-21", "repeats": None, "label": None}]
    assert first["parties"] == [{"text": "Муниципальная рабочая группа", "role": "muni_working_group"}]
    assert {"deadline_text", "responsible_text", "result_text", "section", "title"} <= set(first)


def test_words_name_the_plan_its_counts_and_its_doubts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(REAL / "tambov.xlsx"), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Региональный план-график")
    assert "2023/2024 учебный год. Разделов: 4, мероприятий: 44." in out
    assert "Срок понятен: 41, без даты: 3, не понят: 0." in out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("скан.pdf", scan_pdf(3), "3 страницы-картинки"),
        ("пусто.docx", b"", "пустой"),
        ("письмо.docx", docx_of([["Уважаемые коллеги"]]), "Не вижу плана"),
    ],
)
def test_a_refusal_is_one_russian_line_and_code_2(
    name: str, content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert main(["import", str(file), "--dry-run", "--json"]) == 2
    out = capsys.readouterr()
    assert (out.out, out.err.count("\n")) == ("", 1)
    assert words in out.err
    assert name in out.err


def test_a_dry_run_needs_no_config_and_loads_neither_messenger_nor_database() -> None:
    arguments = ["import", str(REAL / "turochak.docx"), "--dry-run", "--json", "--config", "/nowhere.toml"]
    code = (
        "import sys; from bot.cli import main; "
        f"done = main({arguments!r}); heavy = {{'aiogram', 'sqlalchemy', 'pdfplumber', 'docx', 'aiohttp'}}; "
        "sys.exit(done or bool(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
