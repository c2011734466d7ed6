"""Hours of профминимум: seven directions, three levels, and what a level requires.

What a level requires by direction has no public source: the numbers here are a sample, an administrator puts in others.
Nothing is forecast: only what was held is counted, class by class.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

LEVELS = (40, 60, 80)
MOST_HOURS = 200


class Direction(StrEnum):
    """The seven directions of the model. The texts go into the database and into callbacks."""

    PROFILE = "profile"
    SUBJECTS = "subjects"
    COURSE = "course"
    """Lessons «Россия – мои горизонты»: counted, never typed."""
    PRACTICE = "practice"
    ADDITIONAL = "additional"
    VOCATIONAL = "vocational"
    PARENTS = "parents"


BY_HAND = tuple(direction for direction in Direction if direction is not Direction.COURSE)


class ActivityKind(StrEnum):
    """A dated fact that adds hours. An excursion and a trial belong to the practical module."""

    HOURS = "hours"
    EXCURSION = "excursion"
    TRIAL = "trial"


OUTINGS = (ActivityKind.EXCURSION, ActivityKind.TRIAL)
OUTING_HOURS = 2
"""Academic hours of an excursion or a trial, unless an administrator says otherwise."""

SAMPLE: dict[int, dict[Direction, int]] = {
    40: {Direction.SUBJECTS: 4, Direction.COURSE: 34, Direction.PARENTS: 2},
    60: {
        Direction.SUBJECTS: 9,
        Direction.COURSE: 34,
        Direction.PRACTICE: 12,
        Direction.ADDITIONAL: 3,
        Direction.PARENTS: 2,
    },
    80: {
        Direction.SUBJECTS: 11,
        Direction.COURSE: 34,
        Direction.PRACTICE: 18,
        Direction.ADDITIONAL: 3,
        Direction.VOCATIONAL: 12,
        Direction.PARENTS: 2,
    },
}


@dataclass(frozen=True, slots=True)
class Norms:
    """What each level requires by direction. `sample`: nobody has put in other numbers yet."""

    hours: Mapping[int, Mapping[Direction, int]] = field(default_factory=lambda: SAMPLE)
    sample: bool = True
    outing: int = OUTING_HOURS

    def required(self, level: int) -> dict[Direction, int]:
        """Every direction of a level, those that require nothing too."""
        found = self.hours.get(level, {})
        return {direction: found.get(direction, 0) for direction in Direction}


@dataclass(frozen=True, slots=True)
class Fact:
    """Hours of one direction, of one class or (None) of every class of the school."""

    direction: Direction
    hours: int
    class_id: int | None


def hours_of_class(class_id: int, held: int, facts: Iterable[Fact]) -> dict[Direction, int]:
    """What a class has by direction: its lessons, what was typed for it, and what all classes had together."""
    found = dict.fromkeys(Direction, 0)
    found[Direction.COURSE] += held
    for fact in facts:
        if fact.class_id in (None, class_id):
            found[fact.direction] += fact.hours
    return found


@dataclass(frozen=True, slots=True)
class Outing:
    """An excursion or a professional trial of a class. Numbers only, never names."""

    id: int
    kind: ActivityKind
    on_day: date
    class_name: str
    pupils: int | None
    place: str
    hours: int
