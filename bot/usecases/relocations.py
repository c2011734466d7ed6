"""A school comes below another authority: plans of the old one let go of it, plans of the new one take it in.

What it has settled stays its own, yet nobody above sees plans of others because of it. Whoever works there hears of
both in the next digest.
"""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers
from bot.domain.deliveries import Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.letters import OFF_PLAN
from bot.domain.organisations import BELOW, same_name
from bot.domain.people import Actor
from bot.domain.tasks import MarkKind
from bot.usecases import audit
from bot.usecases.changes import Change, tell
from bot.usecases.context import Context
from bot.usecases.launch import fill_gaps
from db import amendments, calendars, launches, organisations, people, relocations, reports, roadmaps
from db.amendments import Touched
from db.models import Mark, Organisation


@dataclass(frozen=True, slots=True)
class Relocation:
    """An organisation and where else it may hang: whatever the reader runs that its kind may lie below."""

    organisation_id: int
    name: str
    others: tuple[tuple[int, str], ...]


async def choices(context: Context, actor: Actor, organisation_id: int) -> Relocation:
    async with context.transaction() as session:
        row = _checked(actor, await session.get(Organisation, organisation_id))
        found = await reports.places(session, actor.subtree)
        fitting = [one for one in found if row.kind in BELOW.get(one.kind, ()) and one.id != row.parent_id]
        return Relocation(row.id, row.name, tuple((one.id, one.short_name) for one in fitting))


async def move(context: Context, actor: Actor, organisation_id: int, above_id: int) -> None:
    """Hang an organisation below another one. Raises AccessDenied, Refusal organisation-there."""
    async with context.transaction(write=True) as session:
        locked = {one: await organisations.locked(session, one) for one in sorted((organisation_id, above_id))}
        row, above = _checked(actor, locked[organisation_id]), locked[above_id]
        if above is None or above.closed_at is not None or not administers(actor, above_id):
            raise AccessDenied
        if row.kind not in BELOW.get(above.kind, ()):
            raise AccessDenied
        if row.parent_id == above_id:
            return
        for other in await organisations.children(session, above_id):
            if same_name(other.name) == same_name(row.name):
                raise Refusal("organisation-there", name=other.name)
        await relocate(session, context, actor.person_id, row, above)


def _checked(actor: Actor, row: Organisation | None) -> Organisation:
    """Who runs what lies above: a school is not taken elsewhere by its own administrator."""
    if row is None or row.closed_at is not None or row.parent_id is None or not administers(actor, row.parent_id):
        raise AccessDenied
    return row


async def relocate(
    session: AsyncSession, context: Context, actor_id: int, row: Organisation, above: Organisation
) -> None:
    """Hang `row` below `above`. Callers have checked the rights to both places."""
    before = set(await calendars.lineage(session, row.id))
    old, row.parent_id = row.parent_id, above.id
    await session.flush()
    after = set(await calendars.lineage(session, row.id))
    whole = await people.subtree(session, frozenset({row.id}))
    gone = await relocations.let_go(session, whole, after | whole, context.now())
    note(session, context, actor_id, gone)
    there = await relocations.open_tasks(session, whole)
    await _take_back(session, whole, after - before)
    await fill_gaps(session, context, sorted(whole))
    now_open = await relocations.open_tasks(session, whole)
    changes = [Change(one.task_id, one.organisation_id, Stage.DROPPED) for one in gone]
    changes += [Change(task, where, Stage.ADDED) for task, where in now_open.items() if task not in there]
    await tell(session, context, actor_id, changes)
    audit.record(session, context, actor_id, "relocated", "organisation", row.id, above=above.id)
    if old is not None:
        audit.record(session, context, actor_id, "left", "organisation", old, organisation=row.id)


def note(session: AsyncSession, context: Context, actor_id: int, gone: list[Touched]) -> None:
    """Every cancelled task says when and by whom."""
    session.add_all(
        Mark(task_id=one.task_id, kind=MarkKind.CANCELLED, at=context.now(), by_person_id=actor_id) for one in gone
    )


async def _take_back(session: AsyncSession, whole: frozenset[int], gained: set[int]) -> None:
    """Tasks of a plan that had let go of a school before, now that its owner is above the school again."""
    for roadmap, owner in await launches.running_above(session, sorted(whole)):
        if owner.id not in gained or OFF_PLAN in roadmap.policy:
            continue
        reach = (await roadmaps.reach(session, owner)).only(whole)
        for _, row in await roadmaps.rows(session, roadmap):
            for turn in row.turns:
                await amendments.bring_back(session, row.id, turn, row.whom(reach))
