"""People who cannot be written to, and who come back: /start, or the messenger says that the bot was unblocked."""

from bot.usecases.context import Context
from db import outbox

BLOCKED = "blocked"


async def lost(context: Context, person_id: int, reason: str) -> None:
    """The messenger says that the person has blocked the bot: nothing is sent any more, a list shows it."""
    async with context.transaction(write=True) as session:
        await outbox.lose(session, person_id, reason, context.now())


async def reachable_again(context: Context, person_id: int) -> bool:
    """What could not be brought was not said: it is planned anew, as one digest. False when nothing was amiss.

    For the handlers of /start and of the messenger's word that the bot was unblocked. Lessons that still wait for an
    answer are asked about again; the next tick of the planner does the rest, at an hour that disturbs nobody.
    """
    async with context.transaction(write=True) as session:
        if not await outbox.find_again(session, person_id, context.now()):
            return False
        await outbox.unsay_digests(session, person_id)
        await outbox.rearm_questions(session, person_id, context.now())
    context.wake()
    return True
