"""Several hundred phrases of real and imagined plans, read as a careful person reads them."""

from pathlib import Path

import pytest

from tests.domain.deadline.cases import every_case, files, read


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_phrases_are_read_as_approved(path: Path, request: pytest.FixtureRequest) -> None:
    """`pytest --golden` rewrites the readings; the diff is reviewed line by line."""
    known = list(read(path))
    if request.config.getoption("--golden"):
        path.write_text("".join(f"{case.line()}\n" for _, case in known), encoding="utf-8")
        known = list(read(path))
    wrong = [(line, case.line()) for line, case in known if line != case.line()]
    assert wrong == []


def test_no_phrase_is_approved_twice() -> None:
    cases = every_case()
    assert len(set(cases)) == len(cases)
    assert len(cases) > 600


def test_clear_phrases_are_the_rule_and_doubts_the_exception() -> None:
    """Of the phrases met in plans at most one in five may carry a doubt, or people stop looking."""
    plans = [case for path in files() if path.stem in ("examples", "plans") for _, case in read(path)]
    doubted = sum(bool(case.parsed().doubts) for case in plans)
    assert doubted * 5 <= len(plans)
