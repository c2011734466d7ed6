"""A plan in its own layout as docx, with its execution: for an original that is neither docx nor xlsx."""

from pathlib import PurePath

from bot.domain.grid.execution import for_execution
from bot.domain.reports import PlanReport, Report
from bot.domain.returns import Original, Returned
from bot.exports.plan_docx import build_sheet
from bot.exports.plan_sheets import notes, own_cells, plan_roles, width_of
from bot.exports.sheets import Cell, Line, Look, Sheet
from bot.texts import say

WIDTH = 40


def build(report: Report, original: Original) -> Returned:
    """The first plan of the report with the words of the original's rows."""
    one = report.plans[0]
    name = str(PurePath(original.name).with_suffix(".docx"))
    return Returned(name, build_sheet(report, sheet(report, one, original)))


def sheet(report: Report, one: PlanReport, original: Original) -> Sheet:
    roles = plan_roles(one)
    cells = [own_cells(item, one.headings, roles) for item in one.items]
    free = _free_column(one, cells)
    headings = one.headings if free is not None else (*one.headings, original.heading)
    lines: list[Line] = []
    section: str | None = None
    for item, own, row in zip(one.items, cells, original.rows, strict=True):
        if item.section and item.section != section:
            section = item.section
            lines.append(Line((section,), Look.SECTION))
        lines.append(Line(_filled(own, row.words, free)))
    widths = [width_of(role) for role in roles] + ([WIDTH] if free is None else [])
    return Sheet(say("sheet-plan"), headings, tuple(widths), tuple(lines), notes(report, one.title))


def _free_column(one: PlanReport, cells: list[tuple[Cell, ...]]) -> int | None:
    """The place of a column for execution in which nobody has written anything."""
    for place, heading in enumerate(one.headings):
        if for_execution(heading) and not any(own[place] for own in cells):
            return place
    return None


def _filled(own: tuple[Cell, ...], words: str, free: int | None) -> tuple[Cell, ...]:
    return (*own, words) if free is None else (*own[:free], words, *own[free + 1 :])
