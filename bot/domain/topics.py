"""Topics of the Thursday course as a table: number, title, link to materials; what another table would change."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.evidence import is_link

TITLE_LIMIT, LINK_LIMIT, SHOWN = 300, 300, 60
NUMBER = re.compile(r"(\d{1,3})(?:\.0+)?\.?")
"""Spreadsheets like to turn 12 into «12.0», people into «12.»."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    number: int
    title: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class TopicChanges:
    """What becomes of an organisation's own topics: `changed` holds the former and the new row."""

    added: tuple[TopicRow, ...] = ()
    changed: tuple[tuple[TopicRow, TopicRow], ...] = ()
    dropped: tuple[TopicRow, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.added or self.changed or self.dropped)


def read_topics(rows: Sequence[Sequence[str]], lessons: int) -> tuple[TopicRow, ...]:
    """Rows below the headings: number, title, link. A row without a title says nothing.

    Raises Refusal «topic-number», «topic-twice», «topic-long», «topic-link» with the row of the table.
    """
    found: dict[int, TopicRow] = {}
    for place, cells in enumerate(rows, 2):
        number, title, link = (*(" ".join(cell.split()) for cell in cells[:3]), "", "", "")[:3]
        if not title:
            continue
        told = NUMBER.fullmatch(number)
        if told is None or not 1 <= int(told[1]) <= lessons:
            raise Refusal("topic-number", row=place, text=number[:SHOWN], most=lessons)
        if int(told[1]) in found:
            raise Refusal("topic-twice", row=place, number=int(told[1]))
        if len(title) > TITLE_LIMIT:
            raise Refusal("topic-long", row=place, most=TITLE_LIMIT)
        if link and not (is_link(link) and len(link) <= LINK_LIMIT):
            raise Refusal("topic-link", row=place, text=link[:SHOWN])
        found[int(told[1])] = TopicRow(int(told[1]), title, link or None)
    return tuple(found[number] for number in sorted(found))


def compare(old: Mapping[int, TopicRow], new: Mapping[int, TopicRow]) -> TopicChanges:
    both = sorted(old.keys() & new.keys())
    return TopicChanges(
        tuple(new[number] for number in sorted(new.keys() - old.keys())),
        tuple((old[number], new[number]) for number in both if old[number] != new[number]),
        tuple(old[number] for number in sorted(old.keys() - new.keys())),
    )
