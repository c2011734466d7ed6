"""Words that wait for somebody who is away, and the organisation that each of them is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryKind, DeliveryState, Stage
from db.deliveries import OPEN_STATES
from db.models import Absence, Application, Assignment, Delivery, Extension, Mark, Notice, Question, Succession, Task
from db.results import count


@dataclass(frozen=True, slots=True)
class Word:
    """A message that has not left, with the notice that made it."""

    delivery_id: int
    person_id: int
    kind: DeliveryKind
    slot: str
    payload: dict[str, Any]
    subject_kind: str
    subject_id: int
    stage: Stage
    day: date


async def waiting(session: AsyncSession, kinds: Collection[DeliveryKind], since: date, until: date) -> list[Word]:
    """Messages of these kinds to people with an absence that touches these days."""
    away = select(Absence.person_id).where(
        Absence.cancelled_at.is_(None), Absence.opens <= until, Absence.until >= since
    )
    query = (
        select(
            Delivery.id, Delivery.person_id, Delivery.kind, Delivery.slot, Delivery.payload,
            Notice.subject_kind, Notice.subject_id, Notice.stage, Notice.day,
        )
        .join(Notice, Notice.delivery_id == Delivery.id)
        .where(Delivery.kind.in_(kinds), Delivery.state.in_(OPEN_STATES), Delivery.person_id.in_(away))
        .order_by(Delivery.id)
    )  # fmt: skip
    return [Word(*row) for row in await session.execute(query)]


async def home(session: AsyncSession, subject_kind: str, subject_id: int) -> int | None:
    """The organisation that a subject belongs to."""
    found = HOMES.get(subject_kind)
    return await session.scalar(found(subject_id)) if found is not None else None


async def take_back(session: AsyncSession, delivery_id: int, reason: str) -> bool:
    """Cancel a message that has not left; False when somebody is about to send it."""
    waits = update(Delivery).where(Delivery.id == delivery_id, Delivery.state.in_(OPEN_STATES))
    return count(await session.execute(waits.values(state=DeliveryState.CANCELLED, error=reason))) == 1


async def bring_back(session: AsyncSession, word: Word, person_id: int, reason: str, now: datetime) -> bool:
    """Arm the same message again where it was taken back from this very person before."""
    same = update(Delivery).where(
        Delivery.person_id == person_id,
        Delivery.kind == word.kind,
        Delivery.slot == word.slot,
        Delivery.state == DeliveryState.CANCELLED,
        Delivery.error == reason,
    )
    armed = same.values(state=DeliveryState.PENDING, error=None, attempts=0, due_at=now)
    return count(await session.execute(armed)) > 0


def _of_task(model: type[Extension | Mark | Assignment], subject_id: int) -> Select[int]:
    query = select(Task.organisation_id).join(model, model.task_id == Task.id)
    return query.where(model.id == subject_id)


def _extension(subject_id: int) -> Select[int]:
    return _of_task(Extension, subject_id)


def _question(subject_id: int) -> Select[int]:
    return select(Question.organisation_id).where(Question.id == subject_id)


def _mark(subject_id: int) -> Select[int]:
    return _of_task(Mark, subject_id)


def _assignment(subject_id: int) -> Select[int]:
    return _of_task(Assignment, subject_id)


def _task(subject_id: int) -> Select[int]:
    return select(Task.organisation_id).where(Task.id == subject_id)


def _application(subject_id: int) -> Select[int]:
    return select(Application.organisation_id).where(Application.id == subject_id)


def _succession(subject_id: int) -> Select[int]:
    return select(Succession.organisation_id).where(Succession.id == subject_id)


HOMES = {
    "extension": _extension,
    "decision": _extension,
    "question": _question,
    "answer": _question,
    "returned": _mark,
    "assignment": _assignment,
    "refusal": _assignment,
    "letter": _task,
    "application": _application,
    "succession": _succession,
}
"""By the `subject_kind` of a notice."""
