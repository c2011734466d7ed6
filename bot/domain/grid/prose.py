"""Plans without a table: numbered items with «Срок: …», items with dashes, tables pasted cell by cell.

Each is turned into a `Grid` with a header, so that everything else stays one way.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.grid.document import Document, Grid, Paragraph, Span
from bot.domain.grid.headings import ColumnRole, heading_role
from bot.domain.grid.looks import dated_like, deadline_like, number_like, party_like, period_like
from bot.domain.grid.patterns import MONTH
from bot.domain.grid.sheet import fold

_HEADER = ("№", "Мероприятие", "Срок", "Ответственные", "Результат")
_LABEL = re.compile(
    r"(?:^|(?<=[\s.;,(]))(?P<label>(?:срок|дата|период|ответственн(?:ый|ые|ая|ое|ость)|исполнител[ьи]|отв\.|"
    r"ожидаемый результат|результат)[^:\n–—.]{0,40}?(?:\.)?)\s*[:–—]\s*",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(rf"^\d{{1,2}}(?:\s*[–—-]\s*\d{{1,2}})?(?:\s+{MONTH}|\.\d\d\b)", re.IGNORECASE)
_BEHIND = re.compile(r"^(?P<words>.*\S)\s*\((?P<people>[^()]+)\)$")
_AT_END = re.compile(r"[\s,]+(?=(?:в срок|не позднее|до|к|с)\s+\S)", re.IGNORECASE)
_ORDERED = re.compile(r"^(?P<people>\S.{2,120}?)\s+(?P<what>[а-яё]+(?:ть|ти|ться|чь)\b.*)$")
_ITEM = re.compile(r"^\s*(?P<number>\d{1,3}(?:\.\d{1,3})*[.)]?|[-–—•*])\s+(?P<text>\S.*)$")
_HEADING = re.compile(r"^\s*(?:[IVX]+[.)]|раздел|этап|блок)\s", re.IGNORECASE)
_ENDS = (".", ";", ":", "!", "?")
_FULL_LINE = 60
_SIGNS = re.compile(r"^[^\w\s«\"(\[\-–—•*№+]+\s*")
"""Signs at the beginning of a line pasted from a chat."""
_PLACES = {ColumnRole.DEADLINE: 2, ColumnRole.RESPONSIBLE: 3, ColumnRole.RESULT: 4}


def tabled(document: Document) -> Document:
    """The same document with its lists turned into tables; without such lists, as it was."""
    lines = [
        line for block in document.blocks if isinstance(block, Paragraph) for line in block.text.splitlines() or [""]
    ]
    if document.kind == "pdf":
        lines = _unwrapped(lines)
    for reader in (_pasted_cells, _items):
        found = reader(lines)
        if found:
            above, grid = found
            return replace(document, blocks=(*map(Paragraph, above), grid))
    return document


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines of a page put together to paragraphs: a long one that ends in no full stop goes on in the next."""
    whole: list[str] = []
    for line in lines:
        last = whole[-1] if whole else ""
        begins = _ITEM.match(line) or _HEADING.match(line) or _LABEL.match(line) or not line.strip()
        if (
            len(last.splitlines()[-1] if last else "") >= _FULL_LINE
            and not last.rstrip().endswith(_ENDS)
            and not begins
        ):
            whole[-1] = f"{last}\n{line}"
        else:
            whole.append(line)
    return [fold(line) for line in whole]


def _pasted_cells(lines: Sequence[str]) -> tuple[list[str], Grid] | None:
    """A table pasted with every cell on a line of its own."""
    filled = [fold(line) for line in lines]
    for start in range(len(filled)):
        end = start
        while (
            end < len(filled)
            and filled[end]
            and len(filled[end]) < 100
            and heading_role(filled[end])
            and not number_like(filled[end])
        ):
            end += 1
        roles = [heading_role(text) for text in filled[start:end]]
        if end - start >= 3 and len(set(roles)) == len(roles) and {ColumnRole.TITLE, ColumnRole.DEADLINE} <= set(roles):
            rows = _records([text for text in filled[end:] if text], roles)
            if len(rows) >= 2:
                return list(lines[:start]), Grid.of([filled[start:end], *rows], _wide(rows, len(roles)))
    return None


def _wide(rows: Sequence[Sequence[str]], width: int) -> list[Span]:
    return [Span(place, 0, 1, width) for place, row in enumerate(rows, 1) if len(row) == 1]


def _records(lines: Sequence[str], roles: Sequence[ColumnRole | None]) -> list[list[str]]:
    width = len(roles)
    if roles[0] is not ColumnRole.NUMBER:
        return [list(lines[place : place + width]) for place in range(0, len(lines) - len(lines) % width, width)]
    starts = [place for place, text in enumerate(lines) if number_like(text) and not deadline_like(text)]
    rows: list[list[str]] = []
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        record, left = _fitted(list(lines[begin:end]), roles)
        rows.append(record)
        rows.extend([text] for text in left)
    if starts and starts[0] > 0:
        rows[:0] = [[text] for text in lines[: starts[0]]]
    return rows


