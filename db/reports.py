"""Queries behind reports: one each, plain tuples, no row is loaded twice."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.extensions import ExtensionState
from bot.domain.people import OrganisationKind
from bot.domain.tasks import TaskState
from db.models import (
    Assignment,
    Entry,
    Evidence,
    Extension,
    Mark,
    Measure,
    Membership,
    Organisation,
    Question,
    Task,
)
from db.tasks import EFFECTIVE_DUE, joined


async def places(session: AsyncSession, ids: Collection[int]) -> list[Organisation]:
    """Open organisations: the authority first, then schools by the numbers in their names."""
    query = select(Organisation).where(Organisation.id.in_(ids), Organisation.closed_at.is_(None))
    return sorted(await session.scalars(query), key=_place_order)


def _place_order(place: Organisation) -> tuple[bool, list[tuple[int, str]]]:
    """«Школа № 2» before «Школа № 10»."""
    words = "".join(c if c.isdigit() else f" {c} " for c in place.short_name.casefold()).split()
    return place.kind is OrganisationKind.SCHOOL, [(int(w), "") if w.isdigit() else (10**9, w) for w in words]


async def measures(session: AsyncSession, roadmaps: Collection[int]) -> list[Measure]:
    query = select(Measure).where(Measure.roadmap_id.in_(roadmaps), Measure.cancelled_at.is_(None))
    return list(await session.scalars(query.order_by(Measure.roadmap_id, Measure.position)))


async def tasks(session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int]) -> Sequence[Row[Any]]:
    """Tasks of running plans with the number of their entries."""
    entries = select(func.count(Entry.id)).where(Entry.task_id == Task.id, Entry.undone_at.is_(None)).scalar_subquery()
    columns = (
        Task.id, Task.measure_id, Task.organisation_id, Task.occurrence, Task.label, Task.state, Task.done_on,
        Task.before_joining, Task.review, EFFECTIVE_DUE.label("due"), Measure.pace, Measure.roadmap_id,
        entries.label("entries"),
    )  # fmt: skip
    scope = (Task.organisation_id.in_(organisations), Measure.roadmap_id.in_(roadmaps))
    query = joined(*columns).where(*scope)
    return await _all(session, query.order_by(Measure.position, Task.organisation_id, Task.id))


async def marks(session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int]) -> Sequence[Row[Any]]:
    """The journal: every mark, newest first."""
    columns = (
        Mark.id, Mark.at, Mark.kind, Mark.done_on, Mark.by_person_id, Mark.for_person_id, Mark.reason,
        Task.id.label("task_id"), Task.organisation_id, Task.measure_id, Measure.number, Measure.short_name,
    )  # fmt: skip
    query = joined(*columns).join(Mark, Mark.task_id == Task.id)
    query = query.where(Task.organisation_id.in_(organisations), Measure.roadmap_id.in_(roadmaps))
    return await _all(session, query.order_by(Mark.at.desc(), Mark.id.desc()))


async def words(session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int]) -> Sequence[Row[Any]]:
    """What schools gave as evidence: (task id, kind, text, link, value), oldest first."""
    query = joined(Evidence.task_id, Evidence.kind, Evidence.text, Evidence.link, Evidence.value).join(
        Evidence, Evidence.task_id == Task.id
    )
    scope = (Task.organisation_id.in_(organisations), Measure.roadmap_id.in_(roadmaps), Evidence.undone_at.is_(None))
    return await _all(session, query.where(*scope).order_by(Evidence.id))


async def assigned(
    session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int]
) -> Sequence[Row[Any]]:
    """Who has which task now: (task id, organisation id, person id)."""
    query = joined(Assignment.task_id, Task.organisation_id, Assignment.person_id).join(
        Assignment, Assignment.task_id == Task.id
    )
    scope = (Task.organisation_id.in_(organisations), Measure.roadmap_id.in_(roadmaps), Assignment.ended_at.is_(None))
    return await _all(session, query.where(*scope).order_by(Assignment.id))


async def wishes(
    session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int]
) -> Sequence[Row[Any]]:
    """Why schools ask for another day: (measure id, organisation id, words, whether it waits for an answer).

    Days that a school has set itself, wishes it has taken back, and what the authority wrote when it moved a day or
    returned a mark are no wishes of the school.
    """
    waits = Extension.state == ExtensionState.ASKED
    query = joined(Task.measure_id, Task.organisation_id, Extension.reason.label("words"), waits.label("waits")).join(
        Extension, Extension.task_id == Task.id
    )
    scope = (Task.organisation_id.in_(organisations), Measure.roadmap_id.in_(roadmaps), Task.state == TaskState.OPEN)
    wished = Extension.state.in_((ExtensionState.ASKED, ExtensionState.GRANTED, ExtensionState.DECLINED))
    return await _all(session, query.where(*scope, wished, _by_the_school()).order_by(Extension.id))


def _by_the_school() -> ColumnElement[bool]:
    """Not asked and granted by the same person, unless that one belongs to the school."""
    member = exists().where(
        Membership.person_id == Extension.asked_by, Membership.organisation_id == Task.organisation_id
    )
    return or_(Extension.decided_at.is_(None), Extension.asked_by.is_distinct_from(Extension.decided_by), member)


async def open_questions(
    session: AsyncSession, organisations: Collection[int], roadmaps: Collection[int]
) -> Sequence[Row[Any]]:
    """Questions without an answer: (measure id, organisation id, words)."""
    query = (
        select(Question.measure_id, Question.organisation_id, Question.text.label("words"))
        .join(Measure, Measure.id == Question.measure_id)
        .where(
            Question.organisation_id.in_(organisations),
            Measure.roadmap_id.in_(roadmaps),
            Question.answered_at.is_(None),
        )
    )
    return await _all(session, query.order_by(Question.id))


async def _all(session: AsyncSession, query: Executable) -> Sequence[Row[Any]]:
    rows: Sequence[Row[Any]] = (await session.execute(query)).all()
    return rows
