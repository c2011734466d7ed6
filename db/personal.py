"""What is stored about one person, and its erasing: names and ids go, facts stay (design.md, rule 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryState
from db.models import (
    Assignment,
    AuditEvent,
    Delivery,
    Entry,
    Evidence,
    Lesson,
    Mark,
    Measure,
    Membership,
    Organisation,
    SchoolClass,
    Task,
    Update,
)

OPEN = (DeliveryState.PENDING, DeliveryState.RETRY)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a person did or was given: when, what kind of row, in whose words."""

    at: datetime
    kind: str
    what: str


async def counts(session: AsyncSession, person_id: int) -> dict[str, int]:
    """How many marks, entries, pieces of evidence and lesson answers bear this person's id."""
    queries = {
        "marks": select(func.count(Mark.id)).where(Mark.by_person_id == person_id),
        "entries": select(func.count(Entry.id)).where(Entry.by_person_id == person_id),
        "evidence": select(func.count(Evidence.id)).where(Evidence.by_person_id == person_id),
        "lessons": select(func.count(Lesson.id)).where(Lesson.answered_by == person_id),
    }
    return {name: await session.scalar(query) or 0 for name, query in queries.items()}


async def roles(session: AsyncSession, person_id: int) -> Sequence[tuple[Membership, str]]:
    """Every role the person ever had, with the organisation's name."""
    rows = await session.execute(
        select(Membership, Organisation.name)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.id)
    )
    return [(membership, name) for membership, name in rows]


async def facts(session: AsyncSession, person_id: int) -> list[Fact]:
    """Marks, entries, evidence, assignments, lesson answers and changes of rights, in the order of time."""
    of_task = select(Measure.short_name).join(Task, Task.measure_id == Measure.id)
    queries = (
        select(Mark.at, Mark.kind, of_task.where(Task.id == Mark.task_id).scalar_subquery()).where(
            or_(Mark.by_person_id == person_id, Mark.for_person_id == person_id)
        ),
        select(
            Entry.at, func.coalesce(Entry.words, ""), of_task.where(Task.id == Entry.task_id).scalar_subquery()
        ).where(Entry.by_person_id == person_id),
        select(Evidence.at, Evidence.kind, of_task.where(Task.id == Evidence.task_id).scalar_subquery()).where(
            Evidence.by_person_id == person_id
        ),
        select(
            Assignment.at,
            func.coalesce(Assignment.ended_note, ""),
            of_task.where(Task.id == Assignment.task_id).scalar_subquery(),
        ).where(Assignment.person_id == person_id),
        select(Lesson.answered_at, Lesson.state, SchoolClass.name)
        .join(SchoolClass, SchoolClass.id == Lesson.class_id)
        .where(Lesson.answered_by == person_id, Lesson.answered_at.is_not(None)),
        select(AuditEvent.at, AuditEvent.action, AuditEvent.subject_kind).where(AuditEvent.person_id == person_id),
    )
    names = ("mark", "entry", "evidence", "assignment", "lesson", "audit")
    found = []
    for name, query in zip(names, queries, strict=True):
        for at, word, what in await session.execute(query):
            found.append(Fact(at, name, f"{word}: {what}" if word else str(what)))
    return sorted(found, key=lambda fact: fact.at)


async def silence(session: AsyncSession, person_id: int) -> None:
    """Nothing more goes out to this person, and no message of theirs can be found again."""
    await session.execute(
        update(Delivery)
        .where(Delivery.person_id == person_id, Delivery.state.in_(OPEN))
        .values(state=DeliveryState.CANCELLED)
    )
    await session.execute(
        update(Delivery).where(Delivery.person_id == person_id).values(reference=None, replaces=None, payload={})
    )


async def forget_updates(session: AsyncSession, sender: str) -> None:
    """The inbox keeps who sent an update for a week: not of somebody erased. The one being handled stays open."""
    await session.execute(update(Update).where(Update.sender == sender).values(sender="erased"))
    await session.execute(
        update(Update).where(Update.sender == "erased", Update.handled_at.is_not(None)).values(body=None)
    )
