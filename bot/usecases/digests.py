"""The digest of a person, drawn from the whole state of the moment in which it leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import Stage
from bot.domain.digests import Begun, Digest, Line, Undated, Warned, compose
from bot.domain.errors import AccessDenied
from bot.domain.escalations import heights, report
from bot.domain.listeners import Directory
from bot.domain.people import Actor
from bot.domain.reminders import PERSON, TASK
from bot.domain.stages import Days
from bot.usecases import past
from bot.usecases.calendar import undecreed
from bot.usecases.context import Context
from bot.usecases.listeners import directory
from bot.usecases.tasks import TaskCard, TaskLine
from db import outbox, pushes, reminders, undated
from db.outbox import Claimed, Reason

NOTHING_LEFT = "nothing-left"
DATED = frozenset({Stage.WEEK, Stage.BEFORE, Stage.OVERDUE, Stage.WARNED, Stage.ESCALATED})
"""Stages that are about a due day: another day takes their word back."""
UPWARD = frozenset({Stage.WARNED, Stage.ESCALATED})
ASIDE = frozenset({Stage.UNDECREED, Stage.UNDATED, Stage.LAUNCHED})
"""Stages that are about no task and no person."""
CHANGES = frozenset({Stage.MOVED, Stage.ADDED, Stage.DROPPED})


@dataclass(frozen=True, slots=True)
class Nothing:
    """The delivery is cancelled, and why: a code, worded as `kept-<reason>`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What every message needs: the transaction, and the directory read for this pass."""

    session: AsyncSession
    context: Context
    directory: Directory


async def lines_of(desk: Desk, person_id: int) -> list[Line]:
    """Every open task that the person hears about now: own organisations, assigned ones, those stood in for."""
    now = desk.context.now()
    stood_in = desk.directory.stood_in(person_id, now)
    places = desk.directory.heard_places(person_id, now)
    found = await reminders.lines(desk.session, places, stood_in)
    given = await reminders.assignees(desk.session, [line.task_id for line in found])
    return [
        line
        for line in found
        if person_id in desk.directory.hearing(line.organisation_id, given.get(line.task_id, ()), now)
    ]


async def digest_of(desk: Desk, person_id: int) -> Digest:
    own = desk.directory.places_of(person_id)
    return compose(person_id, today(desk, person_id), await lines_of(desk, person_id), own=own)


async def digest_again(context: Context, actor: Actor, done: TaskCard | None = None) -> Digest:
    """The reader's digest as of now: after «⬅️ Назад», or with what was marked from it just now."""
    async with context.transaction() as session:
        desk = Desk(session, context, await directory(session, context))
        if actor.person_id not in desk.directory.people:
            raise AccessDenied
        digest = await digest_of(desk, actor.person_id)
    return digest if done is None else digest.with_done(_marked(done.line))


def _marked(line: TaskLine) -> Line:
    days = Days(line.pace, line.opens, line.due)
    return Line(line.task_id, line.version, line.organisation_id, line.organisation, line.number, line.short_name, days)


async def digest_draft(desk: Desk, claimed: Claimed) -> Digest | Nothing:
    """Sent while one of its notices still holds."""
    if claimed.person_id not in desk.directory.people:
        return Nothing(NOTHING_LEFT)
    digest, speaks = await digest_now(desk, claimed.person_id, await outbox.reasons(desk.session, claimed.id))
    return digest if speaks and not digest.is_empty() else Nothing(NOTHING_LEFT)


async def digest_now(desk: Desk, person_id: int, reasons: Sequence[Reason]) -> tuple[Digest, bool]:
    """The whole state of a person, and whether one of the reasons to tell it still holds."""
    day, lines = today(desk, person_id), await lines_of(desk, person_id)
    known = {line.task_id: line.days for line in lines}
    holding = [one for one in reasons if one.stage not in UPWARD | CHANGES | ASIDE and _holds(one, known, day)]
    asked = frozenset(one.subject_id for one in holding if one.subject_kind == TASK)
    digest = await _upward(
        desk, compose(person_id, day, lines, asked=asked, own=desk.directory.places_of(person_id)), reasons
    )
    digest = await _with_changes(desk, digest, lines, reasons)
    digest = await _with_launches(desk, digest, lines, reasons)
    digest = replace(digest, nudged=any(one.stage is Stage.NUDGED for one in holding))
    if any(one.stage is Stage.UNDECREED for one in reasons):
        digest = replace(digest, undecreed=undecreed(day))
    digest = replace(digest, undated=await _undated(desk, person_id, reasons))
    aside = bool(digest.undated or digest.undecreed or digest.begun)
    changed = bool(digest.moved or digest.added or digest.dropped)
    return digest, bool(holding) or aside or changed or bool(digest.warnings) or bool(digest.escalated)


