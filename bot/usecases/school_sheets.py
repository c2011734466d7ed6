"""«Лист школы»: open rows go out as xlsx; filled in and sent back they become marks, entries and evidence.

Everything is checked first and shown; nothing is written until a person says so, and then all of it at once. A row
whose task has changed since is named, not guessed at.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import coordinates, require
from bot.domain.clock import local_day
from bot.domain.deadline import Pace, say_day
from bot.domain.demands import NUMBERS, Demand
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.evidence import TEXT_LIMIT, ProofKind, looks_like_names, read_proof
from bot.domain.grid.demands import asked
from bot.domain.people import Actor, Role
from bot.domain.school_sheets import FilledLine, Headings, SchoolSheet, SheetRow, read_sheet
from bot.domain.tasks import TaskState
from bot.exports.worker import sheet_in_worker
from bot.imports.sniff import Kind, may_hold, sniff
from bot.imports.worker import read_table_in_worker
from bot.texts import say
from bot.usecases.actors import Sender
from bot.usecases.cards import see
from bot.usecases.context import Cause, Context
from bot.usecases.days import past_day
from bot.usecases.drafts import Upload
from bot.usecases.entries import NUMBER_LIMIT
from bot.usecases.exports import file_words
from bot.usecases.marks import Outcome, mark_within
from bot.usecases.tasks import TaskLine, line_of
from db import dialogues, names, tasks
from db.models import Entry, Evidence, Measure, Task

LARGEST_SHEET = 2 * 2**20
"""A thousand rows take a tenth of it."""
MOST_ROWS = 1000
LINE_NAME = 60


class Fault(StrEnum):
    """Why a line was not taken."""

    KEY = "key"
    FOREIGN = "foreign"
    TWICE = "twice"
    DONE = "done"
    CHANGED = "changed"
    PARENT = "parent"
    NO_DAY = "no-day"
    DAY = "day"
    FUTURE = "future"
    NUMBER = "number"
    LINK = "link"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class BadLine:
    line: int
    name: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Filled:
    """A line that can be written: a mark of an ordinary row, an entry of one of the whole year."""

    task_id: int
    version: int
    entry: bool
    day: date
    proof: str
    number: int | None
    words: str

    def as_json(self) -> list[Any]:
        return [
            self.task_id, self.version, self.entry, self.day.isoformat(), self.proof, self.number, self.words,
        ]  # fmt: skip

    @classmethod
    def of(cls, kept: list[Any]) -> "Filled":
        return cls(kept[0], kept[1], kept[2], date.fromisoformat(kept[3]), kept[4], kept[5], kept[6])


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sheet would write. `named` lines look like lists of people."""

    rows: tuple[Filled, ...]
    bad: tuple[BadLine, ...]
    named: tuple[int, ...]

    @property
    def marks(self) -> int:
        return sum(not row.entry for row in self.rows)

    @property
    def entries(self) -> int:
        return sum(row.entry for row in self.rows)

    @property
    def proofs(self) -> int:
        words = sum(not row.entry and bool(row.words or row.number is not None) for row in self.rows)
        return words + sum(bool(row.proof) for row in self.rows)


def headings() -> Headings:
    names_of = ("key", "row", "title", "deadline", "due", "day", "proof", "number", "words")
    return Headings(*(say(f"school-sheet-{name}") for name in names_of))