def _fitted(record: list[str], roles: Sequence[ColumnRole | None]) -> tuple[list[str], list[str]]:
    """One record of lines in columns; a line too many at its end is the heading of the next section."""
    width = len(roles)
    due = roles.index(ColumnRole.DEADLINE) if ColumnRole.DEADLINE in roles else 0
    if len(record) == width + 1 and deadline_like(record[due]):
        return record[:width], record[width:]
    if len(record) <= width or ColumnRole.DEADLINE not in roles:
        return record + [""] * (width - len(record)), []
    place = roles.index(ColumnRole.DEADLINE)
    at = next((index for index in range(2, len(record)) if deadline_like(record[index])), place)
    before, after = record[1:at], record[at + 1 :]
    if place == 2:
        return [record[0], " ".join(before), record[at], *_last_joined(after, width - 3)], []
    return [record[0], *_first_joined(before, place - 1), record[at], *_last_joined(after, width - place - 1)], []


def _first_joined(texts: list[str], count: int) -> list[str]:
    extra = len(texts) - count
    return [" ".join(texts[: extra + 1]), *texts[extra + 1 :]] if extra >= 0 else texts + [""] * -extra


def _last_joined(texts: list[str], count: int) -> list[str]:
    if count <= 0:
        return []
    return [*texts[: count - 1], " ".join(texts[count - 1 :])] + [""] * max(0, count - 1 - len(texts))


def _items(lines: Sequence[str]) -> tuple[list[str], Grid] | None:
    """Numbered or bulleted items with labels («Срок: …») or dashes between the parts."""
    items: list[list[str]] = []
    wide: list[int] = []
    above: list[str] = []
    months = 0  # items below a line that is a month: their day is told there
    for line in (_SIGNS.sub("", fold(line)) for line in lines):
        if not line:
            if not items:
                above.append("")
            continue
        found = None if _DAY_FIRST.match(line) else _ITEM.match(line)
        if items and _labels_only(line):
            _fill(items[-1], line)
        elif found and (items or _tells_time(found.group("text")) or found.group("number")[0].isdigit()):
            items.append(_item(found.group("number"), found.group("text")))
            if wide and not items[-1][2] and period_like(items[wide[-1] - 1][0]):
                items[-1][1], items[-1][3] = _named(items[-1][1])
                months += 1
        elif _tells_time(line) and (_LABEL.search(line) or _dashed(line)):
            items.append(_item("", line))
        elif not items and not period_like(line):
            above.append(line)
        else:
            wide.append(len(items) + 1)
            items.append([line, "", "", "", ""])
    measures = [item for item in items if item[2]]
    if len(measures) + months < 2 or len(measures) + months < 0.5 * (len(items) - len(wide)):
        return None
    spans = [Span(row, 0, 1, len(_HEADER)) for row in wide]
    return above, Grid.of([_HEADER, *items], spans)


def _labels_only(line: str) -> bool:
    found = _LABEL.match(line.strip("( "))
    return bool(found)


def _tells_time(text: str) -> bool:
    return bool(_LABEL.search(text)) or bool(_dashed(text)) or bool(_ordered(text))


def _item(number: str, text: str) -> list[str]:
    item = [number if number[:1].isdigit() else "", "", "", "", ""]
    if _LABEL.search(text):
        first = _LABEL.search(text)
        item[1] = text[: first.start()].strip(" (.;,–—-") if first else text
        _fill(item, text[first.start() :] if first else "")
        parts = None if item[2] else _dashed(item[1])
        if parts:
            item[1], item[2] = parts[0], parts[1]
        return item
    item[1:4] = _dashed(text) or _ordered(text) or (text, "", "")
    return item


def _ordered(text: str) -> tuple[str, str, str] | None:
    """«Классным руководителям провести собрания в срок до 30 ноября 2024 года.»: a point of an order."""
    for cut in _AT_END.finditer(text):
        words = text[cut.end() :].strip(" .;")
        if len(words) < 60 and dated_like(words):
            title = text[: cut.start()]
            told = _ORDERED.match(title)
            if told and party_like(told.group("people")):
                return told.group("what"), words, told.group("people")
            return title, words, ""
    return None


def _fill(item: list[str], text: str) -> None:
    found = list(_LABEL.finditer(text))
    for match, end in zip(found, [*(m.start() for m in found[1:]), len(text)], strict=True):
        role = heading_role(match.group("label"))
        place = _PLACES.get(role) if role else None
        if place is not None:
            item[place] = text[match.end() : end].strip(" ).;,(")


def _dashed(text: str) -> tuple[str, str, str] | None:
    """«Провести урок – до 15 сентября – классные руководители»: title, deadline, responsible."""
    for separator in (r"\s+[–—-]\s+", r"\s*;\s*", r"\s*\|\s*", r"\s*,\s*", r"\s*[()]\s*"):
        parts = [part.strip(" .") for part in re.split(separator, text) if part.strip(" .")]
        for place in (*range(1, len(parts)), 0):
            words, inside = _with_people(parts[place])
            if len(parts) > 1 and len(words) < 60 and (deadline_like(words) if place else dated_like(words)):
                rest = parts[place + 1 :]
                people = rest if place and rest and all(party_like(part) for part in rest[:1]) else []
                glue = " – " if "–" in separator else ", "
                title, behind = _with_people(glue.join([*parts[:place], *([] if people else rest)]))
                return title, words, ", ".join(part for part in (*people, inside, behind) if part)
    return None


def _named(text: str) -> tuple[str, str]:
    """«Экскурсия – классные руководители»: what and who, where a heading says when."""
    what, _, who = text.rpartition(" – ") if " – " in text else text.rpartition(" - ")
    return (what, who) if what and party_like(who) else _with_people(text)


def _with_people(text: str) -> tuple[str, str]:
    """«до 1 сентября (директор)»: the words and who is named in brackets behind them."""
    found = _BEHIND.match(text)
    if found and party_like(found.group("people")):
        return found.group("words"), found.group("people")
    return text, ""