async def _with_launches(desk: Desk, digest: Digest, lines: Iterable[Line], reasons: Iterable[Reason]) -> Digest:
    """The plans that have begun. What had passed is asked about, not called overdue, until that is answered."""
    plans = {one.subject_id for one in reasons if one.stage is Stage.LAUNCHED}
    mine = [line.task_id for line in lines]
    begun = tuple(Begun(*row) for row in await pushes.begun(desk.session, plans, mine)) if plans and mine else ()
    if not begun:
        return digest
    running = [plan.roadmap_id for plan in begun]
    places = desk.directory.heard_places(digest.person_id, desk.context.now())
    asked = [one for plan in running for one in await past.waiting(desk.session, places, plan)]
    about = await pushes.asked_about(desk.session, running, mine)
    late = tuple(line for line in digest.overdue if not _is_past(line, about))
    return replace(digest, begun=begun, past=tuple(asked), overdue=late)


def _is_past(line: Line, asked: Mapping[int, datetime]) -> bool:
    day = line.days.can_pass
    return line.task_id in asked and day is not None and day < asked[line.task_id].date()


async def _undated(desk: Desk, person_id: int, reasons: Iterable[Reason]) -> tuple[Undated, ...]:
    """Plans that still have rows without a day, while the reader still runs their owner."""
    asked = {one.subject_id for one in reasons if one.stage is Stage.UNDATED}
    found = await undated.plans(desk.session, asked) if asked else []
    now = desk.context.now()
    mine = [plan for plan in found if person_id in desk.directory.hearing(plan.owner_id, (), now)]
    return tuple(Undated(plan.roadmap_id, plan.title, plan.rows) for plan in mine)


async def _with_changes(desk: Desk, digest: Digest, lines: Iterable[Line], reasons: Iterable[Reason]) -> Digest:
    """What a change of the plan has done to the reader's tasks, as they stand now."""
    told = {stage: {one.subject_id for one in reasons if one.stage is stage} for stage in CHANGES}
    if not any(told.values()):
        return digest
    added = tuple(line for line in lines if line.task_id in told[Stage.ADDED])
    moved = tuple(line for line in lines if line.task_id in told[Stage.MOVED] - told[Stage.ADDED])
    dropped = await reminders.cancelled_lines(desk.session, told[Stage.DROPPED])
    return replace(digest, moved=moved, added=added, dropped=tuple(dropped))


async def _upward(desk: Desk, digest: Digest, reasons: Iterable[Reason]) -> Digest:
    """What is to be reported upward, and what the reader hears of others: only while the reader still stands there."""
    wanted = [one for one in reasons if one.stage in UPWARD]
    if not wanted:
        return digest
    lines = {line.task_id: line for line in await reminders.lines_by_id(desk.session, [w.subject_id for w in wanted])}
    given = await reminders.assignees(desk.session, list(lines))
    steps = await reminders.escalations(desk.session, list(lines), desk.context.reminders.escalate_after)
    wishing = await reminders.wishing(desk.session, list(lines))
    now, calendar = desk.context.now(), desk.directory.people[digest.person_id].calendar
    warnings: list[Warned] = []
    escalated: list[Line] = []
    for one in wanted:
        line = lines.get(one.subject_id)
        if line is None or line.days.can_pass != one.day or not steps[line.task_id] or one.subject_id in wishing:
            continue
        rungs = desk.directory.rungs(line.organisation_id, given.get(line.task_id, ()), now)
        height = (*heights(steps[line.task_id], [rung.role for rung in rungs]), *[0] * one.step)[one.step - 1]
        below, above = rungs[one.step - 1 : one.step], rungs[one.step : one.step + 1] if height else ()
        if one.stage is Stage.WARNED and above and below and digest.person_id in below[0].people:
            seen = report(line.days, one.step, height, digest.today, calendar).on
            warnings.append(Warned(line, seen, above[0].role))
        if one.stage is Stage.ESCALATED and above and digest.person_id in above[0].people:
            escalated.append(line)
    return replace(digest, warnings=tuple(warnings), escalated=tuple(escalated))


def _holds(reason: Reason, known: dict[int, Days], day: date) -> bool:
    """Done, taken away or moved to another day: that notice has nothing to say any more."""
    if reason.subject_kind == PERSON:
        return bool(known) if reason.stage is Stage.SNOOZED else any(_overdue(days, day) for days in known.values())
    days = known.get(reason.subject_id)
    return days is not None and (reason.stage not in DATED or days.due == reason.day)


def _overdue(days: Days, day: date) -> bool:
    return days.can_pass is not None and days.can_pass < day


def today(desk: Desk, person_id: int) -> date:
    return desk.directory.people[person_id].today(desk.context.now())
