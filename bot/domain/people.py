"""People, their roles and organisations: who somebody is at the moment of an update."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """An administrator has rights in an organisation and everything below it; the others in their own only."""

    ADMIN = "admin"
    COORDINATOR = "coordinator"
    NAVIGATOR = "navigator"


class OrganisationKind(StrEnum):
    REGION = "region"
    MUNICIPALITY = "municipality"
    SCHOOL = "school"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Membership:
    """One role of one person in one organisation, in force now."""

    organisation_id: int
    organisation_name: str
    kind: OrganisationKind
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an update, resolved once.

    `zone` is the IANA name in which this person is spoken to. `subtree` holds the ids of every organisation in which
    the person is an administrator, children included; it is what «own subtree» means everywhere.
    """

    person_id: int
    name: str | None
    zone: str
    consented: bool
    memberships: tuple[Membership, ...] = ()
    subtree: frozenset[int] = field(default_factory=frozenset)

    def roles(self) -> frozenset[Role]:
        return frozenset(membership.role for membership in self.memberships)

    def organisations(self, *roles: Role) -> frozenset[int]:
        """Ids of the organisations in which the person has one of these roles (any role when none is named)."""
        return frozenset(m.organisation_id for m in self.memberships if not roles or m.role in roles)
