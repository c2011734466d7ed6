"""Planning the Thursday course: which days are lessons, which number stands on which."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Break, Calendar
from bot.domain.course import (
    SchoolYear,
    Standing,
    course_year_of,
    default_year,
    lesson_days,
    plan,
    school_days_after,
    without_day,
)
from bot.domain.lessons import LessonState
from bot.usecases.calendar import public_calendar
from bot.usecases.school_years import recommended, recommended_year

THURSDAY, SATURDAY = 3, 5
DAYS = tuple(date(2023, 9, 7) + timedelta(weeks=week) for week in range(6))


def thursdays(school_year: int) -> tuple[date, ...]:
    year = recommended_year(school_year)
    calendar = replace(public_calendar(school_year, school_year + 1), breaks=year.breaks)
    return lesson_days(calendar, year, THURSDAY)


@pytest.mark.parametrize(("school_year", "count"), [(2023, 34), (2024, 33), (2025, 34)])
def test_thursdays_of_the_recommended_years(school_year: int, count: int) -> None:
    assert len(thursdays(school_year)) == count


@pytest.mark.parametrize(
    ("school_year", "skipped"),
    [
        (2023, [date(2023, 11, 2), date(2024, 1, 4), date(2024, 3, 28), date(2024, 5, 9)]),
        (2024, [date(2024, 10, 31), date(2025, 1, 2), date(2025, 3, 27), date(2025, 5, 1), date(2025, 5, 8)]),
        (2025, [date(2025, 10, 30), date(2026, 1, 1), date(2026, 1, 8), date(2026, 4, 2)]),
    ],
)
def test_skipped_thursdays_are_vacations_and_holidays(school_year: int, skipped: list[date]) -> None:
    found = thursdays(school_year)
    every = {found[0] + timedelta(weeks=week) for week in range((found[-1] - found[0]).days // 7 + 1)}
    assert sorted(every - set(found)) == skipped


def test_the_first_lesson_of_the_course_is_the_seventh_of_september_2023() -> None:
    planned = plan(thursdays(2023), 34, {}, date(2023, 9, 4))
    assert planned[1] == date(2023, 9, 7)
    assert planned[34] == date(2024, 5, 23)
    assert sum(day < date(2024, 1, 1) for day in planned.values()) == 16
    assert without_day(planned, 34) == 0


def test_a_year_that_is_too_short_says_so() -> None:
    planned = plan(thursdays(2024), 34, {}, date(2024, 9, 1))
    assert without_day(planned, 34) == 1


def test_a_year_of_which_nothing_is_known_is_no_certain_one() -> None:
    assert recommended_year(2023).certain
    assert not recommended_year(2026).certain
    assert not recommended_year(2031).certain
    assert recommended_year(2031) == default_year(2031)


def test_the_last_day_of_2026_is_no_lesson() -> None:
    assert date(2026, 12, 31) not in thursdays(2026)
    assert date(2027, 1, 7) not in thursdays(2026)


def test_a_class_may_learn_on_saturdays() -> None:
    year = recommended_year(2023)
    days = lesson_days(public_calendar(2023, 2024), year, SATURDAY)
    assert days[0] == date(2023, 9, 2)
    assert date(2023, 11, 4) not in days, "a public holiday stays one on a Saturday"


def test_own_vacations_leave_other_days_out() -> None:
    """The trimester example of Московская область, 2025/26."""
    breaks = (
        Break(date(2025, 10, 6), date(2025, 10, 12)),
        Break(date(2025, 11, 17), date(2025, 11, 23)),
        Break(date(2025, 12, 31), date(2026, 1, 11)),
        Break(date(2026, 2, 23), date(2026, 3, 1)),
        Break(date(2026, 4, 6), date(2026, 4, 12)),
    )
    year = replace(recommended_year(2025), breaks=breaks)
    days = lesson_days(replace(public_calendar(2025, 2026), breaks=breaks), year, THURSDAY)
    for missing in (date(2025, 10, 9), date(2025, 11, 20), date(2026, 2, 26), date(2026, 4, 9)):
        assert missing not in days
    assert year.doubts() == ()


def test_wrong_vacations_are_named() -> None:
    year = SchoolYear(
        2023,
        date(2023, 9, 1),
        date(2024, 5, 24),
        (
            Break(date(2023, 10, 28), date(2023, 10, 30)),
            Break(date(2023, 10, 30), date(2023, 11, 8)),
            Break(date(2024, 7, 1), date(2024, 7, 20)),
            Break(date(2024, 3, 9), date(2024, 3, 1)),
        ),
    )
    codes = [doubt.code for doubt in year.doubts()]
    assert sorted(codes) == ["vacation_inverted", "vacation_outside", "vacation_overlap", "vacation_short"]


def test_recommended_vacations_are_right_by_their_own_rules() -> None:
    assert all(not year.doubts() for year in recommended().values())


def test_quarantine_moves_only_what_is_to_come() -> None:
    existing = {n: Standing(day, LessonState.PLANNED) for n, day in enumerate(DAYS[:5], start=1)}
    existing[1] = Standing(DAYS[0], LessonState.HELD, answered=True)
    left = tuple(day for day in DAYS if day != DAYS[2])
    assert plan(left, 5, existing, today=DAYS[1] + timedelta(days=1)) == {
        1: DAYS[0],
        2: DAYS[1],
        3: DAYS[3],
        4: DAYS[4],
        5: DAYS[5],
    }


def test_a_lesson_held_early_keeps_its_thursday() -> None:
    """Held on Tuesday: number 3 is answered, and the Thursday it was planned for is not given to number 4."""
    existing = {n: Standing(day, LessonState.PLANNED) for n, day in enumerate(DAYS, start=1)}
    existing[3] = Standing(DAYS[2], LessonState.HELD, answered=True)
    planned = plan(DAYS, 6, existing, today=DAYS[2] - timedelta(days=2))
    assert planned == dict(enumerate(DAYS, start=1))


def test_the_last_number_falls_out_when_a_day_is_lost() -> None:
    existing = {n: Standing(day, LessonState.PLANNED) for n, day in enumerate(DAYS, start=1)}
    planned = plan(DAYS[:-1], 6, existing, today=DAYS[0])
    assert list(planned) == [1, 2, 3, 4, 5]
    assert without_day(planned, 6) == 1


def test_another_weekday_moves_the_lessons_to_come() -> None:
    tuesdays = tuple(day - timedelta(days=2) for day in DAYS)
    existing = {n: Standing(day, LessonState.PLANNED) for n, day in enumerate(DAYS, start=1)}
    planned = plan(tuesdays, 6, existing, today=DAYS[1])
    assert planned[1] == DAYS[0]
    assert planned[2] == DAYS[2] - timedelta(days=2)


@given(
    st.sets(st.integers(0, 40), max_size=30),
    st.dictionaries(st.integers(1, 10), st.tuples(st.integers(0, 40), st.sampled_from(list(LessonState))), max_size=10),
    st.integers(0, 40),
)
def test_a_plan_never_touches_the_past_nor_gives_a_day_twice(
    free: set[int], rows: dict[int, tuple[int, LessonState]], now: int
) -> None:
    start = date(2023, 9, 1)
    days = tuple(sorted(start + timedelta(days=n) for n in free))
    existing = {number: Standing(start + timedelta(days=n), state) for number, (n, state) in rows.items()}
    today = start + timedelta(days=now)
    planned = plan(days, 10, existing, today)
    for number, was in existing.items():
        if was.state is not LessonState.PLANNED or was.planned_on < today:
            assert planned[number] == was.planned_on
    given_out = [day for number, day in planned.items() if number not in existing or existing[number].planned_on != day]
    assert len(given_out) == len(set(given_out))
    assert plan(days, 10, {n: Standing(d, LessonState.PLANNED) for n, d in planned.items()}, today).keys() <= set(
        range(1, 11)
    )


@given(st.sets(st.integers(0, 40), min_size=1, max_size=30), st.integers(0, 40))
def test_planning_twice_changes_nothing(free: set[int], now: int) -> None:
    start = date(2023, 9, 1)
    days = tuple(sorted(start + timedelta(days=n) for n in free))
    today = start + timedelta(days=now)
    first = plan(days, 10, {}, today)
    again = plan(days, 10, {n: Standing(day, LessonState.PLANNED) for n, day in first.items()}, today)
    assert again == first


def test_the_coming_year_begins_in_july() -> None:
    assert course_year_of(date(2023, 6, 30)) == 2022
    assert course_year_of(date(2023, 7, 1)) == 2023
    assert course_year_of(date(2024, 5, 31)) == 2023


def test_days_to_choose_from_are_school_days() -> None:
    calendar = Calendar(breaks=(Break(date(2023, 10, 30), date(2023, 11, 5)),))
    found = school_days_after(calendar, date(2023, 10, 26), date(2024, 5, 31), 4)
    assert found == (date(2023, 10, 27), date(2023, 11, 6), date(2023, 11, 7), date(2023, 11, 8))
