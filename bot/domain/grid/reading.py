"""Document → plan: the whole road from paragraphs and tables to measures with deadlines and parties."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.deadline import Deadline, DeadlineStatus, parse, school_year_of
from bot.domain.doubts import Doubt
from bot.domain.errors import Refusal
from bot.domain.grid.chapters import Chapter, chapters
from bot.domain.grid.dates import deadline_of, in_calendar_year
from bot.domain.grid.document import Document, Paragraph
from bot.domain.grid.drafts import Body, Draft
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.looks import number_like, period_like
from bot.domain.grid.names import short_names
from bot.domain.grid.numbers import parents, plan_numbers
from bot.domain.grid.operators import Operators
from bot.domain.grid.parties import parties
from bot.domain.grid.plan import Plan, PlanRow, Rejected
from bot.domain.grid.preamble import Preamble, calendar_plan, calendar_years, read_preamble, school_year_in
from bot.domain.grid.prose import tabled
from bot.domain.grid.rows import read_rows
from bot.domain.grid.sheet import clean, fold
from bot.domain.grid.suspicions import row_doubts

_STRONG_HEADING = re.compile(
    r"^(?:раздел|блок|модуль|этап|направление|часть|глава|месяц)\b|^[IVX]{1,5}[.)\s]|^\d{1,2}(?:\.\d{1,2})?[.)]?\s+\S",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(r"^(?:продолжение|окончание|таблица|\*|примечани|стр\b|приложени)|^\d+$", re.IGNORECASE)


def read_plans(document: Document, school_year: int | None = None) -> tuple[Plan, ...]:
    """Every plan of a document, in order.

    `school_year` (2023 means 2023/24) wins over what the document says. Raises `Refusal`: no-table,
    no-deadline-column, nothing-dated, school-year-unknown.
    """
    found = chapters(document) or chapters(tabled(document))
    if not found:
        raise Refusal("no-table", name=document.name)
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
    body = _read_body(chapter, preamble)
    drafts = [draft for draft in body.drafts if _kept(draft, body)]
    if not drafts:
        raise Refusal("no-table", name=document.name)
    if not any(draft.layout.dated or draft.period for draft in drafts):
        columns = ", ".join(heading for heading in drafts[0].layout.headings if heading)
        raise Refusal("no-deadline-column", name=document.name, columns=columns)
    year, guessed = _school_year(preamble, drafts, document, school_year)
    calendar = calendar_plan(preamble.title or "", year)
    every = (fold(draft.column_text(index)) for draft in drafts for index in range(len(draft.pieces)))
    rows = _rows(drafts, _Reader(year, preamble.approved_on, calendar, Operators.named_in(every)))
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


def _read_body(chapter: Chapter, preamble: Preamble) -> Body:
    body = Body()
    headed = any(_headings(table.before) for table in chapter.tables[1:])
    several_sheets = len({table.source for table in chapter.tables}) > 1
    above = preamble.heading
    if above and (headed or _STRONG_HEADING.match(above) or period_like(above)):
        body.head(above)
    for place, table in enumerate(chapter.tables):
        for heading in _headings(table.before) if place else []:
            body.head(heading)
        if several_sheets and not _headings(table.before) and not _plain_sheet(table.source):
            body.head(fold(table.source))
        if table.layout:
            read_rows(table.rows, table.layout, body, table.dates)
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


def _school_year(
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the rows of one plan have in common. `calendar` is the year of a plan «на 2024 год»."""

    year: int
    approved_on: date | None
    calendar: int | None
    operators: Operators

    def deadline(self, draft: Draft) -> tuple[str, Deadline]:
        if self.calendar is not None:
            return in_calendar_year(draft, self.calendar, self.approved_on)
        return deadline_of(draft, self.year, self.approved_on)


def _rows(drafts: Sequence[Draft], reader: _Reader) -> tuple[PlanRow, ...]:
    numbers, titles = plan_numbers(drafts)
    names = short_names(titles)
    above = parents(numbers)
    return tuple(
        replace(_row(draft, titles[n], reader), position=n, number=numbers[n], short_name=names[n], parent=above[n])
        for n, draft in enumerate(drafts)
    )


def _row(draft: Draft, title: str, reader: _Reader) -> PlanRow:
    shown, deadline, responsible = _deadline_and_responsible(draft, reader)
    result = _text(draft, ColumnRole.RESULT)
    named = reader.operators.known(parties(responsible or ""))
    doubts = row_doubts(title, named, result, deadline, reader.year, reader.approved_on)
    if responsible is not None and not named:
        doubts = (*doubts, Doubt.of("nobody_responsible"))
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


def _deadline_and_responsible(draft: Draft, reader: _Reader) -> tuple[str, Deadline, str | None]:
    if draft.layout.both is not None:
        words, people = _parted(draft.column_text(draft.layout.both), reader)
        return words, parse(words, reader.year, reader.approved_on), people
    shown, deadline = reader.deadline(draft)
    return shown, deadline, _text(draft, ColumnRole.RESPONSIBLE)


def _parted(text: str, reader: _Reader) -> tuple[str, str]:
    """A cell with deadline and responsible, cut at the last place where one part is wholly a deadline."""
    cuts = [match.start() for match in re.finditer(r"[\n,;]|\s[–—-]\s|\.\s", text)]
    for cut in sorted(cuts, reverse=True):
        first, second = fold(text[:cut]), fold(text[cut:].lstrip("\n,;–—-. "))
        for words, people in ((first, second), (second, first)):
            read = parse(words, reader.year, reader.approved_on)
            if words and people and read.status is not DeadlineStatus.UNRECOGNISED and not read.doubts:
                return words, people
    return fold(text), ""
