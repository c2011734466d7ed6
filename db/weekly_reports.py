"""Who wants a weekly report, and who has been told already."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import Stage
from bot.domain.people import Role
from db.models import Membership, Notice, Organisation, Person


async def wanted(session: AsyncSession, key: str) -> list[tuple[Person, int]]:
    """Administrators with this setting, each with the first organisation that the person runs."""
    query = (
        select(Person, Organisation.id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.role == Role.ADMIN, Membership.until_at.is_(None), Organisation.closed_at.is_(None))
        .order_by(Membership.id)
    )
    found: dict[int, tuple[Person, int]] = {}
    for person, organisation in await session.execute(query):
        if person.settings.get(key) is not None:
            found.setdefault(person.id, (person, organisation))
    return list(found.values())


async def told(session: AsyncSession, subject: str) -> set[tuple[int, date]]:
    """(person, day) of the reports that were planned; a year of them is some dozens a person."""
    query = select(Notice.person_id, Notice.day).where(Notice.subject_kind == subject, Notice.stage == Stage.REPORT)
    return {(row.person_id, row.day) for row in await session.execute(query)}
