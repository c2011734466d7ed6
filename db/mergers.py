"""One school becomes part of another: its people, classes, tasks and facts move over."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Text, cast, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from db.models import (
    Activity,
    Application,
    Assignment,
    Entry,
    Evidence,
    Extension,
    Invite,
    Mark,
    Measure,
    Membership,
    PastQuestion,
    Question,
    Reader,
    Roadmap,
    SchoolClass,
    Succession,
    Task,
)
from db.relocations import foreign
from db.roadmaps import ANSWERS, ONLY

FACTS = (Mark, Assignment, Entry, Evidence, Extension)
MOVED = (Application, Question, Reader, Succession)
SETTLED = (TaskState.DONE, TaskState.UNFULFILLED, TaskState.NOT_OURS)


async def memberships(session: AsyncSession, organisation_id: int) -> Sequence[Membership]:
    query = select(Membership).where(Membership.organisation_id == organisation_id, Membership.until_at.is_(None))
    return (await session.scalars(query.order_by(Membership.id))).all()


async def classes(session: AsyncSession, organisation_id: int) -> Sequence[SchoolClass]:
    query = select(SchoolClass).where(SchoolClass.organisation_id == organisation_id)
    return (await session.scalars(query.order_by(SchoolClass.id))).all()


async def tasks(
    session: AsyncSession, organisation_id: int, owners: Collection[int] | None = None
) -> dict[tuple[int, str], Task]:
    """By measure and occurrence: what makes a task the only one of its school. With `owners`, without running plans
    of anybody else."""
    query = select(Task).where(Task.organisation_id == organisation_id).with_for_update()
    if owners is not None:
        others = select(Measure.id).join(Roadmap, Roadmap.id == Measure.roadmap_id).where(foreign(owners))
        query = query.where(Task.measure_id.not_in(others))
    return {(task.measure_id, task.occurrence): task for task in await session.scalars(query.order_by(Task.id))}


async def move_facts(session: AsyncSession, away: int, into: int) -> None:
    """Everything that was said about one task is said about the other from now on."""
    for kind in FACTS:
        await session.execute(update(kind).where(kind.task_id == away).values(task_id=into))


async def move_hours(session: AsyncSession, away: int, into: int, classes: Sequence[int]) -> None:
    """Hours and excursions go with the classes. What all classes of the one school had, those of the other did not: it
    is told of each class that comes, and stays behind where none does."""
    rows = select(Activity).where(Activity.organisation_id == away, Activity.undone_at.is_(None))
    for row in list(await session.scalars(rows.order_by(Activity.id))):
        if row.class_id is None and not classes:
            continue
        others = classes[1:] if row.class_id is None else ()
        row.organisation_id, row.class_id = into, row.class_id or classes[0]
        names = ("school_year", "kind", "direction", "hours", "on_day", "pupils", "place", "at", "by_person_id")
        same = {name: getattr(row, name) for name in names}
        session.add_all(Activity(organisation_id=into, class_id=one, **same) for one in others)
    await session.flush()


async def children(session: AsyncSession, organisation_id: int) -> list[Task]:
    """Tasks of rows below others, one for each row above: what is above follows them."""
    query = (
        select(Task, Measure.parent_id)
        .join(Measure, Measure.id == Task.measure_id)
        .where(
            Task.organisation_id == organisation_id,
            Measure.parent_id.is_not(None),
            Task.state != TaskState.CANCELLED,
        )
    )
    found: dict[int | None, Task] = {}
    for task, above in await session.execute(query.order_by(Task.id)):
        found.setdefault(above, task)
    return list(found.values())


async def take_over_plans(session: AsyncSession, away: int, into: int) -> None:
    """The school's own plans go with it; rows and conditions that name the school name the other one."""
    own = update(Roadmap).where(Roadmap.owner_id == away).values(owner_id=into)
    await session.execute(own.execution_options(synchronize_session=False))
    living = Roadmap.state.in_((RoadmapState.DRAFT, RoadmapState.ACTIVE))
    for roadmap in await session.scalars(select(Roadmap).where(living).order_by(Roadmap.id)):
        if any(away in schools for schools in roadmap.policy.get(ANSWERS, {}).values()):
            await session.refresh(roadmap, with_for_update=True)
            answers = roadmap.policy.get(ANSWERS, {})
            renamed = {key: _renamed(schools, away, into) for key, schools in answers.items()}
            roadmap.policy = {**roadmap.policy, ANSWERS: renamed}
    rows = select(Measure).join(Roadmap, Roadmap.id == Measure.roadmap_id).where(living)
    for measure in await session.scalars(rows.where(cast(Measure.schools, Text).contains(f'"{ONLY}"'))):
        if away in measure.schools.get(ONLY, ()):
            measure.schools = {**measure.schools, ONLY: _renamed(measure.schools[ONLY], away, into)}
    await session.flush()


def _renamed(schools: Sequence[int], away: int, into: int) -> list[int]:
    return list(dict.fromkeys(into if one == away else one for one in schools))


async def move_rest(session: AsyncSession, away: int, into: int, now: datetime) -> None:
    """Questions, hours, applications and receipts move; invites and questions about the past of the school end."""
    for kind in MOVED:
        await session.execute(update(kind).where(kind.organisation_id == away).values(organisation_id=into))
    ends = update(Invite).where(Invite.organisation_id == away, Invite.expires_at > now)
    await session.execute(ends.values(expires_at=now))
    asked = update(PastQuestion).where(PastQuestion.organisation_id == away, PastQuestion.answered_at.is_(None))
    await session.execute(asked.values(answered_at=now))


def join(away: Task, into: Task) -> None:
    """Two tasks of one row: what one of them has settled holds for both; else it is open while either is."""
    if into.state is TaskState.CANCELLED and away.state is TaskState.OPEN:
        into.state, into.opens, into.due, into.label = away.state, away.opens, away.due, away.label
    if into.state not in SETTLED and away.state in SETTLED:
        into.state, into.done_on, into.before_joining = away.state, away.done_on, away.before_joining
        into.review = away.review
    into.own_due = into.own_due or away.own_due
    into.extended_due = max((day for day in (into.extended_due, away.extended_due) if day), default=None)
    into.version, away.version = into.version + 1, away.version + 1
    away.state, away.done_on, away.review = TaskState.CANCELLED, None, None
