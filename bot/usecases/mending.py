"""A row of a draft is mended by typing: its deadline in one's own words, and the texts that were read wrong.

The author's words for the deadline and the responsible stay as they are: what changes is how they were understood.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.addressing import addressed, ordered
from bot.domain.deadline import Deadline, DeadlineStatus, pace, parse
from bot.domain.demands import stored
from bot.domain.errors import Refusal
from bot.domain.grid.demands import by_hand, demands_of
from bot.domain.grid.parties import parties
from bot.domain.grid.proposals import settle_name
from bot.domain.people import Actor, visible
from bot.domain.roadmaps import WHOM, RoadmapState
from bot.domain.turns import period_of
from bot.usecases import audit
from bot.usecases.calendar import DayOff, day_off
from bot.usecases.context import Context
from bot.usecases.rows import RowCard, administered_row, card
from db import roadmaps
from db.models import Measure, Organisation, Roadmap, Window

LONGEST_TEXT = 2000


class Part(StrEnum):
    """What of a row can be typed anew. The text goes into callbacks."""

    DAY = "day"
    NAME = "name"
    TITLE = "title"
    SECTION = "section"
    WHO = "who"
    RESULT = "result"


ALSO_RUNNING = frozenset({Part.NAME})
"""What may still be changed when the plan runs: how a row is called."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The row as it stands now, and what was mended."""

    card: RowCard
    part: Part
    off: DayOff | None = None


async def asked(context: Context, actor: Actor, measure_id: int, part: Part) -> RowCard:
    """The row before the question: refuses where this part cannot be changed any more."""
    async with context.transaction() as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        _require_open(roadmap, part)
        return await card(session, measure, roadmap, owner)


async def mend(context: Context, actor: Actor, measure_id: int, version: int, part: Part, text: str) -> Mended:
    """Take what was typed for a part of a row. Raises Refusal stale when the plan was changed since the question,
    `deadline-not-understood`, `no-such-day`, those of short names, and `text-long`."""
    async with context.transaction(write=True) as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        _require_open(roadmap, part)
        if not await roadmaps.change(session, roadmap.id, version, roadmap.state):
            raise Refusal("stale")
        await _take(session, measure, roadmap, owner, part, text)
        audit.record(session, context, actor.person_id, f"row-mended-{part}", "measure", measure_id)
        await session.flush()
        await session.refresh(roadmap)
        found = await card(session, measure, roadmap, owner)
        off = await day_off(session, context, owner.id, found.row.deadline.windows) if part is Part.DAY else None
        return Mended(found, part, off)


def _require_open(roadmap: Roadmap, part: Part) -> None:
    open_states = {RoadmapState.DRAFT, RoadmapState.ACTIVE} if part in ALSO_RUNNING else {RoadmapState.DRAFT}
    if roadmap.state not in open_states:
        raise Refusal("row-settled")


async def _take(
    session: AsyncSession, measure: Measure, roadmap: Roadmap, owner: Organisation, part: Part, text: str
) -> None:
    settled = by_hand(measure.asks, measure.title, measure.result_text)
    match part:
        case Part.DAY:
            await set_deadline(session, measure, roadmap, read_deadline(roadmap, text))
        case Part.NAME:
            measure.short_name = settle_name(text, await other_names(session, measure))
        case Part.WHO:
            _address(measure, owner, _text(text))
        case Part.TITLE:
            measure.title = _text(text)
        case Part.SECTION:
            measure.section = _text(text)
        case Part.RESULT:
            measure.result_text = _text(text)
    if not settled:
        measure.asks = stored(demands_of(measure.title, measure.result_text))


def read_deadline(roadmap: Roadmap, text: str) -> Deadline:
    """A deadline typed by a person, by the grammar of cells. What says no day at all has to say so («без даты»)."""
    deadline = parse(visible(text), roadmap.school_year, roadmap.approved_on)
    for doubt in deadline.doubts:
        if doubt.code in {"no_such_date", "inverted_range"}:
            raise Refusal(doubt.code.replace("_", "-"), text=dict(doubt.params).get("text", text)[:60])
    if deadline.status is DeadlineStatus.UNRECOGNISED or (not deadline.windows and deadline.doubts):
        raise Refusal("deadline-not-understood", text=visible(text)[:60])
    return deadline


async def set_deadline(session: AsyncSession, measure: Measure, roadmap: Roadmap, deadline: Deadline) -> None:
    """Other windows for a row; the plan's period grows with them. Doubts are those of the new words, if any."""
    await session.execute(delete(Window).where(Window.measure_id == measure.id))
    session.add_all(
        Window(
            measure_id=measure.id,
            place=place,
            opens=window.opens,
            due=window.due,
            repeats=window.repeats,
            label=window.label[:300] if window.label else None,
        )
        for place, window in enumerate(deadline.windows, 1)
    )
    measure.pace, measure.status, measure.as_needed = pace(deadline), deadline.status, deadline.as_needed
    about_row = [doubt for doubt in measure.doubts if doubt.get("about") != "deadline"]
    measure.doubts = [{"about": "deadline", **doubt.as_json()} for doubt in deadline.doubts] + about_row
    await session.flush()
    period = period_of(deadline.windows, roadmap.school_year)
    roadmap.period_from = min(roadmap.period_from, period.since)
    roadmap.period_until = max(roadmap.period_until, period.until)


async def other_names(session: AsyncSession, measure: Measure) -> list[str]:
    """Short names of the other rows of the plan."""
    query = select(Measure.short_name).where(Measure.roadmap_id == measure.roadmap_id, Measure.id != measure.id)
    return list(await session.scalars(query))


def _address(measure: Measure, owner: Organisation, text: str) -> None:
    """Parties as typed; whom the row is for follows from them."""
    found = parties(text)
    targets = ordered(addressed(found, owner.kind))
    measure.parties = [party.as_json() for party in found]
    measure.schools = {}
    measure.addressed = [target.value for target in targets]
    measure.for_information = not targets
    measure.doubts = [doubt for doubt in measure.doubts if doubt["code"] not in WHOM]


def _text(text: str) -> str:
    found = visible(text)
    if not found:
        raise Refusal("text-empty")
    if len(found) > LONGEST_TEXT:
        raise Refusal("text-long", limit=LONGEST_TEXT)
    return found
