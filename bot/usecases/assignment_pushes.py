"""What is told to the person who got a task, and to the coordinator when it comes back: drawn as of the sending."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.tasks import TaskState
from bot.usecases.cards import read_card
from bot.usecases.context import Context
from bot.usecases.names import Who, names_of
from bot.usecases.tasks import TaskCard
from db.models import Assignment


@dataclass(frozen=True, slots=True)
class GivenPush:
    """What the person to whom a task was given is told, as of now."""

    assignment_id: int
    card: TaskCard
    by: Who | None
    instead_of: Who | None = None
    """Who is away, where it is told to the substitute."""


@dataclass(frozen=True, slots=True)
class RefusedPush:
    """What the coordinator is told when a task comes back."""

    card: TaskCard
    by: Who | None
    words: str | None


@dataclass(frozen=True, slots=True)
class LetterPush:
    """What the coordinator of a school is told about a letter of the day, as of now."""

    card: TaskCard


async def letter_push(session: AsyncSession, context: Context, actor: Actor, task_id: int) -> LetterPush | None:
    """None when the task is closed, taken back, or the person does not answer for the school any more."""
    card = await _open_card(session, context, actor, task_id)
    return LetterPush(card) if card is not None and card.may_assign else None


async def given_push(session: AsyncSession, context: Context, actor: Actor, assignment_id: int) -> GivenPush | None:
    """The push to `actor`, drawn as of now; None when there is nothing to say any more."""
    given = await session.get(Assignment, assignment_id, populate_existing=True)
    if (
        given is None
        or given.person_id not in actor.duties
        or given.ended_at is not None
        or given.accepted_at is not None
    ):
        return None
    card = await _open_card(session, context, actor, given.task_id)
    if card is None:
        return None
    home, own = card.line.organisation_id, given.person_id == actor.person_id
    by = await _who(session, actor, home, given.assigned_by)
    return GivenPush(given.id, card, by, None if own else await _who(session, actor, home, given.person_id))


async def refused_push(session: AsyncSession, context: Context, actor: Actor, assignment_id: int) -> RefusedPush | None:
    """The push to somebody who answers for the task; None when it is closed, gone, or in other hands again."""
    given = await session.get(Assignment, assignment_id, populate_existing=True)
    if given is None or given.ended_at is None:
        return None
    card = await _open_card(session, context, actor, given.task_id)
    if card is None or not card.may_assign:
        return None
    by = await _who(session, actor, card.line.organisation_id, given.person_id)
    return RefusedPush(card, by, given.ended_note)


async def _open_card(session: AsyncSession, context: Context, actor: Actor, task_id: int) -> TaskCard | None:
    """The card while the task is open and the person may see it: rights and state are read again (rule 2)."""
    try:
        card = await read_card(session, context, actor, task_id)
    except Refusal:
        return None
    return card if card.line.state is TaskState.OPEN else None


async def _who(session: AsyncSession, viewer: Actor, home: int, person_id: int | None) -> Who | None:
    return (await names_of(session, viewer, home, [person_id])).get(person_id) if person_id is not None else None
