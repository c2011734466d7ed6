"""Queries on the tree of organisations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import OrganisationKind, Role
from bot.domain.tasks import TaskState
from db.models import Identity, Membership, Organisation, Person, SchoolClass, Task

UNTOUCHED = (TaskState.OPEN, TaskState.CANCELLED)
"""States of tasks that nobody has said anything about."""


@dataclass(frozen=True, slots=True)
class ChildRow:
    """An organisation with how many of its people use the bot, and its coordinators and administrators by name."""

    id: int
    parent_id: int | None
    kind: OrganisationKind
    name: str
    short_name: str
    phone: str | None
    people: int
    heads: tuple[str, ...]
    roles: frozenset[Role] = frozenset()
    """The roles that somebody in the bot holds there."""


async def roots(session: AsyncSession) -> Sequence[Organisation]:
    query = select(Organisation).where(Organisation.parent_id.is_(None), Organisation.closed_at.is_(None))
    return (await session.scalars(query.order_by(Organisation.id))).all()


async def locked(session: AsyncSession, organisation_id: int) -> Organisation | None:
    """The row, held until the end of the transaction: additions below one parent come one after another."""
    query = select(Organisation).where(Organisation.id == organisation_id).with_for_update()
    return (await session.scalars(query)).one_or_none()


async def with_people(session: AsyncSession, organisations: Collection[int]) -> list[ChildRow]:
    """Open ones among these, in the order of coming, with those of their people who are in the bot."""
    rows = await session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(organisations), Organisation.closed_at.is_(None))
        .order_by(Organisation.id)
    )
    people: dict[int, dict[int, str | None]] = {}
    roles: dict[int, set[Role]] = {}
    for organisation_id, person_id, name, role in await session.execute(_connected(organisations)):
        head = name if role in {Role.ADMIN, Role.COORDINATOR} else None
        known = people.setdefault(organisation_id, {})
        known[person_id] = known.get(person_id) or head
        roles.setdefault(organisation_id, set()).add(role)
    return [
        ChildRow(
            o.id, o.parent_id, o.kind, o.name, o.short_name, o.phone, len(people.get(o.id, {})),
            tuple(name for name in people.get(o.id, {}).values() if name), frozenset(roles.get(o.id, ())),
        )
        for o in rows
    ]  # fmt: skip


def _connected(organisations: Collection[int]) -> Select[int, int, str | None, Role]:
    return (
        select(Membership.organisation_id, Person.id, Person.name, Membership.role)
        .join(Person, Person.id == Membership.person_id)
        .join(Identity, Identity.person_id == Person.id)
        .where(Membership.organisation_id.in_(organisations), Membership.until_at.is_(None))
        .order_by(Membership.id)
    )


async def children(session: AsyncSession, parent_id: int) -> list[ChildRow]:
    """Open organisations directly below this one."""
    query = select(Organisation.id).where(Organisation.parent_id == parent_id, Organisation.closed_at.is_(None))
    return await with_people(session, list(await session.scalars(query)))


async def add(
    session: AsyncSession,
    parent_id: int | None,
    kind: OrganisationKind,
    name: str,
    short: str,
    zone: str,
    now: datetime,
    tags: tuple[str, ...] = (),
) -> Organisation:
    row = Organisation(
        parent_id=parent_id, kind=kind, name=name, short_name=short, zone=zone, tags=list(tags), created_at=now
    )
    session.add(row)
    await session.flush()
    return row


async def in_use(session: AsyncSession, organisation_id: int) -> bool:
    """Whether people, tasks, classes or organisations belong to it. Tasks count once somebody has marked them."""
    uses = (
        exists().where(Membership.organisation_id == organisation_id, Membership.until_at.is_(None)),
        exists().where(Task.organisation_id == organisation_id, Task.state.not_in(UNTOUCHED)),
        exists().where(SchoolClass.organisation_id == organisation_id, SchoolClass.closed_at.is_(None)),
        exists().where(Organisation.parent_id == organisation_id, Organisation.closed_at.is_(None)),
    )
    return bool(await session.scalar(select(or_(*uses))))
