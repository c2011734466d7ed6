"""The tree of organisations as its administrator sees it; schools and municipalities added by lists."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, may_read_name, require
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.organisations import (
    BELOW,
    SHORT_LIMIT,
    ListLine,
    office_phone,
    organisation_name,
    read_table,
    read_tags,
    same_name,
    short_name,
    without_repeats,
)
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.zones import RUSSIAN_ZONES
from bot.imports.worker import read_table_in_worker
from bot.texts import say
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.launch import fill_gaps
from bot.usecases.lexicon import legal_forms
from db import launches, organisations
from db.models import Organisation


@dataclass(frozen=True, slots=True)
class Child:
    """An organisation below: whether somebody has joined, and the coordinators whose names may be read."""

    organisation_id: int
    name: str
    kind: OrganisationKind
    joined: bool
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation whose people the actor looks after. `addable`: what can be added below it by the actor."""

    organisation_id: int
    name: str
    kind: OrganisationKind
    parent_id: int | None
    children: tuple[Child, ...]
    addable: tuple[OrganisationKind, ...]
    administered: bool
    tags: tuple[str, ...] = ()
    phone: str | None = None
    short: str = ""
    zone: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class TakenList:
    """What became of a list, line by line: those without a fault were taken."""

    parent: Place
    kind: OrganisationKind
    lines: tuple[ListLine, ...]


def own_places(actor: Actor) -> tuple[tuple[int, str], ...]:
    """Organisations with which /people begins: those that the person administers or coordinates, each once."""
    mine = [m for m in actor.memberships if m.role in {Role.ADMIN, Role.COORDINATOR}]
    return tuple(dict.fromkeys((m.organisation_id, m.organisation_name) for m in mine))


def only_place_for(actor: Actor, kind: OrganisationKind) -> int:
    """Where a list of this kind goes when nobody was asked. Raises Refusal list-where unless there is one place."""
    mine = {m.organisation_id for m in actor.memberships if m.role is Role.ADMIN and kind in BELOW.get(m.kind, ())}
    if len(mine) != 1:
        raise Refusal("list-where")
    return mine.pop()


async def place(context: Context, actor: Actor, organisation_id: int) -> Place:
    async with context.transaction() as session:
        return await _place(session, actor, organisation_id)


async def place_to_fill(context: Context, actor: Actor, organisation_id: int, kind: OrganisationKind) -> Place:
    """The same for somebody who is about to add organisations of this kind below it, or to invite into them."""
    found = await place(context, actor, organisation_id)
    require(kind in found.addable)
    return found


async def add_list(
    context: Context, actor: Actor, parent_id: int, kind: OrganisationKind, lines: tuple[ListLine, ...]
) -> TakenList:
    """Add what the lines name, below an organisation; what is there already is named and left as it is."""
    async with context.transaction(write=True) as session:
        parent = await organisations.locked(session, parent_id)
        if parent is None or not administers(actor, parent_id) or kind not in BELOW.get(parent.kind, ()):
            raise AccessDenied
        known = {same_name(row.name): row.name for row in await organisations.children(session, parent_id)}
        lines = without_repeats(list(lines), known)
        added = []
        for line in lines:
            if line.fault is None:
                short, now = short_name(line.name, legal_forms()), context.now()
                new = await organisations.add(session, parent_id, kind, line.name, short, parent.zone, now, line.tags)
                added.append(new.id)
        if added:
            audit.record(session, context, actor.person_id, "added", "organisation", parent_id, count=len(added))
            await fill_gaps(session, context, added)
        return TakenList(await _place(session, actor, parent_id), kind, lines)


async def add_file(context: Context, actor: Actor, parent_id: int, kind: OrganisationKind, file: Upload) -> TakenList:
    """The same from the template filled in, xlsx or another table. Raises the refusals of the readers and of lists."""
    require(administers(actor, parent_id))
    rows = await read_table_in_worker(file.name, file.content, context.reading)
    return await add_list(context, actor, parent_id, kind, read_table(rows, say("template-heading-name")))


async def rename(context: Context, actor: Actor, organisation_id: int, text: str) -> Place:
    """Raises Refusal organisation-short, organisation-long or organisation-there."""
    name = organisation_name(text)
    async with context.transaction(write=True) as session:
        row = await _administered(session, actor, organisation_id)
        if row.parent_id is not None:
            await organisations.locked(session, row.parent_id)
            for other in await organisations.children(session, row.parent_id):
                if other.id != row.id and same_name(other.name) == same_name(name):
                    raise Refusal("organisation-there", name=other.name)
        row.name, row.short_name = name, short_name(name, legal_forms())
        audit.record(session, context, actor.person_id, "renamed", "organisation", organisation_id)
        await session.flush()
        return await _place(session, actor, organisation_id)


