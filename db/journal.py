"""The audit as somebody above an organisation may read it: only what concerns that organisation and those below."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import AuditEvent, Measure, Organisation, Roadmap, Task


@dataclass(frozen=True, slots=True)
class Logged:
    """One event. `home` is the organisation that it concerns."""

    at: datetime
    action: str
    person_id: int | None
    home: int
    subject: str


def _events(columns: tuple[Any, ...], organisations: Collection[int], person_id: int) -> Select[Any]:
    """Events about organisations, their plans, tasks and people; a person's by the organisation it was in."""
    kind = AuditEvent.subject_kind
    place = AuditEvent.detail["organisation"].as_integer()
    home = case(
        (kind == "organisation", AuditEvent.subject_id),
        (kind == "roadmap", Roadmap.owner_id),
        (kind == "task", Task.organisation_id),
        (kind == "person", place),
    )
    query = (
        select(*columns, home.label("home"))
        .select_from(AuditEvent)
        .outerjoin(Roadmap, and_(kind == "roadmap", Roadmap.id == AuditEvent.subject_id))
        .outerjoin(Task, and_(kind == "task", Task.id == AuditEvent.subject_id))
        .outerjoin(Measure, Measure.id == Task.measure_id)
        .where(home.in_(organisations))
    )
    return query.where(AuditEvent.person_id == person_id) if person_id else query


async def number_of(session: AsyncSession, organisations: Collection[int], person_id: int) -> int:
    found = _events((AuditEvent.id,), organisations, person_id).subquery()
    return int(await session.scalar(select(func.count()).select_from(found)) or 0)


async def logged(
    session: AsyncSession, organisations: Collection[int], person_id: int, limit: int, offset: int
) -> list[Logged]:
    columns = (AuditEvent.at, AuditEvent.action, AuditEvent.person_id, Roadmap.title, Measure.short_name)
    query = _events(columns, organisations, person_id).order_by(AuditEvent.id.desc()).limit(limit).offset(offset)
    rows = list(await session.execute(query))
    named = select(Organisation.id, Organisation.short_name).where(Organisation.id.in_({row.home for row in rows}))
    names = {key: name for key, name in await session.execute(named)}  # noqa: C416 - rows are no pairs to mypy
    return [
        Logged(
            row.at,
            row.action,
            row.person_id,
            row.home,
            ", ".join(part for part in (row.title or row.short_name, names.get(row.home, "")) if part),
        )
        for row in rows
    ]
