"""«⏰ Позже»: a reminder of one task at a moment of the person's choice. Deadlines and other reminders go on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.access import coordinates, require
from bot.domain.calendar import Calendar
from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.tasks import TaskState
from bot.usecases.calendar import calendar_of
from bot.usecases.cards import see
from bot.usecases.context import Context
from bot.usecases.notices import notify

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Until(StrEnum):
    HOUR = "hour"
    MORNING = "morning"
    MONDAY = "monday"


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The local moment at which the reminder comes, and the day it is now."""

    moment: datetime
    today: date


async def snooze(context: Context, actor: Actor, task_id: int, until: Until) -> Snoozed:
    """Remind the actor of an open task later. Silence moves the moment to the next working day."""
    async with context.transaction(write=True) as session:
        seen = await see(session, actor, task_id)
        home = seen.row.task.organisation_id
        require(coordinates(actor, home) or actor.person_id in {one.person_id for one in seen.given})
        if seen.row.task.state is not TaskState.OPEN:
            raise Refusal("row-closed")
        local = context.now().astimezone(ZoneInfo(actor.zone))
        calendar = await calendar_of(session, home, local.date())
        moment = wake_at(local, until, calendar, context.reminders.send_at, context.reminders.quiet_from)
        await notify(
            session,
            context,
            actor.person_id,
            "task",
            task_id,
            Stage.SNOOZED,
            local_day(moment, actor.zone),
            DeliveryKind.DIGEST,
            f"{moment:%Y-%m-%dT%H:%M}",
            moment,
        )
        return Snoozed(moment, local.date())


def wake_at(now: datetime, until: Until, calendar: Calendar, morning: time, quiet_from: time) -> datetime:
    """The local moment of a snooze: never in the evening, at night, or on a day off."""
    zone = now.tzinfo
    if until is Until.HOUR:
        later = now + HOUR
        if calendar.is_working(later.date()) and morning <= later.time() < quiet_from:
            return later
    day = now.date() + (timedelta(days=7 - now.weekday()) if until is Until.MONDAY else DAY)
    if until is Until.HOUR and now.time() < morning:
        day = now.date()
    return datetime.combine(calendar.on_or_after(day), morning, zone)
