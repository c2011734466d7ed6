"""Rows that happen once, and words of one year."""

import pytest

from bot.domain.grid.once import dated_words, happens_once


@pytest.mark.parametrize(
    ("title", "once"),
    [
        ("Утверждение регионального оператора по реализации профминимума", True),
        ("Создание региональной организационно-управленческой модели реализации профминимума", True),
        ("План профориентационной работы на 2023/2024 учебный год", True),
        ("Создание в общеобразовательных организациях рабочих групп", False),
        ("Регистрация в проекте «Билет в будущее»", False),
    ],
)
def test_what_the_words_say(title: str, once: bool) -> None:
    assert happens_once(title) is once


def test_old_years_and_letters_are_shown() -> None:
    doubts = dated_words(["Приказ от 1.03.2023 № 04-112/2", "на 2023/2024"])
    assert [(doubt.code, dict(doubt.params)["text"]) for doubt in doubts] == [
        ("old_year", "2023, 2024"),
        ("letter_number", "№ 04-112/2"),
    ]
    assert dated_words(["Выставка № один"]) == ()
