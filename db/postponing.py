"""Open tasks of a row whose day can be moved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.tasks import TaskState
from db.models import Extension, Organisation, Task
from db.tasks import EFFECTIVE_DUE


@dataclass(frozen=True, slots=True)
class Movable:
    """`due` is the day that counts now."""

    task_id: int
    organisation_id: int
    name: str
    occurrence: str
    label: str | None
    due: date


async def open_tasks(session: AsyncSession, measure_id: int, organisations: Collection[int]) -> list[Movable]:
    """Those of these organisations that have a day, by their days."""
    query = (
        select(Task.id, Task.organisation_id, Organisation.short_name, Task.occurrence, Task.label, EFFECTIVE_DUE)
        .join(Organisation, Organisation.id == Task.organisation_id)
        .where(
            Task.measure_id == measure_id,
            Task.state == TaskState.OPEN,
            Task.organisation_id.in_(organisations),
            EFFECTIVE_DUE.is_not(None),
        )
        .order_by(Task.due, Task.occurrence, Organisation.id)
    )
    return [Movable(*row) for row in await session.execute(query)]


async def made_by(session: AsyncSession, cause: str) -> int:
    """How many extensions this very update has made already."""
    query = select(func.count()).select_from(Extension).where(Extension.cause.startswith(f"{cause}:", autoescape=True))
    return await session.scalar(query) or 0
