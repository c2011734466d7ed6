"""From the database to notices: read the state, let `bot.domain.reminders` plan, write rows with unique keys."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.escalations import NEVER
from bot.domain.listeners import Directory
from bot.domain.reminders import Duty, Said, Slot, plan
from bot.domain.silence import may_disturb
from bot.domain.stages import WEEK, Days, is_frequent
from bot.usecases.calendar import furthest_after
from bot.usecases.context import Context
from bot.usecases.listeners import directory
from db import deliveries, leases, outbox, reminders

log = structlog.get_logger()

LEAST_AHEAD = timedelta(days=14)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class State:
    """Everything the planner needs, as of one moment."""

    duties: tuple[Duty, ...]
    directory: Directory
    said: Said
    leaving: frozenset[int] = frozenset()
    """People to whom a message that tells everything is due now."""


async def read_state(session: AsyncSession, context: Context, ahead: timedelta = timedelta()) -> State:
    """The state for planning now and up to `ahead` from now; one query for each kind of row."""
    today = local_day(context.now(), context.default_zone)
    found = await directory(session, context)
    duties = await _duties(session, context, found, today, await _reach(session, context, today + ahead))
    keys = await reminders.said_keys(session, today)
    digests = await told_days(session, context, found)
    warned = await _warned(session, context, found, today)
    leaving = await outbox.leaving(session, context.now())
    return State(duties, found, Said(keys, digests, warned), leaving)


async def told_days(session: AsyncSession, context: Context, found: Directory) -> frozenset[tuple[int, date]]:
    """Who was told everything on which of the last days: by the local day on which the message left."""
    now = context.now()
    left = await reminders.told(session, now - 2 * ONE_DAY, now)
    return frozenset((person, found.people[person].today(at)) for person, at in left if person in found.people)


async def _warned(
    session: AsyncSession, context: Context, found: Directory, today: date
) -> dict[tuple[int, int, date], date]:
    """The day of each warning, by the clock of whoever was warned."""
    told: dict[tuple[int, int, date], date] = {}
    for key, person_id, at in await reminders.warned(session, today):
        listener = found.listener(person_id)
        told.setdefault(key, local_day(at, listener.zone if listener else context.default_zone))
    return told


async def _reach(session: AsyncSession, context: Context, day: date) -> date:
    """Up to which due day a task may speak up on `day`: the leads, with room for anybody's longest days off."""
    lead = max(context.reminders.lead_days, default=0)
    usual = day + LEAST_AHEAD + 2 * lead * ONE_DAY
    return max(usual, await furthest_after(session, context, day + ONE_DAY, max(lead, 1)) + WEEK)


@lru_cache(1024)
def _made_on(moment: datetime, zone: str) -> date:
    """A launch makes thousands of tasks in one moment."""
    return local_day(moment, zone)


async def _duties(
    session: AsyncSession, context: Context, found: Directory, today: date, until: date
) -> tuple[Duty, ...]:
    given = await reminders.assignees(session)
    frequent = {measure for measure, own in (await reminders.series_windows(session)).items() if is_frequent(own)}
    upward = await reminders.escalating_plans(session, context.reminders.escalate_after)
    wishing = await reminders.wishing(session) if any(upward.values()) else frozenset[int]()
    return tuple(
        Duty(
            task.task_id,
            task.organisation_id,
            Days(task.pace, task.opens, task.due, task.closes, task.measure_id in frequent, bool(task.unentered)),
            _made_on(task.created_at, found.zones.get(task.organisation_id, context.default_zone)),
            given.get(task.task_id, ()),
            NEVER if task.task_id in wishing else upward.get(task.roadmap_id, NEVER),
        )
        for task in await reminders.open_tasks(session, today, until)
    )


async def plan_digests(context: Context) -> tuple[Slot, ...]:
    """Open what is to be opened now; gives the slots that were written.

    Reading and writing are two transactions: the unique keys make it harmless that somebody else plans in between. A
    thousand schools take the planner half a second: it thinks in a thread, people are answered meanwhile. Digests that
    were due by now may leave after this, and none that comes due later before the next time.
    """
    now = context.now()
    async with context.transaction() as session:
        state = await read_state(session, context)
    rules = (state.duties, state.directory, context.reminders, state.said)
    slots = await asyncio.to_thread(plan, *rules, now, state.leaving)
    await save(context, slots)
    async with context.transaction(write=True) as session:
        await outbox.bring_forward(session, await _of_today(session, context, state.directory, now), now)
        await leases.note_planned(session, now)
    return slots


async def plan_if_due(context: Context) -> None:
    """For the sender: plan what came due since the last plan. Should that fail, it waits, and nothing else does."""
    try:
        async with context.transaction() as session:
            waits = await outbox.waits_for_plan(session, context.now())
        if waits:
            await plan_digests(context)
    except Exception:
        log.exception("digests not planned")


async def save(context: Context, slots: Sequence[Slot]) -> None:
    if slots:
        async with context.transaction(write=True) as session:
            await deliveries.save_slots(session, slots, context.now())


async def _of_today(session: AsyncSession, context: Context, found: Directory, now: datetime) -> list[int]:
    """The digests that would leave later today to people who are told everything now."""
    listening = {
        person: listener.today(now).isoformat()
        for person, listener in found.people.items()
        if may_disturb(listener, context.reminders, now)
    }
    return [one for one, person, slot in await outbox.to_come(session, now) if listening.get(person) == slot]
