"""Tests of delivery: tasks with a day, and a courier that notes what it brings and answers as told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from bot.domain.deadline import DeadlineStatus, Pace
from bot.domain.people import Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import MarkKind, TaskState
from bot.usecases.context import Context
from bot.usecases.courier import Message, Outcome, Recipient, Sent
from db.models import Delivery, Mark, Measure, Roadmap, Task
from tests.sample import person

Answer = Callable[[Recipient, Message], Outcome]


@dataclass
class FakeCourier:
    """Brings everything, unless `answer` says something else for a message."""

    brought: list[tuple[int, Message]] = field(default_factory=list)
    answer: Answer | None = None

    async def deliver(self, to: Recipient, message: Message) -> Outcome:
        outcome = self.answer(to, message) if self.answer is not None else None
        if outcome is not None and not isinstance(outcome, Sent):
            return outcome
        self.brought.append((to.person_id, message))
        return outcome or Sent(f"{to.chat_id}:{len(self.brought)}")

    def people(self) -> list[int]:
        return sorted(person for person, _ in self.brought)


async def roadmap(context: Context, owner: int, state: RoadmapState = RoadmapState.ACTIVE) -> int:
    """An empty plan for 2023/24."""
    async with context.transaction(write=True) as session:
        row = Roadmap(
            owner_id=owner,
            title="План района",
            school_year=2023,
            period_from=date(2023, 9, 1),
            period_until=date(2024, 5, 31),
            state=state,
            created_at=context.now(),
        )
        session.add(row)
        await session.flush()
        return row.id


async def task(
    context: Context,
    plan: int,
    organisation: int,
    due: date | None,
    name: str = "План профориентационной работы",
    *,
    number: str | None = "3.6",
    pace: Pace = Pace.BY_DAY,
    opens: date | None = None,
) -> int:
    """One measure with one task; its id."""
    async with context.transaction(write=True) as session:
        position = len((await session.scalars(select(Measure.id).where(Measure.roadmap_id == plan))).all()) + 1
        measure = Measure(
            roadmap_id=plan,
            position=position,
            number=number,
            short_name=name,
            pace=pace,
            status=DeadlineStatus.DATED,
            title=name,
            deadline_text="",
            responsible_text="",
        )
        session.add(measure)
        await session.flush()
        row = Task(
            measure_id=measure.id,
            organisation_id=organisation,
            occurrence="1",
            opens=opens,
            due=due,
            created_at=context.now(),
        )
        session.add(row)
        await session.flush()
        return row.id


async def close(context: Context, task_id: int) -> None:
    """Somebody has marked it."""
    async with context.transaction(write=True) as session:
        row = await session.get_one(Task, task_id)
        row.state, row.version = TaskState.DONE, row.version + 1
        cause = f"test:{task_id}:{row.version}"
        session.add(Mark(task_id=task_id, kind=MarkKind.DONE, done_on=row.due, at=context.now(), cause=cause))


async def ledger(context: Context) -> list[Delivery]:
    async with context.transaction() as session:
        return list(await session.scalars(select(Delivery).order_by(Delivery.id)))


async def coordinator(context: Context, school: int, telegram: int, name: str = "П") -> int:
    """One more coordinator of a school."""
    async with context.transaction(write=True) as session:
        return await person(session, context.now(), telegram, name, (school, Role.COORDINATOR))
