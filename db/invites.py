"""Queries on invites. A use is taken by one conditional UPDATE, so two people at once cannot share the last one."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Role
from db.models import Invite, Organisation
from db.results import count


async def by_hash(session: AsyncSession, token_hash: str) -> Invite | None:
    return (await session.scalars(select(Invite).where(Invite.token_hash == token_hash))).one_or_none()


async def organisation_of(session: AsyncSession, invite: Invite) -> Organisation | None:
    return None if invite.organisation_id is None else await session.get(Organisation, invite.organisation_id)


async def take_use(session: AsyncSession, invite_id: int, now: datetime) -> bool:
    """Count one use; False when somebody else took the last one or it has expired meanwhile."""
    changed = await session.execute(
        update(Invite)
        .where(Invite.id == invite_id, Invite.uses_left > 0, Invite.expires_at > now)
        .values(uses_left=Invite.uses_left - 1)
    )
    return count(changed) == 1


async def expire_unused(session: AsyncSession, organisations: Collection[int], role: Role, now: datetime) -> int:
    """End the open invites of this role that are bound to nobody; says how many there were."""
    changed = await session.execute(
        update(Invite)
        .where(
            Invite.organisation_id.in_(organisations),
            Invite.role == role,
            Invite.person_id.is_(None),
            Invite.common.is_(False),
            Invite.uses_left > 0,
            Invite.expires_at > now,
        )
        .values(expires_at=now)
    )
    return count(changed)


async def expire_common(session: AsyncSession, organisation_id: int, now: datetime) -> None:
    """End the common links of an organisation."""
    await session.execute(
        update(Invite)
        .where(Invite.organisation_id == organisation_id, Invite.common.is_(True), Invite.expires_at > now)
        .values(expires_at=now)
    )


async def expire_of_person(session: AsyncSession, person_id: int, now: datetime) -> None:
    """End the open invites bound to one person."""
    await session.execute(
        update(Invite).where(Invite.person_id == person_id, Invite.expires_at > now).values(expires_at=now)
    )
