"""People, their roles and organisations: who somebody is at the moment of an update."""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.errors import Refusal

CONSENT_VERSION = 2
"""The edition of the consent text in `texts/ru/consent.ftl`. A person who agreed to an older one is asked again."""

NAME_LIMIT = 100
DESIGNATION_LIMIT = 80


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
    the person is an administrator, children included; it is what «own subtree» means everywhere. `stands_in` holds the
    ids of absent people whose tasks the person has today.
    """

    person_id: int
    name: str | None
    zone: str
    consented: bool
    memberships: tuple[Membership, ...] = ()
    subtree: frozenset[int] = field(default_factory=frozenset)
    stands_in: frozenset[int] = field(default_factory=frozenset)

    @property
    def duties(self) -> frozenset[int]:
        """Ids of the people whose tasks are this person's today: the own one, and those of the absent."""
        return self.stands_in | {self.person_id}

    def roles(self) -> frozenset[Role]:
        return frozenset(membership.role for membership in self.memberships)

    def organisations(self, *roles: Role) -> frozenset[int]:
        """Ids of the organisations in which the person has one of these roles (any role when none is named)."""
        return frozenset(m.organisation_id for m in self.memberships if not roles or m.role in roles)


def visible(text: str) -> str:
    """One line of what can be seen: white space folded, control characters and marks of direction dropped."""
    kept = (" " if ch.isspace() else ch for ch in text)
    return " ".join("".join(ch for ch in kept if unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co"}).split())


def person_name(text: str) -> str:
    """The name as its owner wrote it. Raises Refusal name-short, name-long or name-command."""
    name = visible(text)
    if name.startswith("/"):
        raise Refusal("name-command")
    if len(name) > NAME_LIMIT:
        raise Refusal("name-long", limit=NAME_LIMIT, length=len(name))
    if sum(ch.isalpha() for ch in name) < 2:
        raise Refusal("name-short")
    return name


def designation(text: str, patronymics: tuple[str, ...]) -> str:
    """What somebody outside the bot is, «классный руководитель 6А»: never a name (rules.md, rules 6 and 9).

    Raises Refusal designation-short, designation-long, or designation-name when it looks like a name.
    """
    words = visible(text)
    if len(words) > DESIGNATION_LIMIT:
        raise Refusal("designation-long", limit=DESIGNATION_LIMIT)
    if sum(ch.isalpha() for ch in words) < 3:
        raise Refusal("designation-short")
    if _looks_like_a_name(words, patronymics):
        raise Refusal("designation-name")
    return words


def _looks_like_a_name(words: str, patronymics: tuple[str, ...]) -> bool:
    """A capitalised patronymic, or initials «И. И.» / «И.И.» beside a capitalised word."""
    tokens = words.replace(".", ". ").split()
    initials = [token for token in tokens if len(token) == 2 and token[0].isupper() and token[1] == "."]
    capitalised = [token.strip(".,") for token in tokens if len(token) > 3 and token[:1].isupper()]
    if initials and any(token[1:].islower() for token in capitalised):
        return True
    return any(token.lower().endswith(patronymics) and len(token) > 5 for token in capitalised)
