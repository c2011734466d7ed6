"""A task given to people of the school: they accept it or give it back; the coordinator stays accountable."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import may_assign, require
from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.domain.people import designation as read_designation
from bot.domain.posts import Post
from bot.domain.tasks import TaskState
from bot.usecases.cards import Seen, read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.lexicon import patronymics
from bot.usecases.names import Who, names_of
from bot.usecases.notices import notify
from bot.usecases.posts import meant
from bot.usecases.tasks import TaskCard
from db import names
from db.models import Assignment, Membership, Person, Task
from db.results import count

NOTE_LIMIT = 300
SUBJECT = "assignment"
REFUSED = "refusal"


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom a task may be given to: people of its organisation; `given` holds ids of those who have it.

    `named` are posts that the row names; the first `meant` of the people have one of them.
    """

    card: TaskCard
    people: tuple[Who, ...]
    given: frozenset[int]
    named: frozenset[Post] = frozenset()
    meant: int = 0


async def candidates(context: Context, actor: Actor, task_id: int) -> Candidates:
    async with context.transaction() as session:
        await _assignable(session, actor, task_id)
        return await _candidates(session, context, actor, task_id)


async def assign(context: Context, actor: Actor, cause: Cause, task_id: int, person_id: int) -> Candidates:
    """Give the task to a person of its organisation; who has it already keeps it. The person is told by a push."""
    async with context.transaction(write=True) as session:
        seen = await _assignable(session, actor, task_id)
        require(person_id in {one.person_id for one in await names.members(session, _home(seen))})
        if person_id not in {one.person_id for one in seen.given}:
            await give(session, context, actor, cause, seen, person_id)
        return await _candidates(session, context, actor, task_id)


async def assign_outside(context: Context, actor: Actor, cause: Cause, task_id: int, designation: str) -> Candidates:
    """Give the task to somebody who is not in the bot: «классный руководитель 6А», never a name (rule 6).

    Raises what `people.designation` raises.
    """
    words = read_designation(designation, patronymics())
    async with context.transaction(write=True) as session:
        seen = await _assignable(session, actor, task_id)
        known = await names.members(session, _home(seen))
        same = [
            one.person_id for one in known if one.outside and (one.designation or "").casefold() == words.casefold()
        ]
        person_id = same[0] if same else await _add_outside(session, context, actor, _home(seen), words)
        if person_id not in {one.person_id for one in seen.given}:
            await give(session, context, actor, cause, seen, person_id)
        return await _candidates(session, context, actor, task_id)


async def unassign(context: Context, actor: Actor, task_id: int, person_id: int) -> Candidates:
    """Take the task back from a person; its pushes stop, for rights are read again when one is sent."""
    async with context.transaction(write=True) as session:
        await _assignable(session, actor, task_id)
        await session.execute(
            update(Assignment)
            .where(Assignment.task_id == task_id, Assignment.person_id == person_id, Assignment.ended_at.is_(None))
            .values(ended_at=context.now())
        )
        return await _candidates(session, context, actor, task_id)


async def accept(context: Context, actor: Actor, assignment_id: int) -> TaskCard:
    """«Принять». A second tap changes nothing."""
    async with context.transaction(write=True) as session:
        given = await _mine(session, actor, assignment_id)
        await session.execute(
            update(Assignment)
            .where(Assignment.id == given.id, Assignment.accepted_at.is_(None))
            .values(accepted_at=context.now())
        )
        return await read_card(session, context, actor, given.task_id)


async def check_given(context: Context, actor: Actor, assignment_id: int) -> None:
    """Raises what `decline` would, before somebody is asked for words."""
    async with context.transaction() as session:
        await _mine(session, actor, assignment_id)


async def decline(context: Context, actor: Actor, assignment_id: int, note: str = "") -> str:
    """«Не моё», with words or without: the task goes back to who gave it, by a push. Returns its short name."""
    words = " ".join(note.split())
    if len(words) > NOTE_LIMIT:
        raise Refusal("long-text", limit=NOTE_LIMIT)
    async with context.transaction(write=True) as session:
        given = await _mine(session, actor, assignment_id)
        seen = await see(session, actor, given.task_id)
        ended = await session.execute(
            update(Assignment)
            .where(Assignment.id == given.id, Assignment.ended_at.is_(None))
            .values(ended_at=context.now(), ended_note=words or None)
        )
        if count(ended) != 1:
            raise Refusal("stale")
        for person_id in await _answering(session, seen, given):
            if person_id != actor.person_id:
                await _push(session, context, seen, person_id, REFUSED, given.id)
        return seen.row.measure.short_name


