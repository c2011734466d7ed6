"""«Срок непонятен»: a school's own day for a row to which the plan gives none. The plan's words stay in sight."""

from datetime import date

from sqlalchemy import update

from bot.domain.access import may_assign, require
from bot.domain.clock import local_day
from bot.domain.deadline import Pace
from bot.domain.errors import Refusal
from bot.domain.extensions import ExtensionState
from bot.domain.people import Actor
from bot.domain.tasks import TaskState
from bot.usecases.cards import read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.days import coming_day
from bot.usecases.tasks import TaskCard
from db.models import Extension, Task
from db.results import count


async def set_own_day(context: Context, actor: Actor, cause: Cause, task_id: int, version: int, words: str) -> TaskCard:
    """Give an open, undated task a day of the school's own, in its words. Changes this organisation only.

    Raises Refusal «stale» where the task has changed since, «has-a-day» where the plan itself names one.
    """
    async with context.transaction(write=True) as session:
        seen = await see(session, actor, task_id)
        task = seen.row.task
        require(may_assign(actor, task.organisation_id))
        if task.due is not None or seen.row.measure.pace is Pace.ALL_YEAR:
            raise Refusal("has-a-day")
        due: date = coming_day(words, local_day(context.now(), seen.row.organisation.zone))
        changed = await session.execute(
            update(Task)
            .where(Task.id == task_id, Task.version == version, Task.state == TaskState.OPEN)
            .values(own_due=due, version=Task.version + 1)
        )
        if count(changed) != 1:
            raise Refusal("stale")
        session.add(
            Extension(
                task_id=task_id,
                due=due,
                reason=" ".join(words.split())[:300],
                state=ExtensionState.OWN,
                asked_by=actor.person_id,
                asked_at=context.now(),
                cause=cause,
            )
        )
        return await read_card(session, context, actor, task_id)
