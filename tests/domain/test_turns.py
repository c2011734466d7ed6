"""Windows as the turns that become tasks, and the period of a plan."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deadline import Window
from bot.domain.turns import Period, Turn, period_of, turns

END = date(2024, 5, 31)
JULY = Window(date(2023, 7, 1), date(2023, 7, 31))
MONTHLY = Window(date(2023, 9, 1), date(2023, 9, 30), "FREQ=MONTHLY;BYMONTHDAY=-1")
WEEKLY = Window(date(2023, 9, 7), date(2023, 9, 7), "FREQ=WEEKLY;BYDAY=TH")


@pytest.mark.parametrize(
    ("windows", "names"),
    [
        ([], ["0"]),
        ([JULY], ["1"]),
        ([JULY, MONTHLY], ["1", *(f"2/{n}" for n in range(1, 10))]),
        ([WEEKLY], ["1/1"]),
    ],
)
def test_a_turn_is_named_by_its_place_and_number(windows: list[Window], names: list[str]) -> None:
    assert [turn.occurrence for turn in turns(windows, END)] == names


def test_a_monthly_row_ends_with_the_period() -> None:
    found = turns([MONTHLY], END)
    assert [(turn.opens, turn.due) for turn in (found[0], found[-1])] == [
        (date(2023, 9, 1), date(2023, 9, 30)),
        (date(2024, 5, 1), date(2024, 5, 31)),
    ]


def test_a_window_without_an_end_never_passes() -> None:
    assert not Turn("1", date(2020, 9, 1), None).is_past(date(2030, 1, 1))
    assert Turn("1", None, date(2023, 8, 31)).is_past(date(2023, 9, 1))
    assert not Turn("1", None, date(2023, 8, 31)).is_past(date(2023, 8, 31))


def test_a_period_is_the_school_year_widened_by_windows_outside_of_it() -> None:
    assert period_of([], 2023) == Period(date(2023, 9, 1), END)
    assert period_of([JULY], 2023).since == date(2023, 7, 1)
    later = Window(date(2024, 9, 1), date(2025, 5, 31))
    assert period_of([JULY, later], 2023).until == date(2025, 5, 31)


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    st.lists(
        st.builds(
            lambda opens, length, repeats: Window(opens, date.fromordinal(opens.toordinal() + length), repeats),
            days,
            st.integers(0, 300),
            st.sampled_from([None, "FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=WEEKLY"]),
        ),
        max_size=4,
    )
)
def test_every_turn_has_its_own_name(windows: list[Window]) -> None:
    """Within the period that the windows themselves give, no window is lost and no name is used twice."""
    found = turns(windows, period_of(windows, 2023).until)
    names = [turn.occurrence for turn in found]
    assert len(names) == len(set(names))
    assert {name.split("/")[0] for name in names} == {str(n) for n in range(1, len(windows) + 1)} or names == ["0"]
