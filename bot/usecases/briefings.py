"""The справка for a meeting: read as of one moment, its figures remembered once the file is made.

Reading takes long where schools are many: nothing is written meanwhile, or nobody could be answered.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.briefings import Briefing, Needs, brief
from bot.domain.errors import Refusal
from bot.domain.people import Actor, OrganisationKind
from bot.domain.reports import Report, TextKind, Told, unheard
from bot.exports.worker import briefing_in_worker
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.exports import file_words
from bot.usecases.report_rows import Scope
from bot.usecases.reports import build, scope_of
from bot.usecases.returns import checked
from bot.usecases.status import choose
from db import report_texts, reports


@dataclass(frozen=True, slots=True)
class BriefingFile:
    """A file to send."""

    name: str
    content: bytes
    briefing: Briefing


async def briefing(context: Context, actor: Actor, organisation_id: int, told: Told = unheard) -> Briefing:
    """What the справка would say now. Raises AccessDenied, Refusal("no-plans")."""
    chosen = choose(actor, organisation_id)
    async with context.transaction(snapshot=True) as session:
        return await _read(session, context, actor, chosen, told)


async def briefing_file(context: Context, actor: Actor, organisation_id: int, told: Told = unheard) -> BriefingFile:
    """The docx; its figures are what the next one is compared with."""
    chosen = choose(actor, organisation_id)
    found = await briefing(context, actor, chosen, told)
    content = await briefing_in_worker(found)
    async with context.transaction(write=True) as session:
        await report_texts.remember(session, chosen, found.today, dict(found.figures))
    name = say("briefing-file", organisation=file_words(found.organisation), day=f"{found.today:%d.%m.%Y}")
    return BriefingFile(name, content, found)


async def check_help(context: Context, actor: Actor, organisation_id: int) -> None:
    """Whether own words may be written. Raises AccessDenied, Refusal("no-plans")."""
    async with context.transaction() as session:
        await _scope(session, context, actor, organisation_id)


async def write_help(context: Context, actor: Actor, organisation_id: int, text: str) -> Briefing:
    """Own words for «Чем помочь». Raises Refusal empty-text, long-text."""
    words = checked(text)
    async with context.transaction(write=True) as session:
        await _scope(session, context, actor, organisation_id)
        at = context.now()
        await report_texts.put(session, organisation_id, TextKind.HELP, 0, words, actor.person_id, at)
    return await briefing(context, actor, organisation_id)


async def drop_help(context: Context, actor: Actor, organisation_id: int) -> Briefing:
    """Back to what was counted."""
    require(administers(actor, organisation_id) or coordinates(actor, organisation_id))
    async with context.transaction(write=True) as session:
        await report_texts.drop(session, organisation_id, TextKind.HELP, {0})
    return await briefing(context, actor, organisation_id)


async def _scope(session: AsyncSession, context: Context, actor: Actor, organisation_id: int) -> Scope:
    require(administers(actor, organisation_id) or coordinates(actor, organisation_id))
    scope = await scope_of(session, context, organisation_id)
    if not scope.roadmaps:
        raise Refusal("no-plans")
    return scope


async def _read(session: AsyncSession, context: Context, actor: Actor, organisation_id: int, told: Told) -> Briefing:
    scope = await _scope(session, context, actor, organisation_id)
    report = await build(session, scope, actor, told)
    wishes = await reports.wishes(session, scope.ids, scope.roadmap_ids)
    questions = await reports.open_questions(session, scope.ids, scope.roadmap_ids)
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in (*wishes, *questions):
        reasons[row.measure_id, row.organisation_id].append(row.words)
    waiting = sum(row.waits for row in wishes)
    since, former = await _former(session, organisation_id, report.today)
    words = await report_texts.one(session, organisation_id, TextKind.HELP)
    return brief(report, reasons, _needs(report, len(questions), waiting), former, since, words)


def _needs(report: Report, questions: int, extensions: int) -> Needs:
    absent = tuple(p.name for p in report.places if p.kind is OrganisationKind.SCHOOL and not p.joined)
    return Needs(questions, extensions, report.total.undated, absent)


async def _former(session: AsyncSession, organisation_id: int, today: date) -> tuple[date | None, dict[str, int]]:
    found = await report_texts.figures_before(session, organisation_id, today)
    return (None, {}) if found is None else found
