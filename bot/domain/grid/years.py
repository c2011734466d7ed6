"""The school year of a plan, where nobody says it: from the title, the rows, the approval, the file."""

from collections.abc import Sequence
from datetime import date

from bot.domain.deadline import school_year_of
from bot.domain.errors import Refusal
from bot.domain.grid.dates import deadline_of
from bot.domain.grid.document import Document
from bot.domain.grid.drafts import Draft
from bot.domain.grid.preamble import Preamble, calendar_years, school_year_in
from bot.domain.grid.sheet import fold


def school_year_of_plan(
    preamble: Preamble, drafts: Sequence[Draft], document: Document, given: int | None
) -> tuple[int, bool]:
    """The school year and whether it is no more than a guess."""
    if given is not None:
        return given, False
    texts = [fold(draft.column_text(index)) for draft in drafts for index in range(len(draft.pieces))]
    told = school_year_in(preamble.title, texts)
    if told is not None:
        return told, not (preamble.title and str(told) in preamble.title)
    days = _named_days(drafts)
    if days:
        return school_year_of(min(days)), True
    if preamble.approved_on:
        return preamble.approved_on.year - (preamble.approved_on.month < 5), True
    years = calendar_years(preamble.title or "")
    if years:
        return years[0], True
    if document.created_in is not None:
        return document.created_in, True
    raise Refusal("school-year-unknown", name=document.name)


def _named_days(drafts: Sequence[Draft]) -> list[date]:
    """Days of deadlines that name their year: read in two years, they stay."""
    days = []
    for draft in drafts:
        one, other = deadline_of(draft, 2000, None)[1], deadline_of(draft, 2001, None)[1]
        if one.windows and one.windows == other.windows:
            days += [day for window in one.windows for day in (window.opens, window.due) if day]
    return days
