"""An administrator gives a later day to a row of a running plan: for all schools, some, or one (story 3.8).

The plan's own day stays in the task and in the history of each school. Whoever has the task hears of it in the next
digest; reminders before the new day are said anew only if the administrator wants them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.deadline import Pace
from bot.domain.deliveries import Stage
from bot.domain.errors import Refusal
from bot.domain.extensions import ExtensionState
from bot.domain.people import Actor, visible
from bot.domain.reminders import TASK
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from bot.texts import say
from bot.usecases import audit
from bot.usecases.calendar import calendar_of
from bot.usecases.changes import Change, tell
from bot.usecases.context import Cause, Context
from bot.usecases.days import coming_day
from bot.usecases.extensions import REASON_LIMIT
from bot.usecases.listeners import directory
from bot.usecases.rows import RowCard, administered_row, card
from db import postponing, reminders
from db.models import Extension, Notice, Organisation, Roadmap, Task
from db.postponing import Movable
from db.results import count
from db.upsert import insert_all_new

REASON_MARK = ";"


@dataclass(frozen=True, slots=True)
class Term:
    """One turn of a row that still has open tasks: its name, and the days on which they are due."""

    occurrence: str
    label: str | None
    first: date
    last: date
    tasks: int


@dataclass(frozen=True, slots=True)
class Postponable:
    """A row whose day can be moved; `organisations` are those with an open task of the chosen turn."""

    card: RowCard
    terms: tuple[Term, ...]
    organisations: tuple[tuple[int, str], ...] = ()

    def still(self, chosen: Collection[int]) -> list[int]:
        """Those of the chosen that have the task open yet: schools go on marking while a day is thought about."""
        return [key for key, _ in self.organisations if key in set(chosen)]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed, as understood. `working` is the next working day where `day` is a day off."""

    card: RowCard
    day: date
    reason: str
    before: tuple[date, date]
    organisations: int
    working: date | None
    closed: int = 0
    """Of the chosen organisations, those that have closed the row meanwhile."""


@dataclass(frozen=True, slots=True)
class Postponed:
    card: RowCard
    day: date
    moved: int
    told: int
    closed: int = 0


async def postponable(context: Context, actor: Actor, measure_id: int, occurrence: str | None = None) -> Postponable:
    """Raises Refusal not-running, or no-day-to-move where no open task has a day that can pass."""
    async with context.transaction() as session:
        found, tasks = await _movable(session, actor, measure_id)
        terms = tuple(_terms(tasks))
        wanted = terms[0].occurrence if occurrence is None and len(terms) == 1 else occurrence
        places = tuple((one.organisation_id, one.name) for one in tasks if one.occurrence == wanted)
        return Postponable(found, terms, places)


async def read_wish(
    context: Context, actor: Actor, measure_id: int, occurrence: str, chosen: Collection[int], words: str
) -> Wish:
    """«до 15 октября; карантин» for these organisations. Raises what a day can raise, and not-later, long-text."""
    told, _, reason = words.partition(REASON_MARK)
    reason = visible(reason)
    if len(reason) > REASON_LIMIT:
        raise Refusal("long-text", limit=REASON_LIMIT)
    async with context.transaction() as session:
        found, _ = await _movable(session, actor, measure_id)
        day = coming_day(told, local_day(context.now(), (await _owner(session, found)).zone))
    return await weigh(context, actor, measure_id, occurrence, chosen, day, reason)


async def weigh(
    context: Context,
    actor: Actor,
    measure_id: int,
    occurrence: str,
    chosen: Collection[int],
    day: date,
    reason: str,
    *,
    working: bool = False,
) -> Wish:
    """What this day would do; with `working` the next working day takes its place."""
    async with context.transaction() as session:
        found, tasks = await _movable(session, actor, measure_id)
        calendar = await calendar_of(session, context, (await _owner(session, found)).id, day)
        day = calendar.on_or_after(day) if working else day
        later = [one for one in _of(tasks, occurrence, chosen) if one.due < day]
        if not later:
            raise Refusal("not-later")
        days = [one.due for one in later]
        instead = None if calendar.is_working(day) else calendar.on_or_after(day)
        return Wish(found, day, reason, (min(days), max(days)), len(later), instead, _closed(tasks, occurrence, chosen))


