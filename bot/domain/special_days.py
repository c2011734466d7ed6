"""Days on which a territory or a school departs from the common calendar, as a person writes and reads them.

A line is a day or a range, then a comma and words of one's own: «26.10–03.11», «8 сентября, День города». Days without
a year lie in the school year that is being filled in, 1 September to 31 August.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from bot.domain.calendar import ONE_DAY
from bot.domain.deadline import parse
from bot.domain.errors import Refusal

HARMLESS = frozenset({"year_not_written"})
NO_SUCH_DATE, INVERTED = "no_such_date", "inverted_range"
NOTE_LIMIT, MOST_LINES, SHOWN = 80, 60, 60
SHORTEST_BREAK = timedelta(days=7)


class DayKind(StrEnum):
    """What is special about days. The text is stored and goes into buttons."""

    OFF = "off"
    WORKING = "working"
    SHORT = "short"
    VACATION = "vacation"
    QUARANTINE = "quarantine"


BREAKS = frozenset({DayKind.VACATION, DayKind.QUARANTINE})
"""No lessons, but people work: kept as a span. The others are days of the working calendar."""
LONGEST = {DayKind.OFF: 31, DayKind.WORKING: 14, DayKind.SHORT: 14, DayKind.VACATION: 35, DayKind.QUARANTINE: 62}


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """Days of one kind in a row, both ends inclusive. `of` names the organisation that entered them."""

    kind: DayKind
    opens: date
    until: date
    note: str = ""
    of: str = field(default="", compare=False)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.opens + n * ONE_DAY for n in range((self.until - self.opens).days + 1))

    def meets(self, other: "SpecialDays") -> bool:
        return self.opens <= other.until and other.opens <= self.until


def year_bounds(school_year: int) -> tuple[date, date]:
    return date(school_year, 9, 1), date(school_year + 1, 8, 31)


def read_days(kind: DayKind, text: str, school_year: int) -> SpecialDays:
    """One line. Raises Refusal «days-unclear», «no-such-day», «days-inverted», «days-outside», «days-many»."""
    told, _, note = text.strip().partition(",")
    deadline = parse(told, school_year)
    codes = {doubt.code for doubt in deadline.doubts}
    if NO_SUCH_DATE in codes:
        raise Refusal("no-such-day", text=_short(told))
    if INVERTED in codes:
        raise Refusal("days-inverted", text=_short(told))
    window = deadline.windows[0] if len(deadline.windows) == 1 else None
    if window is None or codes - HARMLESS or window.repeats or window.opens is None or window.due is None:
        raise Refusal("days-unclear", text=_short(told))
    found = SpecialDays(kind, window.opens, window.due, " ".join(note.split())[:NOTE_LIMIT])
    check_days(found, school_year)
    return found


def check_days(found: SpecialDays, school_year: int) -> None:
    """Raises Refusal for a range that cannot be: turned round, outside the school year, far too long."""
    first, last = year_bounds(school_year)
    words = {"opens": f"{found.opens:%d.%m.%Y}", "until": f"{found.until:%d.%m.%Y}"}
    if found.until < found.opens:
        raise Refusal("days-inverted", text=f"{words['opens']} – {words['until']}")
    if found.opens < first or found.until > last:
        raise Refusal("days-outside", **words, year=str(school_year), next=str(school_year + 1))
    if len(found.days) > LONGEST[found.kind]:
        raise Refusal("days-many", **words, most=LONGEST[found.kind])


def read_lines(kind: DayKind, text: str, school_year: int) -> tuple[SpecialDays, ...]:
    """A message: a range in each line, or several parted by semicolons. Raises Refusal; also where two of them meet."""
    told = [line for part in text.splitlines() for line in part.split(";") if line.strip()]
    if not told or len(told) > MOST_LINES:
        raise Refusal("days-unclear", text=_short(text.strip()))
    found = tuple(read_days(kind, line, school_year) for line in told)
    check_apart(found)
    return tuple(sorted(found, key=_opens))


def check_apart(found: Iterable[SpecialDays]) -> None:
    """Raises Refusal «days-overlap» where two of one sort meet: a day has one kind, breaks do not cross."""
    for sort in ({DayKind.OFF, DayKind.WORKING, DayKind.SHORT}, {DayKind.VACATION}, {DayKind.QUARANTINE}):
        own = sorted((one for one in found if one.kind in sort), key=_opens)
        for earlier, later in pairwise(own):
            if later.meets(earlier):
                raise Refusal("days-overlap", one=spoken(earlier), other=spoken(later))


def spoken(one: SpecialDays) -> str:
    """«26.10.2026 – 03.11.2026», «08.09.2026»: where every year must be told apart."""
    first = f"{one.opens:%d.%m.%Y}"
    return first if one.opens == one.until else f"{first} – {one.until:%d.%m.%Y}"


def is_short(one: SpecialDays) -> bool:
    """Vacations below a week: the ministry recommends at least seven days."""
    return one.kind is DayKind.VACATION and one.until - one.opens + ONE_DAY < SHORTEST_BREAK


def runs(days: Iterable[tuple[date, DayKind, str]]) -> tuple[SpecialDays, ...]:
    """Single days, as they are stored, back into rows of days of one kind and one note."""
    ordered = sorted(days)
    found = []
    for _, group in groupby(enumerate(ordered), key=lambda pair: (pair[1][0].toordinal() - pair[0], *pair[1][1:])):
        run = [day for _, day in group]
        found.append(SpecialDays(run[0][1], run[0][0], run[-1][0], run[0][2]))
    return tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _opens(one: SpecialDays) -> date:
    return one.opens


def as_json(found: Iterable[SpecialDays]) -> list[list[str]]:
    """How a proposal waits for its «Записать»."""
    return [[one.kind.value, one.opens.isoformat(), one.until.isoformat(), one.note] for one in found]


def from_json(rows: Iterable[Sequence[str]]) -> tuple[SpecialDays, ...]:
    return tuple(
        SpecialDays(DayKind(kind), date.fromisoformat(opens), date.fromisoformat(until), note)
        for kind, opens, until, note in rows
    )
