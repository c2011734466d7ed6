"""What the words of a row ask for at completion: all rows of the five plans, judged by hand, and others."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.demands import NOTHING, Demand, kept, ordered, stored
from bot.domain.grid.demands import about_pupils, asked, carried, demands_of

GOLDEN = Path(__file__).parent.parent / "golden"
JUDGED = [
    line.split(" | ")
    for line in (GOLDEN / "demands.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PLANS = ("kalininsky", "botlikh", "tambov", "turochak", "lysva")
ROWS = {
    f"{plan} {row['number']}": row
    for plan in PLANS
    for row in json.loads((GOLDEN / "roadmaps" / "real" / f"{plan}.json").read_text(encoding="utf-8"))["measures"]
}


def test_the_table_holds_all_rows_of_the_five_plans() -> None:
    assert [row[0] for row in JUDGED] == list(ROWS)
    assert len(ROWS) == 102


@pytest.mark.parametrize("judged", JUDGED, ids=lambda row: row[0])
def test_every_row_asks_for_what_it_was_judged_to(judged: list[str]) -> None:
    name, demands, files = judged
    row = ROWS[name]
    assert ("no" if about_pupils(row["title"], row["result"]) else "taken") == files
    assert (", ".join(demands_of(row["title"], row["result"])) or "-") == demands


@pytest.mark.parametrize(
    ("title", "result", "demands"),
    [
        ("Издание приказа о назначении педагогов-навигаторов", None, [Demand.ORDER, Demand.TEACHERS]),
        ("Проведение уроков «Шоу профессий»", "Не менее 80% обучающихся", [Demand.PUPILS, Demand.ALL_PUPILS]),
        ("Родительские собрания", "Проведены родительские собрания", [Demand.PARENTS, Demand.EVENTS]),
        ("Информация на сайте", "Размещена информация на официальном сайте школы", [Demand.LINK]),
        ("Отчёт за полугодие", None, [Demand.FILE]),
        ("Заключение договоров с предприятиями", "Заключены договоры", [Demand.AGREEMENTS]),
        ("Повышение квалификации педагогов", None, [Demand.TEACHERS]),
        ("Публикации в СМИ", None, [Demand.PUBLICATIONS]),
        ("Работа по плану", None, []),
        ("", "", []),
    ],
)
def test_rows_of_other_plans(title: str, result: str | None, demands: list[Demand]) -> None:
    assert list(demands_of(title, result)) == demands


@pytest.mark.parametrize(
    "title",
    [
        "Утверждение списка обучающихся",
        "Сбор согласий на обработку персональных данных",
        "Диагностика профессиональных склонностей обучающихся",
        "Анкетирование обучающихся 9 классов",
    ],
)
def test_papers_of_pupils_are_never_asked_for(title: str) -> None:
    assert about_pupils(title, None)
    assert Demand.FILE not in demands_of(title, "Составлена справка")


def test_what_a_school_finds_out_about_itself_is_no_paper_of_pupils() -> None:
    assert not about_pupils("Проведение самодиагностики готовности школы", None)


def test_nothing_to_ask_is_told_from_nobody_having_looked() -> None:
    assert stored([]) == [NOTHING]
    assert (kept([]), kept([NOTHING]), kept(["order", "of a later version"])) == (None, (), (Demand.ORDER,))
    assert asked([], "Издан приказ", None) == (Demand.ORDER,)
    assert asked([NOTHING], "Издан приказ", None) == ()


def test_a_newer_version_keeps_what_a_person_settled_and_reads_the_rest_anew() -> None:
    old, new = "Издан приказ", "Размещено на сайте"
    read = stored(demands_of(old, None))
    assert carried((read, old, None), (stored(demands_of(new, None)), new, None)) == ["link"]
    assert carried((["pupils"], old, None), (stored(demands_of(new, None)), new, None)) == ["pupils"]
    assert carried((["pupils"], old, None), (["text"], new, None)) == ["text"]


@given(st.text(max_size=300), st.none() | st.text(max_size=300))
def test_any_words_can_be_read(title: str, result: str | None) -> None:
    found = demands_of(title, result)
    assert ordered(found) == found
    assert demands_of(f"  {title.upper()} ", result) == demands_of(title.upper(), result)
