"""Texts: every key that the code names exists, every text is used, every refusal has its sentence."""

import ast as python
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.domain.extensions import ExtensionState
from bot.texts import FOLDER, Html, UnknownText, html, knows, say
from bot.usecases.mending import Part
from tests.test_style import SOURCE

KEY = re.compile(r"""\b(?:say|html|_say|_html)\(\s*f?["']([a-zA-Z0-9_{}.\-]+)["']""")
REFUSAL = re.compile(r"""Refusal\(\s*["']([a-z0-9\-]+)["']""")


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in SOURCE)


def defined() -> set[str]:
    found = set()
    for path in FOLDER.glob("*.ftl"):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        junk = [entry for entry in resource.body if isinstance(entry, ast.Junk)]
        assert junk == [], f"{path.name}: {junk[0].content if junk else ''}"
        found |= {entry.id.name for entry in resource.body if isinstance(entry, ast.Message)}
    return found


def test_no_key_is_defined_twice() -> None:
    keys = [line.split(" =")[0] for path in FOLDER.glob("*.ftl") for line in _heads(path)]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def _heads(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"[a-zA-Z][\w-]* =", line)]


def test_every_key_is_found_and_read_without_the_other_catalogues() -> None:
    """A catalogue is read when a key of it is asked for: nothing in it may refer to another one."""
    for path in FOLDER.glob("*.ftl"):
        text = path.read_text(encoding="utf-8")
        own = {entry.id.name for entry in FluentParser().parse(text).body if isinstance(entry, ast.Message | ast.Term)}
        referred = re.findall(r"\{\s*-?([a-z][\w-]*)\s*[}.(]", text)
        assert set(referred) <= own, path.name
        assert all(knows(key) for key in own), path.name
    asked = "from bot.texts import _read, say; say('button-back'); print(_read.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_every_key_in_the_code_exists() -> None:
    literal = {key for key in KEY.findall(code()) if "{" not in key}
    assert sorted(key for key in literal if not knows(key)) == []


def test_every_text_is_used() -> None:
    """A text is used when its key, or the fixed beginning of a computed key, stands in the code."""
    words, patterns = set(), []
    for path in SOURCE:
        for node in ast_of(path):
            if isinstance(node, python.Constant) and isinstance(node.value, str):
                words.add(node.value)
            elif isinstance(node, python.JoinedStr) and _fixed(node) >= 4:
                patterns.append(re.compile("".join(_part(part) for part in node.values) + "$"))
    beginnings = tuple(f"{name}-" for name in ("refusal", "doubt", "word", "trouble", "command"))
    unused = [
        key
        for key in defined()
        if key not in words and not key.startswith(beginnings) and not any(p.match(key) for p in patterns)
    ]
    assert sorted(unused) == []


def ast_of(path: Path) -> list[python.AST]:
    return list(python.walk(python.parse(path.read_text(encoding="utf-8"))))


def _fixed(node: python.JoinedStr) -> int:
    """How many characters of a computed key are always the same."""
    return sum(len(str(part.value)) for part in node.values if isinstance(part, python.Constant))


def _part(part: python.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, python.Constant) else "[A-Za-z0-9_-]+"


def test_every_refusal_has_its_sentence() -> None:
    assert sorted(code for code in REFUSAL.findall(code()) if not knows(f"refusal-{code}")) == []


def test_names_are_escaped_in_messages_and_left_alone_in_buttons() -> None:
    hostile = "<b>Школа</b> & Ко"
    assert "&lt;b&gt;Школа&lt;/b&gt; &amp; Ко" in html("menu-role", organisation=hostile, role="r")
    assert hostile in say("menu-role", organisation=hostile, role="r")
    assert "<i>" in html("menu-role", organisation=Html("<i>x</i>"), role="r")


def test_a_missing_text_is_an_error_of_ours() -> None:
    with pytest.raises(UnknownText):
        say("there-is-no-such-text")
    with pytest.raises(UnknownText):
        say("menu-role", role="r")


def test_every_event_of_the_journal_has_its_words() -> None:
    """«изменение» tells an administrator nothing: whatever is recorded is named."""
    recorded: set[str] = set()
    for path in SOURCE:
        for call in python.walk(python.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, python.Call) and python.unparse(call.func) == "audit.record":
                told = [one.value for one in python.walk(call.args[3]) if isinstance(one, python.Constant)]
                recorded |= {str(one) for one in told}
    built = {"row-mended-": [*Part], "extension-": [ExtensionState.GRANTED, ExtensionState.DECLINED]}
    recorded |= {f"{stem}{end}" for stem, ends in built.items() for end in ends}
    recorded |= {"admitted", "turned-away", "days-set", "days-dropped"}
    recorded -= built.keys()
    assert len(recorded) > 50
    assert {action for action in recorded if not knows(f"audit-{action}")} == set()
