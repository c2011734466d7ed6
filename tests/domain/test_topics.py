"""Topics as a table."""

import pytest

from bot.domain.errors import Refusal
from bot.domain.topics import TopicRow, compare, read_topics


def test_rows_with_a_title_are_topics() -> None:
    rows = [("2.0", " Россия  аграрная ", "https://example.org/2"), ("1.", "Начало"), ("3", "", ""), ("", "")]
    assert read_topics(rows, 34) == (
        TopicRow(1, "Начало"),
        TopicRow(2, "Россия аграрная", "https://example.org/2"),
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("35", "Тема"), "topic-number"),
        (("0", "Тема"), "topic-number"),
        (("первое", "Тема"), "topic-number"),
        (("²", "Тема"), "topic-number"),
        (("1", "Тема"), "topic-twice"),
        (("2", "Т" * 301), "topic-long"),
        (("2", "Тема", "нет ссылки"), "topic-link"),
        (("2", "Тема", "https://example.org/" + "я" * 300), "topic-link"),
    ],
)
def test_a_wrong_row_is_named(row: tuple[str, ...], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_topics([("1", "Начало"), row], 34)
    assert refused.value.code == code
    assert refused.value.params["row"] == 3


def test_the_difference_is_told_number_by_number() -> None:
    old = {1: TopicRow(1, "а"), 2: TopicRow(2, "б"), 3: TopicRow(3, "в")}
    new = {2: TopicRow(2, "б", "https://example.org"), 3: TopicRow(3, "в"), 4: TopicRow(4, "г")}
    found = compare(old, new)
    assert (found.added, found.changed, found.dropped) == ((new[4],), ((old[2], new[2]),), (old[1],))
    assert compare(old, old).nothing
