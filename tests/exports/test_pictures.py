"""Pictures: their numbers are those of the report, any names make a picture, and it fits a telephone."""

import struct
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.people import OrganisationKind
from bot.domain.pictures import MOST_SCHOOLS, PictureKind, months, picture, schools, year
from bot.domain.progress import Tally, TaskFact, tally
from bot.domain.reports import Job, Place, PlanReport, Report
from bot.domain.tasks import TaskState
from bot.exports.pictures import draw
from tests.exports.test_plan_docx import HEADINGS
from tests.exports.test_plan_docx import report as small

TODAY = date(2023, 9, 4)


def district(number: int, name: str = "Школа № {}") -> Report:
    """Schools with a late task, a task done and one ahead; every third one is late twice."""
    jobs = []
    for n in range(number):
        late = TaskFact(TaskState.OPEN, date(2023, 8, 25), None, False, False)
        done = TaskFact(TaskState.DONE, date(2023, 7, 10), date(2023, 7, 11), False, False)
        ahead = TaskFact(TaskState.OPEN, date(2023, 12, 1), None, False, False)
        year_long = TaskFact(TaskState.OPEN, date(2024, 5, 31), None, False, True)
        facts = [late, done, ahead, year_long, *([late] if n % 3 == 0 else [])]
        jobs += [Job(1, n, str(turn), None, fact) for turn, fact in enumerate(facts)]
    places = []
    for n in range(number):
        own = sum((tally(job.fact, TODAY) for job in jobs if job.organisation_id == n), Tally())
        places.append(Place(n, name.format(n), OrganisationKind.SCHOOL, None, None, True, own))
    plan = PlanReport(1, "План", 2023, HEADINGS, small("Пункт").plans[0].items, tuple(jobs))
    return replace(small("Пункт"), own_only=False, places=tuple(places), plans=(plan,))


def test_the_numbers_are_those_of_the_report() -> None:
    report = district(6)
    found = year(report)
    assert (found.due[-1], found.due[len(found.done) - 1]) == (6 * 3 + 2, report.total.arrived)
    assert found.done[-1] == report.total.arrived_done
    bars = schools(report).bars
    assert sum(bar.overdue for bar in bars) == report.total.overdue
    assert sum(bar.done for bar in bars) == report.total.arrived_done
    assert sum(bar.early for bar in bars) == report.total.early
    assert sum(bar.waiting for bar in bars) == report.total.open - report.total.overdue
    heat = months(report)
    assert heat.months == (date(2023, 7, 1), date(2023, 8, 1))
    assert {cells for _, cells in heat.rows} == {(100, 0)}


def test_more_schools_than_fit_leave_out_those_with_the_fewest_late_tasks() -> None:
    found = schools(district(100))
    assert (len(found.bars), found.left_out) == (MOST_SCHOOLS, 60)
    assert sum(bar.overdue == 2 for bar in found.bars) == 34


@pytest.mark.parametrize("kind", PictureKind)
@pytest.mark.parametrize("number", [0, 1, 40, 100])
def test_every_picture_is_as_wide_as_two_telephone_points_each(kind: PictureKind, number: int) -> None:
    content = draw(picture(kind, district(number)))
    width, height = struct.unpack(">II", content[16:24])
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert width == 2 * 390
    assert height < 2200


@pytest.mark.parametrize("name", ["", "$x^2$ {}", "Школа\nс переносом {}", "я" * 500, "\x00\x07 {}", "🎓 {}"])
def test_any_name_makes_a_picture(name: str) -> None:
    for kind in (PictureKind.SCHOOLS, PictureKind.MONTHS):
        assert len(draw(picture(kind, replace(district(2, name), organisation=name)))) > 1000
