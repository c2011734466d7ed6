"""Several measures written as a numbered list in one cell of a plan without a number column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.grid.drafts import Draft
from bot.domain.grid.headings import ColumnRole

_POINT = re.compile(r"^\s*(\d{1,2})[.)]\s*(?=\D)")
_BULLET = re.compile(r"^\s*[-–—•*]\s+")


def numbered_lines(text: str) -> list[str]:
    """«1. Стенд⏎2. Анкеты» as its points, numbers kept; [] when it is no list counted from 1."""
    points: list[str] = []
    for line in text.splitlines():
        found = _POINT.match(line)
        if found and int(found.group(1)) == len(points) + 1:
            points.append(line)
        elif points:
            points[-1] = f"{points[-1]}\n{line}"
        else:
            return []
    return points if len(points) > 1 else []


def points_of(text: str) -> list[str]:
    """The points of a numbered or bulleted list without their marks; a text that is none stays one."""
    points = [_POINT.sub("", line) for line in numbered_lines(text)]
    lines = text.splitlines()
    if not points and len(lines) > 1 and _BULLET.match(lines[0]):
        for line in lines:
            if _BULLET.match(line):
                points.append(_BULLET.sub("", line))
            else:
                points[-1] = f"{points[-1]} {line}"
    return points or [text]


def parted(drafts: Iterable[Draft]) -> list[Draft]:
    """A row whose title is a numbered list becomes a measure a point; cells that list as many points share out."""
    return [part for draft in drafts for part in _parts(draft)]


def _parts(draft: Draft) -> Iterator[Draft]:
    titles = draft.layout.all(ColumnRole.TITLE)
    points = numbered_lines(draft.column_text(titles[0])) if len(titles) == 1 else []
    if not points or draft.layout.column(ColumnRole.NUMBER) is not None:
        yield draft
        return
    for place, point in enumerate(points):
        pieces = [[point] if column == titles[0] else _share(draft, column, place, len(points))
                  for column in range(len(draft.pieces))]  # fmt: skip
        yield replace(draft, pieces=pieces)


def _share(draft: Draft, column: int, place: int, count: int) -> list[str]:
    listed = numbered_lines(draft.column_text(column))
    if len(listed) != count:
        return draft.pieces[column]
    return [_POINT.sub("", listed[place])]
