"""Lists of tasks of one person: «Сегодня», its filters, and the search by words or number."""

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, and_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.boards import Horizon, Selection, horizon, reminder_day
from bot.domain.clock import local_day
from bot.domain.people import Actor, Role
from bot.texts.folding import folded
from bot.usecases import past
from bot.usecases.calendar import calendar_of
from bot.usecases.context import Context
from bot.usecases.names import names_of
from bot.usecases.tasks import Board, TaskLine, line_of
from db import facts, tasks
from db.models import Task
from db.tasks import TaskRow

QUERY_LIMIT = 100
PAGE = 5
"""Lines on one screen: what a phone shows at a glance, and one row of digits below."""


async def board(
    context: Context, actor: Actor, selection: Selection = Selection.NOW, page: int = 0, organisation_id: int = 0
) -> Board:
    """One page of what the actor may see. An organisation that is not the actor's leaves an empty list."""
    days = horizon(local_day(context.now(), actor.zone))
    async with context.transaction() as session:
        where = _where(actor, organisation_id)
        taken = and_(where, tasks.condition(selection, days, actor.duties))
        return await _page(session, context, actor, days, selection, where, taken, page, organisation_id)


async def search(context: Context, actor: Actor, query: str, page: int = 0) -> Board:
    """Tasks whose number is the query, or whose text holds all its words; closed ones too."""
    days = horizon(local_day(context.now(), actor.zone))
    async with context.transaction() as session:
        where = _where(actor, 0)
        found = [task_id for task_id, number, text in await tasks.words(session, where) if _fits(query, number, text)]
        taken = and_(where, Task.id.in_(found))
        return await _page(session, context, actor, days, Selection.FOUND, where, taken, page, 0, query)


async def _page(
    session: AsyncSession,
    context: Context,
    actor: Actor,
    days: Horizon,
    selection: Selection,
    where: ColumnElement[bool],
    taken: ColumnElement[bool],
    page: int,
    organisation_id: int,
    query: str = "",
) -> Board:
    summary = await tasks.summary(session, actor, days, organisation_id)
    counts = summary.counts
    total = counts[selection] if selection is not Selection.FOUND else await tasks.number_of(session, taken)
    page = min(max(page, 0), max(0, total - 1) // PAGE)
    newest = selection is Selection.DONE
    rows = await tasks.page(session, taken, newest_first=newest, limit=PAGE, offset=page * PAGE)
    ahead, more = (None, 0) if total else await _ahead(session, where, days)
    return Board(
        selection=selection,
        days=days,
        page=page,
        size=PAGE,
        total=total,
        lines=await _lines(session, actor, rows, with_people=selection is Selection.GIVEN),
        counts=counts,
        organisation_id=organisation_id,
        organisations=tuple(summary.organisations),
        plans=summary.plans,
        query=query,
        ahead=ahead,
        ahead_more=more,
        reminder=await _reminder(session, context, days, ahead),
        answers=bool(actor.organisations(Role.COORDINATOR, Role.ADMIN)),
        governs=bool(actor.organisations(Role.ADMIN)),
        past=await _past(session, actor) if selection is Selection.NOW and page == 0 else (),
    )


async def _past(session: AsyncSession, actor: Actor) -> tuple[past.Waiting, ...]:
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
    return bool(asked) and (query.strip().strip("()№ .") == number or all(word in words for word in asked))
