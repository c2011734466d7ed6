"""Screens of /status as somebody approved them, and their sizes with hostile data."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.progress import Tally
from bot.ui.screen import Screen, faults
from bot.ui.screens import status
from bot.usecases.status import PlaceStatus, RowStatus, Status
from tests.golden_files import Golden, picture

TOTAL = Tally(
    total=214, arrived=97, arrived_done=87, done=88, in_time=85, late=2, before_joining=1, overdue=9, today=1, ahead=90,
    all_year=19, entries=4, undated=7, not_ours=1,
)  # fmt: skip
LAGGARD = RowStatus(1, "3.12", "Перечень профильных классов", Tally(total=6, done=4, overdue=2), ("СОШ № 3", "ООШ"))
UNNUMBERED = RowStatus(2, None, "Семинары навигаторов", Tally(total=6, overdue=6))
DISTRICT = Status(
    1, "Управление образования Ромашковского района", False, ((1, "План", 2023),), 0, date(2023, 9, 4), 6, 5,
    TOTAL, (("3.12", 2), ("Семинары навигаторов", 6)), (),
)  # fmt: skip
SCHOOL = replace(DISTRICT, organisation_id=3, organisation="СОШ № 3", is_school=True, schools=1, joined=1)
PLACE = PlaceStatus(3, "СОШ № 3", True, None, Tally(total=35, arrived=16, arrived_done=12, overdue=4))
HOSTILE = "<b>Ы</b> & \u202eобратно\u202c 👩‍🏫 "
FULL = tuple(replace(PLACE, name=HOSTILE * 2) for _ in range(200))
ROWS = tuple(replace(LAGGARD, short_name="Ы" * 45, number=HOSTILE) for _ in range(60))

SCREENS: dict[str, Screen] = {
    "district": status.overview(DISTRICT),
    "school": status.overview(SCHOOL),
    "nothing_due": status.overview(replace(DISTRICT, total=Tally(total=64, ahead=64), laggards=())),
    "places": status.places((PLACE, replace(PLACE, name="ООШ", joined=False, tally=Tally())), 1, 0, 0),
    "rows": status.rows((LAGGARD, UNNUMBERED), 1, 0, 0),
    "row": status.row(LAGGARD, 1, 0, 0),
}
EXTREME = {
    "name": status.overview(replace(DISTRICT, organisation=(HOSTILE * 20)[:300])),
    "plans": status.overview(replace(DISTRICT, plans=tuple((n, HOSTILE * 9, 2023) for n in range(9)))),
    "places": status.places(FULL, 1, 0, 3),
    "rows": status.rows(ROWS, 1, 0, 2),
    "row": status.row(replace(LAGGARD, behind=("Ы" * 40,) * 200), 1, 0, 0),
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
