"""Drafts → measures: numbers, names, deadlines, parties and the doubts about each row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.deadline import Deadline, DeadlineStatus, parse
from bot.domain.doubts import Doubt
from bot.domain.grid.dates import deadline_of, in_calendar_year
from bot.domain.grid.drafts import Draft
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.names import short_names
from bot.domain.grid.numbers import parents, plan_numbers
from bot.domain.grid.operators import Operators
from bot.domain.grid.parties import parties
from bot.domain.grid.plan import PlanRow
from bot.domain.grid.sheet import fold
from bot.domain.grid.suspicions import row_doubts


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What the rows of one plan have in common. `calendar` is the year of a plan «на 2024 год»."""

    year: int
    approved_on: date | None
    calendar: int | None
    operators: Operators

    def deadline(self, draft: Draft) -> tuple[str, Deadline]:
        if self.calendar is not None:
            return in_calendar_year(draft, self.calendar, self.approved_on)
        return deadline_of(draft, self.year, self.approved_on)


def measures_of(drafts: Sequence[Draft], reader: PlanContext) -> tuple[PlanRow, ...]:
    numbers, titles = plan_numbers(drafts)
    names = short_names(titles)
    above = parents(numbers)
    return tuple(
        replace(_row(draft, titles[n], reader), position=n, number=numbers[n], short_name=names[n], parent=above[n])
        for n, draft in enumerate(drafts)
    )


def _row(draft: Draft, title: str, reader: PlanContext) -> PlanRow:
    shown, deadline, responsible = _deadline_and_responsible(draft, reader)
    result = _text(draft, ColumnRole.RESULT)
    named = reader.operators.known(parties(responsible or ""))
    doubts = row_doubts(title, named, result, deadline, reader.year, reader.approved_on)
    if responsible is not None and not named:
        doubts = (*doubts, Doubt.of("nobody_responsible"))
    if draft.borrowed:
        doubts = (*doubts, Doubt.of("taken_from_above"))
    if draft.unsure_date and shown.startswith("01."):
        doubts = (*doubts, Doubt.of("date_may_be_month", text=shown))
    section = _text(draft, ColumnRole.SECTION) or draft.section
    extra = tuple(
        (draft.layout.headings[index], fold(draft.column_text(index)))
        for index, role in enumerate(draft.layout.roles)
        if role is ColumnRole.EXTRA and draft.column_text(index)
    )
    return PlanRow(0, None, section, title, shown, responsible, result, deadline, named, "", doubts, None, extra)


def _text(draft: Draft, role: ColumnRole) -> str | None:
    """None where the table has no such column."""
    return fold(draft.text(role)) if role in draft.layout.roles else None


def _deadline_and_responsible(draft: Draft, reader: PlanContext) -> tuple[str, Deadline, str | None]:
    if draft.layout.both is not None:
        words, people = _parted(draft.column_text(draft.layout.both), reader)
        return words, parse(words, reader.year, reader.approved_on), people
    shown, deadline = reader.deadline(draft)
    return shown, deadline, _text(draft, ColumnRole.RESPONSIBLE)


def _parted(text: str, reader: PlanContext) -> tuple[str, str]:
    """A cell with deadline and responsible, cut at the last place where one part is wholly a deadline."""
    cuts = [match.start() for match in re.finditer(r"[\n,;]|\s[–—-]\s|\.\s", text)]
    for cut in sorted(cuts, reverse=True):
        first, second = fold(text[:cut]), fold(text[cut:].lstrip("\n,;–—-. "))
        for words, people in ((first, second), (second, first)):
            read = parse(words, reader.year, reader.approved_on)
            if words and people and read.status is not DeadlineStatus.UNRECOGNISED and not read.doubts:
                return words, people
    return fold(text), ""
