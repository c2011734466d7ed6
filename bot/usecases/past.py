"""Windows that had passed when a plan was launched: each organisation says once which of them were not done.

Everything is ticked as done; unticking is kept in the row, so that a restart loses nothing. The answer marks the ticked
tasks «до подключения»: done, neither in time nor late.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.clock import local_day
from bot.domain.digests import PastAsked
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.domain.roadmaps import RoadmapState
from bot.usecases import audit
from bot.usecases.context import Cause, Context
from bot.usecases.parents import refresh_parents
from db import past
from db.models import Organisation, PastQuestion, Roadmap


@dataclass(frozen=True, slots=True)
class PastRow:
    """One past window of the organisation. `place` is its number in the list, from 1."""

    task_id: int
    place: int
    number: str | None
    short_name: str
    due: date
    done: bool


@dataclass(frozen=True, slots=True)
class PastList:
    """The whole question; `answered` once it has been answered (then nothing can be ticked any more)."""

    id: int
    version: int
    organisation: str
    title: str
    rows: tuple[PastRow, ...]
    answered: bool

    @property
    def done(self) -> int:
        return sum(1 for row in self.rows if row.done)


@dataclass(frozen=True, slots=True)
class PastAnswered:
    """What an answer has marked."""

    organisation: str
    done: int
    left: int


async def waiting(
    session: AsyncSession, organisations: Collection[int], roadmap_id: int | None = None
) -> tuple[PastAsked, ...]:
    """Unanswered questions of these organisations, about one running plan or about all of them."""
    return tuple(PastAsked(*row) for row in await past.waiting(session, organisations, roadmap_id))


async def look(context: Context, actor: Actor, question_id: int) -> PastList:
    """The list as it stands."""
    async with context.transaction() as session:
        question, organisation = await _allowed(session, actor, question_id)
        return await _list(session, context, question, organisation)


async def tick(context: Context, actor: Actor, question_id: int, version: int, task_id: int) -> PastList:
    """Untick a task, or tick it again. A task that is not in the list changes nothing."""
    async with context.transaction(write=True) as session:
        question, organisation = await _allowed(session, actor, question_id)
        shown = await _list(session, context, question, organisation)
        if shown.answered or question.version != version:
            return shown
        known = {row.task_id for row in shown.rows}
        unticked = (set(question.unticked) ^ {task_id}) & known
        if not await past.change(session, question_id, version, unticked=sorted(unticked)):
            raise Refusal("stale")
        await session.refresh(question)
        return await _list(session, context, question, organisation)


async def answer(context: Context, actor: Actor, question_id: int, version: int, cause: Cause) -> PastAnswered:
    """Mark what is ticked. Raises Refusal `past-answered` when somebody has answered, `stale` when the list moved."""
    async with context.transaction(write=True) as session:
        question, organisation = await _allowed(session, actor, question_id)
        shown = await _list(session, context, question, organisation)
        if shown.answered:
            raise Refusal("past-answered")
        now = context.now()
        if not await past.change(session, question_id, version, answered_at=now, answered_by=actor.person_id):
            raise Refusal("stale")
        ticked = [row for row in shown.rows if row.done]
        marked = 0
        for place, row in enumerate(ticked):
            marked += await past.mark(session, row.task_id, row.due, actor.person_id, now, f"{cause}:{place}")
        for child in await past.with_parents(session, [row.task_id for row in ticked]):
            await refresh_parents(session, child)
        detail = {"done": marked, "left": len(shown.rows) - len(ticked)}
        audit.record(session, context, actor.person_id, "past-answered", "organisation", organisation.id, **detail)
        return PastAnswered(organisation.short_name, marked, len(shown.rows) - len(ticked))


async def _allowed(session: AsyncSession, actor: Actor, question_id: int) -> tuple[PastQuestion, Organisation]:
    """A coordinator answers for the own school, an administrator for any below: a school need not be in the bot."""
    question = await session.get(PastQuestion, question_id)
    if question is None:
        raise AccessDenied
    require(coordinates(actor, question.organisation_id) or administers(actor, question.organisation_id))
    return question, await session.get_one(Organisation, question.organisation_id)


async def _list(
    session: AsyncSession, context: Context, question: PastQuestion, organisation: Organisation
) -> PastList:
    """Open tasks whose planned day had passed when the question was asked; the state is read anew each time."""
    roadmap = await session.get_one(Roadmap, question.roadmap_id)
    asked_on = local_day(question.asked_at, organisation.zone)
    found = await past.open_before(session, question.roadmap_id, question.organisation_id, asked_on)
    unticked = set(question.unticked)
    rows = tuple(
        PastRow(key, place, number, name, due, key not in unticked)
        for place, (key, number, name, due) in enumerate(found, 1)
        if due is not None
    )
    answered = question.answered_at is not None or roadmap.state is not RoadmapState.ACTIVE
    return PastList(question.id, question.version, organisation.short_name, roadmap.title, rows, answered)
