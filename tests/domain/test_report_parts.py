"""A part of a report: what the parts of a whole add up to, and that nothing else slips in."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from bot.domain.place_names import told_apart
from bot.domain.progress import Sign, sign
from bot.domain.report_parts import Period, narrowed, period_days
from bot.domain.reports import Condition, Event, Figure, Gathering, Selection
from bot.domain.tasks import MarkKind
from bot.domain.unreached import Unreached
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


def test_namesakes_other_plans_and_other_days_stay_out() -> None:
    """«СОШ № 1» of two districts, and the same row in two plans: ids tell them apart, never words."""
    whole = district(2, "СОШ № 1")
    plan = whole.plans[0]
    other = replace(plan, roadmap_id=2, items=tuple(replace(one, id=2, section="Другой") for one in plan.items[:1]))
    jobs = tuple(replace(job, measure_id=2) for job in plan.jobs)
    events = tuple(
        Event(datetime(2023, 9, 1, 9, 0), "СОШ № 1", None, "Пункт", MarkKind.DONE, None, "—", None, None, place, row)  # noqa: DTZ001
        for place in (0, 1)
        for row in (1, 2)
    )
    held = ((date(2023, 9, 7), "held"), (date(2023, 10, 5), "planned"))
    report = replace(
        whole,
        plans=(plan, replace(other, jobs=jobs)),
        events=events,
        lessons=tuple(Gathering("СОШ № 1", "6А", held, 1, 34, place) for place in (0, 1)),
        figures=tuple(
            Figure("СОШ № 1", None, "Пункт", "n", 1, row, organisation_id=p) for p in (0, 1) for row in (1, 2)
        ),
        unreached=tuple(Unreached("СОШ № 1", None, organisation_id=place) for place in (0, 1)),
    )
    one = narrowed(report, Selection(place=1))
    assert {event.organisation_id for event in one.events} == {1}
    assert [row.organisation_id for row in one.lessons] == [row.organisation_id for row in one.unreached] == [1]
    assert {row.organisation_id for row in one.figures} == {1}
    section = narrowed(report, Selection(section="Другой"))
    assert {event.measure_id for event in section.events} == {row.measure_id for row in section.figures} == {2}
    assert section.lessons == ()
    month = narrowed(report, Selection(date(2023, 9, 1), date(2023, 9, 30)))
    assert [(row.held, row.planned, len(row.outcomes)) for row in month.lessons] == [(1, 1, 1)] * 2
    assert month.figures == ()  # nothing falls due in September
    assert narrowed(report, Selection(condition=Condition.APART)).events == ()


def test_a_district_is_named_where_names_repeat() -> None:
    @dataclass
    class Place:
        id: int
        parent_id: int | None
        short_name: str

    places = [Place(1, None, "Регион"), Place(2, 1, "Район А"), Place(3, 1, "Район Б")]
    schools = [Place(4, 2, "СОШ № 1"), Place(5, 3, "СОШ № 1"), Place(6, 3, "Лицей")]
    assert list(told_apart([*places, *schools]).values()) == [
        "Регион", "Район А", "Район Б", "СОШ № 1 (Район А)", "СОШ № 1 (Район Б)", "Лицей",
    ]  # fmt: skip
