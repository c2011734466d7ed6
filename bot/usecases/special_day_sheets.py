"""The special days of a year as a table: given out, filled in, read back."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access import may_keep_days, require
from bot.domain.errors import Refusal
from bot.domain.keyed_sheets import read_key, sheet_key
from bot.domain.people import Actor
from bot.domain.special_days import DayKind, SpecialDays, check_apart, read_days
from bot.exports.worker import text_sheet_in_worker
from bot.imports.worker import read_table_in_worker
from bot.texts import say
from bot.texts.troubles import worded
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.exports import file_words
from bot.usecases.special_days import year_days

LARGEST = 2**20
MOST_ROWS = 200
COLUMNS = ("opens", "until", "kind", "note")


@dataclass(frozen=True, slots=True)
class FilledYear:
    organisation_id: int
    school_year: int
    found: tuple[SpecialDays, ...]


async def year_file(context: Context, actor: Actor, organisation_id: int, school_year: int) -> tuple[str, bytes]:
    """Name and bytes of the table with what is there now."""
    require(may_keep_days(actor, organisation_id, breaks=False))
    seen = await year_days(context, actor, organisation_id, school_year)
    headings = [say(f"days-file-{name}") for name in COLUMNS]
    rows = [
        [f"{one.opens:%d.%m.%Y}", f"{one.until:%d.%m.%Y}", say(f"days-kind-{one.kind}"), one.note, ""]
        for one in seen.own
    ]
    key = sheet_key(organisation_id, seen.school_year)
    content = await text_sheet_in_worker(say("days-file-sheet"), [*headings, key], rows)
    year, following = str(seen.school_year), str(seen.school_year + 1)
    return say("days-file-name", name=file_words(seen.name), year=year, next=following), content


async def read_file(context: Context, file: Upload) -> FilledYear:
    """Raises Refusal with the first line that is wrong: a table is taken whole or not at all."""
    if len(file.content) > LARGEST:
        raise Refusal("file-too-big", name=file.name, limit=LARGEST // 2**20)
    rows = await read_table_in_worker(file.name, file.content, context.reading)
    organisation_id, school_year = read_key(rows[0] if rows else ())
    told = [(number, row) for number, row in enumerate(rows[1 : MOST_ROWS + 1], 2) if any(map(str.strip, row[:3]))]
    found = tuple(_row(number, row, school_year) for number, row in told)
    check_apart(found)
    return FilledYear(organisation_id, school_year, found)


def _row(number: int, row: Sequence[str], school_year: int) -> SpecialDays:
    opens, until, kind, note = (*(cell.strip() for cell in row[:4]), "", "", "", "")[:4]
    named = next((one for one in DayKind if say(f"days-kind-{one}") == " ".join(kind.casefold().split())), None)
    if named is None:
        raise Refusal("days-kind", row=number, text=kind[:40])
    try:
        span = f"{_day(opens)}–{_day(until)}" if until and until != opens else _day(opens)
        return read_days(named, f"{span}, {note}", school_year)
    except Refusal as refusal:
        raise Refusal("days-row", row=number, words=worded(refusal)[0]) from refusal


def _day(text: str) -> str:
    """Spreadsheets write their own dates as «2026-10-26» or «2026-10-26 00:00:00»."""
    parts = text.split(" ", maxsplit=1)[0].split("-")
    return ".".join(reversed(parts)) if len(parts) == 3 and len(parts[0]) == 4 else text
