"""Plans: their states, the answer to «what about days that have already passed?», and what a preview says.

draft ──launch──▶ active ──close──▶ closed
  │  └──archive (every day has passed)──▶ closed
  └──discard──▶ removed
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.addressing import Target
from bot.domain.deadline import Deadline
from bot.domain.doubts import Doubt
from bot.domain.errors import Refusal
from bot.domain.grid.conditions import Condition
from bot.domain.reach import Reach
from bot.domain.turns import Turn


class RoadmapState(StrEnum):
    """draft → active → closed; a draft can also be discarded, which removes it."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"


class PastAnswer(StrEnum):
    """What to do at launch with windows that lie in the past (issue 2, «Launch in the middle»)."""

    ASK_SCHOOLS = "ask"
    DONE = "done"
    OVERDUE = "overdue"


NOBODY = frozenset({"nobody_responsible", "unknown_party"})
"""Doubts of a row in which nobody known is named."""

WHOM = NOBODY | {"schools_only_in_title", "schools_only_responsible"}
"""Doubts that are settled when a person says whom the row is for."""


class Unsettled(StrEnum):
    """What the uploader has to say before a draft can be launched. Kept as doubts of the plan."""

    OWNER = "owner_unsettled"


YEARS = range(2015, 2100)


def read_school_year(text: str) -> int:
    """A school year as people write it: «2026/2027», «2026-27», «2026». Raises Refusal `no-such-school-year`."""
    numbers = re.findall(r"\d+", text)
    first = int(numbers[0]) if numbers and len(numbers[0]) == 4 else 0
    goes_on = len(numbers) == 1 or (len(numbers) == 2 and int(numbers[1]) in {first + 1, (first + 1) % 100})
    if first not in YEARS or not goes_on:
        raise Refusal("no-such-school-year", year=text[:30])
    return first


NEXT_FROM = 4
"""From April on it is the coming school year that is planned."""


def later_school_year(today: date) -> int:
    """The school year for which a plan is made now."""
    return today.year if today.month >= NEXT_FROM else today.year - 1


@dataclass(frozen=True, slots=True)
class Choice:
    """Which schools a person has chosen for a row: these only, everyone there is and will be, or nothing said."""

    only: frozenset[int] | None = None
    everyone: bool = False

    def __bool__(self) -> bool:
        return self.everyone or self.only is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of a plan with everything that a launch or a preview asks of it."""

    id: int
    number: str | None
    short_name: str
    section: str | None
    deadline: Deadline
    targets: frozenset[Target]
    followed: bool
    turns: tuple[Turn, ...]
    doubts: tuple[Doubt, ...] = ()
    is_parent: bool = False
    """Rows are numbered below it: it bears no mark of its own and is done when they are."""
    conditions: tuple[Condition, ...] = ()
    """What its words ask of schools; `answers` of people say which schools meet one, by its key."""
    answers: Mapping[str, frozenset[int]] = field(default_factory=dict)
    choice: Choice = Choice()
    """Whom a person has said this very row is for: conditions do not matter then."""

    def whom(self, reach: Reach) -> tuple[int, ...]:
        """The organisations that get a task of this row. A condition that nobody can tell leaves nobody out."""
        left_out = frozenset(reach.schools) - self.schools(reach)
        return tuple(key for key in reach.of(self.addressees) if key not in left_out)

    def schools(self, reach: Reach) -> frozenset[int]:
        """The schools that the row lets through, if it is for schools at all."""
        found = frozenset(reach.schools)
        if self.choice.only is not None:
            return found & self.choice.only
        if self.choice.everyone:
            return found
        for condition in self.conditions:
            found &= reach.meeting(condition, self.answers).schools
        return found

    def unsettled(self, reach: Reach) -> tuple[Condition, ...]:
        """Conditions of which a person should say which schools they mean."""
        if self.choice or Target.SCHOOLS not in self.targets or not reach.schools:
            return ()
        return tuple(one for one in self.conditions if reach.meeting(one, self.answers).open)

    def unclear(self, reach: Reach) -> bool:
        """A person should look at it before the launch."""
        return self.doubtful or bool(self.unsettled(reach))

    @property
    def addressees(self) -> frozenset[Target]:
        """Whose tasks it makes; a row that the owner follows is the owner's."""
        return self.targets or (frozenset({Target.OWNER}) if self.followed else frozenset())

    @property
    def for_information(self) -> bool:
        return not self.targets

    @property
    def doubtful(self) -> bool:
        return bool(self.doubts or self.deadline.doubts)

    @property
    def unaddressed(self) -> bool:
        """For information only because nobody known is named: the owner should say whose it is."""
        return not self.addressees and any(doubt.code in NOBODY for doubt in self.doubts)

    def tasks(self, reach: Reach) -> int:
        return len(self.whom(reach)) * len(self.turns)

    def past(self, today: date) -> bool:
        """Some of its days have gone by; of a parent it is the rows below that are asked about."""
        return not self.is_parent and any(turn.is_past(today) for turn in self.turns)


@dataclass(frozen=True, slots=True)
class Tally:
    """What the preview counts. Rows are counted once: for schools, else for municipalities, else for the owner."""

    sections: int
    measures: int
    understood: int
    to_check: int
    undated: tuple[str, ...]
    schools: int
    municipalities: int
    owner_only: int
    information: int
    tasks: int
    past: int
    all_past: bool
    doubtful: int


def tally(rows: Sequence[Row], reach: Reach, today: date, unnumbered: str = "—") -> Tally:
    """Count a plan for the people and the day it would be launched for.

    A row is «past» when it makes tasks and one of its windows has gone by; the plan is all past when no window of
    any row is still to come. `undated` are numbers of rows without a day, `unnumbered` standing in for a missing one.
    """
    live = [row for row in rows if row.tasks(reach)]
    dated = [turn for row in rows for turn in row.turns if turn.opens or turn.due]
    groups = [_group(row) for row in rows]
    return Tally(
        sections=len({row.section for row in rows if row.section}),
        measures=len(rows),
        understood=sum(1 for row in rows if row.deadline.windows and not row.deadline.doubts),
        to_check=sum(1 for row in rows if row.deadline.doubts),
        undated=tuple(row.number or unnumbered for row in rows if not row.deadline.windows and not row.deadline.doubts),
        schools=groups.count(Target.SCHOOLS),
        municipalities=groups.count(Target.MUNICIPALITIES),
        owner_only=groups.count(Target.OWNER),
        information=groups.count(None),
        tasks=sum(row.tasks(reach) for row in rows),
        past=sum(1 for row in live if row.past(today)),
        all_past=bool(dated) and all(turn.is_past(today) for turn in dated),
        doubtful=sum(1 for row in rows if row.unclear(reach)),
    )


def _group(row: Row) -> Target | None:
    for target in (Target.SCHOOLS, Target.MUNICIPALITIES, Target.OWNER):
        if target in row.addressees:
            return target
    return None
