"""From the database to notices: read the state, let `bot.domain.reminders` plan, write rows with unique keys."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.escalations import NEVER
from bot.domain.listeners import Directory
from bot.domain.reminders import Duty, Said, Slot, plan
from bot.domain.stages import WEEK, Days, is_frequent
from bot.usecases.calendar import furthest_after
from bot.usecases.context import Context
from bot.usecases.listeners import directory
from db import deliveries, reminders

LEAST_AHEAD = timedelta(days=14)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class State:
    """Everything the planner needs, as of one moment."""

    duties: tuple[Duty, ...]
    directory: Directory
    said: Said


async def read_state(session: AsyncSession, context: Context, ahead: timedelta = timedelta()) -> State:
    """The state for planning now and up to `ahead` from now; one query for each kind of row."""
    today = local_day(context.now(), context.default_zone)
    found = await directory(session, context)
    duties = await _duties(session, context, found, today, await _reach(session, context, today + ahead))
    keys = await reminders.said_keys(session, today)
    left = await reminders.digests_left(session, context.now() - 2 * ONE_DAY)
    digests = frozenset((person, date.fromisoformat(slot[:10])) for person, slot in left)
    return State(duties, found, Said(keys, digests, await _warned(session, context, found, today)))


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
    thousand schools take the planner half a second: it thinks in a thread, people are answered meanwhile.
    """
    async with context.transaction() as session:
        state = await read_state(session, context)
    slots = await asyncio.to_thread(plan, state.duties, state.directory, context.reminders, state.said, context.now())
    if slots:
        await save(context, slots)
    return slots


async def save(context: Context, slots: Sequence[Slot]) -> None:
    async with context.transaction(write=True) as session:
        await deliveries.save_slots(session, slots, context.now())
