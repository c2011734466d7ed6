"""Doubts about whole rows: what a person should look at although every cell was read."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.deadline import Deadline, DeadlineStatus, Window, parse
from bot.domain.doubts import Doubt
from bot.domain.grid.patterns import MONTH
from bot.domain.grid.plan import SCHOOL_ROLES, Party, PartyRole

_SCHOOLS = re.compile(
    r"\bшкол(?:а|ы|у|е|ам|ами|ах|ой)?\b|\bОО\b|(?:обще)?образовательн\w+ (?:организаци|учреждени)"
    r"|чек-лист|педагог\w*-навигатор|классн\w+ руководител",
    re.IGNORECASE,
)
_OTHER_SCHOOLS = re.compile(
    r"(?:высш|профессиональн|дополнительн)\w+ (?:образовательн|образовани)"
    r"|образовательн\w+ (?:организаци|учреждени)\w* (?:высш|средн|дополн)",
    re.IGNORECASE,
)
_UPPER_PAPER = re.compile(
    r"^(?:разработ|утвержд|создани|формировани|размещени|подготов|издани)\w*(?:/\w+)?(?:\s+и\s+\w+)?\s+(?:\w+\s+)?"
    r"(?:муниципальн|региональн|районн|городск)\w+",
    re.IGNORECASE,
)
_UNTIL = r"(?:(?:до|не позднее|к)\s+)?"
_DATED = re.compile(
    rf"{_UNTIL}\d{{1,2}}\.\d{{1,2}}\.(?:20)?\d\d|{_UNTIL}\d{{1,2}}\s+{MONTH}(?:\s+20\d\d)?|{MONTH}\s+20\d\d",
    re.IGNORECASE,
)


def row_doubts(
    title: str,
    parties: Sequence[Party],
    result: str | None,
    deadline: Deadline,
    school_year: int,
    approved_on: date | None,
) -> tuple[Doubt, ...]:
    """Schools named only in the title, or only among the responsible; a second day hidden in the result."""
    doubts = [*_who(title, parties), *_second_day(result or "", deadline, school_year, approved_on)]
    unknown = [party.text for party in parties if party.role is PartyRole.UNKNOWN]
    if unknown:
        doubts.append(Doubt.of("unknown_party", text="; ".join(unknown)))
    return tuple(doubts)


def _who(title: str, parties: Sequence[Party]) -> Iterable[Doubt]:
    if not parties:
        return
    schools = any(party.role in SCHOOL_ROLES for party in parties)
    named = _SCHOOLS.search(_OTHER_SCHOOLS.sub(" ", title))
    if named and not schools:
        yield Doubt.of("schools_only_in_title", text=named.group())
    if schools and _UPPER_PAPER.match(title):
        yield Doubt.of("schools_only_responsible")


def _second_day(result: str, deadline: Deadline, school_year: int, approved_on: date | None) -> Iterable[Doubt]:
    for match in _DATED.finditer(result):
        read = parse(match.group(), school_year, approved_on)
        if read.status is DeadlineStatus.DATED and not all(
            _inside(window, deadline.windows) for window in read.windows
        ):
            yield Doubt.of("result_names_day", text=match.group())
            return


def _inside(window: Window, windows: Sequence[Window]) -> bool:
    """Whether the day is one of the deadline's own; a year-long window holds none of its own."""
    for other in windows:
        begins = other.opens is None or window.opens is None or other.opens <= window.opens
        ends = other.due is None or window.due is None or window.due <= other.due
        long = other.opens and other.due and (other.due - other.opens).days > 100
        if begins and ends and not long:
            return True
    return False
