"""The effective day, lateness, and parent rows."""

from datetime import date

import pytest

from bot.domain.tasks import Days, TaskState, Timeliness, sum_up, timeliness

DUE = date(2023, 8, 25)
OPEN, DONE, NOT_OURS, FAILED = TaskState.OPEN, TaskState.DONE, TaskState.NOT_OURS, TaskState.UNFULFILLED


def test_an_extension_wins_over_the_own_day_and_that_over_the_plan() -> None:
    later, own = date(2023, 9, 10), date(2023, 9, 1)
    assert Days(None, DUE).effective == DUE
    assert Days(None, DUE, own).effective == own
    assert Days(None, DUE, own, later).effective == later
    assert Days(DUE, None).effective is None


@pytest.mark.parametrize(
    ("done_on", "due", "before", "counted"),
    [
        (DUE, DUE, False, Timeliness.IN_TIME),
        (date(2023, 8, 26), DUE, False, Timeliness.LATE),
        (date(2023, 8, 26), None, False, Timeliness.UNDATED),
        (date(2023, 8, 26), DUE, True, Timeliness.BEFORE_JOINING),
    ],
)
def test_lateness_counts_by_the_day_it_was_done(
    done_on: date, due: date | None, before: bool, counted: Timeliness
) -> None:
    assert timeliness(done_on, due, before) is counted


@pytest.mark.parametrize(
    ("children", "parent"),
    [
        ((), None),
        ((OPEN, DONE), OPEN),
        ((DONE, NOT_OURS), DONE),
        ((DONE, FAILED), DONE),
        ((NOT_OURS, FAILED), FAILED),
        ((NOT_OURS, NOT_OURS), NOT_OURS),
    ],
)
def test_a_parent_is_what_its_children_are(children: tuple[TaskState, ...], parent: TaskState | None) -> None:
    assert sum_up(children) is parent
