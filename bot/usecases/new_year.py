"""A plan of an earlier year becomes a draft of a later one; the old plan stays as it is.

Rows whose words say that they happen once stay out and are listed: a tick takes one in, another takes it out again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.calendar import Calendar
from bot.domain.deadline import Deadline, pace
from bot.domain.deadline.later_year import WEEKEND, in_later_year, move_years
from bot.domain.doubts import Doubt
from bot.domain.errors import Refusal
from bot.domain.grid.once import dated_words, happens_once
from bot.domain.letters import OFF_PLAN
from bot.domain.people import Actor
from bot.domain.roadmaps import YEARS, RoadmapState, Row
from bot.domain.turns import period_of
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.roadmaps import FROM_PLAN, ONCE, administered
from bot.usecases.school_years import school_calendars
from db import roadmaps
from db.models import Measure, Roadmap, Window

PER_PAGE = 10
Rows = Sequence[tuple[Measure, Row]]


@dataclass(frozen=True, slots=True)
class OnceRow:
    """A row of the old plan that happens once; `taken` when it is in the new one all the same."""

    measure_id: int
    number: str | None
    short_name: str
    title: str
    taken: bool


@dataclass(frozen=True, slots=True)
class OncePage:
    """A page of the rows that happen once."""

    roadmap_id: int
    version: int
    school_year: int
    page: int
    pages: int
    rows: tuple[OnceRow, ...]


async def make_later(context: Context, actor: Actor, roadmap_id: int, school_year: int) -> int:
    """The draft of the same plan for a later school year; the one that is there when it was made before.

    Raises Refusal no-such-school-year for a year that is not later, stale for a letter of the day.
    """
    async with context.transaction(write=True) as session:
        old, owner = await administered(session, actor, roadmap_id)
        if OFF_PLAN in old.policy:
            raise Refusal("stale")
        if school_year not in YEARS or school_year <= old.school_year:
            raise Refusal("no-such-school-year", year=str(school_year))
        for draft, _ in await roadmaps.in_states(session, [owner.id], RoadmapState.DRAFT):
            if draft.policy.get(FROM_PLAN) == old.id and draft.school_year == school_year:
                return draft.id
        rows = await roadmaps.rows(session, old)
        once = [measure.id for measure, _ in rows if happens_once(measure.title)]
        new = _roadmap(context, actor, old, school_year, once)
        session.add(new)
        await session.flush()
        kept = [(measure, row) for measure, row in rows if measure.id not in set(once)]
        await _copy(session, context, old, new, kept)
        audit.record(session, context, actor.person_id, "plan-renewed", "roadmap", new.id, old=old.id)
        return new.id


async def once_page(context: Context, actor: Actor, roadmap_id: int, page: int) -> OncePage:
    async with context.transaction() as session:
        draft, _ = await administered(session, actor, roadmap_id)
        return await _page(session, draft, page)


async def tick(context: Context, actor: Actor, roadmap_id: int, version: int, measure_id: int, page: int) -> OncePage:
    """Take a row that happens once into the draft, or out again. Raises Refusal stale."""
    async with context.transaction(write=True) as session:
        draft, _ = await administered(session, actor, roadmap_id)
        old = await session.get(Roadmap, draft.policy.get(FROM_PLAN, 0))
        if old is None or measure_id not in draft.policy.get(ONCE, ()):
            raise Refusal("stale")
        if not await roadmaps.change(session, draft.id, version, RoadmapState.DRAFT):
            raise Refusal("stale")
        await session.refresh(draft)
        rows = [(measure, row) for measure, row in await roadmaps.rows(session, old) if measure.id == measure_id]
        if not await roadmaps.take_out(session, draft.id, [measure.position for measure, _ in rows]):
            await _copy(session, context, old, draft, rows)
        return await _page(session, draft, page)


def _roadmap(context: Context, actor: Actor, old: Roadmap, school_year: int, once: list[int]) -> Roadmap:
    period = period_of((), school_year)
    return Roadmap(
        owner_id=old.owner_id,
        document_id=None,
        title=move_years(old.title, school_year - old.school_year),
        school_year=school_year,
        period_from=period.since,
        period_until=period.until,
        columns=list(old.columns),
        doubts=[],
        rejected=[],
        state=RoadmapState.DRAFT,
        policy={**old.policy, FROM_PLAN: old.id, ONCE: once},
        created_by=actor.person_id,
        created_at=context.now(),
    )


async def _copy(session: AsyncSession, context: Context, old: Roadmap, new: Roadmap, rows: Rows) -> None:
    """Rows with their short names, addressees and what is asked; deadlines in the new year."""
    made: dict[int, Measure] = {}
    calendars = await school_calendars(session, context, [new.owner_id], new.school_year)
    calendar = calendars[new.owner_id].calendar
    for measure, row in rows:
        deadline = in_later_year(row.deadline, old.school_year, new.school_year, old.approved_on)
        if not deadline.windows and row.deadline.doubts:
            deadline = replace(deadline, doubts=row.deadline.doubts)
        deadline = replace(deadline, doubts=(*deadline.doubts, *_days_off(deadline, calendar)))
        made[measure.id] = _measure(context, measure, new, deadline)
        session.add(made[measure.id])
        await session.flush()
        session.add_all(_windows(made[measure.id].id, deadline))
        period = period_of(deadline.windows, new.school_year)
        new.period_from, new.period_until = min(new.period_from, period.since), max(new.period_until, period.until)
    for measure, _ in rows:
        if measure.parent_id in made:
            made[measure.id].parent_id = made[measure.parent_id].id
    await session.flush()


def _days_off(deadline: Deadline, calendar: Calendar) -> Iterable[Doubt]:
    """Single days that the move has put on a public holiday or into vacations; weekends are told by the move itself."""
    for window in deadline.windows:
        day = window.due
        if day is None or window.repeats is not None or window.opens not in {None, day} or day.weekday() >= WEEKEND:
            continue
        if not calendar.is_working(day):
            yield Doubt.of("holiday", text=f"{day:%d.%m.%Y}")
        elif not calendar.is_school_day(day):
            yield Doubt.of("in_vacation", text=f"{day:%d.%m.%Y}")


def _measure(context: Context, old: Measure, new: Roadmap, deadline: Deadline) -> Measure:
    texts = (old.title, old.section or "", old.result_text or "", old.responsible_text)
    doubts = [{"about": "deadline", **doubt.as_json()} for doubt in deadline.doubts]
    doubts += [{"about": "row", **doubt.as_json()} for doubt in dated_words(texts)]
    return Measure(
        roadmap_id=new.id,
        position=old.position,
        number=old.number,
        short_name=old.short_name,
        pace=pace(deadline),
        status=deadline.status,
        as_needed=deadline.as_needed,
        section=old.section,
        title=old.title,
        deadline_text=old.deadline_text,
        responsible_text=old.responsible_text,
        result_text=old.result_text,
        extra=old.extra,
        doubts=doubts,
        parties=old.parties,
        addressed=old.addressed,
        schools=old.schools,
        asks=old.asks,
        for_information=old.for_information,
        followed_at=context.now() if old.followed_at else None,
    )


def _windows(measure_id: int, deadline: Deadline) -> Iterable[Window]:
    for place, window in enumerate(deadline.windows, 1):
        yield Window(
            measure_id=measure_id,
            place=place,
            opens=window.opens,
            due=window.due,
            repeats=window.repeats,
            label=window.label,
        )


async def _page(session: AsyncSession, draft: Roadmap, page: int) -> OncePage:
    once = draft.policy.get(ONCE, [])
    found = await roadmaps.measures(session, once)
    taken = await roadmaps.positions(session, draft.id)
    rows = [OnceRow(m.id, m.number, m.short_name, m.title, m.position in taken) for m in found]
    pages = max(1, -(-len(rows) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = tuple(rows[page * PER_PAGE : (page + 1) * PER_PAGE])
    return OncePage(draft.id, draft.version, draft.school_year, page, pages, shown)
