"""/cancel leaves every question: the test walks over all kinds of dialogues that the handlers begin."""

import ast
from pathlib import Path

import pytest

from bot.usecases import dialogues
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from db import dialogues as rows
from tests import sample
from tests.messenger import Messenger

HANDLERS = Path(__file__).parents[2] / "handlers"


def kinds() -> list[str]:
    """The third argument of every `dialogues.begin`: a word, or a constant of its module."""
    found = set()
    for path in HANDLERS.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        words = {name: word for node in tree.body for name, word in _constants(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "dialogues.begin":
                kind = node.args[2]
                found.add(words.get(kind.id, "") if isinstance(kind, ast.Name) else ast.literal_eval(kind))
    return sorted(found - {""})


def _constants(node: ast.stmt) -> list[tuple[str, str]]:
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot."):
        module = __import__(node.module or "", fromlist=["*"])
        found = {alias.asname or alias.name: getattr(module, alias.name, None) for alias in node.names}
        return [(name, word) for name, word in found.items() if isinstance(word, str)]
    if not isinstance(node, ast.Assign):
        return []
    names = [name for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    pairs = zip(names, values, strict=False)
    return [
        (name.id, word.value) for name, word in pairs if isinstance(word, ast.Constant) and isinstance(word.value, str)
    ]


def test_the_walk_finds_the_questions() -> None:
    assert {"letter", "search", "settings", "absence", "outside", "join"} <= set(kinds())
    assert len(kinds()) > 20


@pytest.mark.parametrize("words", ["/cancel", "отмена", "Отмена"])
async def test_every_question_is_left_by_cancel(sqlite_context: Context, words: str) -> None:
    await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    for number in (sample.ADMIN, sample.ANNA):
        person, sender = chat.person(number), Sender("telegram", str(number), str(number))
        for kind in kinds():
            await dialogues.begin(sqlite_context, sender, kind, "words")
            await person.says(words)
            assert "отменено" in person.screen(), kind
            async with sqlite_context.transaction() as session:
                assert await rows.current(session, sender.key, sqlite_context.now()) is None, kind


async def test_every_question_is_left_by_its_button(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    anna, sender = Messenger(sqlite_context).person(sample.ANNA), Sender("telegram", "101", "101")
    for kind in kinds():
        await dialogues.begin(sqlite_context, sender, kind, "words")
        await anna.presses("cancel")
        assert "отменено" in anna.screen(), kind
    await anna.says("/cancel")
    assert "отменено" not in anna.screen(), "nothing was open"


async def test_a_command_is_never_swallowed_by_a_question(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    anna, sender = Messenger(sqlite_context).person(sample.ANNA), Sender("telegram", "101", "101")
    for kind in kinds():
        await dialogues.begin(sqlite_context, sender, kind, "words")
        await anna.says("/settings")
        assert "Настройки" in anna.screen(), kind
