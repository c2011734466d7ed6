"""«⏰ Позже»: a reminder of one task, or of the whole digest, at a moment of the person's choice.

Deadlines and other reminders go on. A snooze is a notice of its own stage, so it survives a restart; in the morning it
is part of that day's digest.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.access import coordinates, require
from bot.domain.deliveries import Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.domain.reminders import PERSON, TASK
from bot.domain.silence import Listener, digest_at
from bot.domain.snoozes import Until, Waking, waking
from bot.domain.tasks import Days, TaskState
from bot.usecases.cards import see
from bot.usecases.context import Context
from bot.usecases.digests import Desk, lines_of
from bot.usecases.listeners import directory
from db import deliveries, people


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The local moment at which the reminder comes, the day it is now, and what it had to do with a deadline."""

    moment: datetime
    today: date
    deadline: date | None = None
    brought_forward: bool = False
    crosses: bool = False


async def snooze(context: Context, actor: Actor, task_id: int, until: Until) -> Snoozed:
    """Remind the actor of an open task later."""
    async with context.transaction(write=True) as session:
        seen = await see(session, actor, task_id)
        row = seen.row.task
        given = {one.person_id for one in seen.given}
        require(coordinates(actor, row.organisation_id) or actor.person_id in given)
        if row.state is not TaskState.OPEN:
            raise Refusal("row-closed")
        deadline = Days(row.opens, row.due, row.own_due, row.extended_due).effective
        desk = Desk(session, context, await directory(session, context))
        return await _keep(desk, actor, TASK, task_id, until, deadline)


async def snooze_digest(context: Context, actor: Actor, until: Until) -> Snoozed:
    """Say all of it again later, not after the first of its deadlines."""
    async with context.transaction(write=True) as session:
        desk = Desk(session, context, await directory(session, context))
        lines = await lines_of(desk, actor.person_id)
        today = _listener(desk, actor).today(context.now())
        dues = [day for line in lines if (day := line.days.can_pass) is not None and day >= today]
        return await _keep(desk, actor, PERSON, actor.person_id, until, min(dues, default=None))


async def _keep(
    desk: Desk, actor: Actor, subject: str, subject_id: int, until: Until, deadline: date | None
) -> Snoozed:
    context, now, listener = desk.context, desk.context.now(), _listener(desk, actor)
    woken = waking(listener, context.reminders, until, deadline, now)
    await people.touch(desk.session, actor.person_id, now)
    local = woken.at.astimezone(ZoneInfo(listener.zone))
    morning = woken.at == digest_at(listener, context.reminders, local.date())
    slot = local.date().isoformat() if morning else f"{local:%Y-%m-%dT%H:%M}"
    key = (actor.person_id, subject, subject_id, Stage.SNOOZED, local.date())
    await deliveries.snooze(desk.session, key, slot, woken.at, now)
    return _snoozed(woken, local, listener.today(now), deadline)


def _snoozed(woken: Waking, local: datetime, today: date, deadline: date | None) -> Snoozed:
    return Snoozed(local, today, deadline, woken.brought_forward, woken.crosses is not None)


def _listener(desk: Desk, actor: Actor) -> Listener:
    """Raises AccessDenied for somebody who has no role any more."""
    listener = desk.directory.people.get(actor.person_id)
    if listener is None:
        raise AccessDenied
    return listener
