"""Two schools become one: people, classes, tasks and history of the one go to the other, and it closes."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, OrganisationKind
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.organisations import Place, place
from bot.usecases.parents import refresh_parents
from bot.usecases.relocations import note
from db import calendars, memberships, mergers, organisations, relocations, reports
from db.models import Organisation

KINDS = (OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION)


@dataclass(frozen=True, slots=True)
class Merger:
    """A school that is to go, and where it may go: everything of its kind that the reader runs."""

    organisation_id: int
    name: str
    others: tuple[tuple[int, str], ...]


async def choices(context: Context, actor: Actor, organisation_id: int) -> Merger:
    async with context.transaction() as session:
        away = await _own(session, actor, organisation_id)
        found = await reports.places(session, actor.subtree)
        others = tuple((one.id, one.short_name) for one in found if one.kind is away.kind and one.id != away.id)
        return Merger(away.id, away.name, others)


async def merge(context: Context, actor: Actor, away_id: int, into_id: int) -> Place:
    """Everything of the first becomes the second's. Raises AccessDenied, Refusal «merge-self»."""
    if away_id == into_id:
        raise Refusal("merge-self")
    async with context.transaction(write=True) as session:
        first, second = [await organisations.locked(session, one) for one in sorted((away_id, into_id))]
        away, into = (first, second) if away_id < into_id else (second, first)
        if away is None or into is None or not _may(actor, away) or not _may(actor, into) or away.kind is not into.kind:
            raise AccessDenied
        await _people(session, context, away, into)
        await _classes(session, away.id, into.id)
        await mergers.take_over_plans(session, away.id, into.id)
        joined = await _tasks(session, context, actor, away.id, into.id)
        now = context.now()
        await mergers.move_rest(session, away.id, into.id, now)
        into.joined_at = min((moment for moment in (away.joined_at, into.joined_at) if moment), default=None)
        into.tags = list(dict.fromkeys([*into.tags, *away.tags]))
        into.level, into.phone = into.level or away.level, into.phone or away.phone
        away.closed_at = now
        audit.record(
            session, context, actor.person_id, "merged", "organisation", into.id, away=away.id, joined=joined
        )  # fmt: skip
    return await place(context, actor, into_id)


async def _own(session: AsyncSession, actor: Actor, organisation_id: int) -> Organisation:
    row = await session.get(Organisation, organisation_id)
    if row is None or not _may(actor, row):
        raise AccessDenied
    return row


def _may(actor: Actor, row: Organisation) -> bool:
    """Who runs what lies above it: a school is not merged away by its own administrator."""
    above = row.parent_id is not None and administers(actor, row.parent_id)
    return above and row.closed_at is None and row.kind in KINDS


async def _people(session: AsyncSession, context: Context, away: Organisation, into: Organisation) -> None:
    for one in await mergers.memberships(session, away.id):
        if await memberships.holds(session, one.person_id, into.id, one.role):
            one.until_at = context.now()
        else:
            one.organisation_id = into.id
    await session.flush()


async def _classes(session: AsyncSession, away: int, into: int) -> None:
    """Classes keep teachers, lessons and hours; one whose name is taken bears «-2»."""
    taken = {row.name for row in await mergers.classes(session, into)}
    coming = await mergers.classes(session, away)
    await mergers.move_hours(session, away, into, [row.id for row in coming if row.closed_at is None])
    for row in coming:
        number = 1
        name = row.name
        while name in taken:
            number += 1
            name = f"{row.name}-{number}"
        row.name, row.organisation_id = name, into
        taken.add(name)
    await session.flush()


async def _tasks(session: AsyncSession, context: Context, actor: Actor, away: int, into: int) -> int:
    """Tasks that the other school lacks move; those of the same row and turn are joined. Says how many were.

    Running plans of authorities that are not above the other school stay behind: their open tasks end.
    """
    owners = await calendars.lineage(session, into)
    note(session, context, actor.person_id, await relocations.let_go(session, [away], owners, context.now()))
    there = await mergers.tasks(session, into)
    joined = 0
    for key, task in (await mergers.tasks(session, away, owners)).items():
        if key not in there:
            task.organisation_id, task.version = into, task.version + 1
            continue
        await mergers.move_facts(session, task.id, there[key].id)
        mergers.join(task, there[key])
        joined += 1
    await session.flush()
    for child in await mergers.children(session, into):
        await refresh_parents(session, child)
    return joined
