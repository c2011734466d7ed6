"""Occurrences by rule 9: borders of the school year, the month, the leap day and New Year."""

from datetime import date

import pytest
from hypothesis import given

from bot.domain.deadline import Occurrence, Window, occurrences, parse
from tests.domain.deadline.phrases import approved, years
from tests.laws import tried

END = date(2024, 5, 31)


def days(window: Window, until: date, since: date | None = None) -> list[tuple[str, str]]:
    return [(str(turn.opens or ""), str(turn.due or "")) for turn in occurrences(window, until, since)]


def first_window(text: str, year: int = 2023) -> Window:
    return parse(text, year).windows[0]


def test_a_window_that_does_not_repeat_is_its_only_occurrence() -> None:
    window = Window(date(2023, 3, 1), date(2023, 3, 31), label="утверждение")
    assert occurrences(window, END) == (Occurrence(1, None, window.opens, window.due, "утверждение"),)


def test_every_month_opens_the_day_after_the_month_before_it() -> None:
    turns = occurrences(first_window("ежемесячно"), END)
    assert [turn.due for turn in turns][4:6] == [date(2024, 1, 31), date(2024, 2, 29)]
    assert [turn.opens for turn in turns][4:6] == [date(2024, 1, 1), date(2024, 2, 1)]
    assert [(turn.number, turn.total) for turn in turns][-1] == (9, 9)


def test_the_end_of_a_month_is_the_31st_and_the_30th_and_the_28th() -> None:
    dues = [turn.due for turn in occurrences(first_window("ежемесячно", 2022), date(2023, 6, 30))]
    assert [due.day for due in dues if due] == [30, 31, 30, 31, 31, 28, 31, 30, 31, 30]


def test_a_quarter_begins_in_october_and_does_not_skip_june() -> None:
    assert days(first_window("ежеквартально"), date(2024, 6, 30)) == [
        ("2023-10-01", "2023-12-31"),
        ("2024-01-01", "2024-03-31"),
        ("2024-04-01", "2024-06-30"),
    ]


def test_a_quarter_that_ends_after_the_plan_has_no_occurrence() -> None:
    assert days(first_window("1 раз в квартал"), END)[-1] == ("2024-01-01", "2024-03-31")


def test_until_closes_the_series() -> None:
    turns = days(first_window("ежемесячно с октября по апрель"), date(2024, 8, 31))
    assert (turns[0], turns[-1], len(turns)) == (("2023-10-01", "2023-10-31"), ("2024-04-01", "2024-04-30"), 7)


def test_a_day_of_the_month_has_only_a_due_day() -> None:
    assert days(first_window("до 5 числа каждого месяца"), date(2023, 11, 30)) == [
        ("", "2023-09-05"),
        ("", "2023-10-05"),
        ("", "2023-11-05"),
    ]


def test_a_single_day_stays_a_single_day() -> None:
    assert days(first_window("последняя пятница месяца"), date(2023, 11, 1))[1] == ("2023-10-27", "2023-10-27")


@pytest.mark.parametrize("phrase", ["каждый четверг", "еженедельно", "ежедневно", "по вторникам и пятницам"])
def test_a_rule_more_frequent_than_monthly_is_one_occurrence(phrase: str) -> None:
    (turn,) = occurrences(first_window(phrase), END)
    assert (turn.number, turn.total) == (1, 1)
    assert turn.opens == first_window(phrase).opens
    assert turn.due is not None
    assert turn.due.month == 5


def test_every_year_keeps_the_calendar_days() -> None:
    window = Window(date(2023, 4, 1), date(2023, 5, 31), "FREQ=YEARLY")
    assert days(window, date(2025, 8, 31)) == [
        ("2023-04-01", "2023-05-31"),
        ("2024-04-01", "2024-05-31"),
        ("2025-04-01", "2025-05-31"),
    ]


def test_every_year_over_new_year_opens_in_the_year_before() -> None:
    window = Window(date(2023, 12, 20), date(2024, 1, 10), "FREQ=YEARLY")
    assert days(window, date(2025, 5, 31)) == [("2023-12-20", "2024-01-10"), ("2024-12-20", "2025-01-10")]


def test_february_ends_where_it_ends() -> None:
    window = first_window("ежегодно в феврале")
    assert window.repeats == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    assert [due for _, due in days(window, date(2026, 5, 31))] == ["2024-02-29", "2025-02-28", "2026-02-28"]


def test_a_window_that_opens_on_a_leap_day_opens_on_the_28th_elsewhere() -> None:
    window = Window(date(2024, 2, 29), date(2024, 3, 10), "FREQ=YEARLY")
    assert days(window, date(2025, 5, 31))[1] == ("2025-02-28", "2025-03-10")


def test_a_rule_without_a_due_day_counts_openings() -> None:
    window = Window(date(2023, 9, 1), None, "FREQ=YEARLY")
    assert days(window, date(2024, 9, 1)) == [("2023-09-01", ""), ("2024-09-01", "")]


def test_since_leaves_out_what_is_over_and_keeps_the_numbers() -> None:
    turns = occurrences(first_window("ежемесячно"), END, since=date(2024, 4, 30))
    assert [(turn.number, turn.total) for turn in turns] == [(8, 9), (9, 9)]


def test_nothing_occurs_after_the_plan_is_over() -> None:
    assert occurrences(Window(date(2025, 9, 1), date(2025, 9, 30), "FREQ=YEARLY"), END) == ()


@tried(200)
@given(approved, years)
def test_the_first_occurrence_is_the_window_itself(text: str, year: int) -> None:
    for window in parse(text, year).windows:
        turns = occurrences(
            window, date(2199, 12, 31) if "YEARLY" not in (window.repeats or "") else date(year + 90, 1, 1)
        )
        assert turns[0].opens == window.opens
        assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
        assert window.repeats is None or turns[0].due == window.due or "LY;" in window.repeats or turns[0].total == 1
