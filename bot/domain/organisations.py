"""Names of organisations: how they are written, shortened and recognised, and lists of schools a line a school."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from bot.domain.errors import Refusal
from bot.domain.people import OrganisationKind, visible

NAME_LIMIT = 300
SHORT_LIMIT = 40
TAG_LIMIT = 40
PHONE_LIMIT = 40
LIST_LIMIT = 2000

BELOW: Mapping[OrganisationKind, tuple[OrganisationKind, ...]] = {
    OrganisationKind.REGION: (
        OrganisationKind.MUNICIPALITY, OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION,
    ),
    OrganisationKind.MUNICIPALITY: (OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION),
}  # fmt: skip
"""What may lie below what; nothing below a school."""


@dataclass(frozen=True, slots=True)
class LegalForms:
    """Short forms («МБОУ»), words that open a long one, and all words that it may hold."""

    short: frozenset[str]
    openings: tuple[str, ...]
    words: frozenset[str]


def organisation_name(text: str, limit: int = NAME_LIMIT) -> str:
    """A name as written, on one line. Raises Refusal organisation-short or organisation-long."""
    name = visible(text)
    if len(name) > limit:
        raise Refusal("organisation-long", limit=limit, length=len(name))
    if sum(ch.isalnum() for ch in name) < 3 or not any(ch.isalpha() for ch in name):
        raise Refusal("organisation-short")
    return name


def short_name(name: str, forms: LegalForms) -> str:
    """At most 40 characters, without the legal form: «МБОУ СОШ № 3» is «СОШ № 3»."""
    words = name.split()
    while len(words) > 1 and _is_legal_form(words[0], name, forms):
        words = words[1:]
    short = " ".join(words)
    if short[0] + short[-1] in {"«»", '""'} and short.count("«") < 2 and short.count('"') in {0, 2}:
        short = short[1:-1].strip() or short
    if len(short) <= SHORT_LIMIT:
        return short
    cut = short[:SHORT_LIMIT]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(' ,.«"(–-')


def _is_legal_form(word: str, name: str, forms: LegalForms) -> bool:
    head = word.strip('«»",.')
    return head.upper() in forms.short or (name.lower().startswith(forms.openings) and head.lower() in forms.words)


def same_name(name: str) -> str:
    """What two spellings of one school have in common: letters and digits; «№», quotes and dots do not count."""
    plain = unicodedata.normalize("NFD", visible(name).casefold())
    letters = "".join(ch for ch in plain if not unicodedata.combining(ch))
    words = ["".join(run) for kind, run in groupby(letters, _kind) if kind]
    return " ".join(word for word in words if word not in {"n", "no"})


def _kind(character: str) -> str:
    """Runs of letters and of digits are words of their own: «N3» is «N 3»."""
    return "digit" if character.isdigit() else "letter" if character.isalpha() else ""


class LineFault(StrEnum):
    """Why a line of a list was not taken; worded as `line-<fault>`."""

    SHORT = "short"
    LONG = "long"
    TWICE = "twice"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a pasted or uploaded list: its number, what it says, and why it was not taken, if so."""

    number: int
    name: str
    tags: tuple[str, ...] = ()
    fault: LineFault | None = None
    like: str = ""
    """For `twice` and `there`: the name it repeats."""


def read_list(text: str) -> tuple[ListLine, ...]:
    """Lines «МБОУ СОШ № 3; город, участник БвБ»: name, then tags. Raises Refusal list-empty or list-long."""
    rows = [_cells(line) for line in text.splitlines()]
    return _read_rows(rows)


def read_table(rows: tuple[tuple[str, ...], ...], heading: str) -> tuple[ListLine, ...]:
    """Rows of a sheet below the one that holds `heading`: the name stands in its column, tags in those after it.

    Numbers are those of the sheet's rows. Raises Refusal list-columns when no row holds the heading.
    """
    for top, row in enumerate(rows):
        places = [place for place, cell in enumerate(row) if same_name(cell) == same_name(heading)]
        if places:
            blank: list[tuple[str, ...]] = [()] * (top + 1)
            return _read_rows([*blank, *(below[places[0] :] for below in rows[top + 1 :])])
    raise Refusal("list-columns")


def _read_rows(rows: list[tuple[str, ...]]) -> tuple[ListLine, ...]:
    """The first cell is the name, the rest are tags. Empty rows are passed over, numbers are kept."""
    lines = [_line(number, cells) for number, cells in enumerate(rows, start=1) if any(cell.strip() for cell in cells)]
    if not lines:
        raise Refusal("list-empty")
    if len(lines) > LIST_LIMIT:
        raise Refusal("list-long", limit=LIST_LIMIT)
    return without_repeats(lines, {})


def without_repeats(lines: list[ListLine], known: dict[str, str]) -> tuple[ListLine, ...]:
    """Mark lines whose school stands above or is known already (`known`: common spelling → name)."""
    seen: dict[str, str] = {}
    result = []
    for line in lines:
        key = same_name(line.name)
        if line.fault is None and key in known:
            line = ListLine(line.number, line.name, line.tags, LineFault.THERE, known[key])
        elif line.fault is None and key in seen:
            line = ListLine(line.number, line.name, line.tags, LineFault.TWICE, seen[key])
        elif line.fault is None:
            seen[key] = line.name
        result.append(line)
    return tuple(result)


def _cells(line: str) -> tuple[str, ...]:
    """Cells of a pasted line: separated by «;» or tabs, without a number, a bullet or a checkbox in front."""
    cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
    if len(cells) > 1 and cells[0].rstrip(".)").isdigit():
        cells = cells[1:]
    return (_without_number(cells[0]), *cells[1:])


def _without_number(text: str) -> str:
    text = text.lstrip("•·*–—- \t")
    digits = len(text) - len(text.lstrip("0123456789"))
    if 0 < digits <= 4 and text[digits : digits + 1] in {".", ")"}:
        return text[digits + 1 :].strip()
    return text


def _line(number: int, cells: tuple[str, ...]) -> ListLine:
    name = visible(cells[0])
    tags = read_tags(cells[1:])
    try:
        return ListLine(number, organisation_name(name), tags)
    except Refusal as refusal:
        fault = LineFault.LONG if refusal.code == "organisation-long" else LineFault.SHORT
        return ListLine(number, name[:80], tags, fault)


def read_tags(cells: Iterable[str]) -> tuple[str, ...]:
    """Tags from cells with commas, each once, in their order; a lone dash is none."""
    tags = (visible(part)[:TAG_LIMIT].strip() for cell in cells for part in cell.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if any(ch.isalnum() for ch in tag)))


def office_phone(text: str) -> str | None:
    """A telephone number as written; a lone dash clears it. Raises Refusal phone-unreadable."""
    phone = visible(text)
    if phone in {"-", "–", "—"}:
        return None
    digits = sum(ch.isdigit() for ch in phone)
    if not 5 <= digits <= 18 or len(phone) > PHONE_LIMIT:
        raise Refusal("phone-unreadable")
    return phone
