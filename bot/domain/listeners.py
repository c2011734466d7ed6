"""Who hears about a task (rules.md, rules 3 and 9).

Its assignees; else the coordinators of the organisation; else the administrator nearest above it. People outside the
bot hear nothing, so the next circle does. Somebody away is stood in for by the substitute; without one, and with
nobody else in the circle, the word goes one circle on. Rows of an owner that is no school go to those who run it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.people import OrganisationKind, Role
from bot.domain.silence import Listener

Circle = tuple[int, ...]
CHAIN = 3
"""A substitute may be away too: so many steps are followed."""


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as far as hearing is concerned."""

    organisation_id: int
    kind: OrganisationKind
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of escalation: who hears, and as what."""

    role: Role
    people: Circle


@dataclass(frozen=True, slots=True)
class Directory:
    """Organisations, who has which role in them, and the people that can be written to, as of a moment.

    `people` holds everybody with an identity in a messenger and a role; `unreachable` those of them who have blocked
    the bot: they are not gone round, for a list shows them to the administrator, but nothing is sent to them. `guests`
    have no role: they hear how an application ended, and that not at night either. `zones` are those of the places.
    """

    places: Mapping[int, Place]
    roles: Mapping[tuple[int, Role], Circle]
    people: Mapping[int, Listener]
    unreachable: frozenset[int] = frozenset()
    guests: Mapping[int, Listener] = field(default_factory=dict)
    zones: Mapping[int, str] = field(default_factory=dict)
    _found: dict[tuple[int, Circle, datetime], Circle] = field(default_factory=dict)

    def listener(self, person_id: int) -> Listener | None:
        """Anybody that can be written to, with a role or without."""
        return self.people.get(person_id) or self.guests.get(person_id)

    def circles(self, organisation_id: int) -> tuple[Circle, ...]:
        """Circles of an organisation, nearest first, without the assignees of a task."""
        place = self.places.get(organisation_id)
        if place is None:
            return ()
        coordinators = self.roles.get((organisation_id, Role.COORDINATOR), ())
        own = self.roles.get((organisation_id, Role.ADMIN), ())
        near = (coordinators, own) if place.kind is OrganisationKind.SCHOOL else (own + coordinators,)
        return near + self.rulers(organisation_id)

    def rulers(self, organisation_id: int) -> tuple[Circle, ...]:
        """Administrators of everything above an organisation, the nearest first."""
        place = self.places.get(organisation_id)
        return tuple(self.roles.get((above, Role.ADMIN), ()) for above in self._above(place)) if place else ()

    def instead_of(self, person_id: int, ladder: tuple[Circle, ...], now: datetime) -> Circle:
        """Who hears a word meant for somebody who is away: the substitute, else the first circle that is there.

        Only people of the ladder may act on the word. Nobody means that it waits.
        """
        able = {one for circle in ladder for one in circle} - self.unreachable - {person_id}
        for circle in ((person_id,), *ladder):
            found = {ear for one in circle if (ear := self.stand_in(one, now)) in able}
            if found:
                return tuple(sorted(found))
        return ()

    def hearing(self, organisation_id: int, assignees: Circle, now: datetime) -> Circle:
        """Who hears about a task of this organisation at a moment, in order of their ids."""
        key = (organisation_id, assignees, now)
        if key not in self._found:
            self._found[key] = self._first((assignees, *self.circles(organisation_id)), now)
        return self._found[key]

    def rungs(self, organisation_id: int, assignees: Circle, now: datetime) -> tuple[Rung, ...]:
        """The ladder of escalation: assignees, coordinators, the administrator nearest above; nobody stands twice."""
        own = self.roles.get((organisation_id, Role.COORDINATOR), ())
        ladder = [(Role.NAVIGATOR, assignees), (Role.COORDINATOR, own)]
        ladder += [(Role.ADMIN, circle) for circle in self.circles(organisation_id) if circle != own]
        found: list[Rung] = []
        known: set[int] = set()
        for role, circle in ladder:
            people = tuple(person for person in self._first((circle,), now) if person not in known)
            if people:
                known.update(people)
                found.append(Rung(role, people))
            if people and role is Role.ADMIN:
                break
        return tuple(found)

    def heard_places(self, person_id: int, now: datetime) -> tuple[int, ...]:
        """Organisations whose unassigned tasks this person hears about."""
        return tuple(place for place in self.places if person_id in self.hearing(place, (), now))

    def places_of(self, person_id: int) -> frozenset[int]:
        """Organisations in which this person has a role."""
        return frozenset(place for (place, _), circle in self.roles.items() if person_id in circle)

    def stood_in(self, person_id: int, now: datetime) -> frozenset[int]:
        """Whose words this person hears: the own ones, and those of people who are away."""
        away = (one.person_id for one in self.people.values() if one.away)
        return frozenset(one for one in (person_id, *away) if self.stand_in(one, now) == person_id)

    def stand_in(self, person_id: int, now: datetime) -> int | None:
        """The person, or who stands in for the person today; None when nobody can hear."""
        for _ in range(CHAIN):
            listener = self.people.get(person_id)
            if listener is None:
                return None
            today = listener.today(now)
            if not listener.is_away(today):
                return person_id
            substitute = listener.substitute(today)
            if substitute is None:
                return None
            person_id = substitute
        return None

    def _first(self, circles: tuple[Circle, ...], now: datetime) -> Circle:
        for circle in circles:
            found = {ear for person in circle if (ear := self.stand_in(person, now)) is not None}
            if found:
                return tuple(sorted(found))
        return ()

    def _above(self, place: Place) -> list[int]:
        line: list[int] = []
        parent = place.parent_id
        while parent is not None and parent in self.places and parent not in line:
            line.append(parent)
            parent = self.places[parent].parent_id
        return line
