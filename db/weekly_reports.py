"""Who wants a weekly report, and who has been told already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import Stage
from bot.domain.people import Role
from db.models import Membership, Notice, Organisation, Person


@dataclass(frozen=True, slots=True)
class Wanting:
    """An administrator with a wish; `first` is the first organisation that the person runs.

    `zone` is the person's own, else that of the first organisation in which the person has any role.
    """

    person_id: int
    settings: dict[str, Any]
    first: int
    zone: str | None


async def wanting(session: AsyncSession, key: str) -> list[Wanting]:
    """Administrators with this setting."""
    query = (
        select(Person.id, Person.settings, Organisation.id, Person.zone)
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.role == Role.ADMIN, Membership.until_at.is_(None), Organisation.closed_at.is_(None))
        .order_by(Membership.id)
    )
    found: dict[int, Wanting] = {}
    for person, settings, first, zone in await session.execute(query):
        if settings.get(key) is not None:
            found.setdefault(person, Wanting(person, settings, first, zone))
    zones = await _zones(session, found) if found else {}
    return [Wanting(o.person_id, o.settings, o.first, o.zone or zones.get(o.person_id)) for o in found.values()]


async def _zones(session: AsyncSession, person_ids: Collection[int]) -> dict[int, str]:
    query = (
        select(Membership.person_id, Organisation.zone)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id.in_(person_ids), Membership.until_at.is_(None), Organisation.closed_at.is_(None))
        .order_by(Membership.id.desc())
    )
    return {row.person_id: row.zone for row in await session.execute(query)}


async def told(session: AsyncSession, subject: str, since: date) -> set[tuple[int, int, date]]:
    """(person, organisation, day) of the reports that were planned for these days."""
    query = select(Notice.person_id, Notice.subject_id, Notice.day).where(
        Notice.subject_kind == subject, Notice.stage == Stage.REPORT, Notice.day >= since
    )
    return {(row.person_id, row.subject_id, row.day) for row in await session.execute(query)}


async def is_superseded(session: AsyncSession, subject: str, person_id: int, organisation_id: int, day: date) -> bool:
    """Whether a later report of this organisation was planned for the person."""
    later = exists().where(
        Notice.person_id == person_id,
        Notice.subject_kind == subject,
        Notice.subject_id == organisation_id,
        Notice.stage == Stage.REPORT,
        Notice.day > day,
    )
    return bool(await session.scalar(select(later)))
