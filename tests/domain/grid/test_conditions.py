"""Conditions in the words of a row, and the tags that they speak of."""

import pytest

from bot.domain.grid.conditions import Condition, ConditionKind, conditions_of
from bot.domain.grid.parties import parties
from bot.domain.grid.school_names import is_called

K = ConditionKind
TICKET = Condition(K.MEMBERS, "Билет в будущее")
NO_TICKET = Condition(K.MEMBERS, "Билет в будущее", has=False)
RURAL = Condition(K.WORD, "сельские")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Образовательные организации, не являющиеся участниками проекта «Билет в будущее»", [NO_TICKET]),
        ("Школы – участники всероссийского проекта «Билет в будущее»", [TICKET]),
        ("школы, участвующие в проекте «Билет в будущее»", [TICKET]),
        ("школы, не участвующие в проекте «Билет в будущее»", [NO_TICKET]),
        ("школы, не участвующие в «Билете в будущее»", [Condition(K.MEMBERS, "Билете в будущее", has=False)]),
        ("Сельские школы", [RURAL]),
        ("пилотные школы района", [Condition(K.WORD, "пилотные")]),
        ("Городские и сельские школы", []),
        ("ОО базового уровня", [Condition(K.LEVEL, "40")]),
        ("Общеобразовательные организации (основной и продвинутый уровень)", [Condition(K.LEVEL, "60, 80")]),
        ("школы базового, основного и продвинутого уровней", []),
        ("школы, реализующие программы на уровне основного общего образования", []),
        ("3 общеобразовательные организации", [Condition(K.COUNT, "3")]),
        ("Управление образования, две школы", [Condition(K.COUNT, "2")]),
        ("ОО, участвующие в проекте", [Condition(K.PROJECT, "")]),
        ("школы, кроме малокомплектных", [Condition(K.EXCEPT, "малокомплектных")]),
        ("МБОУ СОШ № 3", [Condition(K.NAMED, "МБОУ СОШ № 3")]),
        ("школы № 1, 5", [Condition(K.NAMED, "школы № 1; 5")]),
        ("МКОУ «Лицей № 2», школы района", []),
        ("Сельские школы, участвующие в проекте «Билет в будущее»", [TICKET, RURAL]),
        ("Руководители образовательных организаций городского округа", []),
        ("Общеобразовательные организации", []),
        ("Участники образовательных отношений", []),
        ("участники проекта «Билет в будущее», не участники проекта «Билет в будущее»", []),
    ],
)
def test_what_the_responsible_cell_says(text: str, told: list[Condition]) -> None:
    assert list(conditions_of(parties(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Создание условий в 3 общеобразовательных организациях района", [Condition(K.COUNT, "3")]),
        ("Разработка локальных актов организаций, участвующих в проекте", [Condition(K.PROJECT, "")]),
        ("Регистрация школ – участников проекта «Билет в будущее»", [TICKET]),
        ("Занятия в сельских школах", [RURAL]),
        ("Мониторинг участников проекта «Билет в будущее»", []),
        ("Охват 100 % школ района", []),
        ("Диагностика уровня готовности учащихся", []),
        ("Определение уровня (базового, основного, продвинутого) каждой школы", []),
        ("Открытие кабинета в школе № 3 организации", []),
    ],
)
def test_what_title_and_result_say(text: str, told: list[Condition]) -> None:
    """There other people take part in projects too: only schools are taken."""
    assert list(conditions_of(parties("Общеобразовательные организации"), text)) == told


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("Билет в будущее", True), ("участник БвБ", True), ("участник «Билета в будущее»", True), ("сельская", False),
     ("Профминимум", False)],
)  # fmt: skip
def test_a_tag_is_known_by_words_or_initials(tag: str, meant: bool) -> None:
    assert TICKET.is_tag(tag) is meant
    assert RURAL.is_tag("сельская")


def test_spellings_of_one_condition_share_a_key() -> None:
    assert Condition(K.MEMBERS, "Билете в будущее", has=False).key == TICKET.key
    assert RURAL.key != Condition(K.WORD, "городские").key


@pytest.mark.parametrize(
    ("school", "name", "called"),
    [
        ("МБОУ СОШ № 3", "школа № 3", True),
        ("МБОУ СОШ № 3", "МБОУ «СОШ №3»", True),
        ("МБОУ СОШ № 13", "школа № 3", False),
        ("Гимназия № 3", "школа № 3", False),
        ("МАОУ Гимназия № 3", "руководитель гимназии № 3", True),
        ("МКОУ «Ботлихская СОШ № 1»", "МКОУ «Ботлихская СОШ №1»", True),
        ("МКОУ «Ботлихская СОШ № 1»", "МКОУ «Ансалтинская СОШ»", False),
        ("МБОУ СОШ № 5", "5", True),
    ],
)
def test_schools_are_known_by_name_or_number(school: str, name: str, called: bool) -> None:
    assert is_called(school, name) is called
