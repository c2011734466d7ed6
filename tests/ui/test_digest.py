"""The digest on the phone: golden screens, and sizes that hold for short, long and hostile names."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.deadline import Pace
from bot.domain.digests import Begun, Digest, Line, PastAsked, Undated, Warned, compose
from bot.domain.people import Role
from bot.domain.stages import Days
from bot.ui.screens import digest as screens
from bot.usecases.courier import Joined
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

TODAY = date(2023, 8, 24)
HOSTILE = ["<b>", "Ы" * 45, "🎓👩🏽‍🏫" * 10, "\u202eслово\u202c", "&amp;<script>", "МБОУ «СОШ № 3»"]


def line(task: int, name: str, due: date | None, number: str | None = None, **changes: object) -> Line:
    days = Days(Pace.BY_DAY, None, due)
    return replace(Line(task, 1, 1, "Школа № 3", number, name, days), **changes)  # type: ignore[arg-type]


OVERDUE = line(2, "Перечень профильных классов", date(2023, 8, 12), "3.12")
TOMORROW = line(1, "План профориентационной работы", date(2023, 8, 25), "3.6")
BEGUN = Begun(4, "Дорожная карта района", 35)
AHEAD = [line(10 + n, f"Пункт {n}", date(2023, 9, 1) + timedelta(days=n), f"4.{n}") for n in range(7)]


def test_the_sample_of_the_morning(golden: Golden) -> None:
    golden("screens/digest/morning", picture(screens.digest(compose(1, TODAY, [OVERDUE, TOMORROW, *AHEAD]))))


def test_a_monday_with_a_full_week(golden: Golden) -> None:
    week = [line(n, f"Пункт недели {n}", TODAY + timedelta(days=n % 6), f"2.{n}") for n in range(1, 9)]
    late = [line(20 + n, f"Давний пункт {n}", TODAY - timedelta(days=n)) for n in (1, 2, 21)]
    golden("screens/digest/monday", picture(screens.digest(compose(1, TODAY, [*week, *late]))))


def test_several_schools_are_told_apart(golden: Golden) -> None:
    far = replace(TOMORROW, task_id=5, organisation_id=2, place="Дальняя сельская школа имени кого-то")
    golden("screens/digest/places", picture(screens.digest(compose(1, TODAY, [TOMORROW, far]))))


def test_rows_of_the_whole_year_speak_when_asked_about(golden: Golden) -> None:
    end = date(2023, 8, 25)
    whole = line(7, "Работа с родителями", None, "3.15", days=Days(Pace.ALL_YEAR, date(2022, 9, 1), end))
    begins = line(8, "Наставничество", None, days=Days(Pace.ALL_YEAR, TODAY, None, date(2024, 5, 31)))
    assert compose(1, TODAY, [whole, begins]).is_empty()
    shown = compose(1, TODAY, [whole, begins], asked=frozenset({7, 8}))
    golden("screens/digest/all_year", picture(screens.digest(shown)))


def test_what_somebody_else_has_marked_stands_on_top(golden: Golden) -> None:
    golden("screens/digest/edited", picture(screens.digest(compose(1, TODAY, [OVERDUE]).with_done(TOMORROW))))
    golden("screens/digest/edited_empty", picture(screens.digest(Digest(1, TODAY).with_done(TOMORROW))))
    golden("screens/digest/edited_alone", picture(screens.digest(Digest(1, TODAY, alone=True).with_done(TOMORROW))))


def test_nobody_is_reported_upward_without_a_word(golden: Golden) -> None:
    warned = (Warned(OVERDUE, date(2023, 8, 29), Role.ADMIN), Warned(TOMORROW, date(2023, 8, 30), Role.COORDINATOR))
    golden("screens/digest/warned", picture(screens.digest(replace(compose(1, TODAY, [OVERDUE]), warnings=warned))))
    for others in ((OVERDUE,), (OVERDUE, line(9, "Ещё один", date(2023, 8, 1), place="Школа № 5"))):
        shown = replace(Digest(1, TODAY), escalated=others)
        golden(f"screens/digest/escalated_{len(others)}", picture(screens.digest(shown)))


def test_other_words_that_come_by_themselves(golden: Golden) -> None:
    golden("screens/digest/joined", picture(screens.joined(Joined(Role.COORDINATOR, "Школа № 3"))))
    shown = compose(1, TODAY, [OVERDUE, TOMORROW, *AHEAD])
    golden("screens/digest/launched", picture(screens.digest(replace(shown, begun=(BEGUN,)))))
    asked = replace(compose(1, TODAY, [TOMORROW]), begun=(BEGUN,), past=(PastAsked(7, "Школа № 3"),))
    golden("screens/digest/launched_past", picture(screens.digest(asked)))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("many", [1, 3, 40, 300])
def test_every_size_fits(name: str, many: int) -> None:
    lines = [
        line(
            n, name, TODAY + timedelta(days=n % 40 - 20), name if n % 2 else None, organisation_id=n % 3, place=name * 2
        )
        for n in range(many)
    ]
    shown = compose(1, TODAY, lines)
    assert faults(screens.digest(shown)) == []
    assert faults(screens.digest(shown.with_done(*lines))) == []
    begun = tuple(Begun(n, name * 200, many) for n in range(many))
    past = tuple(PastAsked(n, name) for n in range(many))
    assert faults(screens.digest(replace(shown, begun=begun, past=past))) == []
    assert faults(screens.joined(Joined(Role.NAVIGATOR, (name * 60)[:64]))) == []


def test_no_tag_of_a_name_reaches_the_message() -> None:
    assert "<script>" not in screens.digest(compose(1, TODAY, [line(1, "<script>", TODAY)])).text


def test_changes_of_a_plan_stand_first(golden: Golden) -> None:
    far = line(30, "Неделя профориентации", date(2023, 11, 13), "5.1")
    new = line(31, "Выставка", None)
    shown = replace(compose(1, TODAY, [TOMORROW]), moved=(far, TOMORROW), added=(new,), dropped=(OVERDUE,))
    golden("screens/digest/changed", picture(screens.digest(shown)))
    alone = replace(compose(1, TODAY, []), moved=(far,))
    assert not alone.is_empty()
    assert "Новый срок: неделя профориентации (5.1), до 13 ноября, пн." in picture(screens.digest(alone))


def test_the_owner_is_asked_about_rows_without_a_day(golden: Golden) -> None:
    shown = Digest(1, TODAY, undated=(Undated(4, "План района", 3), Undated(5, "Я" * 300, 1)))
    golden("screens/digest/undated", picture(screens.digest(shown)))
