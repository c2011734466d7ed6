"""`docs/stories.md` names tests: each of them exists."""

import re

from tests.test_style import ROOT, sources

NAMED = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"def (test_\w+)\(")


def test_every_test_that_a_story_names_exists() -> None:
    named = set(NAMED.findall((ROOT / "docs" / "stories.md").read_text(encoding="utf-8")))
    defined = {name for path in sources("tests") for name in DEFINED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 40
    assert sorted(named - defined) == []
