"""Laws of the deadline grammar: what holds for every text, whatever it says."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.deadline import Deadline, DeadlineStatus, Window, occurrences, parse, say
from bot.domain.deadline.text import normalise
from tests.domain.deadline.cases import Case, every_case
from tests.domain.deadline.phrases import anything, approved, days, phrases, years
from tests.laws import tried

QUICK = tried(250)
SPACES = st.lists(st.sampled_from((" ", "  ", "\n", "\t", "\u00a0", " \r\n ", "\u2009")), min_size=1, max_size=8)


def meaning(deadline: Deadline) -> tuple[object, ...]:
    """What must survive a change of form: windows with rules and labels, `as_needed`, status."""
    return deadline.windows, deadline.as_needed, deadline.status


def without_case(deadline: Deadline) -> tuple[object, ...]:
    windows = tuple(replace(window, label=(window.label or "").casefold()) for window in deadline.windows)
    return windows, deadline.as_needed, deadline.status


@QUICK
@given(anything, years, days)
@example("\ud800", 2023, None)
@example("9" * 5000, 2023, None)
@example("(" * 5000, 2023, None)
@example("(октябрь " * 300, 2023, None)
@example("до " * 20000, 2023, None)
def test_nothing_makes_the_grammar_raise(text: str, year: int, approved_on: date | None) -> None:
    parse(text, year, approved_on).as_json()


@QUICK
@given(phrases, years, days)
def test_no_window_ends_before_it_opens(text: str, year: int, approved_on: date | None) -> None:
    for window in parse(text, year, approved_on).windows:
        assert window.opens is not None or window.due is not None
        assert window.opens is None or window.due is None or window.opens <= window.due


@QUICK
@given(phrases, years, days)
def test_status_agrees_with_the_windows(text: str, year: int, approved_on: date | None) -> None:
    deadline = parse(text, year, approved_on)
    has_windows = deadline.status in (DeadlineStatus.DATED, DeadlineStatus.ONGOING)
    assert has_windows == bool(deadline.windows)
    assert deadline.status is not DeadlineStatus.UNRECOGNISED or deadline.doubts


@QUICK
@given(anything)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@QUICK
@given(phrases, years, days)
def test_what_is_said_is_read_back(text: str, year: int, approved_on: date | None) -> None:
    deadline = parse(text, year, approved_on)
    assert meaning(parse(say(deadline), year, approved_on)) == meaning(deadline)


@QUICK
@given(approved, years, SPACES)
def test_white_space_does_not_matter(text: str, year: int, spaces: list[str]) -> None:
    words = text.split()
    spread = "".join(word + spaces[place % len(spaces)] for place, word in enumerate(words))
    assert meaning(parse(spread, year)) == meaning(parse(text, year))


@QUICK
@given(approved, years, st.sampled_from("-‐‑‒–—―−"))
def test_kind_of_dash_does_not_matter(text: str, year: int, dash: str) -> None:
    assert meaning(parse(text.replace("-", dash).replace("–", dash), year)) == meaning(parse(text, year))


@QUICK
@given(approved, years, st.sampled_from((str.upper, str.lower, str.title, str.swapcase)))
def test_case_does_not_matter(text: str, year: int, change: object) -> None:
    assert callable(change)
    if "ß" not in text and "&" not in text:
        assert without_case(parse(change(text), year)) == without_case(parse(text, year))


@QUICK
@given(approved, years)
def test_a_later_school_year_means_no_earlier_days(text: str, year: int) -> None:
    earlier, later = parse(text, year).windows, parse(text, year + 1).windows
    if len(earlier) != len(later):  # 29 February is a day in some years only; so is a last weekend
        return
    for one, other in zip(earlier, later, strict=True):
        assert _first(one) <= _first(other)


def _first(window: Window) -> date:
    return window.opens or window.due or date.min


def test_the_rest_of_an_endless_cell_is_a_doubt() -> None:
    deadline = parse("до 15 октября " + "и так далее " * 200, 2023)
    assert [doubt.code for doubt in deadline.doubts][-1] == "unread_part"
    assert deadline.windows == (Window(None, date(2023, 10, 15)),)


WITH_WINDOWS = [case for case in every_case() if case.parsed().windows and not case.parsed().doubts]


@pytest.mark.parametrize("word", ["зюзюка", "кроме", "не", "5"])
def test_a_word_that_is_not_understood_leaves_a_doubt(word: str) -> None:
    """Nothing is passed over in silence: a stray word is a doubt, or stands in a label, or belongs to «по плану …»."""
    silent = [case.text for case in WITH_WINDOWS if _is_silent(case, word)]
    assert silent == []


def _is_silent(case: Case, word: str) -> bool:
    deadline = parse(f"{case.text} {word}", case.year, case.approved)
    if deadline.doubts or any(word in (window.label or "") for window in deadline.windows):
        return False
    return not any(head in case.text.lower() for head in HEADS)


HEADS = (
    *("план", "график", "соглас", "по мере", "необходим", "запрос", "приказ", "соответств", "расписан", "каникул"),
    *("уточня", "итог", "срок", "с последующ", "перед"),
)
"""Heads that take what follows them: the word may belong to the name of the plan."""


@QUICK
@given(phrases, years)
def test_every_rule_can_be_expanded(text: str, year: int) -> None:
    for window in parse(text, year).windows:
        assert len(occurrences(window, date(year + 3, 8, 31))) < 400
