"""What is forgotten by itself: bodies of updates after a day, and what was said, a year and a bit after it was said.

Marks, evidence and the log of rights and plans stay: history is told from them, never from the ledger of messages.
"""

from datetime import timedelta

from bot.usecases import inbox
from bot.usecases.context import Context
from db import pruning

LEDGER_KEPT = timedelta(days=400)
"""A whole school year and the summer after it; the planner looks back 80 days (`db.reminders.MEMORY`)."""


async def forget_old(context: Context) -> None:
    """For the hourly tick. Safe to repeat and to run twice at once."""
    await inbox.forget_old(context)
    now = context.now()
    async with context.transaction(write=True) as session:
        await pruning.notices(session, (now - LEDGER_KEPT).date())
        await pruning.deliveries(session, now - LEDGER_KEPT)
        await pruning.dialogues(session, now)
