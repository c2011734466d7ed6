"""The organisations that a plan can address, and which of its schools meet a condition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.addressing import Target
from bot.domain.grid.conditions import TAGGED, Condition, ConditionKind
from bot.domain.grid.school_names import is_called
from bot.domain.people import OrganisationKind


@dataclass(frozen=True, slots=True)
class School:
    """What conditions ask of a school."""

    name: str = ""
    tags: frozenset[str] = frozenset()
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """Schools that meet a condition. `open` when that cannot be told, or not of every school: a person should say."""

    schools: frozenset[int]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """The owner of a plan and what is open below it."""

    owner: int | None
    kind: OrganisationKind
    municipalities: tuple[int, ...] = ()
    schools: tuple[int, ...] = ()
    facts: Mapping[int, School] = field(default_factory=dict)
    """All schools below the owner, whatever part of the reach this is."""

    def everybody(self) -> tuple[int, ...]:
        return self.of(Target)

    def only(self, some: frozenset[int]) -> "Reach":
        """The part of it that lies in `some`."""
        return Reach(
            self.owner if self.owner in some else None,
            self.kind,
            tuple(key for key in self.municipalities if key in some),
            tuple(key for key in self.schools if key in some),
            self.facts,
        )

    def of(self, targets: Iterable[Target]) -> tuple[int, ...]:
        """Ids of the organisations behind these targets, each once."""
        wanted = frozenset(targets)
        found = [self.owner] if Target.OWNER in wanted and self.owner is not None else []
        if Target.MUNICIPALITIES in wanted:
            found += self.municipalities
        if Target.SCHOOLS in wanted:
            found += self.schools
        return tuple(dict.fromkeys(found))

    def meeting(self, condition: Condition, answers: Mapping[str, frozenset[int]]) -> Met:
        """Schools that a condition lets through. What a person has answered for the plan comes first; while nobody
        knows, everybody gets the row and the condition stays open."""
        everybody = frozenset(self.facts) | frozenset(self.schools)
        told = Met(answers[condition.key]) if condition.key in answers else self._told(condition)
        if told is None:
            return Met(everybody, open=True)
        return Met(told.schools if condition.has else everybody - told.schools, told.open)

    def _told(self, condition: Condition) -> Met | None:
        if condition.kind in TAGGED:
            bearers = {key for key, school in self.facts.items() if any(map(condition.is_tag, school.tags))}
            return Met(frozenset(bearers)) if bearers else None
        if condition.kind is ConditionKind.LEVEL:
            return self._at(frozenset(map(int, condition.name.split(", "))))
        if condition.kind is ConditionKind.NAMED:
            return self._called(condition.name.split("; "))
        if condition.kind is ConditionKind.COUNT and int(condition.name) >= len(self.facts):
            return Met(frozenset(self.facts))
        return None

    def _at(self, levels: frozenset[int]) -> Met | None:
        """A school whose level nobody has said is not left out."""
        known = {key for key, school in self.facts.items() if school.level is not None}
        right = {key for key, school in self.facts.items() if school.level is None or school.level in levels}
        return Met(frozenset(right), open=len(known) < len(self.facts)) if known else None

    def _called(self, names: Iterable[str]) -> Met | None:
        found: set[int] = set()
        missed = False
        for name in names:
            own = [key for key, school in self.facts.items() if is_called(school.name, name)]
            missed = missed or len(own) != 1
            found.update(own)
        return Met(frozenset(found), open=missed) if found else None
