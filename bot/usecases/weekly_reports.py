"""The weekly report: on the day that an administrator has chosen, at the hour of the own digest, once."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.access import administers
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.usecases.context import Context
from bot.usecases.notices import notify
from bot.usecases.settings import SEND_AT
from bot.usecases.status import choose as choose_place
from db import weekly_reports
from db.models import Person

REPORT_ON, SUBJECT = "report_on", "report"
DAYS = tuple(range(5))
"""Monday to Friday: at weekends nothing is pushed."""


async def chosen_day(context: Context, actor: Actor) -> int | None:
    """The weekday of the own weekly report, Monday is 0; None where none is wanted."""
    async with context.transaction() as session:
        person = await session.get(Person, actor.person_id)
        found = person.settings.get(REPORT_ON) if person else None
        return found if found in DAYS else None


async def choose_day(context: Context, actor: Actor, organisation_id: int, weekday: int | None) -> int | None:
    """For whoever administers. Raises AccessDenied, Refusal("stale")."""
    if not administers(actor, choose_place(actor, organisation_id)):
        raise AccessDenied
    if weekday is not None and weekday not in DAYS:
        raise Refusal("stale")
    async with context.transaction(write=True) as session:
        person = await session.get_one(Person, actor.person_id, with_for_update=True)
        kept = {key: value for key, value in person.settings.items() if key != REPORT_ON}
        person.settings = kept if weekday is None else {**kept, REPORT_ON: weekday}
    return weekday


async def plan_reports(context: Context) -> int:
    """Write the notices of the reports that are due now; says how many. Safe to repeat: one a person and day."""
    now = context.now()
    async with context.transaction() as session:
        wanted = await weekly_reports.wanted(session, REPORT_ON)
        told = await weekly_reports.told(session, SUBJECT)
    due = [
        (person.id, organisation, day)
        for person, organisation in wanted
        if (day := _due_day(context, person, now)) is not None and (person.id, day) not in told
    ]
    if not due:
        return 0
    async with context.transaction(write=True) as session:
        for person_id, organisation, day in due:
            await notify(
                session, context, person_id, SUBJECT, organisation, Stage.REPORT, day, DeliveryKind.REPORT,
                f"{day.isoformat()}:report", now, {"organisation": organisation},
            )  # fmt: skip
    return len(due)


def _due_day(context: Context, person: Person, now: datetime) -> date | None:
    """The local day where it is the chosen one and the hour of the digest has come."""
    local = now.astimezone(ZoneInfo(person.zone or context.default_zone))
    sent = person.settings.get(SEND_AT)
    hour = time.fromisoformat(sent) if sent else context.reminders.send_at
    fits = local.weekday() == person.settings.get(REPORT_ON) and local.time() >= hour
    return local.date() if fits else None
