"""«Не доставлено»: whom the bot cannot write to, and where nobody has joined, with the office telephone."""

from dataclasses import dataclass
from datetime import date

from bot.domain.access import administers, coordinates, may_read_name, require
from bot.domain.clock import local_day
from bot.domain.errors import AccessDenied
from bot.domain.people import Actor, OrganisationKind, Role
from bot.usecases.context import Context
from db import organisations, people, unreached
from db.models import Organisation

NO_COORDINATOR = "no-coordinator"


@dataclass(frozen=True, slots=True)
class Unreached:
    """A person who cannot be written to (`role`, `reason`), or an organisation (`role` None): where nobody is, or where
    nobody answers for it."""

    organisation_name: str
    phone: str | None
    role: Role | None = None
    name: str | None = None
    reason: str | None = None
    since: date | None = None
    delivered: date | None = None
    """When the last message arrived; both in the reader's zone."""


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
        silent = tuple(
            Unreached(
                row.organisation_name,
                row.phone,
                row.role,
                row.name if may_read_name(actor, row.organisation_id, row.role) else None,
                row.reason,
                row.since and local_day(row.since, actor.zone),
                row.delivered and local_day(row.delivered, actor.zone),
            )
            for row in await unreached.silent(session, below)
        )
        empty = tuple(
            Unreached(row.short_name, row.phone)
            for row in await organisations.with_people(session, below)
            if not row.people and row.kind in {OrganisationKind.SCHOOL, OrganisationKind.MUNICIPALITY}
        )
        leaderless = tuple(
            Unreached(row.short_name, row.phone, reason=NO_COORDINATOR)
            for row in await organisations.with_people(session, below)
            if row.people and not row.heads and row.kind is OrganisationKind.SCHOOL
        )
        return UnreachedList(organisation_id, top.short_name, (*silent, *empty, *leaderless))
