"""`docs/stories.md` names tests and pictures: each of them exists, and every story is played through the sandbox."""

import re

from tests.test_style import ROOT, sources

NAMED = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"def (test_\w+)\(")
STORY = re.compile(r"^\| (\d\.\d+) .*?\| (.*?) \|", re.MULTILINE)
PAGE = (ROOT / "docs" / "stories.md").read_text(encoding="utf-8")
LATER = {"2.12"}
"""A second messenger: put off by the issue."""


def test_every_test_that_a_story_names_exists() -> None:
    named = set(NAMED.findall(PAGE))
    defined = {name for path in sources("tests") for name in DEFINED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 40
    assert sorted(named - defined) == []


def test_every_picture_of_a_story_is_there() -> None:
    named = set(re.findall(r"\((guide/stories/[\w.-]+)\)", PAGE))
    assert len(named) > 40
    assert [path for path in sorted(named) if not (ROOT / "docs" / path).is_file()] == []


def test_every_story_is_played_through_the_sandbox() -> None:
    told = {story for story, tests in STORY.findall(PAGE) if NAMED.search(tests)}
    asked = {f"{part}.{n}" for part, count in ((1, 15), (2, 13), (3, 15)) for n in range(1, count + 1)}
    assert sorted(asked - told - LATER) == []
