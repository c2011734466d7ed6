"""Screens of hours and of excursions as somebody approved them, and their sizes with any names."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.hours import ActivityKind, Direction, Norms, Outing
from bot.ui.callbacks.hours import HoursTap, OutingTap
from bot.ui.screen import Screen
from bot.ui.screens import hours, outings
from bot.usecases.hours import ClassHours, SchoolHours
from bot.usecases.outings import Visited
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

TODAY = date(2023, 9, 4)
DAYS = tuple(TODAY - timedelta(days=ago) for ago in range(6))
OUTING = Outing(3, ActivityKind.EXCURSION, TODAY, "6А", 25, "Завод «Ремдеталь»", 2)
SIX = ClassHours(1, "6А", {**dict.fromkeys(Direction, 0), Direction.COURSE: 11, Direction.PRACTICE: 2})
SEVEN = ClassHours(2, "7Б", dict.fromkeys(Direction, 0))
SCHOOL = SchoolHours(3, "Школа № 3", 60, 2023, Norms(), (SIX, SEVEN), (OUTING,))
TAP = OutingTap(action="place", kind="excursion", day="2023-09-04", class_id=1, pupils=25)
ADD = HoursTap(action="type", org=3, class_id=1, direction="subjects")

SCREENS = {
    "school": hours.school(SCHOOL),
    "school_without_level": hours.school(replace(SCHOOL, level=None, outings=())),
    "school_of_an_administrator": hours.school(replace(SCHOOL, own_norms=1, norms=Norms(sample=False))),
    "school_without_classes": hours.school(replace(SCHOOL, classes=(), outings=())),
    "class": hours.class_hours(SCHOOL, SIX),
    "directions": hours.direction_question(SCHOOL, 0),
    "directions_of_a_class": hours.direction_question(SCHOOL, 1),
    "how_many": hours.number_question(ADD),
    "norms": hours.norms(Norms(), 1, 60),
    "norms_of_ones_own": hours.norms(Norms(sample=False, outing=3), 1, 40),
    "norm": hours.norm_question(HoursTap(action="norm", org=1, direction="practice", value=60)),
    "outing_day": outings.day_question("excursion", DAYS),
    "outing_class": outings.class_question(TAP, ((1, "6А"), (2, "7Б"))),
    "outing_no_class": outings.class_question(TAP, ()),
    "outing_number": outings.number_question(TAP),
    "outing_place": outings.place_question(TAP, (Visited(3, "Завод «Ремдеталь»"), Visited(4, "Музей"))),
    "outing_type_number": outings.type_number(TAP),
    "outing_type_place": outings.type_place(TAP),
    "outing_saved": outings.saved(OUTING),
    "outing_undone": outings.undone(),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_approved(name: str, golden: Golden) -> None:
    assert faults(SCREENS[name]) == []
    golden(f"screens/hours/{name}", picture(SCREENS[name]))


@pytest.mark.parametrize("words", ["<b>Ы</b>&" * 20, "Я" * 120, "🎓" * 60, "\u202eоб" * 40, "6А"])
def test_any_names_and_any_number_of_classes_fit(words: str) -> None:
    classes = tuple(ClassHours(2**31 + n, words[:16], SIX.hours) for n in range(60))
    wide = replace(OUTING, place=words, class_name=words[:16], pupils=500)
    big = replace(SCHOOL, name=words[:64], classes=classes, outings=(wide,) * 40, own_norms=9, level=None)
    every: list[Screen] = [
        *(hours.school(big, page) for page in (0, 2, 99)),
        hours.class_hours(big, classes[0]),
        hours.direction_question(big, 2**31),
        outings.class_question(TAP, tuple((one.id, one.name) for one in classes)),
        outings.place_question(TAP, tuple(Visited(n, words) for n in range(5))),
        outings.saved(wide),
    ]
    assert [fault for screen in every for fault in faults(screen)] == []
    assert not any("<b>Ы" in screen.text for screen in every)
