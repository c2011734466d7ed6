"""The xlsx of a report: read in one transaction, written by a worker process."""

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.errors import Refusal
from bot.domain.people import Actor, OrganisationKind
from bot.domain.report_parts import narrowed
from bot.domain.reports import PART, Condition, Report, Selection, Step, Told, unheard
from bot.exports.worker import build_in_worker, docx_in_worker
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.reports import build, report_for, scope_of
from bot.usecases.status import choose, own_places
from bot.usecases.uploads import owner_named
from db.models import Organisation

NOT_IN_NAMES = re.compile(r"[^\w\- №]+")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to send, with the report it was made of."""

    name: str
    content: bytes
    report: Report
    organisation_id: int


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part of a report as the command line names it: a school by id or short name, a section by its heading."""

    since: date | None = None
    until: date | None = None
    school: str = ""
    section: str = ""
    condition: Condition | None = None


def own_schools(actor: Actor) -> tuple[tuple[int, str], ...]:
    """Ids and names of the organisations whose files a coordinator may ask for, those administered first."""
    names = {m.organisation_id: m.organisation_name for m in actor.memberships}
    return tuple((key, names[key]) for key in own_places(actor))


def first_school(actor: Actor) -> tuple[int, tuple[tuple[int, str], ...]]:
    """The school that comes first among the own organisations, and all of them; 0 where an authority comes first."""
    kinds = {m.organisation_id: m.kind for m in actor.memberships}
    places = own_schools(actor)
    first = places[0][0] if places else 0
    return (first if kinds.get(first) is OrganisationKind.SCHOOL else 0), places


async def place_of(context: Context, actor: Actor, organisation_id: int) -> tuple[str, bool]:
    """The name of an organisation whose files one may ask for, and whether it is a school. Raises AccessDenied."""
    chosen = choose(actor, organisation_id)
    async with context.transaction() as session:
        place = await session.get_one(Organisation, chosen)
        return place.name, place.kind is OrganisationKind.SCHOOL


async def export(
    context: Context, actor: Actor, organisation_id: int = 0, roadmap_id: int = 0, told: Told = unheard
) -> Exported:
    """For an administrator the own subtree, for a coordinator the own school. Raises Refusal("no-plans")."""
    chosen = choose(actor, organisation_id)
    return await _made(await report_for(context, actor, chosen, roadmap_id or None, told), chosen, told)


async def export_part(
    context: Context,
    actor: Actor,
    organisation_id: int,
    roadmap_id: int,
    selection: Selection,
    told: Told = unheard,
) -> Exported:
    """The same narrowed by period, organisation, section and state. Raises Refusal no-plans, nothing-chosen."""
    chosen = choose(actor, organisation_id)
    report = await report_for(context, actor, chosen, roadmap_id or None, told)
    return await _made(_part(report, selection), chosen, told)


def _part(report: Report, selection: Selection) -> Report:
    part = narrowed(report, selection)
    if report.plans and not any(one.jobs for one in part.plans):
        raise Refusal("nothing-chosen")
    return part


async def export_docx(context: Context, actor: Actor, organisation_id: int = 0, told: Told = unheard) -> Exported:
    """The plans with their execution as a document, for whom the xlsx is. Raises Refusal("no-plans")."""
    chosen = choose(actor, organisation_id)
    report = await report_for(context, actor, chosen, told=told)
    return Exported(f"{_title(report)}.docx", await docx_in_worker(report), report, chosen)


async def export_named(
    context: Context, organisation: str | None, roadmap_id: int | None = None, part: NamedPart | None = None
) -> Exported:
    """For the command line: an organisation by id or exact name; names of people are left out as for a stranger."""
    nobody = Actor(person_id=0, name=None, zone=context.default_zone, consented=False)
    async with context.transaction(snapshot=True) as session:
        root = await owner_named(session, organisation)
        report = await build(session, await scope_of(session, context, root.id, roadmap_id), nobody)
    if roadmap_id is not None and not report.plans:
        raise Refusal("no-such-plan", id=str(roadmap_id), organisation=report.organisation)
    return await _made(report if part is None else _part(report, _selection(report, part)), root.id)


def _selection(report: Report, part: NamedPart) -> Selection:
    """A part told in words. Raises Refusal for a school or a section that the report has not."""
    place = next((p.id for p in report.places if part.school in (str(p.id), p.name)), 0)
    if part.school and not place:
        raise Refusal("no-such-place", name=part.school)
    sections = {item.section for one in report.plans for item in one.items}
    if part.section and part.section not in sections:
        raise Refusal("no-such-section", name=part.section)
    return Selection(part.since, part.until, place, part.section or None, part.condition)


async def _made(report: Report, organisation_id: int, told: Told = unheard) -> Exported:
    """Sheets are told of where reading took several parts: a small workbook is there at once."""
    name, schools = f"{_title(report)}.xlsx", sum(p.kind is OrganisationKind.SCHOOL for p in report.places)
    heard = (lambda sheet: told(Step(schools, schools, sheet))) if schools > PART else None
    return Exported(name, await build_in_worker(report, heard), report, organisation_id)


def _title(report: Report) -> str:
    """The name of a file without its ending. Raises Refusal("no-plans")."""
    if not report.plans:
        raise Refusal("no-plans")
    return say("export-file", organisation=file_words(report.organisation), day=f"{report.today:%Y-%m-%d}")


def file_words(name: str) -> str:
    """A name as part of the name of a file."""
    return " ".join(NOT_IN_NAMES.sub(" ", name).split())[:60]
