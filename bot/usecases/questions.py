"""«Задать вопрос»: from a card to the administrator above; the answer stays with the row and may go to all schools."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, require
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.usecases.cards import Seen, read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.request_pushes import AskedQuestion, asked_question, tell
from bot.usecases.tasks import TaskCard
from db import calendars, requests
from db.models import Question
from db.results import count

TEXT_LIMIT = 300
ANSWER_LIMIT = 1000


async def ask_question(context: Context, actor: Actor, cause: Cause, task_id: int, text: str) -> TaskCard:
    """Whoever sees the task may ask. Raises Refusal «empty-text», «long-text», «nobody-above»."""
    words = _words(text, TEXT_LIMIT)
    async with context.transaction(write=True) as session:
        await ask_within(session, context, actor, cause, await see(session, actor, task_id), words)
        return await read_card(session, context, actor, task_id)


async def ask_within(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, seen: Seen, words: str
) -> None:
    """The same inside a running transaction. The same words that still wait for an answer are not asked twice."""
    measure_id, home = seen.row.measure.id, seen.row.task.organisation_id
    above = await requests.administrators_above(session, home)
    if not above:
        raise Refusal("nobody-above")
    if await requests.is_asked(session, measure_id, home, cause, words):
        return
    question = Question(
        measure_id=measure_id,
        organisation_id=home,
        text=words,
        asked_by=actor.person_id,
        asked_at=context.now(),
        cause=cause,
    )
    session.add(question)
    await session.flush()
    for person_id in above:
        await tell(session, context, person_id, "question", question.id)


async def read_question(context: Context, actor: Actor, question_id: int) -> AskedQuestion:
    """A question as its administrator sees it. Raises AccessDenied for anybody else."""
    async with context.transaction() as session:
        return await _shown(session, context, actor, question_id)


async def answer(context: Context, actor: Actor, question_id: int, text: str) -> AskedQuestion:
    """Answer once; the one who asked is told. Raises Refusal «already-answered»."""
    words = _words(text, ANSWER_LIMIT)
    async with context.transaction(write=True) as session:
        question = await _decidable(session, actor, question_id)
        answered = await session.execute(
            update(Question)
            .where(Question.id == question_id, Question.answered_at.is_(None))
            .values(answer=words, answered_by=actor.person_id, answered_at=context.now())
        )
        if count(answered) != 1:
            raise Refusal("already-answered")
        if question.asked_by is not None and question.asked_by != actor.person_id:
            await tell(session, context, question.asked_by, "answer", question_id)
        return await _shown(session, context, actor, question_id)


async def publish(context: Context, actor: Actor, question_id: int) -> AskedQuestion:
    """Show question and answer in the cards of all schools that the reader runs. A second tap changes nothing."""
    async with context.transaction(write=True) as session:
        question = await _decidable(session, actor, question_id)
        below = await _reach(session, actor, question)
        await session.execute(
            update(Question)
            .where(Question.id == question_id, Question.answered_at.is_not(None), Question.published_at.is_(None))
            .values(published_at=context.now(), published_below_id=below)
        )
        return await _shown(session, context, actor, question_id)


async def _reach(session: AsyncSession, actor: Actor, question: Question) -> int:
    """The highest organisation above the asking one that the actor runs, no higher than the owner of the plan."""
    line = await calendars.lineage(session, question.organisation_id)
    owner = await requests.plan_owner(session, question)
    own = line[line.index(owner) :] if owner in line else line
    return next((one for one in own if administers(actor, one)), question.organisation_id)


async def _decidable(session: AsyncSession, actor: Actor, question_id: int) -> Question:
    question = await session.get(Question, question_id)
    if question is None:
        raise AccessDenied
    require(administers(actor, question.organisation_id))
    return question


async def _shown(session: AsyncSession, context: Context, actor: Actor, question_id: int) -> AskedQuestion:
    await _decidable(session, actor, question_id)
    shown = await asked_question(session, context, actor, question_id)
    if shown is None:
        raise Refusal("task-gone")
    return shown


def _words(text: str, limit: int) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refusal("empty-text")
    if len(words) > limit:
        raise Refusal("long-text", limit=limit)
    return words
