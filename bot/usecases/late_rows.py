"""Rows that a newer version of a plan adds although their days have gone by: asked about as at a launch.

A question that a school has answered is opened again for them alone: what it left open then stays unticked.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.people import Actor
from bot.domain.reach import Reach
from bot.domain.roadmaps import PastAnswer, Row
from bot.domain.tasks import MarkKind, TaskState
from bot.usecases.context import Cause, Context
from bot.usecases.launch import PastWindows
from bot.usecases.parents import refresh_parents
from db import launches
from db.models import Mark, Measure, PastQuestion, Roadmap, Task
from db.upsert import insert_all_new


def late_rows(draft: Roadmap, rows: Sequence[Row], reach: Reach, today: date) -> PastWindows | None:
    """The question about these new rows; None where no day of theirs has passed."""
    late = [row for row in rows if row.past(today) and row.whom(reach)]
    if not late:
        return None
    alone = reach.everybody() == (reach.owner,)
    return PastWindows(draft.id, draft.version, len(late), sum(row.tasks(reach) for row in late), alone)


async def settle_late(
    session: AsyncSession,
    context: Context,
    actor: Actor,
    draft: Roadmap,
    added: Collection[int],
    past: PastAnswer,
    cause: Cause,
) -> int:
    """Mark or ask about the tasks of a newer version that were late when they were made; how many schools are asked."""
    late = await _late(session, context, added)
    if past is PastAnswer.DONE:
        for task in late:
            task.state, task.done_on, task.before_joining = TaskState.DONE, task.due, True
            session.add(_mark(context, actor, task, cause))
        await session.flush()
        for task in late:
            await refresh_parents(session, task)
    if past is not PastAnswer.ASK_SCHOOLS:
        return 0
    places = sorted({task.organisation_id for task in late})
    for place in places:
        await _ask(session, context, draft, place, {task.id for task in late})
    return len(places)


async def _late(session: AsyncSession, context: Context, added: Collection[int]) -> list[Task]:
    """Open tasks among these whose day has gone by in their own zone; a parent row is done when its children are."""
    below = aliased(Measure)
    query = select(Task).where(
        Task.id.in_(added),
        Task.state == TaskState.OPEN,
        Task.due.is_not(None),
        ~exists().where(below.parent_id == Task.measure_id),
    )
    found = list(await session.scalars(query.order_by(Task.id)))
    today = await launches.today_in(session, context.now(), {task.organisation_id for task in found})
    return [task for task in found if task.due is not None and task.due < today[task.organisation_id]]


def _mark(context: Context, actor: Actor, task: Task, cause: Cause) -> Mark:
    return Mark(
        task_id=task.id,
        kind=MarkKind.DONE,
        done_on=task.due,
        before_joining=True,
        at=context.now(),
        by_person_id=actor.person_id,
        cause=f"{cause}:{task.id}",
    )


async def _ask(session: AsyncSession, context: Context, draft: Roadmap, place: int, late: Collection[int]) -> None:
    now = context.now()
    new = {"roadmap_id": draft.id, "organisation_id": place, "asked_at": now}
    await insert_all_new(session, PastQuestion, [new])
    known = select(PastQuestion).where(PastQuestion.roadmap_id == draft.id, PastQuestion.organisation_id == place)
    question = (await session.scalars(known)).one()
    if question.asked_at == now:
        return
    others = (
        select(Task.id)
        .join(Measure, Measure.id == Task.measure_id)
        .where(
            Measure.roadmap_id == draft.id,
            Task.organisation_id == place,
            Task.state == TaskState.OPEN,
            Task.id.not_in(late),
            Task.due >= question.asked_at.date() if question.answered_at is None else Task.due.is_not(None),
        )
    )
    unticked = {*question.unticked, *await session.scalars(others)}
    again = {"asked_at": now, "answered_at": None, "answered_by": None, "unticked": sorted(unticked)}
    same = PastQuestion.id == question.id, PastQuestion.version == question.version
    await session.execute(update(PastQuestion).where(*same).values(version=PastQuestion.version + 1, **again))
