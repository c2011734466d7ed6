"""The card of one task, as one person may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, may_assign, may_review, may_see_task, require
from bot.domain.addressing import Target
from bot.domain.clock import local_day
from bot.domain.demands import Demand, missing
from bot.domain.errors import Refusal
from bot.domain.extensions import ExtensionState
from bot.domain.grid.demands import about_pupils, asked
from bot.domain.people import Actor, OrganisationKind
from bot.domain.tasks import MarkKind, TaskState
from bot.usecases.context import Context
from bot.usecases.names import Who, names_of
from bot.usecases.tasks import (
    Answered,
    Assignee,
    EntryFact,
    Handover,
    LetterOf,
    MarkFact,
    Proof,
    TaskCard,
    Wish,
    line_of,
)
from db import facts, requests, tasks
from db.models import Assignment, Entry, Evidence, Extension, Mark, Measure, Task
from db.tasks import TaskRow

OWN_ANSWERS = frozenset({MarkKind.DONE, MarkKind.UNDONE, MarkKind.NOT_OURS, MarkKind.UNFULFILLED})
"""What an organisation says itself; to accept and to return is what those above it do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A task that the actor may see, with those who have it now. Stays inside use cases."""

    row: TaskRow
    given: list[Assignment]


async def see(session: AsyncSession, actor: Actor, task_id: int) -> Seen:
    """The task, if the actor may see it. Raises AccessDenied; Refusal «task-gone» for one of a closed plan."""
    row = await tasks.one(session, task_id)
    if row is None:
        raise Refusal("task-gone")
    given = await facts.assignments(session, task_id)
    require(may_see_task(actor, row.task.organisation_id, {one.person_id for one in given}))
    return Seen(row, given)


async def card(context: Context, actor: Actor, task_id: int) -> TaskCard:
    async with context.transaction() as session:
        return await read_card(session, context, actor, task_id)


async def read_card(session: AsyncSession, context: Context, actor: Actor, task_id: int) -> TaskCard:
    """The card inside a running transaction: what a use case answers with after its change."""
    await session.flush()
    seen = await see(session, actor, task_id)
    task, measure, organisation = seen.row.task, seen.row.measure, seen.row.organisation
    history = await facts.marks(session, task_id)
    handed = await facts.handovers(session, task_id)
    known = await names_of(session, actor, organisation.id, _people(handed, history))
    zone = ZoneInfo(organisation.zone)
    proofs = await facts.proofs(session, task_id)
    assignees = tuple(_assignee(one, known[one.person_id]) for one in seen.given)
    may_run = may_assign(actor, organisation.id)
    asks = asked(measure.asks, measure.title, measure.result_text)
    below = and_(Measure.parent_id == measure.id, Task.organisation_id == organisation.id)
    return TaskCard(
        line=line_of(seen.row),
        kind=organisation.kind,
        today=local_day(context.now(), organisation.zone),
        title=measure.title,
        section=measure.section,
        responsible_text=measure.responsible_text,
        result_text=measure.result_text,
        own_day=task.own_due is not None,
        may_assign=may_run,
        foreign=not coordinates(actor, organisation.id) and administers(actor, organisation.id),
        my_assignment=next((one for one in assignees if one.person_id == actor.person_id), None),
        asks_level=may_run and _lacks_level(seen.row) and Demand.LEVEL in asks,
        missing=_missing(seen.row, asks, proofs),
        asks_hours=may_run and organisation.kind is OrganisationKind.SCHOOL and Demand.HOURS in asks,
        about_pupils=about_pupils(measure.title, measure.result_text),
        assignees=assignees,
        marks=tuple(_mark(mark, known, zone, organisation.short_name) for mark in history),
        handovers=tuple(fact for one in handed for fact in _handovers(one, known[one.person_id], zone)),
        entries=tuple(map(_entry, await facts.entries(session, task_id))),
        proofs=tuple(map(proof_of, proofs)),
        children=tuple(line_of(row) for row in await tasks.page(session, below, limit=20)) if seen.row.children else (),
        wish=_wish(await requests.last_extension(session, task_id)),
        answered=await _answered(session, measure.id, organisation.id),
        has_above=bool(await requests.administrators_above(session, organisation.id)),
        decides=administers(actor, organisation.id),
        letter=_letter(measure, actor, seen.row.owner_id),
        review=task.review,
        reviews=_reviews(actor, seen),
    )


def _letter(measure: Measure, actor: Actor, owner_id: int) -> LetterOf | None:
    """What a card says of the letter that the row came by; None for a row of a plan."""
    if measure.author_id is None:
        return None
    file = measure.attachment or {}
    own = measure.author_id == actor.person_id and coordinates(actor, owner_id) and measure.cancelled_at is None
    return LetterOf(measure.id if own else 0, file.get("name"), file.get("size", 0))


async def _answered(session: AsyncSession, measure_id: int, organisation_id: int) -> tuple[Answered, ...]:
    questions = await requests.questions(session, measure_id, organisation_id)
    return tuple(Answered(one.text, one.answer) for one in questions)


def _reviews(actor: Actor, seen: Seen) -> bool:
    closed = seen.row.task.state not in (TaskState.OPEN, TaskState.CANCELLED) and not seen.row.children
    return closed and may_review(actor, seen.row.task.organisation_id, seen.row.owner_id)


def _people(given: list[Assignment], history: list[Mark]) -> set[int]:
    named = {one.person_id for one in given}
    return named | {key for mark in history for key in (mark.by_person_id, mark.for_person_id) if key is not None}


def _lacks_level(row: TaskRow) -> bool:
    organisation = row.organisation
    school = organisation.kind is OrganisationKind.SCHOOL and organisation.level is None
    return school and row.task.state is TaskState.DONE


def _missing(row: TaskRow, asks: tuple[Demand, ...], proofs: Iterable[Evidence]) -> tuple[Demand, ...]:
    """What the row asks for and nobody has given: no evidence of the kind, no number of the name."""
    given = {code for proof in proofs for code in (proof.kind, *proof.value)}
    counted = row.organisation.kind is OrganisationKind.SCHOOL or Target.SCHOOLS in row.measure.addressed
    return missing(asks, given, counted=counted)


def _assignee(one: Assignment, who: Who) -> Assignee:
    return Assignee(one.id, one.person_id, who, one.accepted_at is not None, who.outside)


def _handovers(one: Assignment, who: Who, zone: ZoneInfo) -> list[Handover]:
    given = [Handover(one.at.astimezone(zone), who, back=False)]
    if one.ended_at is None:
        return given
    return [*given, Handover(one.ended_at.astimezone(zone), who, back=True, words=one.ended_note)]


def _mark(mark: Mark, known: dict[int, Who], zone: ZoneInfo, place: str) -> MarkFact:
    by = known.get(mark.by_person_id) if mark.by_person_id is not None else None
    foreign = by is not None and by.role is None and mark.kind in OWN_ANSWERS
    return MarkFact(
        kind=mark.kind,
        moment=mark.at.astimezone(zone),
        done_on=mark.done_on,
        before_joining=mark.before_joining,
        by=by,
        on_behalf=known.get(mark.for_person_id) if mark.for_person_id is not None else None,
        for_organisation=place if foreign else None,
        reason=mark.reason,
    )


def _wish(row: Extension | None) -> Wish | None:
    shown = (ExtensionState.ASKED, ExtensionState.GRANTED, ExtensionState.DECLINED)
    if row is None or row.state not in shown:
        return None
    return Wish(row.id, row.due, row.reason, ExtensionState(row.state))


def _entry(entry: Entry) -> EntryFact:
    return EntryFact(entry.id, entry.on_day, entry.number, entry.words)


def proof_of(proof: Evidence) -> Proof:
    return Proof(proof.id, proof.kind, proof.text, proof.link, dict(proof.value))
