"""Short names of a whole plan: a list with the doubtful ones first, and all of them at once by a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import Refusal
from bot.domain.grid.proposals import Proposal, proposals, settle_name
from bot.domain.people import Actor, visible
from bot.domain.roadmaps import RoadmapState
from bot.imports.sniff import Kind, may_hold, sniff
from bot.imports.worker import read_table_in_worker
from bot.texts import say
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.roadmaps import administered
from db import roadmaps
from db.models import Measure, Roadmap

NAMES_PER_PAGE = 10
ORDER = tuple(Proposal)
LARGEST_SHEET = 2 * 2**20
"""Two thousand rows take a tenth of it; what is larger is a plan."""


@dataclass(frozen=True, slots=True)
class Named:
    """One row of the list."""

    measure_id: int
    number: str | None
    short_name: str
    title: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class NamesPage:
    """A page of the short names of a plan, those to look at first."""

    roadmap_id: int
    title: str
    page: int
    pages: int
    rows: tuple[Named, ...]
    count: int
    doubtful: int
    """Names that say nothing, are cut or like another."""


@dataclass(frozen=True, slots=True)
class NamesSheet:
    """Every row of a plan for the sheet, in the order of the plan."""

    roadmap_id: int
    title: str
    rows: tuple[Named, ...]


class Trouble(StrEnum):
    """Why a line of the sheet was not taken."""

    NO_ROW = "no-row"
    EMPTY = "empty"
    LONG = "long"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of the sheet as people count them, its name, and what is wrong with it."""

    line: int
    name: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class NamesTaken:
    """What became of a sheet: rows renamed, and lines that were not taken."""

    roadmap_id: int
    renamed: int
    bad: tuple[BadLine, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a sheet says what: the plan's id, the row of the heading, the columns of the places and of the names."""

    roadmap_id: int
    top: int
    key: int
    column: int


async def names_page(context: Context, actor: Actor, roadmap_id: int, page: int) -> NamesPage:
    sheet = await names_sheet(context, actor, roadmap_id)
    rows = sorted(sheet.rows, key=lambda row: ORDER.index(row.proposal))
    pages = max(1, -(-len(rows) // NAMES_PER_PAGE))
    page = min(max(page, 0), pages - 1)
    return NamesPage(
        roadmap_id=roadmap_id,
        title=sheet.title,
        page=page,
        pages=pages,
        rows=tuple(rows[page * NAMES_PER_PAGE : (page + 1) * NAMES_PER_PAGE]),
        count=len(rows),
        doubtful=sum(1 for row in rows if row.proposal is not Proposal.FINE),
    )


async def names_sheet(context: Context, actor: Actor, roadmap_id: int) -> NamesSheet:
    async with context.transaction() as session:
        roadmap, _ = await administered(session, actor, roadmap_id)
        rows = await _measures(session, roadmap_id)
        found = proposals([(row.short_name, row.title) for row in rows])
        return NamesSheet(
            roadmap_id,
            roadmap.title,
            tuple(
                Named(row.id, row.number, row.short_name, row.title, proposal)
                for row, proposal in zip(rows, found, strict=True)
            ),
        )


async def named(context: Context, actor: Actor, roadmap_id: int, measure_id: int) -> Named:
    """One row of the list."""
    sheet = await names_sheet(context, actor, roadmap_id)
    found = next((row for row in sheet.rows if row.measure_id == measure_id), None)
    if found is None:
        raise Refusal("stale")
    return found


async def take_sheet(context: Context, actor: Actor, file: Upload) -> NamesTaken | None:
    """A sheet that came back, told by its own heading; None for any other file."""
    if len(file.content) > LARGEST_SHEET or sniff(file.name, file.content) is not Kind.XLSX:
        return None
    if not may_hold(file.content, say("names-heading-place", roadmap="")):
        return None
    rows = await read_table_in_worker(file.name, file.content, context.reading)
    heading = _heading(rows)
    if heading is None:
        return None
    async with context.transaction(write=True) as session:
        roadmap, _ = await administered(session, actor, heading.roadmap_id)
        if roadmap.state is RoadmapState.CLOSED or not await _moved_on(session, roadmap):
            raise Refusal("stale")
        measures = {str(row.position + 1): row for row in await _measures(session, roadmap.id)}
        wanted, bad = _wanted(measures, rows, heading)
        bad += _without_repeats(measures, wanted)
        for place, (_, name) in wanted.items():
            measures[place].short_name = name
        audit.record(session, context, actor.person_id, "rows-named", "roadmap", roadmap.id, count=len(wanted))
        return NamesTaken(roadmap.id, len(wanted), tuple(sorted(bad, key=lambda one: one.line)))


async def _moved_on(session: AsyncSession, roadmap: Roadmap) -> bool:
    return await roadmaps.change(session, roadmap.id, roadmap.version, roadmap.state)


async def _measures(session: AsyncSession, roadmap_id: int) -> list[Measure]:
    query = select(Measure).where(Measure.roadmap_id == roadmap_id).order_by(Measure.position)
    return list(await session.scalars(query))


def _heading(rows: Sequence[Sequence[str]]) -> Heading | None:
    mark, names = say("names-heading-place", roadmap="").strip(), say("names-heading-name")
    for top, row in enumerate(rows):
        cells = [visible(cell) for cell in row]
        key = next((place for place, cell in enumerate(cells) if cell.startswith(mark)), None)
        if key is not None and names in cells:
            digits = cells[key].removeprefix(mark).strip()
            if digits.isascii() and digits.isdigit() and len(digits) < 19:
                return Heading(int(digits), top, key, cells.index(names))
    return None


Wanted = dict[str, tuple[int, str]]
"""By the row's place in the plan: the line of the sheet and the name that is wanted."""


def _wanted(
    measures: dict[str, Measure], rows: Sequence[Sequence[str]], heading: Heading
) -> tuple[Wanted, list[BadLine]]:
    """The names that differ from those of the rows, and the lines that cannot be taken by themselves."""
    wanted: Wanted = {}
    bad: list[BadLine] = []
    for line, row in enumerate(rows[heading.top + 1 :], heading.top + 2):
        place, name = _cell(row, heading.key), visible(_cell(row, heading.column))
        if not place and not name:
            continue
        if place not in measures:
            bad.append(BadLine(line, name, Trouble.NO_ROW))
        elif name != measures[place].short_name:
            trouble = _trouble(name)
            if trouble is None:
                wanted[place] = (line, name)
            else:
                bad.append(BadLine(line, name, trouble))
    return wanted, bad


def _without_repeats(measures: dict[str, Measure], wanted: Wanted) -> list[BadLine]:
    """Take names out of `wanted` until no two rows are called alike at the end; rows may change names with each other.

    A row that is left out keeps its old name, which somebody else may have wanted: hence the rounds.
    """
    bad: list[BadLine] = []
    while True:
        taken = {row.short_name.casefold() for place, row in measures.items() if place not in wanted}
        refused = []
        for place, (line, name) in wanted.items():
            if name.casefold() in taken:
                refused.append(place)
                bad.append(BadLine(line, name, Trouble.TAKEN))
            taken.add(name.casefold())
        if not refused:
            return bad
        for place in refused:
            del wanted[place]


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _trouble(name: str) -> Trouble | None:
    try:
        settle_name(name, ())
    except Refusal as refusal:
        return Trouble(refusal.code.removeprefix("short-name-"))
    return None
