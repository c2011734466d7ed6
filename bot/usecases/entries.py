"""Entries: dated facts on rows of the whole year and of many events. Such rows are never overdue."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.tasks import TaskState
from bot.usecases.cards import Seen, read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.days import past_day
from bot.usecases.tasks import EntryFact, TaskCard
from db import facts
from db.models import Entry
from db.results import count

WORDS_LIMIT = 300
NUMBER_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Entered:
    """The entry that was made (or taken back), and the card after it."""

    entry: EntryFact
    card: TaskCard


async def add_entry(context: Context, actor: Actor, cause: Cause, task_id: int, text: str) -> Entered:
    """Write down «12 сентября, 25, экскурсия на завод»: a day (else today), a number, words; each may be missing."""
    async with context.transaction(write=True) as session:
        seen = await _enterable(session, actor, task_id)
        today = local_day(context.now(), seen.row.organisation.zone)
        return await _add(session, context, actor, cause, seen, read_entry(text, today))


async def repeat_entry(context: Context, actor: Actor, cause: Cause, task_id: int) -> Entered:
    """The last entry once more, today: one tap. Without one, an entry of today alone."""
    async with context.transaction(write=True) as session:
        seen = await _enterable(session, actor, task_id)
        today = local_day(context.now(), seen.row.organisation.zone)
        last = max(await facts.entries(session, task_id), key=lambda entry: entry.id, default=None)
        fact = EntryFact(0, today, last.number if last else None, last.words if last else None)
        return await _add(session, context, actor, cause, seen, fact)


async def undo_entry(context: Context, actor: Actor, task_id: int, entry_id: int) -> Entered:
    """Take an entry back; it stays in the database with the moment. Raises Refusal «no-entry» the second time."""
    async with context.transaction(write=True) as session:
        await see(session, actor, task_id)
        entry = await session.get(Entry, entry_id)
        undone = await session.execute(
            update(Entry)
            .where(Entry.id == entry_id, Entry.task_id == task_id, Entry.undone_at.is_(None))
            .values(undone_at=context.now())
        )
        if entry is None or count(undone) != 1:
            raise Refusal("no-entry")
        fact = EntryFact(entry.id, entry.on_day, entry.number, entry.words)
        return Entered(fact, await read_card(session, context, actor, task_id))


def read_entry(text: str, today: date) -> EntryFact:
    """Parts between commas: the first may be a day, one may be a whole number, the rest are words."""
    parts = [part for part in (" ".join(part.split()) for part in re.split("[,;]", text)) if part]
    day = today
    if parts and not parts[0].isdecimal():
        try:
            day = past_day(parts[0], today, whole=True)
            parts = parts[1:]
        except Refusal as refusal:
            if refusal.code != "not-a-day":
                raise
    number = next((int(part) for part in parts if part.isdecimal() and int(part) <= NUMBER_LIMIT), None)
    words = ", ".join(part for part in parts if not (part.isdecimal() and int(part) == number))
    if len(words) > WORDS_LIMIT:
        raise Refusal("long-text", limit=WORDS_LIMIT)
    return EntryFact(0, day, number, words or None)


async def _enterable(session: AsyncSession, actor: Actor, task_id: int) -> Seen:
    """Who may mark may enter, while the row is open. Raises Refusal «row-closed»."""
    seen = await see(session, actor, task_id)
    if seen.row.children:
        raise Refusal("parent-row")
    if seen.row.task.state is not TaskState.OPEN:
        raise Refusal("row-closed")
    return seen


async def _add(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, seen: Seen, fact: EntryFact
) -> Entered:
    task_id = seen.row.task.id
    entry = (await session.scalars(select(Entry).where(Entry.cause == cause))).one_or_none()
    if entry is None:
        entry = Entry(
            task_id=task_id,
            on_day=fact.on_day,
            number=fact.number,
            words=fact.words,
            at=context.now(),
            by_person_id=actor.person_id,
            cause=cause,
        )
        session.add(entry)
        await session.flush()
    made = EntryFact(entry.id, entry.on_day, entry.number, entry.words)
    return Entered(made, await read_card(session, context, actor, task_id))
