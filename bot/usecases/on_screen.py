"""A digest on screen becomes «✅ …» when somebody else marks what it asks for. Edits make no sound."""

from datetime import timedelta

from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.reminders import TASK
from bot.usecases.context import Context
from db import deliveries, pushes
from db.deliveries import Push

FRESH = timedelta(hours=24)
"""Older digests have scrolled away; the messenger lets a message be edited for two days."""


async def plan_edits(context: Context) -> int:
    """Write an edit for each digest that has been overtaken; how many."""
    now = context.now()
    day = local_day(now, context.default_zone)
    async with context.transaction() as session:
        found = await pushes.outdated(session, now - FRESH)
    edits = [
        Push(
            person_id=one.person_id,
            kind=DeliveryKind.EDIT,
            slot=one.slot,
            due_at=now,
            expires_at=now + FRESH,
            payload={"delivery": one.delivery_id},
            subject_kind=TASK,
            subject_id=one.task_id,
            stage=Stage.DONE_ELSEWHERE,
            day=day,
            replaces=one.reference,
        )
        for one in found
    ]
    if edits:
        async with context.transaction(write=True) as session:
            await deliveries.save_pushes(session, edits, now)
    return len(edits)
