"""The five real plans, each as txt, docx, xlsx and pdf, against what was read in them by hand."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from bot.domain.grid import Document, Plan, PlanRow, read_plan
from bot.imports import read_document

REAL = Path(__file__).parents[2] / "golden" / "roadmaps" / "real"
SLOW = pytest.mark.slow
NAMES = ("kalininsky", "botlikh", "tambov", "turochak", "lysva")
FORMATS = ("txt", "docx", "xlsx", "pdf")
EVERY = [
    pytest.param(name, kind, id=f"{name}.{kind}", marks=[SLOW] if kind == "pdf" and name != "turochak" else [])
    for name in NAMES
    for kind in FORMATS
]
SHARED_RESULT = {"1.1", "1.2", "1.3"}
"""Measures of `tambov` under one merged result cell."""


@cache
def document(name: str, kind: str) -> Document:
    file = REAL / f"{name}.{kind}"
    return read_document(file.name, file.read_bytes())


def read(name: str, kind: str, year: int | None) -> Plan:
    return read_plan(document(name, kind), year)


def plain(text: str | None, kind: str) -> str:
    return re.sub(r"[\s\-–—]+" if kind == "pdf" else r"\s+", "" if kind == "pdf" else " ", text or "").strip()


def told(row: PlanRow, kind: str) -> dict[str, object]:
    windows = [f"{w.opens or ''}..{w.due or ''}" + (f" {w.repeats}" if w.repeats else "") for w in row.deadline.windows]
    return {
        "number": row.number,
        "section": plain(row.section, kind),
        "title": plain(row.title, kind),
        "deadline": plain(row.deadline_text, kind),
        "responsible": plain(row.responsible_text, kind),
        "result": plain(row.result_text, kind),
        "status": row.deadline.status.value + (" as_needed" if row.deadline.as_needed else ""),
        "windows": sorted(windows),
        "roles": sorted(party.role.value for party in row.parties),
    }


def expected(row: dict[str, object], kind: str) -> dict[str, object]:
    texts = {key: plain(str(row[key] or ""), kind) for key in ("section", "title", "deadline", "responsible", "result")}
    windows, roles = row["windows"], row["roles"]
    assert isinstance(windows, list)
    assert isinstance(roles, list)
    return {
        **texts,
        "number": row["number"],
        "status": row["status"],
        "windows": sorted(windows),
        "roles": sorted(roles),
    }


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_every_measure_of_a_real_plan_is_read(name: str, kind: str) -> None:
    wanted = json.loads((REAL / f"{name}.json").read_text(encoding="utf-8"))
    plan = read(name, kind, wanted["school_year"])
    assert plain(plan.title, kind) == plain(wanted["title"], kind)
    assert (plan.approved_on.isoformat() if plan.approved_on else None) == wanted["approved_on"]
    assert [plain(text, kind) for text in plan.columns] == [plain(text, kind) for text in wanted["columns"]]
    assert [plain(text, kind) for text in plan.sections] == [plain(text, kind) for text in wanted["sections"]]
    assert len(plan.measures) == len(wanted["measures"])
    for row, want in zip(plan.measures, wanted["measures"], strict=True):
        one, other = told(row, kind), expected(want, kind)
        if name == "tambov" and row.number in SHARED_RESULT:
            del one["result"], other["result"]
        assert one == other


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_the_school_year_is_found_in_the_document(name: str, kind: str) -> None:
    wanted = json.loads((REAL / f"{name}.json").read_text(encoding="utf-8"))
    assert read(name, kind, None).school_year == wanted["school_year"]


def test_a_merged_result_belongs_to_every_row_under_it() -> None:
    rows = {row.number: row for row in read("tambov", "docx", 2023).measures}
    assert rows["1.1"].result_text == rows["1.2"].result_text == rows["1.3"].result_text
    assert rows["1.4"].result_text != rows["1.3"].result_text


def test_a_measure_below_another_names_its_parent() -> None:
    parents = {row.number: row.parent for row in read("turochak", "docx", 2022).measures}
    assert (parents["3"], parents["3.1"], parents["3.2"], parents["4"]) == (None, "3", "3", None)
    assert {row.parent for row in read("tambov", "docx", 2023).measures} == {None}


def test_a_second_day_in_the_result_is_a_doubt() -> None:
    doubts = {row.number: [doubt.code for doubt in row.doubts] for row in read("lysva", "docx", 2021).measures}
    assert "result_names_day" in doubts["2.1"]
    assert "result_names_day" in doubts["2.5"]
    assert "result_names_day" not in doubts["1.3"]


def test_schools_named_on_one_side_only_are_a_doubt() -> None:
    kalininsky = {row.number: [doubt.code for doubt in row.doubts] for row in read("kalininsky", "txt", 2023).measures}
    lysva = {row.number: [doubt.code for doubt in row.doubts] for row in read("lysva", "txt", 2021).measures}
    assert "schools_only_in_title" in kalininsky["5"]
    assert "schools_only_in_title" in lysva["2.2"]
    assert "schools_only_responsible" in lysva["1.4"]
    assert "schools_only_in_title" not in kalininsky["6"]
