"""A message on screen becomes «✅ …» when somebody else marks what it asks for. Edits make no sound."""

from collections.abc import Mapping
from datetime import timedelta
from zlib import crc32

from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.reminders import TASK
from bot.usecases.context import Context
from db import deliveries, pushes
from db.deliveries import Push
from db.pushes import OnScreen

FRESH = timedelta(hours=24)
"""Older messages have scrolled away; the messenger lets a message be edited for two days."""


async def plan_edits(context: Context) -> int:
    """Write an edit for each message that has been overtaken; how many."""
    now = context.now()
    day = local_day(now, context.default_zone)
    async with context.transaction() as session:
        closed = await pushes.closed_since(session, now - FRESH)
        if not closed:
            return 0
        shown = await pushes.on_screen(session, now - FRESH)
        known = await pushes.edits(session, now - FRESH)
    overtaken = [(one, mine) for one in shown if (mine := [task for task in one.tasks if task in closed])]
    edits = [
        Push(
            person_id=one.person_id,
            kind=DeliveryKind.EDIT,
            slot=slot,
            due_at=now,
            expires_at=now + FRESH,
            payload={"delivery": one.delivery_id},
            subject_kind=TASK,
            subject_id=mine[0],
            stage=Stage.DONE_ELSEWHERE,
            day=day,
            replaces=one.reference,
        )
        for one, mine in overtaken
        if (one.person_id, slot := _slot(one, {task: closed[task] for task in mine})) not in known
    ]
    if edits:
        async with context.transaction(write=True) as session:
            await deliveries.save_pushes(session, edits, now)
    return len(edits)


def _slot(one: OnScreen, closed: Mapping[int, int]) -> str:
    """One edit for all that has been marked by now; another mark makes another."""
    return f"{one.delivery_id}:{crc32(repr(sorted(closed.items())).encode())}"
