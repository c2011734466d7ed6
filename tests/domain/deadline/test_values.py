"""Pace, school years, the days as they are said, JSON."""

from datetime import date

import pytest

from bot.domain.deadline import Pace, pace, parse, say, say_day, school_year_of

FRIDAY = date(2023, 8, 25)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("до 25.08.2023", Pace.BY_DAY),
        ("15 октября", Pace.BY_DAY),
        ("ежегодно до 30 июня", Pace.BY_DAY),
        ("сентябрь-октябрь", Pace.WINDOW),
        ("сентябрь 2023 - январь 2024", Pace.WINDOW),
        ("с сентября по май", Pace.ALL_YEAR),
        ("постоянно", Pace.ALL_YEAR),
        ("с 01.09.2023", Pace.ALL_YEAR),
        ("2023/2024 учебный год", Pace.ALL_YEAR),
        ("раз в год", Pace.ALL_YEAR),
        ("октябрь, апрель", Pace.SERIES),
        ("ежемесячно", Pace.SERIES),
        ("каждый четверг", Pace.SERIES),
        ("по графику", Pace.UNDATED),
        ("30 февраля", Pace.UNDATED),
        ("", Pace.UNDATED),
    ],
)
def test_pace_of_a_measure(phrase: str, expected: Pace) -> None:
    assert pace(parse(phrase, 2023)) is expected


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2023, 8, 31), 2022), (date(2023, 9, 1), 2023), (date(2024, 1, 1), 2023), (date(2024, 2, 29), 2023)],
)
def test_the_school_year_turns_on_the_first_of_september(day: date, year: int) -> None:
    assert school_year_of(day) == year


def test_a_day_is_said_date_first() -> None:
    assert say_day(FRIDAY) == "25 августа, пт"
    assert say_day(FRIDAY, today=FRIDAY) == "25 августа, пт — сегодня"
    assert say_day(FRIDAY, today=date(2023, 8, 24)) == "25 августа, пт — завтра"
    assert say_day(FRIDAY, today=date(2023, 8, 1)) == "25 августа, пт"


def test_the_year_is_said_when_it_is_another_one() -> None:
    assert say_day(date(2024, 1, 10), today=date(2023, 12, 20)) == "10 января 2024 года, ср"
    assert say_day(date(2024, 1, 1), today=date(2023, 12, 31)) == "1 января 2024 года, пн — завтра"


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("До 25.08. 2023", "до 25 августа 2023 года"),
        ("Сентябрь-октябрь 2023", "сентябрь – октябрь 2023 года"),
        ("Декабрь 2023 - январь 2024", "декабрь 2023 года – январь 2024 года"),
        ("2023-2024 уч.г.", "2023/2024 учебный год"),
        ("2023 год", "2023 год"),
        ("1-10 октября", "с 1 октября 2023 года по 10 октября 2023 года"),
        ("В течение года", "в течение учебного года"),
        ("Ежегодно, до 30 июня", "до 30 июня 2024 года, ежегодно"),
        (
            "Март 2023 (утверждение), далее по мере необходимости",
            "март 2023 года («утверждение»); далее – по мере необходимости",
        ),
        ("каждый четверг", "по четвергам с 7 сентября 2023 года"),
        ("до 5 числа каждого месяца", "ежемесячно, до 5 числа с 5 сентября 2023 года"),
        ("1 раз в квартал", "ежеквартально с 1 октября 2023 года"),
        ("по согласованию", "без даты"),
        ("при необходимости", "по мере необходимости"),
        ("31 сентября", "срок не понят"),
    ],
)
def test_a_deadline_in_words(phrase: str, words: str) -> None:
    assert say(parse(phrase, 2023)) == words


def test_json_names_every_field() -> None:
    assert parse("Июль (сбор)", 2023).as_json() == {
        "status": "dated",
        "windows": [{"opens": "2024-07-01", "due": "2024-07-31", "repeats": None, "label": "сбор"}],
        "as_needed": False,
        "doubts": [{"code": "year_not_written", "text": "Июль"}],
    }
