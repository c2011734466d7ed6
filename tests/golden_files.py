"""Golden files: what a screen, an export or a plan looked like when somebody last approved it.

`pytest --golden` rewrites them; the diff is reviewed like any other change.
"""

from pathlib import Path

from bot.ui.screen import Screen

FOLDER = Path(__file__).parent / "golden"


class Golden:
    """The fixture: `golden("screens/tasks/board", text)` compares with `tests/golden/screens/tasks/board.txt`."""

    def __init__(self, rewrite: bool) -> None:
        self._rewrite = rewrite

    def __call__(self, name: str, text: str) -> None:
        path = FOLDER / f"{name}.txt"
        if self._rewrite:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n", encoding="utf-8")
        assert path.exists(), f"{path} is missing: run pytest --golden and review it"
        assert text + "\n" == path.read_text(encoding="utf-8")


def picture(screen: Screen) -> str:
    """A screen as its golden file shows it: the text, then its rows of buttons."""
    return "\n".join([screen.text, *(" ".join(f"[{button.text}]" for button in row) for row in screen.rows)])
