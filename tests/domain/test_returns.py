"""Rows of the original are found by their words: order kept, nothing guessed, whatever was added or changed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grid.execution import for_execution
from bot.domain.returns import Executed, counts_columns, found_in, heads
from tests.laws import tried


def measure(number: str, title: str, deadline: str = "до 25.08.2023") -> Executed:
    return Executed(number, title, deadline, "Выполнено", number)


PLAN = [measure("1.1", "Утверждение плана"), measure("1.2", "Назначение ответственных"), measure("2.1", "Мониторинг")]


def test_rows_are_found_in_their_order() -> None:
    rows = [
        ["№", "Мероприятие", "Срок"],
        ["I. Организация"],
        ["1.1", "Утверждение плана", "до 25.08.2023"],
        ["1.2", "Назначение  ответ-\nственных", "до 25.08.2023"],
        ["", "продолжение на новой странице", ""],
        ["2.1", "Мониторинг", "до 25.08.2023"],
    ]
    assert found_in(rows, PLAN) == [None, None, 0, 1, None, 2]


def test_a_title_changed_by_a_person_is_found_by_number_and_deadline() -> None:
    rows = [["1", "2", "3"], ["1.1", "Старые слова", "До 25.08.2023"], ["1.3", "Чужая строка", "август"]]
    assert found_in(rows, PLAN) == [None, 0, None]


def test_equal_titles_keep_their_places() -> None:
    plan = [measure(n, "Проведение родительского собрания", "ежегодно") for n in ("1", "2", "3")]
    rows = [[n, "Проведение родительского собрания", "ежегодно"] for n in ("1", "2", "3")]
    assert found_in(rows, plan) == [0, 1, 2]
    assert found_in(rows[1:], plan) == [1, 2]


def test_numbers_of_columns_are_no_measures() -> None:
    assert counts_columns(["1", "2", "3", "4"]) == 4
    assert counts_columns(["1", "2"]) == 0
    assert counts_columns(["1", "Утверждение", "3"]) == 0
    assert found_in([["1", "2", "3", "4"]], [measure("1", "Утверждение плана")]) == [None]


def test_headings_of_execution_and_others() -> None:
    for heading in ("Отметка о выполнении", "Информация об исполнении (показатели)", "Исполнение", "Ход реализации"):
        assert for_execution(heading), heading
    for heading in ("Срок исполнения", "Исполнитель", "Ожидаемый результат", "Мероприятие", "Планируемое исполнение"):
        assert not for_execution(heading), heading
    assert heads(["№ п/п", "Мероприятие", "Срок", "Ответственные"])
    assert not heads(["1.1", "Утверждение плана", "до 25.08.2023", "ОО"])


@tried(50)
@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=8))
def test_whatever_stands_in_rows_order_is_kept_and_nothing_is_found_twice(rows: list[list[str]]) -> None:
    found = [place for place in found_in(rows, PLAN) if place is not None]
    assert found == sorted(set(found))
