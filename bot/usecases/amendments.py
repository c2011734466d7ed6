"""A newer version of a running plan: offered on a draft, looked at row by row, launched over the old one.

Launching it hands the tasks of matched rows over to the new rows, with all that was marked. Open tasks move with their
row, those of rows that are gone are cancelled with a mark that says so, and only who has such a task hears of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.amendments import Difference, Entry, compare, is_version_of
from bot.domain.clock import local_day
from bot.domain.deadline import Deadline, parse
from bot.domain.deadline import say as say_deadline
from bot.domain.deliveries import Stage
from bot.domain.errors import Refusal
from bot.domain.grid.demands import carried
from bot.domain.grid.names import free_name
from bot.domain.letters import OFF_PLAN
from bot.domain.people import Actor
from bot.domain.roadmaps import PastAnswer, RoadmapState, Row, Unsettled
from bot.domain.tasks import MarkKind
from bot.usecases import audit
from bot.usecases.changes import Change, settle, tell
from bot.usecases.context import Cause, Context
from bot.usecases.late_rows import late_rows, settle_late
from bot.usecases.launch import PastWindows
from bot.usecases.mending import set_deadline
from bot.usecases.parents import refresh_parents
from bot.usecases.roadmaps import administered
from db import amendments, roadmaps
from db.models import Mark, Measure, Organisation, PastQuestion, Question, Roadmap, Task

Rows = Sequence[tuple[Measure, Row]]


@dataclass(frozen=True, slots=True)
class Versions:
    """A draft beside the running plan that it would take the place of."""

    draft_id: int
    version: int
    running_id: int
    running_version: int
    title: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Amended:
    """What launching the new version has done to tasks, and how many people will hear of it."""

    roadmap_id: int
    title: str
    moved: int
    added: int
    dropped: int
    told: int
    asked: int = 0
    """Schools that are asked which of the added rows they did in time."""


async def running_version(context: Context, actor: Actor, draft_id: int) -> Versions | None:
    """The running plan of the same owner and year of which this draft may be a newer version, if there is one."""
    async with context.transaction() as session:
        draft, owner = await administered(session, actor, draft_id)
        if draft.state is not RoadmapState.DRAFT or _owner_open(draft):
            return None
        new = await roadmaps.rows(session, draft)
        for running, _ in await roadmaps.in_states(session, [owner.id], RoadmapState.ACTIVE):
            if running.school_year == draft.school_year and OFF_PLAN not in running.policy:
                old = await roadmaps.rows(session, running)
                if is_version_of(_entries(old), _entries(new)):
                    return _versions(draft, running, old, new)
    return None


async def versions(context: Context, actor: Actor, draft_id: int, running_id: int) -> Versions:
    """The two versions row by row."""
    async with context.transaction() as session:
        draft, running, _ = await _both(session, actor, draft_id, running_id)
        return _versions(draft, running, await roadmaps.rows(session, running), await roadmaps.rows(session, draft))


async def amend(
    context: Context,
    actor: Actor,
    draft_id: int,
    version: int,
    running_id: int,
    past: PastAnswer | None,
    cause: Cause,
) -> Amended | PastWindows:
    """Launch a draft in the place of a running plan. Without `past` it asks where added rows are late already.

    Raises Refusal stale when either was changed meanwhile.
    """
    async with context.transaction(write=True) as session:
        draft, running, owner = await _both(session, actor, draft_id, running_id)
        old, new = await roadmaps.rows(session, running), await roadmaps.rows(session, draft)
        difference = _compare(draft, old, new)
        added = {entry.id for entry in difference.added}
        fresh = [row for _, row in new if row.id in added]
        today = local_day(context.now(), owner.zone)
        late = late_rows(draft, fresh, await roadmaps.reach(session, owner), today)
        if past is None and late is not None:
            return late
        await _take_over(session, context, draft, version, running)
        changes = [change for entry in difference.cancelled for change in await _drop(session, entry)]
        await _hand_over(session, draft, difference, old, new)
        reach = await roadmaps.reach(session, owner)
        for _, row in await roadmaps.rows(session, draft):
            changes += await settle(session, context, row.id, row.turns, row.whom(reach))
        for child in await amendments.closed_children(session, draft.id):
            await refresh_parents(session, child)
        _mark(session, context, actor, [change for change in changes if change.stage is Stage.DROPPED], cause)
        made = [change.task_id for change in changes if change.stage is Stage.ADDED]
        asked = await settle_late(session, context, actor, draft, made, past, cause) if past else 0
        told = await tell(session, context, actor.person_id, changes)
        numbers = {stage: sum(1 for change in changes if change.stage is stage) for stage in CHANGED}
        detail = {stage.value: number for stage, number in numbers.items()}
        audit.record(session, context, actor.person_id, "plan-amended", "roadmap", draft.id, old=running.id, **detail)
        counts = numbers[Stage.MOVED], numbers[Stage.ADDED], numbers[Stage.DROPPED]
        return Amended(draft.id, draft.title, *counts, told, asked)


CHANGED = (Stage.MOVED, Stage.ADDED, Stage.DROPPED)


async def _both(
    session: AsyncSession, actor: Actor, draft_id: int, running_id: int
) -> tuple[Roadmap, Roadmap, Organisation]:
    draft, owner = await administered(session, actor, draft_id)
    running, _ = await administered(session, actor, running_id)
    right = draft.state is RoadmapState.DRAFT and running.state is RoadmapState.ACTIVE
    if not right or draft.owner_id != running.owner_id or OFF_PLAN in running.policy:
        raise Refusal("stale")
    if _owner_open(draft):
        raise Refusal("owner-unsettled")
    return draft, running, owner


def _owner_open(draft: Roadmap) -> bool:
    return any(doubt.code == Unsettled.OWNER for doubt in roadmaps.doubts(draft.doubts))


def _versions(draft: Roadmap, running: Roadmap, old: Rows, new: Rows) -> Versions:
    return Versions(draft.id, draft.version, running.id, running.version, running.title, _compare(draft, old, new))


def _entries(rows: Rows) -> list[Entry]:
    return [
        Entry(
            measure.id,
            measure.number,
            measure.short_name,
            measure.title,
            _days(row.deadline),
            say_deadline(row.deadline),
            (measure.section or "", measure.responsible_text, measure.result_text or ""),
        )
        for measure, row in rows
    ]


def _days(deadline: Deadline) -> tuple[object, ...]:
    return (*deadline.windows, deadline.as_needed)


def _compare(draft: Roadmap, old: Rows, new: Rows) -> Difference:
    """A day that a person set is kept while the plan's own words for it stay the same."""
    found = compare(_entries(old), _entries(new))
    before, after = {m.id: row for m, row in old}, {m.id: row for m, row in new}
    pairs = []
    for pair in found.pairs:
        was, now = before[pair.old.id].deadline, after[pair.new.id].deadline
        as_written = parse(now.text, draft.school_year, draft.approved_on)
        if pair.moved and was.text == now.text and as_written.windows == now.windows:
            pair = replace(pair, new=replace(pair.new, deadline=pair.old.deadline, said=pair.old.said))
        pairs.append(pair)
    return replace(found, pairs=tuple(pairs))