async def set_tags(context: Context, actor: Actor, organisation_id: int, text: str) -> Place:
    """Tags by commas in place of those before; a lone dash clears them."""
    async with context.transaction(write=True) as session:
        row = await _administered(session, actor, organisation_id)
        row.tags = list(read_tags([text]))
        audit.record(session, context, actor.person_id, "tagged", "organisation", organisation_id)
        await session.flush()
        return await _place(session, actor, organisation_id)


async def set_phone(context: Context, actor: Actor, organisation_id: int, text: str) -> Place:
    """The office telephone, for when the bot cannot reach anybody. Raises Refusal phone-unreadable."""
    phone = office_phone(text)
    async with context.transaction(write=True) as session:
        row = await _administered(session, actor, organisation_id)
        row.phone = phone
        audit.record(session, context, actor.person_id, "phone-set", "organisation", organisation_id)
        await session.flush()
        return await _place(session, actor, organisation_id)


async def set_short(context: Context, actor: Actor, organisation_id: int, text: str) -> Place:
    """What lists and headings call it. Raises Refusal organisation-short or organisation-long."""
    name = organisation_name(text, SHORT_LIMIT)
    async with context.transaction(write=True) as session:
        row = await _administered(session, actor, organisation_id)
        row.short_name = name
        audit.record(session, context, actor.person_id, "short-set", "organisation", organisation_id)
        await session.flush()
        return await _place(session, actor, organisation_id)


async def set_zone(context: Context, actor: Actor, organisation_id: int, zone: str) -> Place:
    """The zone in which its days are counted. Raises AccessDenied for a zone that is not in the list."""
    require(zone in RUSSIAN_ZONES)
    async with context.transaction(write=True) as session:
        row = await _administered(session, actor, organisation_id)
        row.zone = zone
        audit.record(session, context, actor.person_id, "zone-set", "organisation", organisation_id)
        await session.flush()
        return await _place(session, actor, organisation_id)


async def closing(context: Context, actor: Actor, organisation_id: int) -> Place:
    """The organisation before the question whether it goes. Raises Refusal organisation-busy."""
    async with context.transaction() as session:
        await _closable(session, actor, organisation_id)
        return await _place(session, actor, organisation_id)


async def close(context: Context, actor: Actor, organisation_id: int) -> Place:
    """Take an organisation out that came by mistake, with the tasks that nobody has touched; gives the place above.

    Raises Refusal organisation-busy.
    """
    async with context.transaction(write=True) as session:
        row, above = await _closable(session, actor, organisation_id)
        row.closed_at = context.now()
        await launches.withdraw(session, organisation_id)
        audit.record(session, context, actor.person_id, "closed", "organisation", organisation_id)
        await session.flush()
        return await _place(session, actor, above)


async def _closable(session: AsyncSession, actor: Actor, organisation_id: int) -> tuple[Organisation, int]:
    """The row and what lies above it."""
    row = await _administered(session, actor, organisation_id)
    if row.parent_id is None or not administers(actor, row.parent_id):
        raise AccessDenied
    if await organisations.in_use(session, organisation_id):
        raise Refusal("organisation-busy", name=row.name)
    return row, row.parent_id


async def _administered(session: AsyncSession, actor: Actor, organisation_id: int) -> Organisation:
    row = await organisations.locked(session, organisation_id)
    if row is None or row.closed_at is not None or not administers(actor, organisation_id):
        raise AccessDenied
    return row


async def _place(session: AsyncSession, actor: Actor, organisation_id: int) -> Place:
    administered = administers(actor, organisation_id)
    require(administered or coordinates(actor, organisation_id))
    row = await session.get(Organisation, organisation_id)
    if row is None or row.closed_at is not None:
        raise AccessDenied
    children = await organisations.children(session, organisation_id) if administered else []
    shown = tuple(
        Child(
            child.id,
            child.short_name,
            child.kind,
            child.people > 0,
            child.heads if may_read_name(actor, child.id, Role.COORDINATOR) else (),
        )
        for child in children
    )
    parent = row.parent_id if row.parent_id is not None and administers(actor, row.parent_id) else None
    addable = BELOW.get(row.kind, ()) if administered else ()
    return Place(
        row.id,
        row.name,
        row.kind,
        parent,
        shown,
        addable,
        administered,
        tuple(map(str, row.tags)),
        row.phone,
        row.short_name,
        row.zone,
        row.level,
    )
