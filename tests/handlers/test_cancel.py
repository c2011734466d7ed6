"""/cancel leaves every question: the test walks over all kinds of dialogues."""

import re
from pathlib import Path

import pytest

from bot.usecases import dialogues
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk
from db import dialogues as rows
from tests import sample
from tests.messenger import Messenger

SOURCE = [path for top in ("bot", "handlers") for path in (Path(__file__).parents[2] / top).rglob("*.py")]


def test_every_kind_of_question_is_asked_and_answered_somewhere() -> None:
    whole = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE)
    lonely = [kind for kind in Talk if len(re.findall(rf"\bTalk\.{kind.name}\b", whole)) < 2]
    assert not lonely, f"begun and never heard, or heard and never begun: {lonely}"


@pytest.mark.parametrize("words", ["/cancel", "отмена", "Отмена"])
async def test_every_question_is_left_by_cancel(sqlite_context: Context, words: str) -> None:
    await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    for number in (sample.ADMIN, sample.ANNA):
        person, sender = chat.person(number), Sender("telegram", str(number), str(number))
        for kind in Talk:
            await dialogues.begin(sqlite_context, sender, kind, "words")
            await person.says(words)
            assert "отменено" in person.screen(), kind
            async with sqlite_context.transaction() as session:
                assert await rows.current(session, sender.key, sqlite_context.now()) is None, kind


async def test_every_question_is_left_by_its_button(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    anna, sender = Messenger(sqlite_context).person(sample.ANNA), Sender("telegram", "101", "101")
    for kind in Talk:
        await dialogues.begin(sqlite_context, sender, kind, "words")
        await anna.presses("cancel")
        assert "отменено" in anna.screen(), kind
    await anna.says("/cancel")
    assert "отменено" not in anna.screen(), "nothing was open"


async def test_a_command_is_never_swallowed_by_a_question(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    anna, sender = Messenger(sqlite_context).person(sample.ANNA), Sender("telegram", "101", "101")
    for kind in Talk:
        await dialogues.begin(sqlite_context, sender, kind, "words")
        await anna.says("/settings")
        assert "Настройки" in anna.screen(), kind
