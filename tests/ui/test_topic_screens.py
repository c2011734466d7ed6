"""«Темы занятий» in words: golden for plain data, measured for long and hostile."""

import pytest

from bot.domain.lesson_pushes import TopicOf
from bot.domain.topics import TopicRow, compare
from bot.ui.screen import Screen
from bot.ui.screens import topics as screens
from bot.usecases.topic_lists import FilledTopics, TopicList
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

WORDS = {"plain": "Россия аграрная", "long": "Ж" * 300, "hostile": "<b>&«Ж»" * 42}


def shown(words: str, many: int) -> dict[str, Screen]:
    name = "Школа № 3" if many < 5 else words
    topics = tuple(TopicOf(n, words, f"https://example.org/{n}") for n in range(1, many + 1))
    seen = TopicList(7 if many < 5 else 2**53, name, 2026, 34, topics, frozenset({2}), ((8, name),))
    before = {n: TopicRow(n, words) for n in range(1, many + 1)}
    after = {
        n: TopicRow(n, words + ("" if n % 2 else "!")[: 300 - len(words)], "https://a.b") for n in range(2, many + 2)
    }
    found = FilledTopics(seen, tuple(after.values()), compare(before, after))
    same = FilledTopics(seen, (), compare(before, before))
    return {
        "list": screens.topics(seen),
        "last": screens.topics(seen, 99),
        "sample": screens.topics(TopicList(7, name, 2023, 34, (TopicOf(1, words, sample=True),), frozenset())),
        "empty": screens.topics(TopicList(7, name, 2026, 34, (), frozenset())),
        "proposal": screens.proposal(found, 2**31 - 1),
        "nothing": screens.proposal(same, 1),
        "drop": screens.drop_question(seen),
        "written": screens.written(seen),
    }


@pytest.mark.parametrize("name", shown("", 1))
def test_topics_look_like_this(name: str, golden: Golden) -> None:
    golden(f"screens/topics/{name}", picture(shown(WORDS["plain"], 3)[name]))


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_any_words_fit(words: str) -> None:
    for name, screen in shown(words, 34).items():
        assert faults(screen) == [], name
