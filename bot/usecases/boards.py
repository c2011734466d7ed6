"""Lists of tasks of one person: «Сегодня», its filters, and the search by words or number."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.boards import Horizon, Selection, horizon, reminder_day
from bot.domain.clock import local_day
from bot.domain.digests import PastAsked
from bot.domain.people import Actor, Role
from bot.texts.folding import folded
from bot.usecases import past
from bot.usecases.calendar import calendar_of
from bot.usecases.context import Context
from bot.usecases.names import names_of
from bot.usecases.tasks import Board, TaskLine, line_of
from db import facts, tasks
from db.models import Task
from db.tasks import Summary, TaskRow

QUERY_LIMIT = 100
NUMBER_EDGES = "()№ ."
PAGE = 5
"""Lines on one screen: what a phone shows at a glance, and one row of digits below."""


async def board(
    context: Context, actor: Actor, selection: Selection = Selection.NOW, page: int = 0, organisation_id: int = 0
) -> Board:
    """One page of what the actor may see. An organisation that is not the actor's leaves an empty list."""
    days = horizon(local_day(context.now(), actor.zone))
    async with context.transaction() as session:
        summary = await tasks.summary(session, actor, days, organisation_id)
        total = summary.counts[selection]
        page = _within(page, total)
        rows = await tasks.seen_page(session, actor, selection, days, organisation_id, limit=PAGE, offset=page * PAGE)
        shown = _Shown(selection, days, page, total, organisation_id, summary)
        return await _board(session, context, actor, shown, rows)


async def search(context: Context, actor: Actor, query: str, page: int = 0) -> Board:
    """Tasks whose number is the query, or whose text holds all its words; closed ones too."""
    days = horizon(local_day(context.now(), actor.zone))
    async with context.transaction() as session:
        seen = tasks.visible(actor)
        found = [task_id for task_id, number, text in await tasks.words(session, seen) if _fits(query, number, text)]
        page = _within(page, len(found))
        rows = await tasks.page(session, and_(seen, Task.id.in_(found)), limit=PAGE, offset=page * PAGE)
        summary = await tasks.summary(session, actor, days)
        shown = _Shown(Selection.FOUND, days, page, len(found), 0, summary, query)
        return await _board(session, context, actor, shown, rows)


async def is_number(context: Context, actor: Actor, words: str) -> bool:
    """Whether a row that the actor may see bears this number."""
    asked = words.strip(NUMBER_EDGES)
    async with context.transaction() as session:
        return any(number == asked for _, number, _ in await tasks.words(session, _where(actor, 0)))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was asked for, and how much of it there is."""

    selection: Selection
    days: Horizon
    page: int
    total: int
    organisation_id: int
    summary: Summary
    query: str = ""


def _within(page: int, total: int) -> int:
    """The page itself, or the last one there is."""
    return min(max(page, 0), max(0, total - 1) // PAGE)


async def _board(session: AsyncSession, context: Context, actor: Actor, shown: _Shown, rows: list[TaskRow]) -> Board:
    ahead, more = (None, 0) if shown.total else await _ahead(session, _where(actor, shown.organisation_id), shown.days)
    first = shown.selection is Selection.NOW and shown.page == 0
    return Board(
        selection=shown.selection,
        days=shown.days,
        page=shown.page,
        size=PAGE,
        total=shown.total,
        lines=await _lines(session, actor, rows, with_people=shown.selection is Selection.GIVEN),
        counts=shown.summary.counts,
        organisation_id=shown.organisation_id,
        organisations=tuple(shown.summary.organisations),
        plans=shown.summary.plans,
        query=shown.query,
        ahead=ahead,
        ahead_more=more,
        reminder=await _reminder(session, context, shown.days, ahead),
        answers=bool(actor.organisations(Role.COORDINATOR, Role.ADMIN)),
        governs=bool(actor.organisations(Role.ADMIN)),
        past=await _past(session, actor) if first else (),
    )


async def _past(session: AsyncSession, actor: Actor) -> tuple[PastAsked, ...]:
    return await past.waiting(session, actor.organisations(Role.COORDINATOR, Role.ADMIN))


async def _lines(
    session: AsyncSession, actor: Actor, rows: list[TaskRow], *, with_people: bool
) -> tuple[TaskLine, ...]:
    lines = [line_of(row) for row in rows]
    if not with_people:
        return tuple(lines)
    given = await facts.assignees(session, [line.task_id for line in lines])
    named = []
    for line in lines:
        people = given.get(line.task_id, [])
        known = await names_of(session, actor, line.organisation_id, people)
        named.append(replace(line, given=tuple(known[person] for person in people)))
    return tuple(named)


def _where(actor: Actor, organisation_id: int) -> ColumnElement[bool]:
    seen = tasks.visible(actor)
    return and_(seen, Task.organisation_id == organisation_id) if organisation_id else seen


async def _ahead(session: AsyncSession, where: ColumnElement[bool], days: Horizon) -> tuple[TaskLine | None, int]:
    """The nearest open task after today, and how many more fall due on its day."""
    coming = and_(where, tasks.IS_OPEN, tasks.DATED, days.today < tasks.EFFECTIVE_DUE)
    rows = await tasks.page(session, coming, limit=1)
    if not rows:
        return None, 0
    line = line_of(rows[0])
    return line, await tasks.number_of(session, and_(coming, tasks.EFFECTIVE_DUE.in_([line.due]))) - 1


async def _reminder(session: AsyncSession, context: Context, days: Horizon, ahead: TaskLine | None) -> date | None:
    if ahead is None or ahead.due is None:
        return None
    calendar = await calendar_of(session, context, ahead.organisation_id, ahead.due)
    return reminder_day(ahead.due, days.today, calendar, context.reminders.weekly_on)


def _fits(query: str, number: str | None, text: str) -> bool:
    asked, words = folded(query).split(), folded(text)
    return bool(asked) and (query.strip(NUMBER_EDGES) == number or all(word in words for word in asked))
