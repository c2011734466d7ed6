"""Every refusal and every doubt about a document has its Russian sentence."""

import re
from pathlib import Path

import pytest

from bot.texts import knows

ROOT = Path(__file__).parents[2]
SOURCES = [
    path.read_text(encoding="utf-8")
    for folder in ("domain/grid", "imports")
    for path in (ROOT / "bot" / folder).glob("*.py")
]
REFUSALS = {code for text in SOURCES for code in re.findall(r'(?:Refusal|Refused)\(\s*"([a-z-]+)"', text)}
DOUBTS = {code for text in SOURCES for code in re.findall(r'Doubt\.of\(\s*"([a-z_]+)"', text)}


@pytest.mark.parametrize("code", sorted(REFUSALS | {"no-text-layer", "damaged-file"}))
def test_a_refusal_has_words(code: str) -> None:
    assert knows(f"refusal-{code}")


@pytest.mark.parametrize("code", sorted(DOUBTS | {"macros_ignored"}))
def test_a_doubt_has_words(code: str) -> None:
    assert knows(f"doubt-{code}")


def test_doubts_about_deadlines_have_words_too() -> None:
    folder = ROOT / "bot" / "domain" / "deadline"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'ask\(\s*"([a-z_]+)"', text)) | set(re.findall(r'Question\.\w+: "([a-z_]+)"', text))
    assert len(codes) > 5
    assert [code for code in sorted(codes) if not knows(f"doubt-{code}")] == []
