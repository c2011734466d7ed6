"""Days of an absence in words."""

from datetime import date

import pytest

from bot.domain.absences import Span, span_of
from bot.domain.deadline import parse
from bot.domain.errors import Refusal

TODAY = date(2023, 9, 4)


def span(text: str) -> Span:
    return span_of((parse(text, 2023), parse(text, 2024)), TODAY)


@pytest.mark.parametrize(
    ("text", "opens", "until"),
    [
        ("до 12 октября", TODAY, date(2023, 10, 12)),
        ("12 октября", date(2023, 10, 12), date(2023, 10, 12)),
        ("с 1 по 14 октября", date(2023, 10, 1), date(2023, 10, 14)),
        ("с 28 августа по 10 сентября", TODAY, date(2023, 9, 10)),
        ("до 31.01.2024", TODAY, date(2024, 1, 31)),
        ("октябрь", date(2023, 10, 1), date(2023, 10, 31)),
    ],
)
def test_words_become_days(text: str, opens: date, until: date) -> None:
    assert span(text) == Span(opens, until)


@pytest.mark.parametrize(
    ("text", "code"),
    [("в отпуске", "unreadable"), ("", "unreadable"), ("до 1 сентября 2023", "past"), ("до 1 мая 2025", "long")],
)
def test_other_words_are_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal, match=f"absence-{code}"):
        span(text)
