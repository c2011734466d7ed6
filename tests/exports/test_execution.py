"""The execution of a row in words: how many organisations did it is the figure of every other form."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.figures import schools_done
from bot.domain.progress import TaskFact
from bot.domain.reports import Job
from bot.domain.tasks import TaskState
from bot.exports.execution import in_words
from bot.texts import say
from tests.exports.test_pictures import district

DONE, OPEN, NOT_OURS, FAILED = TaskState.DONE, TaskState.OPEN, TaskState.NOT_OURS, TaskState.UNFULFILLED
LATER, EARLY, AFTER = date(2023, 12, 1), date(2023, 7, 11), date(2023, 12, 2)


def words(states: dict[int, list[TaskState]], done_on: date = EARLY) -> str:
    """The first line for a row whose tasks are in these states, by organisation."""
    report = district(len(states))
    jobs = tuple(
        Job(1, place, str(turn), None, TaskFact(state, LATER, done_on if state is DONE else None, False, False))
        for place, own in states.items()
        for turn, state in enumerate(own)
    )
    return in_words(report, replace(report.plans[0], jobs=jobs))[1].splitlines()[0]


@pytest.mark.parametrize("done_on", [EARLY, AFTER])
def test_organisations_are_counted_as_everywhere(done_on: date) -> None:
    states = {0: [DONE, DONE], 1: [DONE, OPEN], 2: [NOT_OURS], 3: [NOT_OURS, DONE], 4: [FAILED], 5: [OPEN]}
    assert schools_done(states) == (2, 5)
    assert words(states, done_on) == say("execution-part", done=2, all=5)


def test_a_row_that_everybody_did_says_so() -> None:
    assert words({0: [DONE], 1: [NOT_OURS, DONE], 2: [NOT_OURS]}) == say("execution-all", all=2)


def test_a_row_that_is_nobodys_says_so() -> None:
    assert words({0: [NOT_OURS], 1: [NOT_OURS]}) == say("report-plan-none")
