"""What a digest says: everything that is open or overdue for one person, sorted by what is to be done when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.people import Role
from bot.domain.stages import Days

SOON, AHEAD = timedelta(days=6), timedelta(days=14)
"""Named one by one up to the end of a week from today; counted up to two weeks ahead."""


@dataclass(frozen=True, slots=True)
class Line:
    """One task in a digest. `place` is said where the person hears for several organisations."""

    task_id: int
    version: int
    organisation_id: int
    place: str
    number: str | None
    short_name: str
    days: Days


@dataclass(frozen=True, slots=True)
class Warned:
    """«Если ответа не будет до 29 августа, вопрос увидит управление»: said before anything is reported."""

    line: Line
    day: date
    role: Role


@dataclass(frozen=True, slots=True)
class Undated:
    """A plan of the reader's with rows that wait for a day."""

    roadmap_id: int
    title: str
    rows: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A plan that was launched, and how many of its rows are the reader's."""

    roadmap_id: int
    title: str
    rows: int


@dataclass(frozen=True, slots=True)
class PastAsked:
    """An unanswered question of one of the reader's organisations about days that had passed at a launch."""

    id: int
    organisation: str


@dataclass(frozen=True, slots=True)
class Digest:
    """One person's state on one local day. `ahead` are the tasks after the coming week, told as a number."""

    person_id: int
    today: date
    several_places: bool = False
    due_today: tuple[Line, ...] = ()
    due_tomorrow: tuple[Line, ...] = ()
    due_soon: tuple[Line, ...] = ()
    overdue: tuple[Line, ...] = ()
    opening: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()
    unentered: tuple[Line, ...] = ()
    """Rows of the whole year to which nothing has been added by January, or by May."""
    ahead: tuple[Line, ...] = ()
    escalated: tuple[Line, ...] = ()
    """Tasks of others that have got no answer for so long that the reader hears of it."""
    warnings: tuple[Warned, ...] = ()
    moved: tuple[Line, ...] = ()
    added: tuple[Line, ...] = ()
    dropped: tuple[Line, ...] = ()
    """What a change of the plan has done since the last digest."""
    begun: tuple[Begun, ...] = ()
    past: tuple[PastAsked, ...] = ()
    """What the plans that have begun ask about days gone by."""
    nudged: bool = False
    """Those above asked for an answer by «Напомнить»."""
    undated: tuple[Undated, ...] = ()
    undecreed: int | None = None
    """A year whose days off are not known although it is near: told to administrators."""
    done: tuple[Line, ...] = ()
    """For an edit of a message that is on screen: what somebody else has marked since."""
    alone: bool = False
    """An edit of a message that asked about one task and nothing else."""

    def urgent(self) -> tuple[Line, ...]:
        """Lines worth a button of their own, the most urgent first."""
        return (*self.due_today, *self.due_tomorrow, *self.overdue, *self.due_soon, *self.closing)

    def tasks(self) -> tuple[int, ...]:
        """The tasks that are named: a mark of one of them makes the message out of date."""
        named = (*self.urgent(), *self.opening, *self.unentered, *self.escalated, *self.moved, *self.added)
        return tuple(dict.fromkeys(line.task_id for line in (*named, *(one.line for one in self.warnings))))

    def with_done(self, *done: Line) -> "Digest":
        return replace(self, done=done)

    def is_empty(self) -> bool:
        speaking = self.urgent() or self.opening or self.unentered or self.ahead or self.escalated or self.warnings
        aside = self.undecreed or self.undated or self.begun
        return not (speaking or aside or self.moved or self.added or self.dropped)


def compose(
    person_id: int,
    today: date,
    lines: Iterable[Line],
    *,
    asked: frozenset[int] = frozenset(),
    own: frozenset[int] | None = None,
) -> Digest:
    """Sort lines. `asked` are tasks whose notice opened the digest: rows that only open or close speak up then, and
    what falls due far ahead, behind long days off, is named.

    `own` are the person's organisations: a school that somebody hears for from outside is always named.
    """
    known = sorted(lines, key=_order)
    places = {line.organisation_id for line in known}
    tomorrow = today + timedelta(days=1)

    def due(since: date, until: date) -> tuple[Line, ...]:
        return tuple(line for line in known if (day := line.days.can_pass) is not None and since <= day <= until)

    speaking = [line for line in known if line.task_id in asked]
    early = tuple(line for line in speaking if (line.days.can_pass or today) > today + SOON)
    ending = [line for line in speaking if line.days.ends is not None and not _opened(line, today)]
    return Digest(
        person_id,
        today,
        several_places=len(places) > 1 or (own is not None and not places <= own),
        due_today=due(today, today),
        due_tomorrow=due(tomorrow, tomorrow),
        due_soon=due(tomorrow + timedelta(days=1), today + SOON) + early,
        overdue=due(date.min, today - timedelta(days=1)),
        opening=tuple(line for line in speaking if line.days.can_pass is None and _opened(line, today)),
        closing=tuple(line for line in ending if not line.days.asked_halfway(today)),
        unentered=tuple(line for line in ending if line.days.asked_halfway(today)),
        ahead=tuple(line for line in due(today + SOON + timedelta(days=1), today + AHEAD) if line not in early),
    )


def _opened(line: Line, today: date) -> bool:
    """A row that only opens, told in the days when it does; a row of the whole year is asked about at its end."""
    if line.days.opens is None or line.days.due is not None:
        return False
    end = line.days.ends
    return end is None or today < end - AHEAD


def _order(line: Line) -> tuple[date, int, int]:
    return (line.days.can_pass or date.max, line.organisation_id, line.task_id)
