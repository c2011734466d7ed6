"""The plan given back with its execution: the original file filled in, its words first looked at and changed."""

from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.domain.reports import Item, PlanReport, Report, TextKind, Told, unheard
from bot.domain.returns import Executed, Original
from bot.exports.execution import in_words
from bot.exports.worker import return_in_worker
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.exports import file_words
from bot.usecases.report_rows import Scope
from bot.usecases.reports import build, scope_of
from bot.usecases.status import choose
from db import report_texts, reports
from db.models import Document, Roadmap

LONGEST = 1000
FILLED = (".docx", ".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class RowWords:
    """The execution of one row: as it was counted, and what a person put in its place."""

    measure_id: int
    number: str | None
    short_name: str
    counted: str
    written: str | None

    @property
    def words(self) -> str:
        return self.written or self.counted


@dataclass(frozen=True, slots=True)
class Returning:
    """A plan about to be given back. `file` is the name of the original where it can be filled in."""

    organisation_id: int
    organisation: str
    roadmap_id: int
    title: str
    file: str | None
    rows: tuple[RowWords, ...]

    @property
    def written(self) -> int:
        return sum(row.written is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class Choosing:
    """Several plans run: which one goes back?"""

    organisation_id: int
    organisation: str
    plans: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A file to send; `missing` names the rows of the plan that the original has no place for."""

    name: str
    content: bytes
    report: Report
    written: int
    missing: tuple[str, ...]


async def returning(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int = 0, told: Told = unheard
) -> Returning | Choosing:
    """What would go back. Raises AccessDenied and Refusal("no-plans")."""
    async with context.transaction(snapshot=True) as session:
        return await _found(session, context, actor, organisation_id, roadmap_id, told)


async def one_row(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int, measure_id: int, told: Told = unheard
) -> tuple[Returning, RowWords]:
    """One row of it. Raises Refusal("stale") for a row that is gone."""
    found = await returning(context, actor, organisation_id, roadmap_id, told)
    return _row(found, measure_id)


async def write_row(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int, measure_id: int, text: str
) -> tuple[Returning, RowWords]:
    """Put words in place of what was counted; the later ones win. Raises Refusal empty-text, long-text, stale."""
    words = checked(text)
    async with context.transaction(write=True) as session:
        if measure_id not in await _rows(session, context, actor, organisation_id, roadmap_id):
            raise Refusal("stale")
        at = context.now()
        await report_texts.put(session, organisation_id, TextKind.ROW, measure_id, words, actor.person_id, at)
    return await one_row(context, actor, organisation_id, roadmap_id, measure_id)


async def drop_rows(context: Context, actor: Actor, organisation_id: int, roadmap_id: int, measure_id: int = 0) -> None:
    """Back to what was counted: in one row, or in all of them for 0."""
    async with context.transaction(write=True) as session:
        rows = await _rows(session, context, actor, organisation_id, roadmap_id)
        ids = {row for row in rows if measure_id in (0, row)}
        await report_texts.drop(session, organisation_id, TextKind.ROW, ids)


async def give_back(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int, told: Told = unheard
) -> GivenBack:
    """The file. Raises AccessDenied, Refusal("no-plans"), Refusal("stale")."""
    async with context.transaction(snapshot=True) as session:
        report = await _report(session, context, actor, organisation_id, roadmap_id, told)
        plan = report.plans[0]
        written = await report_texts.of_plan(session, organisation_id, plan.roadmap_id)
        document = await _document(session, plan.roadmap_id)
    original = _original(report, plan, written, document)
    made = await return_in_worker(report, original)
    day = f"{report.today:%d.%m.%Y}"
    name = say("return-file", stem=file_words(PurePath(made.name).stem), day=day, ending=PurePath(made.name).suffix)
    return GivenBack(name, made.content, report, len(written), made.missing)


def checked(text: str) -> str:
    """Words of a person for a document. Raises Refusal empty-text, long-text."""
    words = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not words:
        raise Refusal("empty-text")
    if len(words) > LONGEST:
        raise Refusal("long-text", limit=LONGEST)
    return words


async def _found(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int, roadmap_id: int, told: Told
) -> Returning | Choosing:
    report = await _report(session, context, actor, organisation_id, roadmap_id, told)
    if len(report.plans) > 1:
        plans = tuple((plan.roadmap_id, plan.title) for plan in report.plans)
        return Choosing(choose(actor, organisation_id), report.organisation, plans)
    plan = report.plans[0]
    written = await report_texts.of_plan(session, organisation_id, plan.roadmap_id)
    document = await _document(session, plan.roadmap_id)
    counted = in_words(report, plan)
    return Returning(
        organisation_id=organisation_id,
        organisation=report.organisation,
        roadmap_id=plan.roadmap_id,
        title=plan.title,
        file=document.name if document and document.name.lower().endswith(FILLED) else None,
        rows=tuple(
            RowWords(item.id, item.number, item.short_name, counted[item.id], written.get(item.id))
            for item in plan.items
        ),
    )


async def _report(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int, roadmap_id: int, told: Told
) -> Report:
    scope = await _scope(session, context, actor, organisation_id, roadmap_id)
    return await build(session, scope, actor, told)


async def _rows(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int, roadmap_id: int
) -> set[int]:
    """The measures of the one plan that words are written for: a short look, for a writer must not be waited for."""
    scope = await _scope(session, context, actor, organisation_id, roadmap_id)
    require(len(scope.roadmaps) == 1)
    return {measure.id for measure in await reports.measures(session, scope.roadmap_ids)}


async def _scope(session: AsyncSession, context: Context, actor: Actor, organisation_id: int, roadmap_id: int) -> Scope:
    require(administers(actor, organisation_id) or coordinates(actor, organisation_id))
    scope = await scope_of(session, context, organisation_id, roadmap_id or None)
    if not scope.roadmaps:
        raise Refusal("no-plans")
    return scope


async def _document(session: AsyncSession, roadmap_id: int) -> Document | None:
    roadmap = await session.get_one(Roadmap, roadmap_id)
    return await session.get(Document, roadmap.document_id) if roadmap.document_id else None


def _original(report: Report, plan: PlanReport, written: dict[int, str], document: Document | None) -> Original:
    counted = in_words(report, plan)
    rows = tuple(
        Executed(item.number or "", item.title, item.deadline, written.get(item.id) or counted[item.id], _label(item))
        for item in plan.items
    )
    name = document.name if document else say("return-plan")
    heading = say("return-heading", day=f"{report.today:%d.%m.%Y}")
    return Original(name, document.content if document else b"", heading, rows)


def _label(item: Item) -> str:
    return item.number or item.short_name


def _chosen(found: Returning | Choosing) -> Returning:
    if isinstance(found, Choosing):
        raise AccessDenied
    return found


def _row(found: Returning | Choosing, measure_id: int) -> tuple[Returning, RowWords]:
    chosen = _chosen(found)
    row = next((row for row in chosen.rows if row.measure_id == measure_id), None)
    if row is None:
        raise Refusal("stale")
    return chosen, row
