"""Classes and times as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.classes import lesson_time, read_classes, read_time
from bot.domain.errors import Refusal
from bot.usecases.lexicon import alphabet


def read(text: str) -> str:
    return " ".join(str(name) for name in read_classes(text, alphabet()))


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("6А 6Б 7А 10 11", "6А 6Б 7А 10 11"),
        ("6а,6б;7а", "6А 6Б 7А"),
        ("6-А, 6 - Б", "6А 6Б"),
        ("6 а 6 б 11", "6А 6Б 11"),
        ('6 «А», 7"Б"', "6А 7Б"),
        ("6A 6B 7C 8E", "6А 6В 7С 8Е"),
        ("11 10 6А 6а", "6А 10 11"),
        ("классы 8, 9, 10А", "8 9 10А"),
        ("6А и 7Б", "6А 7Б"),
        ("9ИТ 10СОЦ", "9ИТ 10СОЦ"),
        ("6А\n7А\t8А", "6А 7А 8А"),
        ("06А", "6А"),
    ],
)
def test_a_line_of_classes_is_read(text: str, classes: str) -> None:
    assert read(text) == classes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "class-none"),
        (" ,; ", "class-none"),
        ("да", "class-unreadable"),
        ("6D", "class-unreadable"),
        ("6Ъ", "class-unreadable"),
        ("А6", "class-unreadable"),
        ("6А 8:30", "class-time"),
        ("6АБВ", "class-letters"),
        ("6-11", "class-range"),
        ("6А-6В", "class-range"),
        ("10 и 11", "class-and"),
        ("5А", "class-grade"),
        ("12", "class-grade"),
        ("0А", "class-grade"),
        ("100", "class-unreadable"),
        ("6<b>", "class-unreadable"),
        ("6А " * 81, "class-many"),
        ("٦А", "class-unreadable"),
    ],
)
def test_what_is_no_class_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.code == code


def test_two_letters_are_given_back_as_two_classes() -> None:
    with pytest.raises(Refusal) as refused:
        read("6аб")
    assert refused.value.params == {"word": "6АБ", "split": "6А 6Б"}


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        names = read_classes(text, alphabet())
    except Refusal:
        return
    assert names == read_classes(" ".join(map(str, names)), alphabet())


@pytest.mark.parametrize(
    ("text", "time"),
    [("8:30", "08:30"), ("8.30", "08:30"), ("08-30", "08:30"), ("8 30", "08:30"), ("830", "08:30"), ("14", "14:00")],
)
def test_a_time_is_read(text: str, time: str) -> None:
    assert lesson_time(text) == time


@pytest.mark.parametrize("text", ["", "утром", "25:00", "8:61", "8:3", "8:30:15", "8:30 утра", "123456", "-"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="time-unreadable"):
        lesson_time(text)


@pytest.mark.parametrize("text", ["3:00", "23:30"])
def test_a_lesson_at_night_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="time-odd"):
        lesson_time(text)


@given(st.text(max_size=12))
def test_a_time_never_breaks(text: str) -> None:
    with suppress(Refusal):
        assert len(read_time(text)) == 5