async def _take_over(session: AsyncSession, context: Context, draft: Roadmap, version: int, running: Roadmap) -> None:
    """The draft runs, the old version is closed; what belongs to the plan as a whole goes over."""
    now = context.now()
    launched = {
        "state": RoadmapState.ACTIVE,
        "launched_at": running.launched_at,
        "past_answer": running.past_answer,
        "supersedes_id": running.id,
        "policy": {**running.policy, **draft.policy, roadmaps.ANSWERS: _answers(running, draft)},
    }
    closed = {"state": RoadmapState.CLOSED, "closed_at": now}
    if not await roadmaps.change(session, draft.id, version, RoadmapState.DRAFT, **launched):
        raise Refusal("stale")
    if not await roadmaps.change(session, running.id, running.version, RoadmapState.ACTIVE, **closed):
        raise Refusal("stale")
    moved = update(PastQuestion).where(PastQuestion.roadmap_id == running.id).values(roadmap_id=draft.id)
    await session.execute(moved.execution_options(synchronize_session=False))
    await session.refresh(draft)


def _answers(running: Roadmap, draft: Roadmap) -> dict[str, list[int]]:
    """Which schools meet a condition: what was said of the new version wins."""
    return {**running.policy.get(roadmaps.ANSWERS, {}), **draft.policy.get(roadmaps.ANSWERS, {})}


async def _hand_over(session: AsyncSession, draft: Roadmap, difference: Difference, old: Rows, new: Rows) -> None:
    """Tasks and questions of matched rows belong to the new ones; what people settled about a row stays settled."""
    was = {measure.id: (measure, row) for measure, row in old}
    becomes = {measure.id: (measure, row) for measure, row in new}
    for pair in difference.pairs:
        (before, row), (after, drawn) = was[pair.old.id], becomes[pair.new.id]
        for table in (Task, Question):
            mine = update(table).where(table.measure_id == before.id).values(measure_id=after.id)
            await session.execute(mine.execution_options(synchronize_session=False))
        after.short_name, after.followed_at = before.short_name, before.followed_at
        after.asks = carried(_demands(before), _demands(after))
        if before.responsible_text == after.responsible_text:
            after.addressed, after.for_information = before.addressed, before.for_information
            after.parties = before.parties
            after.schools = after.schools or before.schools
        if not pair.moved and row.deadline.windows != drawn.deadline.windows:
            await set_deadline(session, after, draft, row.deadline)
    taken = {becomes[pair.new.id][0].short_name for pair in difference.pairs}
    for entry in difference.added:
        measure = becomes[entry.id][0]
        measure.short_name = free_name(measure.short_name, taken)
        taken.add(measure.short_name)
    await session.flush()


def _demands(measure: Measure) -> tuple[list[str], str, str | None]:
    return measure.asks, measure.title, measure.result_text


async def _drop(session: AsyncSession, entry: Entry) -> list[Change]:
    gone = await amendments.drop(session, entry.id)
    return [Change(task.task_id, task.organisation_id, Stage.DROPPED) for task in gone]


def _mark(session: AsyncSession, context: Context, actor: Actor, dropped: Sequence[Change], cause: Cause) -> None:
    """Every cancelled task says when and by whom."""
    session.add_all(
        Mark(
            task_id=change.task_id,
            kind=MarkKind.CANCELLED,
            at=context.now(),
            by_person_id=actor.person_id,
            cause=f"{cause}:{change.task_id}",
        )
        for change in dropped
    )