async def _assignable(session: AsyncSession, actor: Actor, task_id: int) -> Seen:
    """An open task that the actor may give away, locked: two people at once give it to the same person once."""
    await session.execute(select(Task.id).where(Task.id == task_id).with_for_update())
    seen = await see(session, actor, task_id)
    require(may_assign(actor, _home(seen)))
    if seen.row.task.state is not TaskState.OPEN:
        raise Refusal("row-closed")
    return seen


async def _mine(session: AsyncSession, actor: Actor, assignment_id: int) -> Assignment:
    """The actor's own assignment. Raises AccessDenied for somebody else's; «taken-back» for one that has ended."""
    given = await session.get(Assignment, assignment_id)
    require(given is not None and given.person_id == actor.person_id)
    if given is None or given.ended_at is not None:
        raise Refusal("taken-back")
    return given


async def give(session: AsyncSession, context: Context, actor: Actor, cause: Cause, seen: Seen, person_id: int) -> None:
    """Inside a running transaction, after the rights were checked. The same cause a second time gives nothing."""
    now = context.now()
    if await session.scalar(select(Assignment.id).where(Assignment.cause == cause)) is not None:
        return
    to_self = person_id == actor.person_id
    given = Assignment(
        task_id=seen.row.task.id,
        person_id=person_id,
        assigned_by=actor.person_id,
        at=now,
        accepted_at=now if to_self else None,
        cause=cause,
    )
    session.add(given)
    await session.flush()
    if not to_self:
        await _push(session, context, seen, person_id, SUBJECT, given.id)


async def _push(
    session: AsyncSession, context: Context, seen: Seen, person_id: int, subject: str, assignment_id: int
) -> None:
    """Nothing is sent to somebody outside the bot: the coordinator knows, for it was the coordinator's tap."""
    known = await names.known_as(session, _home(seen), [person_id])
    if not known or known[0].outside:
        return
    await notify(
        session,
        context,
        person_id,
        subject,
        assignment_id,
        Stage.ASSIGNED,
        local_day(context.now(), seen.row.organisation.zone),
        DeliveryKind.ASSIGNMENT,
        f"{subject}:{assignment_id}",
        context.now(),
        {subject: assignment_id, "task": seen.row.task.id},
    )


async def _add_outside(session: AsyncSession, context: Context, actor: Actor, home: int, designation: str) -> int:
    person = Person(designation=designation, settings={}, created_at=context.now())
    session.add(person)
    await session.flush()
    session.add(
        Membership(
            person_id=person.id,
            organisation_id=home,
            role=Role.NAVIGATOR,
            from_at=context.now(),
            invited_by=actor.person_id,
        )
    )
    await session.flush()
    return person.id


async def _answering(session: AsyncSession, seen: Seen, given: Assignment) -> list[int]:
    """Who hears that a task came back: who gave it; where that person has left, all who answer for it."""
    members = await names.members(session, _home(seen))
    if any(one.person_id == given.assigned_by for one in members) and given.assigned_by is not None:
        return [given.assigned_by]
    return [one.person_id for one in members if one.role in (Role.COORDINATOR, Role.ADMIN)]


async def _candidates(session: AsyncSession, context: Context, actor: Actor, task_id: int) -> Candidates:
    card = await read_card(session, context, actor, task_id)
    home = card.line.organisation_id
    members = await names.members(session, home)
    said = card.responsible_text if card.responsible_text.strip() else card.title
    named, first = await meant(session, home, said, members)
    ids = sorted((one.person_id for one in members), key=lambda one: one not in first)
    known = await names_of(session, actor, home, ids)
    given = frozenset(one.person_id for one in card.assignees)
    return Candidates(card, tuple(known[one] for one in ids), given, named, len(first))


def _home(seen: Seen) -> int:
    return seen.row.task.organisation_id
