"""The audit as somebody above an organisation may read it: only what concerns that organisation and those below."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.people import Role
from db.models import (
    Application,
    AuditEvent,
    Lesson,
    Measure,
    Membership,
    Organisation,
    Roadmap,
    SchoolClass,
    Task,
)

KIND = AuditEvent.subject_kind
OWN = aliased(Measure)
"""The row itself where the event is about a row; `Measure` is that of a task."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One event. `home` is the organisation that it concerns, `about` the person whose rights it changes."""

    at: datetime
    action: str
    person_id: int | None
    home: int
    subject: str
    about: int | None = None
    role: Role | None = None
    """The role of that person, where it was written down: they may have none any more."""


def _about() -> ColumnElement[Any]:
    return case((KIND == "person", AuditEvent.subject_id), (KIND == "application", Application.person_id))


def _home(organisations: Collection[int]) -> ColumnElement[Any]:
    """Where an event belongs; that about a person, unless it says so itself, where the person was in these days."""
    was = (
        select(func.min(Membership.organisation_id))
        .where(
            Membership.person_id == AuditEvent.subject_id,
            Membership.organisation_id.in_(organisations),
            Membership.from_at <= AuditEvent.at,
            or_(Membership.until_at.is_(None), Membership.until_at >= AuditEvent.at),
        )
        .correlate(AuditEvent)
        .scalar_subquery()
    )
    return case(
        (KIND == "organisation", AuditEvent.subject_id),
        (KIND.in_(("roadmap", "measure")), Roadmap.owner_id),
        (KIND == "task", Task.organisation_id),
        (KIND.in_(("class", "lesson")), SchoolClass.organisation_id),
        (KIND == "application", Application.organisation_id),
        (KIND == "person", func.coalesce(AuditEvent.detail["organisation"].as_integer(), was)),
    )


def _events(columns: tuple[Any, ...], organisations: Collection[int], person_id: int) -> Select[Any]:
    """Events about organisations, their plans, rows, tasks, classes and people; with a person what they did, and what
    was done about them."""
    home, key = _home(organisations), AuditEvent.subject_id
    query = (
        select(*columns, home.label("home"))
        .select_from(AuditEvent)
        .outerjoin(OWN, and_(KIND == "measure", OWN.id == key))
        .outerjoin(Roadmap, or_(and_(KIND == "roadmap", Roadmap.id == key), Roadmap.id == OWN.roadmap_id))
        .outerjoin(Task, and_(KIND == "task", Task.id == key))
        .outerjoin(Measure, Measure.id == Task.measure_id)
        .outerjoin(Lesson, and_(KIND == "lesson", Lesson.id == key))
        .outerjoin(SchoolClass, or_(and_(KIND == "class", SchoolClass.id == key), SchoolClass.id == Lesson.class_id))
        .outerjoin(Application, and_(KIND == "application", Application.id == key))
        .where(home.in_(organisations))
    )
    return query.where(or_(AuditEvent.person_id == person_id, _about() == person_id)) if person_id else query


async def number_of(session: AsyncSession, organisations: Collection[int], person_id: int) -> int:
    found = _events((AuditEvent.id,), organisations, person_id).subquery()
    return int(await session.scalar(select(func.count()).select_from(found)) or 0)


async def logged(
    session: AsyncSession, organisations: Collection[int], person_id: int, limit: int, offset: int
) -> list[Logged]:
    subject = func.coalesce(OWN.short_name, Roadmap.title, Measure.short_name, SchoolClass.name)
    role = AuditEvent.detail["role"].as_string()
    columns = (AuditEvent.at, AuditEvent.action, AuditEvent.person_id, subject, _about(), role)
    query = _events(columns, organisations, person_id).order_by(AuditEvent.id.desc()).limit(limit).offset(offset)
    rows = list(await session.execute(query))
    homes = {row[-1] for row in rows}
    named = select(Organisation.id, Organisation.short_name).where(Organisation.id.in_(homes))
    names = {key: name for key, name in await session.execute(named)}  # noqa: C416 - rows are no pairs to mypy
    return [
        Logged(
            at, action, who, home, ", ".join(part for part in (title, names.get(home, "")) if part), about, _role(role)
        )
        for at, action, who, title, about, role, home in rows
    ]


def _role(told: str | None) -> Role | None:
    return Role(told) if told in set(Role) else None
