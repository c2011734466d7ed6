"""A row of a running plan gets other days: open tasks move, what is done stays, and those concerned hear of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.amendments import moves
from bot.domain.deliveries import Stage
from bot.domain.listeners import Directory
from bot.domain.reminders import TASK, Key, PlannedNotice, Slot
from bot.domain.silence import digest_at
from bot.domain.turns import Turn
from bot.usecases.context import Context
from bot.usecases.listeners import directory, next_digest
from db import amendments, deliveries, reminders
from db.amendments import Touched
from db.models import Task
from db.upsert import insert_all_new


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one task: MOVED, ADDED or DROPPED."""

    task_id: int
    organisation_id: int
    stage: Stage


async def settle(
    session: AsyncSession, context: Context, measure_id: int, turns: Sequence[Turn], organisations: Collection[int]
) -> list[Change]:
    """Bring the tasks of a row to its turns and to whom it is for. Only open tasks move or go."""
    served = await amendments.organisations(session, measure_id)
    plan = moves(await amendments.occurrences(session, measure_id), turns)
    found: list[Change] = []
    for occurrence in plan.dropped:
        found += _changes(await amendments.drop(session, measure_id, occurrence), Stage.DROPPED)
    away = served - set(organisations)
    found += _changes(await amendments.drop(session, measure_id, organisations=away), Stage.DROPPED) if away else []
    for occurrence, turn in plan.kept:
        found += _changes(await amendments.shift(session, measure_id, occurrence, turn), Stage.MOVED)
    staying = served & set(organisations)
    found += await _add(session, context, measure_id, plan.added, staying)
    found += await _add(session, context, measure_id, turns, set(organisations) - served)
    return found


def _changes(touched: Iterable[Touched], stage: Stage) -> list[Change]:
    return [Change(one.task_id, one.organisation_id, stage) for one in touched]


async def _add(
    session: AsyncSession, context: Context, measure_id: int, turns: Sequence[Turn], organisations: Collection[int]
) -> list[Change]:
    """New tasks; those that were cancelled before come back as they were."""
    if not turns or not organisations:
        return []
    found = []
    for turn in turns:
        found += _changes(await amendments.bring_back(session, measure_id, turn, organisations), Stage.ADDED)
    names = [turn.occurrence for turn in turns]
    there = await amendments.tasks_of(session, measure_id, names)
    rows = [
        {
            "measure_id": measure_id,
            "organisation_id": organisation_id,
            "occurrence": turn.occurrence,
            "label": turn.label,
            "opens": turn.opens,
            "due": turn.due,
            "created_at": context.now(),
        }
        for organisation_id in sorted(organisations)
        for turn in turns
        if (turn.occurrence, organisation_id) not in there
    ]
    await insert_all_new(session, Task, rows)
    after = await amendments.tasks_of(session, measure_id, names)
    new = [(key, task) for key, task in after.items() if key not in there and key[1] in organisations]
    return [*found, *(Change(task, organisation_id, Stage.ADDED) for (_, organisation_id), task in new)]


async def tell(session: AsyncSession, context: Context, actor_id: int, changes: Sequence[Change]) -> int:
    """Write the changes into the next digest of everybody who hears of these tasks, but for who made them; says to
    how many people."""
    now = context.now()
    found = await directory(session, context)
    given = await reminders.assignees(session, [change.task_id for change in changes])
    wanted: dict[int, list[Change]] = {}
    for change in changes:
        for person_id in found.hearing(change.organisation_id, given.get(change.task_id, ()), now):
            if person_id != actor_id:
                wanted.setdefault(person_id, []).append(change)
    slots = [_slot(context, found, person_id, mine, now) for person_id, mine in sorted(wanted.items())]
    await deliveries.save_slots(session, slots, now)
    return len(slots)


def _slot(context: Context, found: Directory, person_id: int, changes: Sequence[Change], now: datetime) -> Slot:
    """The next digest of this person, whether or not anything else opens it."""
    listener = found.people[person_id]
    day = next_digest(context, listener, now)
    today = listener.today(now)
    keys = [Key(person_id, TASK, change.task_id, change.stage, 0, today) for change in changes]
    notices = tuple(PlannedNotice(key) for key in dict.fromkeys(keys))
    return Slot(person_id, day.isoformat(), digest_at(listener, context.reminders, day), notices)
