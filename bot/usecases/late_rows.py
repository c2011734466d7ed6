"""Rows that a newer version of a plan adds although their days have gone by: asked about as at a launch.

A question that a school has answered is opened again for them alone: what it left open then stays unticked.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.reach import Reach
from bot.domain.roadmaps import PastAnswer, Row
from bot.domain.tasks import MarkKind, TaskState
from bot.usecases.context import Cause, Context
from bot.usecases.launch import PastWindows
from bot.usecases.parents import refresh_parents
from db import launches
from db import past as past_rows
from db.models import Mark, Organisation, Roadmap, Task


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
    found = await past_rows.dated_open(session, added)
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
    """Ask about the late rows alone; what an open question had shown stays as it was ticked. Raises Refusal stale."""
    now = context.now()
    question = await past_rows.ask(session, draft.id, place, now)
    if question.asked_at == now:
        return
    zone = (await session.get_one(Organisation, place)).zone
    since = local_day(question.asked_at, zone) if question.answered_at is None else None
    others = await past_rows.open_others(session, draft.id, place, late, since)
    again = {"asked_at": now, "answered_at": None, "answered_by": None}
    unticked = sorted({*question.unticked, *others})
    if not await past_rows.change(session, question.id, question.version, unticked=unticked, **again):
        raise Refusal("stale")
