"""«На проверке»: those above accept a mark or return it with a reason and a new day; returned tasks are open again.

Marks are final at once unless the policy of their plan asks for acceptance; returning is possible either way.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import may_review, require
from bot.domain.clock import local_day
from bot.domain.deadline import say_day
from bot.domain.errors import Refusal
from bot.domain.extensions import ExtensionState
from bot.domain.people import Actor, Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import MarkKind, Review, TaskState
from bot.usecases import audit
from bot.usecases.calendar import calendar_of
from bot.usecases.cards import Seen, read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.days import coming_day
from bot.usecases.parents import refresh_parents
from bot.usecases.request_pushes import tell
from bot.usecases.roadmaps import administered
from bot.usecases.tasks import TaskCard, TaskLine, line_of
from db import facts, memberships, reviews, roadmaps, tasks
from db.models import Extension, Mark, Roadmap, Task
from db.results import count

ACCEPTANCE = "acceptance"
"""In the policy of a plan: marks wait for those above."""
PAGE = 10
REASON_LIMIT = 300
RETURN_DAYS = 5
"""Working days that a returned task gets when nobody names a day."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Marks that wait for the reader, a page of them. `last_mark` bounds what «Принять все» takes: what was shown."""

    lines: tuple[TaskLine, ...]
    page: int
    total: int
    last_mark: int
    today: date


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A mark before those above. `day`: until when the task goes back if no other day is named."""

    card: TaskCard
    day: date | None


@dataclass(frozen=True, slots=True)
class Policy:
    roadmap_id: int
    title: str
    version: int
    acceptance: bool


async def queue(context: Context, actor: Actor, page: int = 0) -> Queue:
    async with context.transaction() as session:
        where = reviews.waiting(actor)
        total = await tasks.number_of(session, where)
        page = min(max(page, 0), max(0, total - 1) // PAGE)
        rows = await tasks.page(session, where, limit=PAGE, offset=page * PAGE)
        everything = await reviews.marked_until(session, where, 2**62)
        last = await reviews.last_mark(session, everything)
        return Queue(tuple(map(line_of, rows)), page, total, last, local_day(context.now(), actor.zone))


async def review(context: Context, actor: Actor, task_id: int) -> Reviewed:
    async with context.transaction() as session:
        seen = await _closed(session, actor, task_id)
        return Reviewed(await read_card(session, context, actor, task_id), await _proposed(session, context, seen))


async def accept(context: Context, actor: Actor, cause: Cause, task_id: int, version: int) -> TaskCard:
    """A second tap, or a mark that was changed meanwhile, is refused as stale."""
    async with context.transaction(write=True) as session:
        await _closed(session, actor, task_id)
        if not await reviews.accept(session, task_id, version):
            raise Refusal("stale-review")
        session.add(_mark(context, actor, cause, task_id, MarkKind.ACCEPTED))
        return await read_card(session, context, actor, task_id)


async def accept_all(context: Context, actor: Actor, cause: Cause, last_mark: int) -> int:
    """Accept everything that waited when the list was shown; says how many."""
    async with context.transaction(write=True) as session:
        found = await reviews.marked_until(session, reviews.waiting(actor), last_mark)
        accepted = [task_id for task_id in found if await reviews.accept(session, task_id)]
        for task_id in accepted:
            session.add(_mark(context, actor, Cause(f"{cause}:{task_id}"), task_id, MarkKind.ACCEPTED))
        return len(accepted)


async def check_day(context: Context, actor: Actor, task_id: int, words: str) -> date:
    """The day that the words name. Raises Refusal for one that is none, has passed or is a day off."""
    async with context.transaction() as session:
        place = (await _closed(session, actor, task_id)).row.organisation
        day = coming_day(words, local_day(context.now(), place.zone))
        calendar = await calendar_of(session, context, place.id, day)
        if not calendar.is_working(day):
            raise Refusal("day-off", day=say_day(day), working=say_day(calendar.after(day)))
        return day


def check_reason(reason: str) -> str:
    """Raises Refusal «empty-reason» or «long-text»."""
    words = " ".join(reason.split())
    if not words:
        raise Refusal("empty-reason")
    if len(words) > REASON_LIMIT:
        raise Refusal("long-text", limit=REASON_LIMIT)
    return words


async def give_back(
    context: Context,
    actor: Actor,
    cause: Cause,
    task_id: int,
    version: int,
    reason: str,
    day: date | None = None,
) -> TaskCard:
    """Open the task again until a new day; who marked it and the coordinators are told why.

    Raises Refusal «empty-reason», «long-text», «stale-review».
    """
    words = check_reason(reason)
    async with context.transaction(write=True) as session:
        seen = await _closed(session, actor, task_id)
        task, today = seen.row.task, local_day(context.now(), seen.row.organisation.zone)
        until = await _proposed(session, context, seen)
        until = day if day is not None and until is not None else until
        await _open_again(session, task, version, until)
        given = await _told(session, seen)
        mark = _mark(context, actor, cause, task_id, MarkKind.RETURNED, words)
        session.add(mark)
        if until is not None:
            session.add(_extension(context, actor, cause, task_id, until, words))
        await session.flush()
        await reviews.rearm(session, task_id, until, today)
        await refresh_parents(session, task)
        audit.record(session, context, actor.person_id, "returned", "task", task_id, mark=mark.id)
        for person_id in given - {actor.person_id}:
            await tell(session, context, person_id, "returned", mark.id)
        return await read_card(session, context, actor, task_id)


async def _open_again(session: AsyncSession, task: Task, version: int, until: date | None) -> None:
    """Raises Refusal «stale-review»."""
    values = {"state": TaskState.OPEN, "done_on": None, "before_joining": False, "review": None}
    opened = await session.execute(
        update(Task)
        .where(Task.id == task.id, Task.version == version, Task.state == task.state)
        .values(**values, extended_due=until or task.extended_due, version=Task.version + 1)
        .execution_options(synchronize_session=False)
    )
    if count(opened) != 1:
        raise Refusal("stale-review")


async def policy(context: Context, actor: Actor, roadmap_id: int) -> Policy:
    async with context.transaction() as session:
        roadmap, _ = await administered(session, actor, roadmap_id)
        return _policy(roadmap)


async def set_policy(context: Context, actor: Actor, roadmap_id: int, version: int, *, acceptance: bool) -> Policy:
    """Marks from now on wait for those above, or are final at once; then what waits is final too."""
    async with context.transaction(write=True) as session:
        roadmap, _ = await administered(session, actor, roadmap_id)
        wanted = {**roadmap.policy, ACCEPTANCE: acceptance}
        if not await roadmaps.change(session, roadmap_id, version, RoadmapState.ACTIVE, policy=wanted):
            raise Refusal("stale")
        if not acceptance:
            await reviews.let_go(session, roadmap_id)
        audit.record(session, context, actor.person_id, "acceptance", "roadmap", roadmap_id, on=acceptance)
        await session.refresh(roadmap)
        return _policy(roadmap)


def _policy(roadmap: Roadmap) -> Policy:
    return Policy(roadmap.id, roadmap.title, roadmap.version, bool(roadmap.policy.get(ACCEPTANCE)))


async def standing(session: AsyncSession, actor: Actor, seen: Seen) -> Review | None:
    """Where a new mark stands: final at once, or waiting for those above."""
    roadmap = await session.get_one(Roadmap, seen.row.measure.roadmap_id)
    final = may_review(actor, seen.row.task.organisation_id, roadmap.owner_id)
    return Review.WAITING if roadmap.policy.get(ACCEPTANCE) and not final else None


async def _closed(session: AsyncSession, actor: Actor, task_id: int) -> Seen:
    """A marked task that the actor may return. Raises AccessDenied, Refusal «stale-review»."""
    seen = await see(session, actor, task_id)
    require(may_review(actor, seen.row.task.organisation_id, seen.row.owner_id))
    if seen.row.task.state is TaskState.OPEN or seen.row.children:
        raise Refusal("stale-review")
    return seen


async def _proposed(session: AsyncSession, context: Context, seen: Seen) -> date | None:
    """A working week ahead, or the day the task has if that comes later; none for rows without a day."""
    due = line_of(seen.row).due
    if due is None or line_of(seen.row).all_year:
        return None
    place = seen.row.organisation
    today = local_day(context.now(), place.zone)
    calendar = await calendar_of(session, context, place.id, today)
    return max(due, calendar.after(today, RETURN_DAYS))


async def _told(session: AsyncSession, seen: Seen) -> set[int]:
    """Who marked it, who has it, and the coordinators of the school."""
    last = {mark.by_person_id for mark in (await facts.marks(session, seen.row.task.id))[-2:]}
    staff = [one for one, _, _ in await memberships.of_organisations(session, [seen.row.task.organisation_id])]
    found = {one.person_id for one in staff if one.role is Role.COORDINATOR or one.person_id in last}
    return found | {one.person_id for one in seen.given}


def _mark(
    context: Context, actor: Actor, cause: Cause, task_id: int, kind: MarkKind, reason: str | None = None
) -> Mark:
    return Mark(task_id=task_id, kind=kind, reason=reason, at=context.now(), by_person_id=actor.person_id, cause=cause)


def _extension(context: Context, actor: Actor, cause: Cause, task_id: int, until: date, reason: str) -> Extension:
    now = context.now()
    return Extension(
        task_id=task_id, due=until, reason=reason, state=ExtensionState.GRANTED, asked_by=actor.person_id,
        asked_at=now, decided_by=actor.person_id, decided_at=now, cause=cause,
    )  # fmt: skip