async def postpone(
    context: Context,
    actor: Actor,
    cause: Cause,
    measure_id: int,
    occurrence: str,
    chosen: Collection[int],
    day: date,
    reason: str,
    *,
    remind: bool,
) -> Postponed:
    """Move the open tasks of these organisations that are due before `day`. Handled twice it moves nothing new."""
    async with context.transaction(write=True) as session:
        found, tasks = await _movable(session, actor, measure_id)
        again = await postponing.made_by(session, cause)
        if again:
            return Postponed(found, day, again, 0)
        later = [one for one in _of(tasks, occurrence, chosen) if one.due < day]
        if not later:
            raise Refusal("not-later")
        changes = [
            Change(one.task_id, one.organisation_id, Stage.MOVED)
            for one in later
            if await _move(session, context, actor, cause, one, day, reason)
        ]
        if not remind:
            await _keep_silent(session, context, changes, day)
        told = await tell(session, context, actor.person_id, changes)
        detail = {"tasks": len(changes), "remind": remind}
        audit.record(session, context, actor.person_id, "row-postponed", "measure", measure_id, **detail)
        return Postponed(found, day, len(changes), told, _closed(tasks, occurrence, chosen))


async def _movable(session: AsyncSession, actor: Actor, measure_id: int) -> tuple[RowCard, Sequence[Movable]]:
    measure, roadmap, owner = await administered_row(session, actor, measure_id)
    if roadmap.state is not RoadmapState.ACTIVE:
        raise Refusal("not-running")
    tasks = [] if measure.pace is Pace.ALL_YEAR else await postponing.open_tasks(session, measure_id, actor.subtree)
    if not tasks:
        raise Refusal("no-day-to-move")
    return await card(session, measure, roadmap, owner), tasks


async def _owner(session: AsyncSession, found: RowCard) -> Organisation:
    roadmap = await session.get_one(Roadmap, found.roadmap_id)
    return await session.get_one(Organisation, roadmap.owner_id)


def _terms(tasks: Sequence[Movable]) -> Iterable[Term]:
    for occurrence in dict.fromkeys(one.occurrence for one in tasks):
        own = [one for one in tasks if one.occurrence == occurrence]
        days = [one.due for one in own]
        yield Term(occurrence, own[0].label, min(days), max(days), len(own))


def _of(tasks: Iterable[Movable], occurrence: str, chosen: Collection[int]) -> list[Movable]:
    """Open tasks of the chosen, all of them below the actor. Raises Refusal all-closed when none is left."""
    found = [one for one in tasks if one.occurrence == occurrence and one.organisation_id in set(chosen)]
    if not found:
        raise Refusal("all-closed")
    return found


def _closed(tasks: Iterable[Movable], occurrence: str, chosen: Collection[int]) -> int:
    return len(set(chosen) - {one.organisation_id for one in tasks if one.occurrence == occurrence})


async def _move(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, one: Movable, day: date, reason: str
) -> bool:
    """One task, if it is still open; a wish of the school that waits has got its answer."""
    moved = await session.execute(
        update(Task)
        .where(Task.id == one.task_id, Task.state == TaskState.OPEN)
        .values(extended_due=day, version=Task.version + 1)
        .execution_options(synchronize_session=False)
    )
    if count(moved) != 1:
        return False
    waiting = Extension.task_id == one.task_id, Extension.state == ExtensionState.ASKED
    await session.execute(update(Extension).where(*waiting).values(state=ExtensionState.WITHDRAWN))
    session.add(
        Extension(
            task_id=one.task_id,
            due=day,
            reason=reason or say("postpone-reason"),
            state=ExtensionState.GRANTED,
            asked_by=actor.person_id,
            asked_at=context.now(),
            decided_by=actor.person_id,
            decided_at=context.now(),
            cause=f"{cause}:{one.task_id}",
        )
    )
    return True


async def _keep_silent(session: AsyncSession, context: Context, changes: Sequence[Change], day: date) -> None:
    """Words before the new day count as said; what is overdue after it is said as ever."""
    now, found = context.now(), await directory(session, context)
    given = await reminders.assignees(session, [change.task_id for change in changes])
    steps = [(Stage.WEEK, 0), *((Stage.BEFORE, step) for step in context.reminders.lead_days)]
    rows = [
        {
            "person_id": person_id,
            "subject_kind": TASK,
            "subject_id": change.task_id,
            "stage": stage,
            "step": step,
            "day": day,
            "created_at": now,
        }
        for change in changes
        for person_id in found.hearing(change.organisation_id, given.get(change.task_id, ()), now)
        for stage, step in steps
    ]
    await insert_all_new(session, Notice, rows)
