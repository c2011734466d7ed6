"""What the page's own files must never do."""

from pathlib import Path

import pytest

from bot.sandbox.server import PAGE

SCRIPTS = sorted(PAGE.glob("*.js"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_never_read_text_as_html(path: Path) -> None:
    source = path.read_text("utf-8")
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser", "srcdoc"):
        assert forbidden not in source
    assert source.count("\n") <= 320


def test_page_loads_nothing_from_elsewhere() -> None:
    for path in PAGE.iterdir():
        source = path.read_text("utf-8").replace("http://www.w3.org/", "")
        assert "https://" not in source.replace("`https://${part}`", "")
        assert "http://" not in source
