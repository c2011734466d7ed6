"""Screens of /status as somebody approved them, and their sizes with hostile data."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.deadline import Pace
from bot.domain.progress import Tally
from bot.domain.tasks import TaskState
from bot.ui.callbacks.reports import StatusTap
from bot.ui.screen import Screen
from bot.ui.screens import status
from bot.ui.screens import status_lists as lists
from bot.usecases.nudges import Nudge
from bot.usecases.status import PlaceStatus, PlaceTasks, RowStatus, SectionStatus, Status
from bot.usecases.tasks import TaskLine
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

TOTAL = Tally(
    total=214, arrived=97, arrived_done=87, done=88, in_time=84, late=2, before_joining=1, overdue=9, today=1, ahead=90,
    all_year=19, entries=4, undated=7, not_ours=1,
)  # fmt: skip
LATE_ROW = Tally(total=6, arrived=6, arrived_done=4, done=4, in_time=4, overdue=2)
LAGGARD = RowStatus(1, "3.12", "Перечень профильных классов", LATE_ROW, ("СОШ № 3", "ООШ"), done=4, of=6)
UNNUMBERED = RowStatus(2, None, "Семинары навигаторов", Tally(total=6, overdue=6), of=6)
DISTRICT = Status(
    1, "Управление образования Ромашковского района", False, ((1, "План", 2023),), 0, date(2023, 9, 4), 6, 5,
    TOTAL, (("3.12", 2), ("Семинары навигаторов", 6)), (),
)  # fmt: skip
SCHOOL = replace(DISTRICT, organisation_id=3, organisation="СОШ № 3", is_school=True, schools=1, joined=1)
PLACE = PlaceStatus(3, "СОШ № 3", True, None, Tally(total=35, arrived=16, arrived_done=12, overdue=4))
HOSTILE = "<b>Ы</b> & \u202eобратно\u202c 👩‍🏫 "
FULL = tuple(replace(PLACE, name=HOSTILE * 2) for _ in range(200))
ROWS = tuple(replace(LAGGARD, short_name="Ы" * 45, number=HOSTILE) for _ in range(60))

LINE = TaskLine(
    1, 1, "3.12", "Перечень профильных классов", Pace.BY_DAY, TaskState.OPEN, None, date(2023, 8, 12), None, False,
    None, 0, 0, 0, 3, "СОШ № 3", "План", "до 12 августа",
)  # fmt: skip
TASKS = PlaceTasks(3, "СОШ № 3", 0, False, date(2023, 9, 4), 0, 2, (LINE, replace(LINE, number=None)))
SECTIONS = (SectionStatus("1. Нормативное обеспечение", TOTAL, (LAGGARD, UNNUMBERED)), SectionStatus(None, Tally(), ()))
NOON = datetime(2023, 9, 4, 12, 0)  # noqa: DTZ001 - local, as screens show it
NUDGE = Nudge(1, 0, 0, 5, 3, 1, (("ООШ", "3-12-45"), ("Лицей", None)), NOON, NOON, NOON + timedelta(hours=20))
CLOSED = replace(LINE, state=TaskState.DONE, done_on=date(2023, 8, 12))
MANY_PLANS = replace(
    DISTRICT,
    plans=tuple((n, f"План-график района № {n}", 2022 + n % 2) for n in range(1, 13)),
    owners=("", *(f"Район № {n}" for n in range(2, 13))),
)
INSIDE = StatusTap(view="rowin", org=1, item=1, page=17001)

SCREENS: dict[str, Screen] = {
    "sections": lists.sections(SECTIONS, 1, 0, 0),
    "section": lists.section(SECTIONS[0], 1, 0, 1, 0),
    "section_page": lists.section(replace(SECTIONS[0], rows=(LAGGARD,) * 23), 1, 0, 17, 1),
    "behind": lists.behind(replace(LAGGARD, behind=tuple(f"СОШ № {n}" for n in range(1, 74))), 1, 0, 1),
    "row_many": status.row(replace(LAGGARD, behind=("СОШ № 3",) * 73), 1, 0, 0, origin=lists.section_of(INSIDE)),
    "plans": lists.plans(MANY_PLANS, 0),
    "district_plans": status.overview(MANY_PLANS),
    "tasks": lists.tasks(TASKS),
    "tasks_closed": lists.tasks(replace(TASKS, closed=True, total=1, lines=(CLOSED,))),
    "tasks_none": lists.tasks(replace(TASKS, total=0, lines=())),
    "nudge": lists.nudge(NUDGE),
    "nudge_row": lists.nudge(replace(NUDGE, measure_id=1, schools=0, again=5, deaf=(), first=None, last=None)),
    "nudge_nobody": lists.nudge(replace(NUDGE, lagging=0, schools=0, again=0, deaf=(), first=None, last=None)),
    "own_district": status.overview(replace(DISTRICT, administered=True, requests=3, total=replace(TOTAL, waiting=5))),
    "school_below": status.overview(replace(SCHOOL, administered=True, above=1)),
    "row_own": status.row(replace(LAGGARD, remindable=True), 1, 0, 0, nudges=True),
    "district": status.overview(DISTRICT),
    "school": status.overview(SCHOOL),
    "nothing_due": status.overview(replace(DISTRICT, total=Tally(total=64, ahead=64), laggards=())),
    "places": status.places((PLACE, replace(PLACE, name="ООШ", joined=False, tally=Tally())), 1, 0, 0),
    "rows": status.rows((LAGGARD, UNNUMBERED), 1, 0, 0),
    "rows_of_a_school": status.rows((replace(LAGGARD, done=1, of=2, own=True),), 3, 0, 0),
    "row": status.row(LAGGARD, 1, 0, 0),
    "row_of_a_school": status.row(replace(LAGGARD, done=1, of=2, own=True, behind=()), 3, 0, 0),
    "row_dateless": status.row(replace(UNNUMBERED, dateless=("СОШ № 1", "<b>Лицей</b>")), 1, 0, 0),
    "row_dateless_many": status.row(replace(UNNUMBERED, dateless=("СОШ № 1",) * 30), 1, 0, 0),
}
EXTREME = {
    "name": status.overview(replace(DISTRICT, organisation=(HOSTILE * 20)[:300])),
    "plans": status.overview(replace(DISTRICT, plans=tuple((n, HOSTILE * 9, 2023) for n in range(9)))),
    "places": status.places(FULL, 1, 0, 3),
    "rows": status.rows(ROWS, 1, 0, 2),
    "sections": lists.sections(tuple(replace(SECTIONS[0], title=HOSTILE * 9) for _ in range(70)), 1, 0, 1),
    "section": lists.section(replace(SECTIONS[0], title=HOSTILE * 99, rows=ROWS), 1, 0, 1, 1),
    "behind": lists.behind(replace(LAGGARD, behind=("Ы" * 40,) * 200), 1, 0, 2),
    "plans_far": lists.plans(
        replace(
            DISTRICT, plans=tuple((2**53 + n, HOSTILE * 20, 2023) for n in range(40)), owners=((HOSTILE * 2)[:40],) * 40
        ),
        2,
    ),
    "tasks": lists.tasks(
        replace(
            TASKS,
            organisation=HOSTILE,
            total=90,
            page=3,
            lines=(replace(LINE, short_name="Ы" * 45, number=HOSTILE),) * 10,
        )
    ),
    "nudge": lists.nudge(replace(NUDGE, deaf=((HOSTILE * 9, HOSTILE),) * 90)),
    "row": status.row(replace(LAGGARD, behind=("Ы" * 40,) * 200), 1, 0, 0),
    "row_dateless": status.row(replace(LAGGARD, dateless=(HOSTILE * 9,) * 200), 1, 0, 0),
}


@pytest.mark.parametrize("name", SCREENS)
def test_status_reads_as_approved(name: str, golden: Golden) -> None:
    screen = SCREENS[name]
    golden(f"screens/status/{name}", picture(screen))
    assert faults(screen) == []


@pytest.mark.parametrize("name", EXTREME)
def test_status_fits_whatever_it_names(name: str) -> None:
    assert faults(EXTREME[name]) == []


def test_a_school_alone_is_told_of_no_laggards() -> None:
    assert "Отстают" in SCREENS["district"].text
    assert "Отстают" not in SCREENS["school"].text
