"""A plan as it was read becomes rows: the document's bytes, the draft, its measures and their windows."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.addressing import Target, addressed, ordered, relevant
from bot.domain.deadline import Window as WindowValue
from bot.domain.deadline import pace
from bot.domain.demands import stored
from bot.domain.doubts import Doubt
from bot.domain.grid import Plan, PlanRow
from bot.domain.grid.conditions import conditions_of
from bot.domain.grid.demands import demands_of
from bot.domain.people import Actor, Membership, OrganisationKind, Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.turns import period_of
from bot.usecases import audit
from bot.usecases.context import Context
from db import roadmaps
from db.models import Document, Measure, Organisation, Roadmap, Window

UNUSED_KEPT = timedelta(hours=24)
RANK = tuple(OrganisationKind)


@dataclass(frozen=True, slots=True)
class Upload:
    """Somebody's file before anything is known of it."""

    name: str
    content: bytes


def own(actor: Actor) -> tuple[Membership, ...]:
    """The organisations for which this person may upload plans, the highest first."""
    found = [membership for membership in actor.memberships if membership.role is Role.ADMIN]
    return tuple(sorted(found, key=lambda membership: RANK.index(membership.kind)))


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal: how the same file is known again."""
    return hashlib.sha256(content).hexdigest()


async def keep_document(session: AsyncSession, context: Context, file: Upload, person_id: int | None) -> int:
    """Keep the original bytes; forget those of yesterday that no plan was made from."""
    now = context.now()
    stale = roadmaps.unused_documents(), Document.uploaded_at < now - UNUSED_KEPT
    await session.execute(delete(Document).where(*stale).execution_options(synchronize_session=False))
    document = Document(
        name=file.name[:300],
        sha256=digest(file.content),
        size=len(file.content),
        content=file.content,
        uploaded_by=person_id,
        uploaded_at=now,
    )
    session.add(document)
    await session.flush()
    return document.id


async def keep_draft(
    session: AsyncSession,
    context: Context,
    owner: Organisation,
    document_id: int | None,
    plan: Plan,
    place: int,
    person_id: int | None,
    unsettled: Sequence[Doubt] = (),
) -> int:
    """One draft with its measures and windows. `place` counts the plans of the document from 0."""
    period = period_of((w for row in plan.measures for w in row.deadline.windows), plan.school_year)
    roadmap = Roadmap(
        owner_id=owner.id,
        document_id=document_id,
        title=plan.title or "",
        school_year=plan.school_year,
        approved_on=plan.approved_on,
        period_from=period.since,
        period_until=period.until,
        columns=list(plan.columns),
        doubts=[doubt.as_json() for doubt in (*unsettled, *plan.doubts)],
        rejected=[row.as_json() for row in plan.rejected if not row.furniture],
        state=RoadmapState.DRAFT,
        policy={"place": place},
        created_by=person_id,
        created_at=context.now(),
    )
    session.add(roadmap)
    await session.flush()
    await _keep_rows(session, roadmap.id, owner.kind, plan.measures)
    audit.record(session, context, person_id, "draft-made", "roadmap", roadmap.id, measures=len(plan.measures))
    return roadmap.id


async def _keep_rows(session: AsyncSession, roadmap_id: int, kind: OrganisationKind, rows: Sequence[PlanRow]) -> None:
    measures = [Measure(roadmap_id=roadmap_id, **columns(row, kind)) for row in rows]
    session.add_all(measures)
    await session.flush()
    above: dict[str, int] = {}
    for row, measure in zip(rows, measures, strict=True):
        measure.parent_id = above.get(row.parent) if row.parent else None
        if row.number:
            above[row.number] = measure.id
        session.add_all(
            Window(measure_id=measure.id, place=place, **_window(window))
            for place, window in enumerate(row.deadline.windows, 1)
        )
    await session.flush()


def _window(window: WindowValue) -> dict[str, Any]:
    label = window.label[:300] if window.label else None
    return {"opens": window.opens, "due": window.due, "repeats": window.repeats, "label": label}


def _hidden(row: PlanRow, kind: OrganisationKind) -> Iterable[Doubt]:
    """A condition that stands in the title or the result only: somebody should look whether it is one."""
    if Target.SCHOOLS in addressed(row.parties, kind):
        said = {one.key for one in conditions_of(row.parties)}
        for one in conditions_of(row.parties, row.title, row.result_text):
            if one.key not in said:
                yield Doubt.of("condition_in_words", kind=one.kind, name=one.name, has="yes" if one.has else "no")
                return


def columns(row: PlanRow, kind: OrganisationKind) -> dict[str, Any]:
    """A row of a plan as the columns of its measure, addressed for an owner of this kind."""
    targets = ordered(addressed(row.parties, kind))
    about_row = [{"about": "row", **doubt.as_json()} for doubt in (*relevant(row.doubts, kind), *_hidden(row, kind))]
    about_deadline = [{"about": "deadline", **doubt.as_json()} for doubt in row.deadline.doubts]
    return {
        "position": row.position,
        "number": row.number[:64] if row.number else None,
        "short_name": row.short_name,
        "pace": pace(row.deadline),
        "status": row.deadline.status,
        "as_needed": row.deadline.as_needed,
        "section": row.section,
        "title": row.title,
        "deadline_text": row.deadline_text,
        "responsible_text": row.responsible_text or "",
        "result_text": row.result_text,
        "extra": [list(pair) for pair in row.extra],
        "doubts": about_deadline + about_row,
        "parties": [party.as_json() for party in row.parties],
        "asks": stored(demands_of(row.title, row.result_text)),
        "addressed": [target.value for target in targets],
        "for_information": not targets,
    }