async def sheet_file(context: Context, actor: Actor, organisation_id: int = 0) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of the sheet of one organisation (0: of each that the actor answers for).

    Raises AccessDenied for a foreign one, Refusal «school-sheet-empty» when nothing is open.
    """
    own = actor.organisations(Role.COORDINATOR, Role.ADMIN)
    require(bool(own) and (not organisation_id or organisation_id in own))
    found = [sheet for one in sorted({organisation_id} if organisation_id else own)
             if (sheet := await _open_rows(context, actor, one)).rows]  # fmt: skip
    if not found:
        raise Refusal("school-sheet-empty")
    made = []
    for sheet in found:
        content = await sheet_in_worker(sheet, headings(), say("school-sheet"), say("school-sheet-hint"))
        made.append((say("school-sheet-file", school=file_words(sheet.name)), content))
    return tuple(made)


async def _open_rows(context: Context, actor: Actor, organisation_id: int) -> SchoolSheet:
    async with context.transaction() as session:
        where = and_(tasks.visible(actor), Task.organisation_id == organisation_id, tasks.IS_OPEN)
        rows = [row for row in await tasks.page(session, where, limit=MOST_ROWS) if not row.children]
        name = (await names.organisation_names(session, [organisation_id])).get(organisation_id, "")
        today = local_day(context.now(), rows[0].organisation.zone if rows else actor.zone)
        return SchoolSheet(
            organisation_id,
            name,
            today,
            tuple(
                SheetRow(
                    row.task.id, row.task.version, row.measure.number, row.measure.title, row.measure.deadline_text,
                    _due(line_of(row)),
                )
                for row in rows
            ),
        )  # fmt: skip


def _due(line: TaskLine) -> str:
    if line.all_year:
        return say("line-all-year")
    return say("line-until", day=say_day(line.due)) if line.due else say("line-undated")


async def read_file(context: Context, file: Upload) -> tuple[FilledLine, ...] | None:
    """The filled lines of a sheet that came back, told by its headings; None for any other file."""
    if len(file.content) > LARGEST_SHEET or sniff(file.name, file.content) is not Kind.XLSX:
        return None
    if not may_hold(file.content, headings().key):
        return None
    try:
        return read_sheet(await read_table_in_worker(file.name, file.content, context.reading), headings())
    except Refusal:
        return None


async def preview(context: Context, actor: Actor, lines: Iterable[FilledLine]) -> Preview:
    """What the lines would write, and what is wrong with the others. Changes nothing."""
    told = tuple(lines)
    keys = Counter(line.task_id for line in told)
    rows, bad = [], []
    async with context.transaction() as session:
        for line in told:
            fault = Fault.TWICE if line.task_id and keys[line.task_id] > 1 else None
            read = fault or await _read(session, context, actor, line)
            if isinstance(read, Fault):
                bad.append(BadLine(line.line, line.name[:LINE_NAME], read))
            else:
                rows.append(read)
    named = tuple(line.line for line in told if looks_like_names(line.words) or looks_like_names(line.proof))
    return Preview(tuple(rows), tuple(bad), named)


async def write(context: Context, actor: Actor, sender: Sender, cause: Cause, rows: Iterable[Filled]) -> int:
    """Write all of it, or nothing: Refusal «school-sheet-changed» when a row has changed since the preview.

    The question is closed in the same transaction, so a second tap writes nothing twice.
    """
    told = tuple(rows)
    async with context.transaction(write=True) as session:
        if not await dialogues.clear(session, sender.key):
            raise Refusal("stale")
        for place, row in enumerate(told):
            seen = await see(session, actor, row.task_id)
            require(coordinates(actor, seen.row.task.organisation_id))
            if seen.row.task.version != row.version or seen.row.task.state is not TaskState.OPEN:
                raise Refusal("school-sheet-changed", name=seen.row.measure.short_name)
            part = Cause(f"{cause}:{place}")
            if row.entry:
                session.add(_entry(context, actor, part, row))
            elif (
                await mark_within(session, context, actor, part, row.task_id, row.version, row.day) is not Outcome.DONE
            ):
                raise Refusal("school-sheet-changed", name=seen.row.measure.short_name)
            session.add_all(_evidence(context, actor, part, row, seen.row.measure))
        return len(told)


def _entry(context: Context, actor: Actor, cause: Cause, row: Filled) -> Entry:
    return Entry(
        task_id=row.task_id,
        on_day=row.day,
        number=row.number,
        words=row.words or None,
        at=context.now(),
        by_person_id=actor.person_id,
        cause=cause,
    )


def _evidence(context: Context, actor: Actor, cause: Cause, row: Filled, measure: Measure) -> list[Evidence]:
    """«Реквизиты или ссылка», and of an ordinary row also its words and its number.

    The number is the first that the row asks for; where it asks for none, it is kept with the words.
    """
    made: list[tuple[str, str | None, str | None, dict[str, int]]] = []
    proof = read_proof(row.proof) if row.proof else None
    if proof is not None:
        made.append((proof.kind.value, proof.text, proof.link, {}))
    wanted = _counted(measure)
    if not row.entry and row.number is not None and wanted is not None:
        made.append((ProofKind.NUMBER.value, None, None, {wanted.value: row.number}))
    if not row.entry and (row.words or (row.number is not None and wanted is None)):
        figure = say("school-sheet-number")
        loose = row.number if wanted is None else None
        number = say("school-sheet-said", name=figure, n=loose) if loose is not None else ""
        words = ". ".join(part for part in (row.words, number) if part)[:TEXT_LIMIT]
        made.append((ProofKind.TEXT.value, words, None, {} if loose is None else {figure: loose}))
    return [
        Evidence(
            task_id=row.task_id, kind=kind, text=text, link=link, value=value, at=context.now(),
            by_person_id=actor.person_id, cause=f"{cause}:{place}",
        )
        for place, (kind, text, link, value) in enumerate(made)
    ]  # fmt: skip


def _counted(measure: Measure) -> Demand | None:
    asks = asked(measure.asks, measure.title, measure.result_text)
    return next((demand for demand in asks if demand in NUMBERS and demand is not Demand.SCHOOLS), None)


async def _read(session: AsyncSession, context: Context, actor: Actor, line: FilledLine) -> Filled | Fault:
    """One line against its task as it is now. A row of others is said to be foreign, whether it exists or not."""
    if not line.task_id:
        return Fault.KEY
    try:
        seen = await see(session, actor, line.task_id)
        require(coordinates(actor, seen.row.task.organisation_id))
    except (AccessDenied, Refusal):
        return Fault.FOREIGN
    if seen.row.children:
        return Fault.PARENT
    if seen.row.task.state is not TaskState.OPEN:
        return Fault.DONE
    if seen.row.task.version != line.version:
        return Fault.CHANGED
    day = _day(line, local_day(context.now(), seen.row.organisation.zone))
    fault = day if isinstance(day, Fault) else _wrong(line)
    if fault is not None or isinstance(day, Fault):
        return fault or Fault.DAY
    number = int(line.number) if line.number else None
    entry = seen.row.measure.pace is Pace.ALL_YEAR
    return Filled(line.task_id, line.version, entry, day, line.proof, number, line.words)


def _day(line: FilledLine, today: date) -> date | Fault:
    if not line.day:
        return Fault.NO_DAY
    try:
        return past_day(line.day, today, whole=True)
    except Refusal as refusal:
        return Fault.FUTURE if refusal.code == "day-in-future" else Fault.DAY


def _wrong(line: FilledLine) -> Fault | None:
    number = line.number
    if number and not (number.isascii() and number.isdigit() and len(number) < 8 and int(number) <= NUMBER_LIMIT):
        return Fault.NUMBER
    if len(line.words) > TEXT_LIMIT or len(line.proof) > 4 * TEXT_LIMIT:
        return Fault.LONG
    proof = read_proof(line.proof) if line.proof else None
    if line.proof and proof is None:
        return Fault.LINK
    return Fault.LONG if proof is not None and len(proof.text or "") > TEXT_LIMIT else None
