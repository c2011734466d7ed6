"""Counting: every task falls under exactly one sign, and the sums hold together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.progress import Sign, Tally, TaskFact, sign, tally
from bot.domain.tasks import TaskState

TODAY = date(2023, 9, 15)
DAYS = st.none() | st.dates(date(2023, 8, 1), date(2023, 10, 31))


@st.composite
def facts(draw: st.DrawFn) -> TaskFact:
    state = draw(st.sampled_from([s for s in TaskState if s is not TaskState.CANCELLED]))
    done = state is TaskState.DONE
    return TaskFact(
        state=state,
        due=draw(DAYS),
        done_on=draw(st.dates(date(2023, 8, 1), date(2023, 10, 31))) if done else None,
        before_joining=done and draw(st.booleans()),
        all_year=draw(st.booleans()),
        entries=draw(st.integers(0, 5)),
    )


@given(st.lists(facts(), max_size=30))
def test_the_parts_add_up_to_the_whole(tasks: list[TaskFact]) -> None:
    total = sum((tally(task, TODAY) for task in tasks), Tally())
    assert total.total == len(tasks)
    assert total.total == total.arrived_done + total.early + total.open + total.not_ours + total.unfulfilled
    assert total.arrived_done <= total.arrived <= total.total
    assert total.in_time + total.late + total.before_joining == total.arrived_done
    assert 0 <= total.arrived - total.arrived_done - total.overdue - total.today <= total.unfulfilled
    assert total.percent is None or 0 <= total.percent <= 100


def done(on: date, due: date | None = TODAY, *, before: bool = False, all_year: bool = False) -> TaskFact:
    return TaskFact(TaskState.DONE, due, on, before, all_year)


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        (done(date(2023, 9, 15)), Sign.DONE),
        (done(date(2023, 9, 16)), Sign.LATE),
        (done(date(2023, 9, 16), before=True), Sign.BEFORE),
        (done(date(2023, 12, 1), all_year=True), Sign.DONE),
        (TaskFact(TaskState.OPEN, date(2023, 9, 14), None, False, False), Sign.OVERDUE),
        (TaskFact(TaskState.OPEN, TODAY, None, False, False), Sign.TODAY),
        (TaskFact(TaskState.OPEN, date(2023, 9, 16), None, False, False), Sign.OPEN),
        (TaskFact(TaskState.OPEN, date(2023, 9, 1), None, False, True), Sign.ALL_YEAR),
        (TaskFact(TaskState.OPEN, None, None, False, False), Sign.UNDATED),
        (TaskFact(TaskState.NOT_OURS, date(2023, 9, 1), None, False, False), Sign.NOT_OURS),
        (TaskFact(TaskState.UNFULFILLED, date(2023, 9, 1), None, False, False), Sign.UNFULFILLED),
    ],
)
def test_the_sign_of_a_task(fact: TaskFact, shown: Sign) -> None:
    assert sign(fact, TODAY) is shown


def test_a_row_that_is_not_ours_leaves_the_denominator() -> None:
    assert tally(TaskFact(TaskState.NOT_OURS, date(2023, 9, 1), None, False, False), TODAY).arrived == 0
    assert tally(TaskFact(TaskState.UNFULFILLED, date(2023, 9, 1), None, False, False), TODAY).arrived == 1
