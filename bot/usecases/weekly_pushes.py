"""What the weekly report says, read when it leaves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.usecases.context import Context
from bot.usecases.status import Status, overview_in
from db import weekly_reports

SUBJECT = "report"


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """The status of an administrator's organisation, as of the moment of sending."""

    status: Status


async def weekly_report(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int, day: date | None
) -> WeeklyReport | None:
    """None for who administers no more, and where no plan runs. Of several that have waited the last one is said."""
    if not administers(actor, organisation_id):
        return None
    if day and await weekly_reports.is_superseded(session, SUBJECT, actor.person_id, organisation_id, day):
        return None
    try:
        return WeeklyReport(await overview_in(session, context, actor, organisation_id))
    except Refusal:
        return None
