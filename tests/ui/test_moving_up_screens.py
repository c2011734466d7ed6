"""Screens of classes that move up: how they look, and that they fit with any school."""

import pytest

from bot.ui.screens import moving_up as screens
from bot.usecases.moving_up import MovingUp, Step
from tests.golden_files import Golden
from tests.screen_sizes import faults
from tests.ui.test_plan_screens import HOSTILE

STEPS = (Step("6А", "7А", "Вера Н.", "08:30"), Step("7А", "8А", None, None), Step("11", None, "Вера Н.", None))


def test_it_looks_like_this(golden: Golden) -> None:
    found = MovingUp(3, "Школа № 3", 2024, STEPS)
    for name, screen in (("question", screens.question(found)), ("moved", screens.moved(found))):
        assert faults(screen) == []
        pressed = (" ".join(f"[{button.text}]" for button in row) for row in screen.rows)
        golden(f"screens/moving_up/{name}", "\n".join([screen.text, *pressed]))


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_fit(words: str) -> None:
    steps = tuple(Step(f"{n % 5 + 6}АБВГ", f"{n % 5 + 7}АБВГ", words, "08:30") for n in range(80))
    assert faults(screens.question(MovingUp(3, words, 2024, steps))) == []
