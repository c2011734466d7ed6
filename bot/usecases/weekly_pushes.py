"""What the weekly report says, read when it leaves."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.usecases.context import Context
from bot.usecases.status import Status, overview_in


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """The status of an administrator's organisation, as of the moment of sending."""

    status: Status


async def weekly_report(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int
) -> WeeklyReport | None:
    """None for who administers no more, and where no plan runs."""
    if not administers(actor, organisation_id):
        return None
    try:
        return WeeklyReport(await overview_in(session, context, actor, organisation_id))
    except Refusal:
        return None
