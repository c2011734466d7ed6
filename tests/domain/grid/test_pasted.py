"""A plan pasted into the chat, and letters that are none."""

import pytest

from bot.domain.grid.pasted import goes_on, looks_like_plan, whole

TABLE = "№\tМероприятие\tСрок\tОтветственные\n1\tПриказ\tдо 15 сентября\tШколы\n2\tСовещание\tоктябрь\tУправление"
NUMBERED = "План\n1. Издать приказ до 15 сентября\n2. Провести совещание в октябре\n3. Сдать отчёт до 20.12.2023"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TABLE, True),
        (TABLE.replace("\t", " | "), True),
        (NUMBERED, True),
        ("Мониторинг по письму № 417 до 27 ноября", False),
        ("Коллеги, добрый день.\nПрошу до 27 ноября сдать отчёт.\nСпасибо.", False),
        ("Просим:\n1. Заполнить форму\n2. Подписать\n3. Прислать до 20 ноября", False),
        ("", False),
    ],
)
def test_a_plan_is_told_from_a_letter(text: str, told: bool) -> None:
    assert looks_like_plan(text) is told


def test_only_a_long_message_goes_on() -> None:
    assert not goes_on([])
    assert not goes_on(["коротко"])
    assert goes_on(["я" * 4000])
    assert not goes_on(["я" * 4000] * 40)
    assert whole(["1\tа\n", "\n2\tб"]) == "1\tа\n2\tб"
