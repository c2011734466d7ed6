"""«Календарь» in words: golden for plain data, measured for long and hostile."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.doubts import Doubt
from bot.domain.special_days import DayKind, SpecialDays
from bot.ui.screen import Screen
from bot.ui.screens import special_days as screens
from bot.usecases.special_day_changes import Written
from bot.usecases.special_days import Proposal, YearDays
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

OFF = SpecialDays(DayKind.OFF, date(2026, 9, 14), date(2026, 9, 14), "День района")
QUARANTINE = SpecialDays(DayKind.QUARANTINE, date(2026, 10, 5), date(2026, 10, 11))
VACATION = SpecialDays(DayKind.VACATION, date(2026, 10, 26), date(2026, 11, 3), of="Район")
SHORT = SpecialDays(DayKind.VACATION, date(2026, 12, 29), date(2026, 12, 30))
ABOVE = SpecialDays(DayKind.WORKING, date(2026, 10, 31), date(2026, 10, 31), of="Область")
YEAR = YearDays(7, "Школа № 3", 2026, (OFF, QUARANTINE), (ABOVE,), (VACATION, SHORT), "Район", (), True, None)
ASKED = Proposal(7, "Школа № 3", 2026, (OFF, QUARANTINE, SHORT), 24, 12, 2, (ABOVE,))
NAMES = {"long": "Ж" * 300, "hostile": "<b>&«Ж»" * 40}


def shown(year: YearDays, asked: Proposal) -> dict[str, Screen]:
    return {
        "year": screens.year(year),
        "proposal": screens.proposal(asked, 2**31),
        "card": screens.card(asked),
        "written": screens.written(Written(year, 22, without_day=1)),
        **{f"ask-{kind}": screens.ask(kind) for kind in DayKind},
    }


@pytest.mark.parametrize("name", shown(YEAR, ASKED))
def test_the_calendar_looks_like_this(name: str, golden: Golden) -> None:
    golden(f"screens/special_days/{name}", picture(shown(YEAR, ASKED)[name]))


def test_a_coordinator_with_nothing_of_the_own(golden: Golden) -> None:
    bare = replace(YEAR, own=(), above=(), vacations=(), vacations_of="", all_kinds=False, undecreed=2027)
    assert "2027" not in screens.year(bare).text.replace("2026/2027", "")
    golden("screens/special_days/undecreed", picture(screens.year(replace(bare, all_kinds=True))))
    golden("screens/special_days/bare", picture(screens.year(bare)))
    nothing = Proposal(7, "Школа № 3", 2026, ())
    golden("screens/special_days/nothing", picture(screens.proposal(nothing, 1)))
    golden("screens/special_days/later", picture(screens.written(Written(bare, later=True))))
    own = replace(YEAR, own=(SHORT,), vacations=(SHORT,))
    golden("screens/special_days/own-vacations", picture(screens.ask_vacation(own)))


@pytest.mark.parametrize("name", [*NAMES.values()], ids=[*NAMES])
def test_long_and_hostile_words_fit(name: str) -> None:
    days = tuple(
        SpecialDays(kind, date(2026, 9, 1) + timedelta(n), date(2026, 9, 2) + timedelta(n), name[:80], of=name)
        for kind in DayKind
        for n in range(0, 60, 2)
    )
    doubts = (
        Doubt.of("vacations_unknown"),
        *(Doubt.of("vacation_short", opens=d.opens, until=d.until) for d in days[:6]),
    )
    year = replace(YEAR, organisation_id=2**53, name=name, own=days, above=days, vacations=days[:20], vacations_of=name,
                   doubts=doubts, undecreed=2030, others=((2**53, name),) * 9)  # fmt: skip
    asked = Proposal(2**53, name, 2026, days, 10**6, 10**5, 10**5, days)
    for label, screen in shown(year, asked).items():
        assert faults(screen) == [], label
