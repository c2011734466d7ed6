"""What ends when somebody leaves an organisation, or the bot."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Task
from db.results import count


async def end_assignments(
    session: AsyncSession, person_id: int, now: datetime, organisation_id: int | None = None
) -> int:
    """The person's open assignments end, in one organisation or everywhere: the tasks come back to the coordinator."""
    statement = update(Assignment).where(Assignment.person_id == person_id, Assignment.ended_at.is_(None))
    if organisation_id is not None:
        tasks = select(Task.id).where(Task.organisation_id == organisation_id)
        statement = statement.where(Assignment.task_id.in_(tasks))
    return count(
        await session.execute(statement.values(ended_at=now), execution_options={"synchronize_session": False})
    )
