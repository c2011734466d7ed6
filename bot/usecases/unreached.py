"""«Не доставлено»: whom the bot cannot write to, and where nobody has joined, with the office telephone."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, may_read_name, require
from bot.domain.clock import local_day
from bot.domain.errors import AccessDenied
from bot.domain.people import Actor, OrganisationKind
from bot.domain.place_names import told_apart
from bot.domain.unreached import NO_COORDINATOR, Unreached
from bot.usecases.context import Context
from db import organisations, people, reports, unreached
from db.models import Organisation


@dataclass(frozen=True, slots=True)
class UnreachedList:
    organisation_id: int
    organisation_name: str
    lines: tuple[Unreached, ...]


async def unreached_in(context: Context, actor: Actor, organisation_id: int) -> UnreachedList:
    """Of an organisation and everything below it; names as the actor may read them."""
    async with context.transaction() as session:
        require(administers(actor, organisation_id) or coordinates(actor, organisation_id))
        top = await session.get(Organisation, organisation_id)
        if top is None or top.closed_at is not None:
            raise AccessDenied
        below = await people.subtree(session, frozenset({organisation_id}))
        return UnreachedList(organisation_id, top.short_name, await read_unreached(session, below, actor))


async def read_unreached(
    session: AsyncSession, organisation_ids: Collection[int], reader: Actor
) -> tuple[Unreached, ...]:
    """For the chat and the xlsx alike: people first, then organisations where nobody is, then those without a head."""
    called = told_apart(await reports.places(session, organisation_ids))
    silent = tuple(
        Unreached(
            called.get(row.organisation_id, row.organisation_name),
            row.phone,
            row.role,
            row.name if may_read_name(reader, row.organisation_id, row.role) else None,
            row.reason,
            row.since and local_day(row.since, reader.zone),
            row.delivered and local_day(row.delivered, reader.zone),
            row.organisation_id,
        )
        for row in await unreached.silent(session, organisation_ids)
    )
    places = await organisations.with_people(session, organisation_ids)
    empty = tuple(
        Unreached(called.get(row.id, row.short_name), row.phone, organisation_id=row.id)
        for row in places
        if not row.people and row.kind in {OrganisationKind.SCHOOL, OrganisationKind.MUNICIPALITY}
    )
    leaderless = tuple(
        Unreached(called.get(row.id, row.short_name), row.phone, reason=NO_COORDINATOR, organisation_id=row.id)
        for row in places
        if row.people and not row.heads and row.kind is OrganisationKind.SCHOOL
    )
    return (*silent, *empty, *leaderless)
