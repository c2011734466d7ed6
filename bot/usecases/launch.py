"""A draft becomes a running plan: one task per addressed organisation and occurrence, and those concerned are told.

Launching twice creates nothing twice: the plan changes its state by a conditional UPDATE, and a task is unique by
measure, organisation and occurrence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import Refusal
from bot.domain.letters import OFF_PLAN
from bot.domain.people import Actor
from bot.domain.reach import Reach
from bot.domain.roadmaps import PastAnswer, RoadmapState, Row, Unsettled, tally
from bot.domain.tasks import TaskState
from bot.usecases import audit
from bot.usecases.context import Cause, Context
from bot.usecases.drafts import own
from bot.usecases.notices import notify
from bot.usecases.parents import refresh_parents
from bot.usecases.roadmaps import administered
from db import launches, roadmaps
from db.models import Organisation, PastQuestion, Roadmap, Task
from db.upsert import insert_all_new


@dataclass(frozen=True, slots=True)
class PastWindows:
    """Nothing was launched yet: somebody has to say what happens with windows that lie in the past."""

    roadmap_id: int
    version: int
    measures: int
    tasks: int
    alone: bool
    """The owner has nobody below: it is the launcher who will be asked."""


@dataclass(frozen=True, slots=True)
class Launched:
    """What a launch has done. `already` when the plan was running before; `own_question` asks the launcher's side."""

    roadmap_id: int
    title: str
    tasks: int
    organisations: int
    asked: int
    told: int | None
    """How many coordinators hear of it; None where nobody addressed has a coordinator."""
    already: bool
    own_question: int | None = None


async def launch(
    context: Context, actor: Actor, roadmap_id: int, version: int, past: PastAnswer | None, cause: Cause
) -> Launched | PastWindows:
    """Launch a draft. Without `past` it asks where some windows have gone by; a plan that is all past runs as it is."""
    async with context.transaction(write=True) as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        if roadmap.state is RoadmapState.ACTIVE:
            return await _result(session, roadmap, owner, actor, told=0, already=True)
        rows = [row for _, row in await roadmaps.rows(session, roadmap)]
        reach = await roadmaps.reach(session, owner)
        numbers = tally(rows, reach, local_day(context.now(), owner.zone))
        if past is None and numbers.past and not numbers.all_past:
            return PastWindows(roadmap_id, version, numbers.past, numbers.tasks, reach.everybody() == (owner.id,))
        if any(doubt.code == Unsettled.OWNER for doubt in roadmaps.doubts(roadmap.doubts)):
            raise Refusal("owner-unsettled")
        answer = past or (PastAnswer.OVERDUE if numbers.past else None)
        if not await _activate(session, context, roadmap, version, answer):
            return await _result(session, roadmap, owner, actor, told=0, already=True)
        await _make(session, context, roadmap, rows, reach, answer, cause, actor.person_id)
        told = await _tell(session, context, actor, roadmap, owner, await launches.organisations(session, roadmap_id))
        detail = {"tasks": numbers.tasks, "past": answer.value if answer else None}
        audit.record(session, context, actor.person_id, "plan-launched", "roadmap", roadmap_id, **detail)
        return await _result(session, roadmap, owner, actor, told=told, already=False)


async def archive(context: Context, actor: Actor, roadmap_id: int, version: int) -> str:
    """Keep a plan whose days have all passed without any task; its title. Nobody hears of it."""
    async with context.transaction(write=True) as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        rows = [row for _, row in await roadmaps.rows(session, roadmap)]
        today = local_day(context.now(), owner.zone)
        values = {"state": RoadmapState.CLOSED, "closed_at": context.now()}
        past = tally(rows, await roadmaps.reach(session, owner), today).all_past
        if not past or not await roadmaps.change(session, roadmap_id, version, RoadmapState.DRAFT, **values):
            raise Refusal("stale")
        audit.record(session, context, actor.person_id, "plan-archived", "roadmap", roadmap_id)
        return roadmap.title


async def fill_gaps(session: AsyncSession, context: Context, organisation_ids: Sequence[int]) -> None:
    """Give organisations that were added after a launch the tasks of running plans that they lack.

    A letter of the day went to those who were there: rows «вне плана» are not made up for.
    Windows that have passed are asked about, whatever was answered at the launch: they lie before this school's time.
    """
    for roadmap, owner in await launches.running_above(session, organisation_ids):
        if OFF_PLAN in roadmap.policy:
            continue
        served = set(await launches.organisations(session, roadmap.id))
        new = frozenset(organisation_ids) - served - {owner.id}
        rows = [row for _, row in await roadmaps.rows(session, roadmap)]
        reach = (await roadmaps.reach(session, owner)).only(new)
        await _make(session, context, roadmap, rows, reach, PastAnswer.ASK_SCHOOLS, None, None)


