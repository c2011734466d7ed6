"""Document → plan: the whole road from paragraphs and tables to measures with deadlines and parties."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.deadline import DeadlineStatus
from bot.domain.doubts import Doubt
from bot.domain.errors import Refusal
from bot.domain.grid.calendars import listed
from bot.domain.grid.cell_lists import parted
from bot.domain.grid.chapters import Chapter, chapters
from bot.domain.grid.cut_words import mended
from bot.domain.grid.document import Document, Paragraph
from bot.domain.grid.drafts import Body, Draft
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.looks import number_like, period_like
from bot.domain.grid.measure_rows import PlanContext, measures_of
from bot.domain.grid.names import short_names
from bot.domain.grid.operators import Operators
from bot.domain.grid.plan import Plan, Rejected
from bot.domain.grid.preamble import Preamble, calendar_plan, read_preamble
from bot.domain.grid.prose import tabled
from bot.domain.grid.rows import read_rows
from bot.domain.grid.sheet import clean, fold
from bot.domain.grid.years import school_year_of_plan

_STRONG_HEADING = re.compile(
    r"^(?:раздел|блок|модуль|этап|направление|часть|глава|месяц)\b|^[IVX]{1,5}[.)\s]|^\d{1,2}(?:\.\d{1,2})?[.)]?\s+\S",
    re.IGNORECASE,
)
_WITHOUT_WIDTHS = frozenset({"text", "doc"})
"""Kinds of documents that do not say which cells are merged."""
_NO_HEADING = re.compile(r"^(?:продолжение|окончание|таблица|\*|примечани|стр\b|приложени)|^\d+$", re.IGNORECASE)


def read_plans(document: Document, school_year: int | None = None) -> tuple[Plan, ...]:
    """Every plan of a document, in order.

    `school_year` (2023 means 2023/24) wins over what the document says. Raises `Refusal`: no-table,
    no-deadline-column, nothing-dated, school-year-unknown.
    """
    document = listed(mended(document))
    found = chapters(document) or chapters(tabled(document))
    if not found:
        raise Refusal("no-table" if document.kind != "doc" else "needs-docx", name=document.name)
    plans, refusal = [], None
    for chapter in found:
        try:
            plans.append(_plan(chapter, document, school_year))
        except Refusal as error:
            refusal = refusal or error
    if not plans:
        raise refusal or Refusal("no-table", name=document.name)
    return tuple(plans)


def read_plan(document: Document, school_year: int | None = None) -> Plan:
    """The document as one plan. Several plans are put together under the first title, and a doubt names them."""
    plans = read_plans(document, school_year)
    return plans[0] if len(plans) == 1 else together(plans)


def together(plans: Sequence[Plan]) -> Plan:
    """Several plans of one document in one list, for a look before somebody says which is meant."""
    measures = [measure for plan in plans for measure in plan.measures]
    names = short_names([measure.title for measure in measures])
    titles = "; ".join(plan.title or "без названия" for plan in plans)
    return Plan(
        plans[0].title,
        plans[0].school_year,
        plans[0].approved_on,
        tuple(dict.fromkeys(column for plan in plans for column in plan.columns)),
        tuple(dict.fromkeys(section for plan in plans for section in plan.sections)),
        tuple(replace(m, position=n, short_name=name) for n, (m, name) in enumerate(zip(measures, names, strict=True))),
        (*plans[0].doubts, Doubt.of("several_plans", count=len(plans), titles=titles)),
        tuple(row for plan in plans for row in plan.rejected),
    )


def _plan(chapter: Chapter, document: Document, school_year: int | None) -> Plan:
    preamble = read_preamble(chapter.preamble)
    if any(_headings(table.before) for table in chapter.tables[1:]):
        preamble = preamble.with_last_line_as_heading()
    body = _read_body(chapter, preamble, document.kind not in _WITHOUT_WIDTHS)
    drafts = parted(draft for draft in body.drafts if _kept(draft, body))
    if not drafts:
        raise Refusal("no-table", name=document.name)
    if not any(draft.layout.dated or draft.period for draft in drafts):
        columns = ", ".join(heading for heading in drafts[0].layout.headings if heading)
        raise Refusal("no-deadline-column", name=document.name, columns=columns)
    year, guessed = school_year_of_plan(preamble, drafts, document, school_year)
    calendar = calendar_plan(preamble.title or "", year)
    every = (fold(draft.column_text(index)) for draft in drafts for index in range(len(draft.pieces)))
    rows = measures_of(drafts, PlanContext(year, preamble.approved_on, calendar, Operators.named_in(every)))
    if all(row.deadline.status in {DeadlineStatus.UNSCHEDULED, DeadlineStatus.UNRECOGNISED} for row in rows):
        raise Refusal("nothing-dated", name=document.name, rows=len(rows))
    sections = tuple(dict.fromkeys(body.sections))
    doubts = [Doubt.of(note.replace("-", "_")) for note in document.notes]
    if calendar is not None:
        doubts.append(Doubt.of("calendar_year", year=calendar))
    elif guessed:
        doubts.append(Doubt.of("school_year_guessed", year=f"{year}/{year + 1}"))
    if not any(row.responsible_text is not None for row in rows):
        doubts.append(Doubt.of("no_responsible_column"))
    headings = tuple(heading for heading in drafts[0].layout.headings if heading)
    return Plan(
        preamble.title, year, preamble.approved_on, headings, sections, rows, tuple(doubts), tuple(body.rejected)
    )


def _read_body(chapter: Chapter, preamble: Preamble, tells_widths: bool) -> Body:
    body = Body()
    headed = any(_headings(table.before) for table in chapter.tables[1:])
    several_sheets = len({table.source for table in chapter.tables}) > 1
    known = {fold(clean(paragraph.text)) for paragraph in chapter.preamble}  # a sheet repeats the title of the plan
    above = preamble.heading
    if above and (headed or _STRONG_HEADING.match(above) or period_like(above)):
        body.head(above)
    for place, table in enumerate(chapter.tables):
        above_table = [text for text in _headings(table.before) if text not in known] if place else []
        for heading in above_table:
            body.head(heading)
        if several_sheets and (place == 0 or not above_table) and not _plain_sheet(table.source):
            body.head(fold(table.source))
        if table.layout:
            read_rows(table.rows, table.layout, body, tells_widths, table.dates)
    for other in chapter.others:
        for row in other.rows:
            if not row.blank:
                body.reject(row, "other_table")
    _drop_last_heading(body)
    return body


def _plain_sheet(name: str) -> bool:
    return bool(re.fullmatch(r"(?:лист|sheet|страница|table|таблица)?\s*\d*", name.strip(), re.IGNORECASE))


def _headings(before: Sequence[Paragraph]) -> list[str]:
    """The section headings above a table: the last line, with «Раздел 2» or a wider heading before it."""
    texts = [fold(clean(paragraph.text)) for paragraph in before]
    texts = [text for text in texts if text and len(text) <= 250 and not _NO_HEADING.match(text)]
    if not texts:
        return []
    if len(texts) > 1 and re.fullmatch(r"(?:раздел|блок|этап|модуль|часть)\s+[\dIVX]+\.?", texts[-2], re.IGNORECASE):
        return [f"{texts[-2].rstrip('.')}. {texts[-1]}"]
    if len(texts) > 1 and (period_like(texts[-2]) != period_like(texts[-1])) and _STRONG_HEADING.match(texts[-2]):
        return texts[-2:]
    return texts[-1:]


def _drop_last_heading(body: Body) -> None:
    """A heading with no measure below it at the end of the plan is a signature or a note."""
    while body.open_section and body.sections:
        used = {draft.section for draft in body.drafts} | {draft.period for draft in body.drafts}
        last = body.sections[-1]
        if last in used or _followed(body, last):
            return
        body.sections.pop()
        body.rejected.append(Rejected(last, "section_without_measures"))


def _followed(body: Body, heading: str) -> bool:
    return body.sections.index(heading) != len(body.sections) - 1


def _kept(draft: Draft, body: Body) -> bool:
    """A row without a title is no measure: it is handed back with its words."""
    if fold(draft.text(ColumnRole.TITLE)):
        return True
    words = fold(" ".join(draft.column_text(index) for index in range(len(draft.pieces))))
    body.rejected.append(Rejected(words, "no_title" if not number_like(words) else "blank_form"))
    return False
