"""Rows without a day are asked of the owner of their plan on the first Monday of each month, never of a school."""

from datetime import date, datetime, timedelta

from bot.domain.clock import local_day
from bot.domain.deliveries import Stage
from bot.domain.reminders import PLAN, Key, PlannedNotice, Slot
from bot.domain.silence import Listener, digest_at
from bot.usecases.context import Context
from bot.usecases.listeners import directory, next_digest
from db import deliveries, undated
from db.undated import UndatedPlan


def first_monday(day: date) -> date:
    """Of the month of this day."""
    first = day.replace(day=1)
    return first + timedelta(days=-first.weekday() % 7)


async def ask(context: Context) -> int:
    """One line in the digest of who runs the owner, on that Monday or the working day after it; gives how many people.

    A plan that was launched since waits for the next month: its preview has just said the same.
    """
    now = context.now()
    monday = first_monday(local_day(now, context.default_zone))
    if local_day(now, context.default_zone) < monday:
        return 0
    async with context.transaction() as session:
        waiting = await undated.plans(session)
        if not waiting:
            return 0
        known = await undated.asked(session, monday)
        found = await directory(session, context)
    wanted: dict[int, list[PlannedNotice]] = {}
    for plan in waiting:
        for person_id in found.hearing(plan.owner_id, (), now):
            if (person_id, plan.roadmap_id) not in known and _is_time(plan, found.people[person_id], monday, now):
                key = Key(person_id, PLAN, plan.roadmap_id, Stage.UNDATED, 0, monday)
                wanted.setdefault(person_id, []).append(PlannedNotice(key))
    if not wanted:
        return 0
    slots = []
    for person_id, notices in sorted(wanted.items()):
        listener = found.people[person_id]
        day = next_digest(context, listener, now)
        slots.append(Slot(person_id, day.isoformat(), digest_at(listener, context.reminders, day), tuple(notices)))
    async with context.transaction(write=True) as session:
        await deliveries.save_slots(session, slots, now)
    return len(slots)


def _is_time(plan: UndatedPlan, listener: Listener, monday: date, now: datetime) -> bool:
    launched = local_day(plan.launched_at, listener.zone) if plan.launched_at else monday
    return launched < monday and listener.today(now) >= listener.calendar.on_or_after(monday)
