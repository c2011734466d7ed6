"""A document becomes drafts: read in a worker process, kept with its bytes, and read anew for another school year.

Nothing is left behind by a document that cannot be read. The same bytes sent twice open the plan that is there.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.doubts import Doubt
from bot.domain.errors import Refusal
from bot.domain.grid import Plan
from bot.domain.people import Actor
from bot.domain.roadmaps import YEARS, RoadmapState, Unsettled
from bot.imports.worker import read_plan_in_worker
from bot.usecases.context import Context
from bot.usecases.drafts import Upload, digest, keep_document, keep_draft, own
from db import roadmaps
from db.models import Document, Organisation, Roadmap


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an upload: new drafts, or the plan that these bytes already made, or a question for the year."""

    drafts: tuple[int, ...] = ()
    known: int | None = None
    year_asked_of: int | None = None
    """The document that waits for a school year."""


def check_size(context: Context, name: str, size: int | None) -> None:
    """Refuse by the size that the messenger announces, where it does, before anything is downloaded."""
    if size is not None and size > context.reading.file:
        raise Refusal("file-too-big", name=name, limit=context.reading.file // 2**20)
    if size == 0:
        raise Refusal("empty-file", name=name)


async def upload(context: Context, actor: Actor, file: Upload) -> Imported:
    """Read a document and keep a draft of each plan in it. Raises the refusals of the readers."""
    owners = own(actor)
    require(bool(owners))
    check_size(context, file.name, len(file.content))
    async with context.transaction() as session:
        known = await roadmaps.of_file(session, digest(file.content), [owner.organisation_id for owner in owners])
    if known is not None:
        return Imported(known=known.id)
    return await _read(context, actor, file)


async def upload_again(context: Context, actor: Actor, roadmap_id: int) -> Imported:
    """One more draft of a file that already made a running plan."""
    async with context.transaction() as session:
        roadmap = await session.get(Roadmap, roadmap_id)
        require(roadmap is not None and roadmap.owner_id in actor.subtree)
        document = await session.get(Document, roadmap.document_id) if roadmap and roadmap.document_id else None
    if document is None:
        raise Refusal("no-document")
    return await _read(context, actor, Upload(document.name, document.content), document_id=document.id)


async def settle_year(context: Context, actor: Actor, document_id: int, school_year: int) -> Imported:
    """The uploader says which school year the document speaks of, since it does not say so itself."""
    if school_year not in YEARS:
        raise Refusal("no-such-school-year", year=str(school_year))
    async with context.transaction() as session:
        document = await session.get(Document, document_id)
        made = await session.scalar(select(Roadmap.id).where(Roadmap.document_id == document_id).limit(1))
    if document is None:
        raise Refusal("stale")
    require(document.uploaded_by == actor.person_id)
    if made is not None:
        return Imported(known=made)
    return await _read(context, actor, Upload(document.name, document.content), school_year, document_id)


@dataclass(frozen=True, slots=True)
class DraftMade:
    """A draft made from the command line: whose it is, and the plan as it was read."""

    roadmap_id: int
    owner: str
    plan: Plan


async def import_file(
    context: Context, file: Upload, organisation: str | None = None, school_year: int | None = None
) -> tuple[DraftMade, ...]:
    """For `import FILE --for ORG`: drafts that wait in the chat of the owner's administrators.

    `organisation` is an id or an exact name; without it the only root is meant. Raises Refusal `no-such-organisation`,
    `organisation-unclear` with the roots or the namesakes, `file-known`, and those of the readers.
    """
    check_size(context, file.name, len(file.content))
    async with context.transaction() as session:
        owner = await owner_named(session, organisation)
        known = await roadmaps.of_file(session, digest(file.content), [owner.id])
    if known is not None:
        raise Refusal("file-known", id=str(known.id), title=known.title)
    plans = await read_plan_in_worker(file.name, file.content, school_year, context.reading)
    async with context.transaction(write=True) as session:
        owner = await session.get_one(Organisation, owner.id)
        document = await keep_document(session, context, file, None)
        return tuple(
            [
                DraftMade(await keep_draft(session, context, owner, document, plan, place, None), owner.name, plan)
                for place, plan in enumerate(plans)
            ]
        )


async def owner_named(session: AsyncSession, told: str | None) -> Organisation:
    found = await roadmaps.owners(session, told)
    if not found:
        raise Refusal("no-such-organisation", name=told or "")
    if len(found) > 1:
        raise Refusal("organisation-unclear", names="; ".join(f"{row.id} — {row.name}" for row in found))
    return found[0]


async def _read(
    context: Context, actor: Actor, file: Upload, school_year: int | None = None, document_id: int | None = None
) -> Imported:
    plans: tuple[Plan, ...] = ()
    try:
        plans = await read_plan_in_worker(file.name, file.content, school_year, context.reading)
    except Refusal as refusal:
        if refusal.code != "school-year-unknown":
            raise
    async with context.transaction(write=True) as session:
        kept = document_id or await keep_document(session, context, file, actor.person_id)
        if not plans:
            return Imported(year_asked_of=kept)
        owners = own(actor)
        owner = await session.get_one(Organisation, owners[0].organisation_id)
        unsettled = (Doubt.of(Unsettled.OWNER),) if len(owners) > 1 else ()
        drafts = [
            await keep_draft(session, context, owner, kept, plan, place, actor.person_id, unsettled)
            for place, plan in enumerate(plans)
        ]
    return Imported(tuple(drafts))


async def change_year(context: Context, actor: Actor, roadmap_id: int, version: int, school_year: int) -> int:
    """Read a draft anew for another school year; the new draft takes the place of the old one."""
    if school_year not in YEARS:
        raise Refusal("no-such-school-year", year=str(school_year))
    async with context.transaction() as session:
        roadmap = await session.get(Roadmap, roadmap_id)
        require(roadmap is not None and roadmap.owner_id in actor.subtree)
        document = await session.get(Document, roadmap.document_id) if roadmap and roadmap.document_id else None
    if roadmap is None or document is None or roadmap.state is not RoadmapState.DRAFT:
        raise Refusal("stale")
    plans = await read_plan_in_worker(document.name, document.content, school_year, context.reading)
    place = int(roadmap.policy.get("place", 0))
    async with context.transaction(write=True) as session:
        if place >= len(plans) or not await roadmaps.remove(session, roadmap_id, version):
            raise Refusal("stale")
        owner = await session.get_one(Organisation, roadmap.owner_id)
        unsettled = tuple(d for d in roadmaps.doubts(roadmap.doubts) if d.code == Unsettled.OWNER)
        return await keep_draft(session, context, owner, document.id, plans[place], place, actor.person_id, unsettled)
