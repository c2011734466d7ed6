"""Growth, percent, percent of schools: each by its one definition."""

import pytest

from bot.domain.figures import Growth, growth, percent, schools_done
from bot.domain.tasks import TaskState

DONE, OPEN, NOT_OURS = TaskState.DONE, TaskState.OPEN, TaskState.NOT_OURS


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        (38, 34, Growth(4, 12)),
        (30, 34, Growth(-4, -12)),
        (5, 0, Growth(5, None)),
        (0, 4, Growth(-4, -100)),
        (None, 4, None),
        (4, None, None),
    ],
)
def test_blank_is_not_zero(now: int | None, last: int | None, expected: Growth | None) -> None:
    assert growth(now, last) == expected


def test_there_is_no_percent_without_a_whole() -> None:
    assert (percent(30, 120), percent(30, 0), percent(30, None), percent(None, 9)) == (25, None, None, None)


def test_a_school_has_done_a_row_when_it_has_done_each_task_that_is_its_own() -> None:
    states = {1: [DONE, DONE], 2: [DONE, OPEN], 3: [NOT_OURS], 4: [NOT_OURS, DONE], 5: [OPEN]}
    assert schools_done(states) == (2, 4)
    assert schools_done({}) == (0, 0)
