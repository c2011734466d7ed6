"""Conditions in the words of a row, and the tags that they speak of."""

import pytest

from bot.domain.grid.conditions import Condition, condition_of

TICKET = "Билет в будущее"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Образовательные организации, не являющиеся участниками проекта «Билет в будущее»", Condition(TICKET, False)),
        ("Школы – участники всероссийского проекта «Билет в будущее»", Condition(TICKET, True)),
        ("школы, участвующие в проекте «Билет в будущее»", Condition(TICKET, True)),
        ("школы, не участвующие в проекте «Билет в будущее»", Condition(TICKET, False)),
        ("Сельские школы", Condition("сельск", True)),
        ("Городские и сельские школы", None),
        ("Руководители образовательных организаций городского округа", None),
        ("Общеобразовательные организации", None),
        ("Участники образовательных отношений", None),
    ],
)
def test_what_the_words_say(text: str, told: Condition | None) -> None:
    assert condition_of([text]) == told


def test_two_conditions_are_none() -> None:
    assert condition_of(["участники проекта «Билет в будущее»", "не участники проекта «Билет в будущее»"]) is None


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("Билет в будущее", True), ("участник БвБ", True), ("сельская", False), ("Профминимум", False)],
)
def test_a_tag_is_known_by_words_or_initials(tag: str, meant: bool) -> None:
    assert Condition(TICKET, True).is_tag(tag) is meant
    assert Condition("сельск", True).is_tag("сельская")
