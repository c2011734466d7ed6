"""Plain text: tab-separated tables as published, pasted tables, csv, and running text."""

import csv
import re
from collections import Counter
from collections.abc import Sequence

from bot.domain.errors import Refusal
from bot.domain.grid.document import Block, Document, Grid, Paragraph
from bot.domain.grid.headings import ColumnRole, heading_role
from bot.imports.limits import MOST_COLUMNS, MOST_ROWS

_BULLET = re.compile(r"^\s*[-–—•*]\s")
_COMMON = frozenset(map(chr, (0x43E, 0x435, 0x430, 0x438, 0x442, 0x43D, 0x441, 0x440, 0x432, 0x43B, 0x20)))
"""The ten most frequent Russian small letters and the blank: the right code page brings them out."""


def read(name: str, content: bytes) -> Document:
    return read_text(name, decoded(content))


def decoded(content: bytes) -> str:
    """Unicode where it is valid, else the old Russian code page in which the most frequent letters come out."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    unicode = content.decode("utf-8", "replace")
    if unicode.count("\ufffd") <= len(unicode) // 100:  # a byte or two may be broken
        return unicode
    texts = [content.decode(encoding, "replace") for encoding in ("cp1251", "koi8-r", "cp866")]
    return max(texts, key=lambda text: sum(1 for char in text[:4000] if char in _COMMON))


def read_text(name: str, text: str) -> Document:
    """A text already decoded: a file, or a message pasted into the chat."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    separator = _separator(lines)
    if separator is None:
        return Document(name, "text", tuple(Paragraph(line.strip()) for line in lines))
    rows = _rows(lines, separator)
    if sum(1 for row in rows if len(row) > 1) > MOST_ROWS:
        raise Refusal("too-many-rows", name=name, limit=MOST_ROWS)
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise Refusal("too-many-columns", name=name, limit=MOST_COLUMNS)
    return Document(name, "text", _blocks(rows))


def _separator(lines: Sequence[str]) -> str | None:
    """What parts the columns: tabs, bars, semicolons or runs of spaces; None in running text."""
    for mark in ("\t", "|", ";"):
        counts = Counter(line.count(mark) for line in lines if line.count(mark) >= 2)
        if counts and sum(counts.values()) >= 2 and (mark != ";" or _even(lines, mark)):
            return mark
    if _headed_by_commas(lines):
        return ","
    wide = [line for line in lines if len(re.findall(r"\S {3,}(?=\S)", line)) >= 2]
    return "   " if len(wide) >= 3 else None


def _headed_by_commas(lines: Sequence[str]) -> bool:
    """A csv of the other kind: its first filled line is a list of headings, every line below has as many cells."""
    filled = [line for line in lines if line.strip()]
    rows = list(csv.reader(filled))
    if len(rows) < 2 or len(rows[0]) < 3 or any(len(row) != len(rows[0]) for row in rows):
        return False
    known = {heading_role(cell) for cell in rows[0]} - {None}
    return ColumnRole.TITLE in known and len(known) * 2 >= len(rows[0])


def _even(lines: Sequence[str], mark: str) -> bool:
    """Semicolons part columns only when nearly every line has equally many of them."""
    counts = Counter(line.count(mark) for line in lines if line.strip())
    most, times = counts.most_common(1)[0]
    return most >= 2 and times >= 0.5 * sum(counts.values())


def _rows(lines: Sequence[str], separator: str) -> list[list[str]]:
    """Lines as lists of cells; [] is an empty line."""
    if separator in ";," or (separator == "\t" and _quoted(lines)):
        return [row if any(cell.strip() for cell in row) else [] for row in csv.reader(lines, delimiter=separator)]
    if separator == "|":
        return [_barred(line) for line in lines if not re.fullmatch(r"[\s|+:=-]*[-=+][\s|+:=-]*", line)]
    if separator == "\t":
        rows = [line.split("\t") if line.strip() else [] for line in lines]
        return _whole(rows)
    return [re.split(r" {3,}", line.strip()) if line.strip() else [] for line in lines]


def _quoted(lines: Sequence[str]) -> bool:
    """Spreadsheets quote copied cells with line breaks: a quote opens in one line and closes in another."""
    return any(cell.startswith('"') and cell.count('"') % 2 == 1 for line in lines for cell in line.split("\t"))


def _barred(line: str) -> list[str]:
    if "|" not in line:
        return [line.strip()] if line.strip() else []
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _whole(rows: list[list[str]]) -> list[list[str]]:
    """Join rows that a line break inside a cell has cut: their pieces together have the usual number of tabs."""
    usual = Counter(len(row) for row in rows if len(row) > 1).most_common(1)[0][0]
    result: list[list[str]] = []
    for row in rows:
        before = result[-1] if result else []
        joined = len(before) + len(row) - 1
        if row and 1 < len(before) < usual and joined <= usual and (len(row) > 1 or not _starts_row(row[0])):
            result[-1] = [*before[:-1], f"{before[-1]}\n{row[0]}", *row[1:]]
        elif len(row) == 1 and len(before) >= usual and usual > 1 and (_BULLET.match(row[0]) or row[0][:1].islower()):
            result[-1] = [*before[:-1], f"{before[-1]}\n{row[0]}"]
        else:
            result.append(row)
    return result


def _starts_row(text: str) -> bool:
    return bool(re.match(r"^\s*\d+(?:\.\d+)*[.)]?(?:\s|$)", text))


def _blocks(rows: Sequence[Sequence[str]]) -> tuple[Block, ...]:
    """Lines from the first to the last with columns are the table, those outside text; gaps are page breaks."""
    places = [index for index, row in enumerate(rows) if len(row) > 1]
    first, last = places[0], places[-1]
    table: list[Sequence[str]] = []
    breaks: list[int] = []
    for index in range(first, last + 1):
        if rows[index]:
            table.append(rows[index])
        elif table:
            breaks.append(len(table))
    above = [Paragraph(" ".join(row).strip()) for row in rows[:first]]
    below = [Paragraph(" ".join(row).strip()) for row in rows[last + 1 :]]
    return (*above, Grid.of(table, page_breaks=breaks), *below)
