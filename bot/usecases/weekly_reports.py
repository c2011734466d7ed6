"""The weekly report: of each organisation on the day that its administrator has chosen, at the hour of the own digest.

A report is due from its day on until the next one: whoever was down, or away, all that day sends it, or gets it, later.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.access import administers
from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.domain.silence import own_hour
from bot.usecases.context import Context
from bot.usecases.notices import notify
from bot.usecases.settings import SEND_AT
from bot.usecases.status import choose as choose_place
from bot.usecases.weekly_pushes import SUBJECT
from db import weekly_reports
from db.models import Person
from db.weekly_reports import Wanting

REPORT_ON = "report_on"
DAYS = tuple(range(5))
"""Monday to Friday: at weekends nothing is pushed."""
WEEK = timedelta(days=7)
Wishes = dict[int, tuple[int, date]]
"""Organisation → weekday, Monday is 0, and the local day on which it was chosen."""


async def chosen_day(context: Context, actor: Actor, organisation_id: int) -> int | None:
    """The weekday of the own report about an organisation; None where none is wanted. Raises AccessDenied."""
    place = choose_place(actor, organisation_id)
    async with context.transaction() as session:
        person = await session.get(Person, actor.person_id)
        wish = wishes_of(person.settings, choose_place(actor, 0)).get(place) if person else None
        return wish[0] if wish else None


async def choose_day(context: Context, actor: Actor, organisation_id: int, weekday: int | None) -> int | None:
    """For whoever administers. Raises AccessDenied, Refusal("stale")."""
    place = choose_place(actor, organisation_id)
    if not administers(actor, place):
        raise AccessDenied
    if weekday is not None and weekday not in DAYS:
        raise Refusal("stale")
    async with context.transaction(write=True) as session:
        person = await session.get_one(Person, actor.person_id, with_for_update=True)
        wishes = wishes_of(person.settings, choose_place(actor, 0))
        wishes.pop(place, None)
        if weekday is not None:
            wishes[place] = weekday, local_day(context.now(), actor.zone)
        rest = {key: value for key, value in person.settings.items() if key != REPORT_ON}
        kept = {str(one): [day, since.isoformat()] for one, (day, since) in wishes.items()}
        person.settings = {**rest, REPORT_ON: kept} if kept else rest
    return weekday


def wishes_of(settings: Mapping[str, object], first: int) -> Wishes:
    """What a person has chosen. A bare number is a wish of an older bot: about the first organisation."""
    told = settings.get(REPORT_ON)
    if isinstance(told, int):
        return {first: (told, date.min)} if told in DAYS else {}
    if not isinstance(told, dict):
        return {}
    return {int(place): (day, date.fromisoformat(since)) for place, (day, since) in told.items()}


async def plan_reports(context: Context) -> int:
    """Write the notices of the reports that are due now; says how many. Safe to repeat: one an organisation and day."""
    now = context.now()
    async with context.transaction() as session:
        wanting = await weekly_reports.wanting(session, REPORT_ON)
        told = await weekly_reports.told(session, SUBJECT, local_day(now, context.default_zone) - 2 * WEEK)
    due = [
        (one.person_id, place, day)
        for one in wanting
        for place, (weekday, since) in wishes_of(one.settings, one.first).items()
        if (day := _last_day(context, one, weekday, now)) >= since and (one.person_id, place, day) not in told
    ]
    if not due:
        return 0
    async with context.transaction(write=True) as session:
        for person_id, place, day in due:
            await notify(
                session, context, person_id, SUBJECT, place, Stage.REPORT, day, DeliveryKind.REPORT,
                f"{day.isoformat()}:{place}", now, {"organisation": place, "day": day.isoformat()},
            )  # fmt: skip
    return len(due)


def _last_day(context: Context, one: Wanting, weekday: int, now: datetime) -> date:
    """The latest of these weekdays on which the hour of the digest has come, by the clock of the person."""
    local = now.astimezone(ZoneInfo(one.zone or context.default_zone))
    hour: time = own_hour(one.settings.get(SEND_AT)) or context.reminders.send_at
    day = local.date() - timedelta(days=(local.weekday() - weekday) % 7)
    return day - WEEK if day == local.date() and local.time() < hour else day
