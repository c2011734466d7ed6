"""People who cannot be written to, and who come back: /start, or the messenger says that the bot was unblocked."""

from bot.domain.stages import WORTH_SAYING
from bot.usecases.context import Context
from db import outbox

BLOCKED = "blocked"


async def lost(context: Context, person_id: int, reason: str) -> None:
    """The messenger says that the person has blocked the bot: nothing is sent any more, a list shows it."""
    async with context.transaction(write=True) as session:
        await outbox.lose(session, person_id, reason, context.now())


async def reachable_again(context: Context, person_id: int) -> bool:
    """What could not be brought was not said: what is still due comes as one digest. False when nothing was amiss.

    For the handlers of /start and of the messenger's word that the bot was unblocked. What asks for an answer and is no
    part of a digest (tasks given, requests, lessons, announcements) leaves again by itself; all of it at an hour that
    disturbs nobody.
    """
    async with context.transaction(write=True) as session:
        if not await outbox.find_again(session, person_id, context.now()):
            return False
        await outbox.rearm(session, person_id, context.now(), context.now() - WORTH_SAYING)
    return True
