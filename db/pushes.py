"""What single pushes speak of: who joined, which plan was launched, what was marked since a digest left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, and_, cast, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.digests import Line
from bot.domain.people import Role
from bot.domain.reminders import TASK
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from db.models import Delivery, Membership, Notice, Organisation, Person, Roadmap, Task
from db.reminders import line_columns, to_line


async def membership(session: AsyncSession, membership_id: int) -> tuple[Role, str] | None:
    """The role and the organisation of somebody who has joined, unless the person has left again."""
    query = (
        select(Membership.role, Organisation.short_name)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.id == membership_id, Membership.until_at.is_(None))
    )
    row = (await session.execute(query)).one_or_none()
    return None if row is None else (row.role, row.short_name)


async def running_plan(session: AsyncSession, roadmap_id: int) -> str | None:
    """The title of a plan that has not been closed since."""
    query = select(Roadmap.title).where(Roadmap.id == roadmap_id, Roadmap.state == RoadmapState.ACTIVE)
    title: str | None = await session.scalar(query)
    return title


async def closed_lines(session: AsyncSession, delivery_id: int) -> list[Line]:
    """Tasks that a digest was sent about and that are no longer open."""
    bound = select(Notice.subject_id).where(Notice.delivery_id == delivery_id, Notice.subject_kind == TASK)
    query = line_columns().where(Task.id.in_(bound), Task.state != TaskState.OPEN).order_by(Task.id)
    return [to_line(row) for row in await session.execute(query)]


@dataclass(frozen=True, slots=True)
class Outdated:
    """A digest on screen that asks for something which somebody else has marked since."""

    person_id: int
    delivery_id: int
    task_id: int
    version: int
    reference: str | None

    @property
    def slot(self) -> str:
        return f"{self.delivery_id}:{self.task_id}:{self.version}"


async def outdated(session: AsyncSession, since: datetime) -> list[Outdated]:
    """Digests sent after `since` that their readers have not touched: a tap may have made another screen of them."""
    edit = aliased(Delivery)
    slot = cast(Delivery.id, String) + ":" + cast(Task.id, String) + ":" + cast(Task.version, String)
    known = exists().where(edit.person_id == Delivery.person_id, edit.kind == DeliveryKind.EDIT, edit.slot == slot)
    query = (
        select(Delivery.person_id, Delivery.id, Task.id, Task.version, Delivery.reference)
        .join(Notice, Notice.delivery_id == Delivery.id)
        .join(Task, and_(Notice.subject_kind == TASK, Notice.subject_id == Task.id))
        .join(Person, Person.id == Delivery.person_id)
        .where(
            Delivery.kind == DeliveryKind.DIGEST,
            Delivery.state == DeliveryState.SENT,
            Delivery.due_at > since - timedelta(days=7),
            Delivery.sent_at > since,
            Delivery.reference.is_not(None),
            Task.state != TaskState.OPEN,
            or_(Person.last_tap_at.is_(None), Person.last_tap_at < Delivery.sent_at),
            ~known,
        )
        .distinct()
    )
    return [Outdated(*row) for row in await session.execute(query)]
