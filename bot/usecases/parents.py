"""A row above others («3» over «3.1» and «3.2») bears no mark of its own: it is done when those below are."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.tasks import TaskState, sum_up
from db import facts
from db.models import Task


async def refresh_parents(session: AsyncSession, task: Task) -> None:
    """Bring the rows above `task` to what their children say, up to the top. Call it after every mark."""
    for parent in await facts.parents(session, task):
        below = await facts.children(session, parent)
        state = sum_up(child.state for child in below)
        if state is None:
            continue
        done = [child for child in below if child.state is TaskState.DONE]
        days: list[date] = [child.done_on for child in done if child.done_on is not None]
        is_done = state is TaskState.DONE
        await session.execute(
            update(Task)
            .where(Task.id == parent.id)
            .values(
                state=state,
                done_on=max(days, default=None) if is_done else None,
                before_joining=is_done and all(child.before_joining for child in done),
                version=Task.version + (0 if parent.state is state else 1),
            )
        )
        await refresh_parents(session, parent)
