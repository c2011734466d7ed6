"""The menu, /cancel and what nobody understood."""

from bot.usecases.context import Context
from tests.messenger import Messenger


async def test_cancel_without_a_question_says_so(sqlite_context: Context) -> None:
    chat = Messenger(sqlite_context)
    anna = chat.person(101)
    await anna.says("/cancel")
    assert anna.screen() == "Отменять нечего."


async def test_an_unknown_button_is_answered_politely(sqlite_context: Context) -> None:
    chat = Messenger(sqlite_context)
    anna = chat.person(101)
    await anna.presses("nonsense:1")
    assert "старого сообщения" in str(chat.calls[-1])
