"""A part of a report: what the parts of a whole add up to, and that nothing else slips in."""

from datetime import date

import pytest

from bot.domain.progress import Sign, sign
from bot.domain.report_parts import Period, narrowed, period_days
from bot.domain.reports import Condition, Selection
from tests.exports.test_pictures import TODAY, district


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period.ALL, (None, None)),
        (Period.PAST, (None, TODAY)),
        (Period.MONTH, (date(2023, 9, 1), date(2023, 9, 30))),
        (Period.BEFORE, (date(2023, 8, 1), date(2023, 8, 31))),
        (Period.NEXT, (date(2023, 10, 1), date(2023, 10, 31))),
    ],
)
def test_a_period_is_whole_months(period: Period, days: tuple[date | None, date | None]) -> None:
    assert period_days(period, TODAY) == days


def test_months_at_the_turn_of_the_year() -> None:
    assert period_days(Period.NEXT, date(2023, 12, 31)) == (date(2024, 1, 1), date(2024, 1, 31))
    assert period_days(Period.BEFORE, date(2024, 1, 1)) == (date(2023, 12, 1), date(2023, 12, 31))


def test_the_whole_is_left_as_it_is() -> None:
    report = district(3)
    assert narrowed(report, Selection()) is report


def test_states_keep_their_sums() -> None:
    report = district(6)
    late = narrowed(report, Selection(condition=Condition.OVERDUE))
    done = narrowed(report, Selection(condition=Condition.DONE))
    rest = narrowed(report, Selection(condition=Condition.OPEN))
    assert late.total.overdue == late.total.total == report.total.overdue
    assert done.total.total + rest.total.total == report.total.total
    assert {sign(job.fact, TODAY) for job in late.plans[0].jobs} == {Sign.OVERDUE}


def test_a_period_leaves_out_what_has_no_day() -> None:
    report = district(6)
    found = narrowed(report, Selection(date(2023, 8, 1), date(2023, 8, 31)))
    assert found.total.total == found.total.arrived == report.total.overdue


def test_one_organisation_is_alone() -> None:
    found = narrowed(district(6), Selection(place=2))
    assert [place.id for place in found.places] == [2]
    assert {job.organisation_id for job in found.plans[0].jobs} == {2}
