"""The menu, /cancel and what nobody understood."""

import pytest

from bot.usecases.context import Context
from tests import sample
from tests.messenger import Messenger


async def test_cancel_without_a_question_says_so(sqlite_context: Context) -> None:
    chat = Messenger(sqlite_context)
    anna = chat.person(101)
    await anna.says("/cancel")
    assert anna.screen() == "Отменять нечего.", "whom the bot does not know has no menu"


async def test_cancel_leads_to_the_menu(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    await anna.says("/cancel")
    await anna.taps("В меню")
    assert anna.screen().startswith("Здравствуйте, Анна П.\nМБОУ")


@pytest.mark.parametrize(
    ("who", "said"),
    [(sample.ADMIN, "пришлите файл docx"), (sample.ANNA, "Педагоги и приглашения"), (sample.VERA, "О занятии бот")],
)
async def test_help_says_what_the_role_can_do(sqlite_context: Context, who: int, said: str) -> None:
    await sample.district(sqlite_context)
    person = Messenger(sqlite_context).person(who)
    for words in ("/help", "помощь", "Помощь."):
        await person.says(words)
        assert said in person.screen()


async def test_an_unknown_button_is_answered_politely(sqlite_context: Context) -> None:
    chat = Messenger(sqlite_context)
    stranger = chat.person(sample.STRANGER + 1000)
    await stranger.presses("nonsense:1")
    assert "Нет доступа" in str(chat.calls[-1])
    await stranger.presses("consent:nonsense")
    assert "старого сообщения" in str(chat.calls[-1])
    await sample.district(sqlite_context)
    await chat.person(sample.ANNA).presses("nonsense:1")
    assert "старого сообщения" in str(chat.calls[-1])
