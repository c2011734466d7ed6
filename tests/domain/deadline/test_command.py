"""The command line: `python -m bot deadlines [--json]`, line for line, in a process of its own."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[3]


def run(text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "deadlines", *arguments]
    return subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, timeout=60)


def question(text: str, year: object = 2023, approved_on: object = None) -> str:
    return json.dumps({"text": text, "school_year": year, "approved_on": approved_on}, ensure_ascii=False) + "\n"


def test_json_answers_line_for_line() -> None:
    done = run(question("июнь", 2021, "2021-06-25") + question("по\nграфику"), "--json")
    june, schedule = (json.loads(line) for line in done.stdout.splitlines())
    assert list(june) == ["text", "status", "windows", "as_needed", "doubts"]
    assert june["windows"] == [{"opens": "2021-06-01", "due": "2021-06-30", "repeats": None, "label": None}]
    assert (schedule["text"], schedule["status"], schedule["windows"]) == ("по\nграфику", "unscheduled", [])
    assert (done.returncode, done.stderr) == (0, "")


def test_a_phrase_is_answered_in_words() -> None:
    done = run("до 15 октября\nИюль\nбла-бла\n", "--school-year", "2023")
    assert done.stdout.splitlines() == [
        "до 15 октября → до 15 октября 2023 года",
        "Июль → июль 2024 года [год не написан, взят ближайший по смыслу: Июль]",
        "бла-бла → срок не понят [эта часть срока не понята: бла-бла]",
    ]


@pytest.mark.parametrize(
    "bad",
    ["{", "[]", question("май", "2023"), question("май", 2023, "вчера"), '{"school_year": 2023}', '{"text": "май"}'],
)
def test_a_bad_line_is_one_russian_sentence_and_exit_code_2(
    bad: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(question("май") + bad))
    assert main(["deadlines", "--json"]) == 2
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert shown.err == "Строка 2 не читается: нужен JSON с полями text, school_year и approved_on.\n"


def test_the_command_needs_neither_aiogram_nor_a_database() -> None:
    code = (
        "import sys; from bot.cli import main; code = main(['deadlines', '--json']);"
        "print(code, sorted({'aiogram', 'sqlalchemy', 'docx', 'openpyxl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, input="", capture_output=True, text=True, timeout=60)
    assert done.stdout == "0 []\n"
