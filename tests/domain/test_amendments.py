"""Versions of a plan: which row is which, and what becomes of its tasks."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amendments import Entry, compare, is_version_of, moves
from bot.domain.turns import Turn


def entry(key: int, number: str | None, title: str, day: str = "до 1 мая", *words: str) -> Entry:
    return Entry(key, number, title[:45], title, (day,), day, words or ("",))


OLD = [
    entry(1, "1", "Разработка плана профориентационной работы школы"),
    entry(2, "2", "Регистрация педагогов-навигаторов на платформе «Билет в будущее»"),
    entry(3, "3", "Проведение недели профориентации"),
    entry(4, "4", "Отчёт"),
]


def test_a_row_is_found_again_under_another_number() -> None:
    new = [entry(11, "7", "Проведение недели профориентации"), entry(12, "3", "Совсем новое дело")]
    found = compare(OLD, new)
    assert [(pair.old.id, pair.new.id) for pair in found.pairs] == [(3, 11)]
    assert [one.id for one in found.added] == [12]
    assert [one.id for one in found.cancelled] == [1, 2, 4]


def test_the_same_number_and_half_the_words_are_one_row() -> None:
    new = [entry(11, "1", "Разработка и утверждение плана профориентационной работы")]
    found = compare(OLD[:1], new)
    assert [pair.reworded for pair in found.pairs] == [True]
    other = [entry(11, "9", "Разработка и утверждение плана профориентационной работы")]
    assert compare(OLD[:1], other).pairs == ()


def test_what_changed_is_told_apart() -> None:
    new = [
        entry(11, "1", OLD[0].title, "до 1 июня"),
        entry(12, "2", OLD[1].title, "до 1 мая", "другой результат"),
        entry(13, "3", OLD[2].title + "."),
        entry(14, "5", "Выставка"),
    ]
    found = compare(OLD, new)
    assert [pair.new.id for pair in found.moved] == [11]
    assert [pair.new.id for pair in found.reworded] == [12]
    assert ([one.id for one in found.added], [one.id for one in found.cancelled]) == ([14], [4])


def test_rows_of_one_title_are_matched_by_their_numbers() -> None:
    twins = [entry(1, "1", "Отчёт"), entry(2, "2", "Отчёт")]
    found = compare(twins, [entry(12, "2", "Отчёт"), entry(11, "1", "Отчёт")])
    assert {(pair.old.id, pair.new.id) for pair in found.pairs} == {(1, 11), (2, 12)}


def test_half_of_the_rows_make_it_a_version() -> None:
    assert is_version_of(OLD, [*OLD[:2], entry(8, "8", "А"), entry(9, "9", "Б")])
    assert not is_version_of(OLD, [OLD[0], *(entry(n, str(n), f"Дело {n}") for n in range(20, 23))])
    assert not is_version_of([], OLD)


@given(st.lists(st.sampled_from("АБВГД"), max_size=8), st.lists(st.sampled_from("АБВГД"), max_size=8))
def test_no_row_is_lost_or_counted_twice(old: list[str], new: list[str]) -> None:
    before = [entry(n, str(n), title) for n, title in enumerate(old)]
    after = [entry(100 + n, str(n), title) for n, title in enumerate(new)]
    found = compare(before, after)
    assert sorted([p.old.id for p in found.pairs] + [e.id for e in found.cancelled]) == [e.id for e in before]
    assert sorted([p.new.id for p in found.pairs] + [e.id for e in found.added]) == [e.id for e in after]


def turn(name: str) -> Turn:
    return Turn(name, None, date(2024, 5, 1))


def test_an_undated_task_becomes_the_dated_one() -> None:
    assert moves(["0"], [turn("1")]).kept == (("0", turn("1")),)


def test_a_shorter_series_drops_its_last_tasks() -> None:
    found = moves(["1/1", "1/2", "1/10"], [turn("1/1"), turn("1/2")])
    assert found.dropped == ("1/10",)
    assert [name for name, _ in found.kept] == ["1/1", "1/2"]


def test_a_second_window_is_added() -> None:
    assert moves(["1"], [turn("1"), turn("2")]).added == (turn("2"),)