async def _activate(
    session: AsyncSession, context: Context, roadmap: Roadmap, version: int, answer: PastAnswer | None
) -> bool:
    """False when somebody else has launched it at the same moment; a draft that was changed since is stale."""
    values = {"state": RoadmapState.ACTIVE, "launched_at": context.now(), "past_answer": answer}
    changed = await roadmaps.change(session, roadmap.id, version, RoadmapState.DRAFT, **values)
    await session.refresh(roadmap)
    if not changed and roadmap.state is not RoadmapState.ACTIVE:
        raise Refusal("stale")
    return changed


async def _make(
    session: AsyncSession,
    context: Context,
    roadmap: Roadmap,
    rows: Sequence[Row],
    reach: Reach,
    past: PastAnswer | None,
    cause: Cause | None,
    person_id: int | None,
) -> None:
    """Tasks, the marks of those taken as done, and the questions about those that are to be asked."""
    days = await launches.today_in(session, context.now(), reach.everybody())
    made = list(_tasks(rows, reach, days, past, context))
    await insert_all_new(session, Task, made)
    if past is PastAnswer.DONE:
        await launches.mark_done_before(session, roadmap.id, context.now(), person_id, cause)
        for child in await launches.done_children(session, roadmap.id):
            await refresh_parents(session, child)
    if past is PastAnswer.ASK_SCHOOLS:
        parents = {row.id for row in rows if row.is_parent}
        late = {e["organisation_id"] for e in made if e["measure_id"] not in parents and _gone(e, days)}
        asked = [{"roadmap_id": roadmap.id, "organisation_id": key, "asked_at": context.now()} for key in sorted(late)]
        await insert_all_new(session, PastQuestion, asked)


def _tasks(
    rows: Iterable[Row], reach: Reach, days: dict[int, date], past: PastAnswer | None, context: Context
) -> Iterable[dict[str, Any]]:
    """The columns of every task, row by row. A day has passed by the calendar of the organisation's own zone."""
    for row in rows:
        for organisation_id in row.whom(reach):
            for turn in row.turns:
                done = past is PastAnswer.DONE and not row.is_parent and turn.is_past(days[organisation_id])
                yield {
                    "measure_id": row.id,
                    "organisation_id": organisation_id,
                    "occurrence": turn.occurrence,
                    "label": turn.label,
                    "opens": turn.opens,
                    "due": turn.due,
                    "state": TaskState.DONE if done else TaskState.OPEN,
                    "done_on": turn.due if done else None,
                    "before_joining": done,
                    "created_at": context.now(),
                }


def _gone(entry: dict[str, Any], days: dict[int, date]) -> bool:
    return entry["due"] is not None and entry["due"] < days[entry["organisation_id"]]


async def _tell(
    session: AsyncSession,
    context: Context,
    actor: Actor,
    roadmap: Roadmap,
    owner: Organisation,
    organisations: Sequence[int],
) -> int | None:
    """One message for each coordinator of an addressed organisation; how many, None where there is no coordinator.

    The launcher sees the screen instead.
    """
    coordinators = await launches.coordinators(session, organisations)
    told = [person for person in coordinators if person != actor.person_id]
    today = local_day(context.now(), owner.zone)
    for person_id in told:
        await notify(
            session,
            context,
            person_id,
            "roadmap",
            roadmap.id,
            Stage.LAUNCHED,
            today,
            DeliveryKind.LAUNCH,
            f"roadmap:{roadmap.id}",
            context.now(),
            {"roadmap": roadmap.id},
        )
    return len(told) if coordinators else None


async def _result(
    session: AsyncSession, roadmap: Roadmap, owner: Organisation, actor: Actor, *, told: int | None, already: bool
) -> Launched:
    require(bool(own(actor)))
    numbers = await launches.numbers(session, roadmap.id)
    return Launched(
        roadmap_id=roadmap.id,
        title=roadmap.title,
        tasks=numbers.tasks,
        organisations=numbers.organisations,
        asked=numbers.asked,
        told=told,
        already=already,
        own_question=await launches.open_question(session, roadmap.id, owner.id),
    )
