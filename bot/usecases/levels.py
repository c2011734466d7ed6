"""The school's level of 40, 60 or 80 hours: asked once, when a row that settles it is marked."""

from sqlalchemy import update

from bot.domain.access import may_assign, require
from bot.domain.errors import Refusal
from bot.domain.people import Actor, OrganisationKind
from bot.usecases import audit
from bot.usecases.cards import read_card, see
from bot.usecases.context import Context
from bot.usecases.tasks import TaskCard
from db.models import Organisation

LEVELS = (40, 60, 80)


async def set_level(context: Context, actor: Actor, task_id: int, hours: int) -> TaskCard:
    """Store the level with the school of this task. Raises Refusal «no-such-level»."""
    async with context.transaction(write=True) as session:
        seen = await see(session, actor, task_id)
        school = seen.row.organisation
        require(may_assign(actor, school.id) and school.kind is OrganisationKind.SCHOOL)
        if hours not in LEVELS:
            raise Refusal("no-such-level")
        await session.execute(update(Organisation).where(Organisation.id == school.id).values(level=hours))
        audit.record(session, context, actor.person_id, "level", "organisation", school.id, level=hours)
        return await read_card(session, context, actor, task_id)
