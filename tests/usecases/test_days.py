"""Days as people type them: the year is the nearest that fits."""

from datetime import date

import pytest

from bot.domain.errors import Refusal
from bot.usecases.days import coming_day, past_day

TODAY = date(2023, 8, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("вчера", date(2023, 8, 23)),
        ("Позавчера.", date(2023, 8, 22)),
        ("сегодня", TODAY),
        ("12 августа", date(2023, 8, 12)),
        ("до 12.08", date(2023, 8, 12)),
        ("5 сентября", date(2022, 9, 5)),
        ("5 июня 2023 г.", date(2023, 6, 5)),
    ],
)
def test_the_day_something_was_done_lies_behind(text: str, day: date) -> None:
    assert past_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("до 28 февраля", date(2024, 2, 28)), ("завтра", date(2023, 8, 25)), ("сентябрь", date(2023, 9, 30))],
)
def test_an_own_day_lies_ahead(text: str, day: date) -> None:
    assert coming_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30 февраля", "no-such-day"),
        ("когда-нибудь", "not-a-day"),
        ("", "not-a-day"),
        ("5 сентября 2023", "day-in-future"),
        ("каждый четверг", "not-a-day"),
        ("12.08 и 15.08", "not-a-day"),
        ("завтра", "day-in-future"),
    ],
)
def test_what_is_no_day_behind_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        past_day(text, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize(("text", "code"), [("вчера", "day-in-past"), ("потом", "not-a-day-ahead")])
def test_what_is_no_day_ahead_is_refused_too(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        coming_day(text, TODAY)
    assert refused.value.code == code
