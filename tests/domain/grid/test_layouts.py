"""Plans of every layout we know: `tests/golden/roadmaps/*.plan` as docx, xlsx, txt, html, pdf …

Title, section, number, responsible and windows of each measure must be what a careful reader found.
"""

import re
import shutil
from datetime import date

import pytest

from bot.domain.deadline import Window
from bot.domain.grid import Plan, PlanRow, read_plan, read_plans
from bot.imports import read_document
from tests.golden.roadmaps.make import Case, build, cases

OLD_WORD = pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
EVERY = [
    pytest.param(case, kind, id=f"{case.name}.{kind}", marks=[OLD_WORD] if kind == "doc" else [])
    for case in cases()
    for kind in case.formats
]


def tight(text: str | None) -> str:
    """Spaces and hyphens at the ends of lines cannot be told from real ones in a pdf."""
    return re.sub(r"[\s\-–—]+", "", text or "").casefold()


def window(text: str) -> Window:
    days, _, repeats = text.strip().partition(" ")
    first, dots, last = days.partition("..")
    opens = date.fromisoformat(first) if first else None
    due = date.fromisoformat(last) if last else None
    return Window(opens, due if dots else opens, repeats or None)


def wanted(case: Case) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for number, section, title, responsible, windows in case.measures:
        parts = [] if windows == "-" else [windows] if "FREQ" in windows else windows.split(";")
        spans = [window(part) for part in parts]
        told = "; ".join(sorted(f"{w.opens}..{w.due} {w.repeats}" for w in spans))
        rows.append((number, tight(section if section != "-" else ""), tight(title), tight(responsible), told))
    return rows


def got(row: PlanRow) -> tuple[str, ...]:
    told = "; ".join(sorted(f"{w.opens}..{w.due} {w.repeats}" for w in row.deadline.windows))
    return row.number or "-", tight(row.section), tight(row.title), tight(row.responsible_text), told


@pytest.mark.parametrize(("case", "kind"), EVERY)
def test_every_measure_of_a_layout_is_read(case: Case, kind: str) -> None:
    document = read_document(f"{case.name}.{kind}", build(case, kind))
    plan: Plan = read_plan(document, case.school_year)
    assert [got(row) for row in plan.measures] == wanted(case)
    assert set(case.rejected) <= {row.reason for row in plan.rejected}
    assert set(case.doubts) <= {doubt.code for doubt in plan.doubts}
    assert len(read_plans(document, case.school_year)) == case.plans
