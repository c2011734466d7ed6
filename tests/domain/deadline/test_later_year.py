"""Deadlines of a plan in a later year."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.deadline import DeadlineStatus, Window, parse
from bot.domain.deadline.later_year import in_later_year, move_window, move_years


@pytest.mark.parametrize(
    ("text", "opens", "due"),
    [
        ("До 25.08. 2023", None, date(2026, 8, 25)),
        ("25.08.23", date(2026, 8, 25), date(2026, 8, 25)),
        ("Июль 2023 г.", date(2026, 7, 1), date(2026, 7, 31)),
        ("февраль", date(2027, 2, 1), date(2027, 2, 28)),
        ("2023/2024 уч.год", date(2026, 9, 1), date(2027, 5, 31)),
        ("в течение года", date(2026, 9, 1), date(2027, 5, 31)),
    ],
)
def test_days_move_by_whole_years(text: str, opens: date | None, due: date) -> None:
    found = in_later_year(parse(text, 2023), 2023, 2026)
    assert [(window.opens, window.due) for window in found.windows] == [(opens, due)]
    assert found.text == text


def test_a_february_ends_on_its_own_last_day() -> None:
    found = in_later_year(parse("февраль", 2026), 2026, 2027)
    assert found.windows[0].due == date(2028, 2, 29)


def test_a_series_keeps_its_rule() -> None:
    was = parse("ежемесячно", 2023)
    found = in_later_year(was, 2023, 2026)
    assert [window.repeats for window in found.windows] == [window.repeats for window in was.windows]
    assert found.windows == parse("ежемесячно", 2026).windows


def test_a_day_that_a_person_mended_moves_as_it_stands() -> None:
    mended = replace(parse("до 25.08.2023", 2023), windows=(Window(None, date(2023, 10, 16)),))
    assert [window.due for window in in_later_year(mended, 2023, 2024).windows] == [date(2024, 10, 16)]


def test_a_weekend_is_doubted() -> None:
    found = in_later_year(parse("до 25.08.2023", 2023), 2023, 2024)
    assert [(doubt.code, dict(doubt.params)) for doubt in found.doubts] == [("weekend", {"text": "25.08.2024"})]


def test_a_yearly_rule_is_followed() -> None:
    yearly = parse("до 1 октября 2023 года, ежегодно", 2023)
    assert yearly.windows[0].repeats == "FREQ=YEARLY"
    assert [window.due for window in in_later_year(yearly, 2023, 2026).windows] == [date(2026, 10, 1)]


def test_every_second_year_may_pass_a_year_over() -> None:
    window = Window(None, date(2023, 10, 2), "FREQ=YEARLY;INTERVAL=2")
    deadline = replace(parse("раз в 2 года", 2023), windows=(window,), status=DeadlineStatus.DATED)
    assert [d.code for d in in_later_year(deadline, 2023, 2024).doubts] == ["no_turn_this_year"]
    assert [w.due for w in in_later_year(deadline, 2023, 2025).windows] == [date(2025, 10, 2)]


def test_leap_days_and_ends_of_rules_move_too() -> None:
    window = Window(date(2024, 2, 29), date(2024, 3, 1), "FREQ=DAILY;UNTIL=20240301")
    assert move_window(window, 1) == Window(date(2025, 2, 28), date(2025, 3, 1), "FREQ=DAILY;UNTIL=20250301")


def test_years_in_words_move_and_other_numbers_stay() -> None:
    assert move_years("План на 2023/2024 год, приказ 20231", 3) == "План на 2026/2027 год, приказ 20231"
