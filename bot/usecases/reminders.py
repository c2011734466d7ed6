"""From the database to notices: read the state, let `bot.domain.reminders` plan, write rows with unique keys."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.escalations import NEVER
from bot.domain.listeners import Directory
from bot.domain.reminders import Duty, Said, Slot, plan
from bot.domain.silence import ReminderPolicy
from bot.domain.stages import Days, is_frequent
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
    until = today + reach(context.reminders) + ahead
    duties = await _duties(session, context, today, until)
    keys = await reminders.said_keys(session, today)
    left = await reminders.digests_left(session, context.now() - 2 * ONE_DAY)
    digests = frozenset((person, date.fromisoformat(slot[:10])) for person, slot in left)
    warned = await reminders.warned(session, today)
    told = {key: local_day(at, context.default_zone) for key, at in warned.items()}
    return State(duties, found, Said(keys, digests, told))


def reach(policy: ReminderPolicy) -> timedelta:
    """How far ahead of its due day a task may speak up: the leads, with room for the longest holidays."""
    return LEAST_AHEAD + 2 * max(policy.lead_days, default=0) * ONE_DAY


async def _duties(session: AsyncSession, context: Context, today: date, until: date) -> tuple[Duty, ...]:
    given = await reminders.assignees(session)
    frequent = {measure for measure, own in (await reminders.series_windows(session)).items() if is_frequent(own)}
    upward = await reminders.escalating_plans(session, context.reminders.escalate_after)
    return tuple(
        Duty(
            task.task_id,
            task.organisation_id,
            Days(task.pace, task.opens, task.due, task.closes, task.measure_id in frequent, bool(task.unentered)),
            task.created_at.date(),
            given.get(task.task_id, ()),
            upward.get(task.roadmap_id, NEVER),
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
