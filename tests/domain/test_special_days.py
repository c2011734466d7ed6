"""Special days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.keyed_sheets import read_key, sheet_key
from bot.domain.special_days import (
    LONGEST,
    DayKind,
    SpecialDays,
    as_json,
    from_json,
    is_short,
    read_days,
    read_lines,
    runs,
    year_bounds,
)
from tests.laws import tried

OFF, VACATION, QUARANTINE = DayKind.OFF, DayKind.VACATION, DayKind.QUARANTINE


@pytest.mark.parametrize(
    ("text", "opens", "until", "note"),
    [
        ("26.10–03.11", date(2026, 10, 26), date(2026, 11, 3), ""),
        ("26.10 - 03.11", date(2026, 10, 26), date(2026, 11, 3), ""),
        ("с 26 октября по 3 ноября", date(2026, 10, 26), date(2026, 11, 3), ""),
        ("30.12–10.01", date(2026, 12, 30), date(2027, 1, 10), ""),
        ("26–30 октября, осенние", date(2026, 10, 26), date(2026, 10, 30), "осенние"),
        ("12 мая, День  республики", date(2027, 5, 12), date(2027, 5, 12), "День республики"),
        ("31.10.2026, перенос, с понедельника", date(2026, 10, 31), date(2026, 10, 31), "перенос, с понедельника"),
        ("31 августа", date(2027, 8, 31), date(2027, 8, 31), ""),
    ],
)
def test_days_are_read_in_their_school_year(text: str, opens: date, until: date, note: str) -> None:
    assert read_days(OFF, text, 2026) == SpecialDays(OFF, opens, until, note)


def test_the_29th_of_february_is_read_in_a_leap_year_only() -> None:
    assert read_days(OFF, "29.02", 2027).opens == date(2028, 2, 29)
    with pytest.raises(Refusal, match="no-such-day"):
        read_days(OFF, "29.02", 2026)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02", "no-such-day"),
        ("03.11–26.10", "days-inverted"),
        ("когда-нибудь", "days-unclear"),
        ("до 5 мая", "days-unclear"),
        ("каждый четверг", "days-unclear"),
        ("", "days-unclear"),
        ("26.10.2025–03.11.2025", "days-outside"),
        ("01.10–30.05", "days-many"),
        ("20.10–28.10\n26.10–03.11", "days-overlap"),
        ("; ;", "days-unclear"),
    ],
)
def test_impossible_days_are_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_lines(VACATION, text, 2026)
    assert refused.value.code == code


def test_a_message_holds_the_vacations_of_a_year() -> None:
    found = read_lines(VACATION, "27.03–04.04; 26.10–03.11\n\n30.12–10.01", 2026)
    assert [one.opens for one in found] == [date(2026, 10, 26), date(2026, 12, 30), date(2027, 3, 27)]
    assert not any(map(is_short, found))
    assert is_short(SpecialDays(VACATION, date(2026, 10, 26), date(2026, 10, 30)))


def test_stored_days_become_rows_again() -> None:
    days = [(date(2026, 9, n), OFF, "") for n in (7, 8, 9, 11)]
    days += [(date(2026, 9, 10), DayKind.WORKING, ""), (date(2026, 9, 12), OFF, "иное")]
    assert runs(days) == (
        SpecialDays(OFF, date(2026, 9, 7), date(2026, 9, 9)),
        SpecialDays(DayKind.WORKING, date(2026, 9, 10), date(2026, 9, 10)),
        SpecialDays(OFF, date(2026, 9, 11), date(2026, 9, 11)),
        SpecialDays(OFF, date(2026, 9, 12), date(2026, 9, 12), "иное"),
    )


first, last = year_bounds(2027)
spans = st.builds(
    lambda kind, opens, length: SpecialDays(kind, opens, date.fromordinal(opens.toordinal() + length), "слово"),
    st.sampled_from(DayKind),
    st.dates(first, date(2028, 7, 20)),
    st.integers(0, min(LONGEST.values()) - 1),
)


@tried(100)
@given(spans)
def test_what_is_written_reads_back(one: SpecialDays) -> None:
    for told in (
        f"{one.opens:%d.%m.%Y}–{one.until:%d.%m.%Y}",
        f"{one.opens:%d.%m}–{one.until:%d.%m}",
        f"с {one.opens:%d.%m.%Y} по {one.until:%d.%m.%Y}",
    ):
        assert read_days(one.kind, f"{told}, слово", 2027) == one
    assert runs((day, one.kind, one.note) for day in one.days) == (one,)
    assert from_json(as_json([one])) == (one,)


@tried(200)
@given(st.sampled_from(DayKind), st.text(max_size=40))
def test_any_message_is_read_or_refused(kind: DayKind, text: str) -> None:
    try:
        found = read_lines(kind, text, 2026)
    except Refusal:
        return
    assert all(first <= one.opens <= one.until <= last for first, last in [year_bounds(2026)] for one in found)


def test_a_table_says_whose_it_is() -> None:
    assert read_key(["С", "По", sheet_key(12, 2026)]) == (12, 2026)
    with pytest.raises(Refusal):
        read_key(["С", "По", "не 12/2026"])
