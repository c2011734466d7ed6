"""Screens that say which schools a plan means: how they look, and that they fit with any words."""

from dataclasses import replace

import pytest

from bot.domain.grid.conditions import Condition, ConditionKind
from bot.domain.roadmaps import RoadmapState
from bot.ui.screen import Screen
from bot.ui.screens import conditions as screens
from bot.ui.screens import roadmaps as plans
from bot.ui.screens.rows import row_card, rows_page
from bot.usecases.conditions import Asked, Conditions, Pick
from tests.golden_files import Golden
from tests.screen_sizes import faults
from tests.ui.test_plan_screens import HOSTILE, TODAY, card, page, preview, rows

K = ConditionKind
TICKET = Condition(K.MEMBERS, "Билет в будущее")


def asked(count: int = 3, words: str = "Билет в будущее") -> Conditions:
    named = [
        Asked(Condition(K.PROJECT, ""), ("1.4", "1.6", "1.8"), 30, open=True),
        Asked(replace(TICKET, name=words), ("3.7",), 12, open=False),
        Asked(Condition(K.COUNT, "3"), tuple(f"1.{n}" for n in range(1, 12)), 3, open=False),
    ]
    return Conditions(1, 1, RoadmapState.DRAFT, tuple((named * count)[:count]))


def pick(words: str | None = None, *, row: bool = False, running: bool = False) -> Pick:
    schools = tuple((n, words or f"Школа № {n}") for n in range(2, 32))
    chosen = frozenset({3, 5, 8})
    if row:
        shown = replace(rows()[34], short_name=(words or "Регистрация в «Билете в будущее»")[:45])
        return Pick(1, 1, schools, chosen, row=shown, running=running)
    return Pick(1, 1, schools, chosen, replace(TICKET, name=words or TICKET.name), (words or "3.7", "3.8"))


def partly() -> Screen:
    """Rows of which some schools are left out, and one to look at."""
    shown = page(3)
    return rows_page(replace(shown, unclear=frozenset({shown.rows[0].id}), served={shown.rows[4].id: 12}, schools=30))


def chosen() -> Screen:
    found = card("3.7")
    row = replace(found.row, choice=replace(found.row.choice, only=frozenset({3, 5})), conditions=(TICKET,))
    return row_card(replace(found, row=row, schools=30, served=2), TODAY, "all", 3)


SCREENS = {
    "list": screens.conditions(asked()),
    "list-none": screens.conditions(asked(0)),
    "list-running": screens.conditions(replace(asked(), state=RoadmapState.ACTIVE)),
    "pick-condition": screens.pick(pick(), {3, 5, 8}, 0, "all", 0),
    "pick-row": screens.pick(pick(row=True), {3, 5, 8}, 1, "all", 0),
    "pick-row-running": screens.pick(pick(row=True, running=True), set(), 0, "all", 0),
    "rows-partly": partly(),
    "card-chosen": chosen(),
    "preview-conditions": plans.preview(
        replace(
            preview(),
            conditions=2,
            nobody=3,
            rejected=("строка",),
            once=5,
            counts=replace(preview().counts, doubtful=7),
        )
    ),
}


@pytest.mark.parametrize("name", SCREENS)
def test_it_looks_like_this(name: str, golden: Golden) -> None:
    screen = SCREENS[name]
    assert faults(screen) == []
    pressed = (" ".join(f"[{button.text}]" for button in row) for row in screen.rows)
    golden(f"screens/conditions/{name}", "\n".join([screen.text, *pressed]))


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_fit(words: str) -> None:
    for screen in (
        screens.conditions(asked(40, words), 1),
        screens.pick(pick(words), {3}, 2, "all", 0),
        screens.pick(pick(words, row=True), {3}, 4, "all", 0),
    ):
        assert faults(screen) == []
