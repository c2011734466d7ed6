"""The xlsx of a report: read in one transaction, written by a worker process."""

import re
from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.reports import Report
from bot.exports.worker import build_in_worker
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.reports import build, report_for, scope_of
from bot.usecases.status import choose
from bot.usecases.uploads import owner_named

NOT_IN_NAMES = re.compile(r"[^\w\- №]+")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to send, with the report it was made of."""

    name: str
    content: bytes
    report: Report


async def export(context: Context, actor: Actor, organisation_id: int = 0, roadmap_id: int = 0) -> Exported:
    """For an administrator the own subtree, for a coordinator the own school. Raises Refusal("no-plans")."""
    chosen = choose(actor, organisation_id)
    return await _made(await report_for(context, actor, chosen, roadmap_id or None))


async def export_named(context: Context, organisation: str | None, roadmap_id: int | None = None) -> Exported:
    """For the command line: an organisation by id or exact name; names of people are left out as for a stranger."""
    nobody = Actor(person_id=0, name=None, zone=context.default_zone, consented=False)
    async with context.transaction() as session:
        root = await owner_named(session, organisation)
        report = await build(session, await scope_of(session, context, root.id, roadmap_id), nobody)
    if roadmap_id is not None and not report.plans:
        raise Refusal("no-such-plan", id=str(roadmap_id), organisation=report.organisation)
    return await _made(report)


async def _made(report: Report) -> Exported:
    if not report.plans:
        raise Refusal("no-plans")
    name = NOT_IN_NAMES.sub(" ", report.organisation).strip()[:60]
    title = say("export-file", organisation=name, day=f"{report.today:%Y-%m-%d}")
    return Exported(f"{title}.xlsx", await build_in_worker(report), report)
