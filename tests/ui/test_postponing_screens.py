"""Screens of a later day: how they look, and that they fit with any words."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.roadmaps import RoadmapState
from bot.ui.screens import postponing as screens
from bot.ui.screens.rows import row_card
from bot.usecases.postponing import Postponable, Postponed, Term, Wish
from bot.usecases.rows import RowCard
from tests.golden_files import Golden
from tests.screen_sizes import faults
from tests.ui.test_plan_screens import HOSTILE, TODAY, card

DUE, LATER = date(2023, 8, 25), date(2023, 10, 15)


def running(words: str | None = None) -> RowCard:
    found = replace(card("3.6", RoadmapState.ACTIVE), can_date=True, can_postpone=True)
    return found if words is None else replace(found, row=replace(found.row, short_name=words[:45]), title=words)


def postponable(words: str | None = None) -> Postponable:
    terms = tuple(Term(str(n), words if n % 2 else None, DUE, DUE if n % 3 else LATER, 30) for n in range(1, 12))
    return Postponable(running(words), terms, tuple((n, words or f"Школа № {n}") for n in range(2, 32)))


def wish(reason: str = "карантин", words: str | None = None) -> Wish:
    return Wish(running(words), LATER, reason, (DUE, DUE), 30, date(2023, 10, 16))


SCREENS = {
    "which": screens.which(postponable(), "all", 0),
    "whom": screens.whom(postponable(), "all", 0),
    "some": screens.some(postponable(), {2, 5}, 1, "all", 0),
    "day": screens.ask_day(postponable(), 30, "all", 0),
    "sure": screens.sure(wish(), "all", 0),
    "told_closed": row_card(running(), TODAY, "all", 0, screens.told(Postponed(running(), LATER, 29, 26, 1))),
    "told": row_card(running(), TODAY, "all", 0, screens.told(Postponed(running(), LATER, 30, 27))),
}


@pytest.mark.parametrize("name", SCREENS)
def test_it_looks_like_this(name: str, golden: Golden) -> None:
    screen = SCREENS[name]
    assert faults(screen) == []
    pressed = (" ".join(f"[{button.text}]" for button in row) for row in screen.rows)
    golden(f"screens/postponing/{name}", "\n".join([screen.text, *pressed]))


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_fit(words: str) -> None:
    for screen in (
        screens.which(postponable(words), "all", 0),
        screens.whom(postponable(words), "all", 0),
        screens.some(postponable(words), {2}, 4, "all", 0),
        screens.sure(wish(words[:300], words), "all", 0),
    ):
        assert faults(screen) == []
