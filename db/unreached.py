"""Queries on people who cannot be written to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import NEVER_STARTED, DeliveryState
from bot.domain.people import Role
from db.models import Delivery, Identity, Membership, Organisation, Person
from db.types import UtcDateTime


@dataclass(frozen=True, slots=True)
class SilentRow:
    organisation_id: int
    organisation_name: str
    phone: str | None
    role: Role
    name: str | None
    reason: str | None
    since: datetime | None
    delivered: datetime | None
    """When the last message arrived."""


FAILING = "failing"
FAILED_TIMES = 4
"""So many tries in vain are no hiccup any more: a minute or so has passed."""


async def silent(session: AsyncSession, organisation_ids: Collection[int]) -> list[SilentRow]:
    """People of these organisations whose account takes no messages: it says so, the bot was never started there, or
    one try after the other fails. By organisation."""
    mine = Delivery.person_id == Person.id
    delivered = select(func.max(Delivery.sent_at)).where(mine).scalar_subquery()
    tried = and_(mine, Delivery.state == DeliveryState.RETRY, Delivery.attempts >= FAILED_TIMES)
    failing = select(func.min(Delivery.created_at)).where(tried).scalar_subquery()
    lost, unknown = Identity.unreachable_since.is_not(None), Identity.reachable_since.is_(None)
    reason = case((lost, Identity.unreachable_reason), (unknown, NEVER_STARTED), else_=FAILING)
    rows = await session.execute(
        select(
            Organisation.id,
            Organisation.short_name,
            Organisation.phone,
            Membership.role,
            Person.name,
            reason,
            func.coalesce(Identity.unreachable_since, failing, type_=UtcDateTime()),
            delivered,
        )
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .join(Person, Person.id == Membership.person_id)
        .join(Identity, Identity.person_id == Person.id)
        .where(
            Membership.organisation_id.in_(organisation_ids),
            Membership.until_at.is_(None),
            or_(lost, unknown, exists().where(tried)),
        )
        .order_by(Organisation.id, Membership.id)
    )
    return [SilentRow(*row) for row in rows]
