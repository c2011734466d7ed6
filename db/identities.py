"""Queries on identities: who a person is in a messenger."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Identity, Person


async def person_of(session: AsyncSession, platform: str, external_id: str) -> Person | None:
    found = await session.scalars(
        select(Person)
        .join(Identity, Identity.person_id == Person.id)
        .where(Identity.platform == platform, Identity.external_id == external_id)
    )
    return found.one_or_none()


async def of_person(session: AsyncSession, person_id: int) -> Identity | None:
    return (await session.scalars(select(Identity).where(Identity.person_id == person_id))).first()


async def attach(
    session: AsyncSession, person_id: int, platform: str, external_id: str, chat_id: str, now: datetime
) -> None:
    session.add(
        Identity(person_id=person_id, platform=platform, external_id=external_id, chat_id=chat_id, reachable_since=now)
    )
    await session.flush()


async def detach(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(Identity).where(Identity.person_id == person_id))
