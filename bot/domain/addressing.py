"""Who gets a row of a plan (rules.md, «Who gets a row»): the parties it names × what its owner is.

Bodies that the owner runs are the owner's own: the method centre, the board and the working group of a municipality,
the ministry, the operator and the institute of a region. A row that names only somebody above or
outside, is addressed to nobody: it is there for information.
"""

from collections.abc import Iterable
from enum import StrEnum

from bot.domain.doubts import Doubt
from bot.domain.grid import SCHOOL_ROLES, Party, PartyRole
from bot.domain.people import OrganisationKind


class Target(StrEnum):
    """Whose task a row becomes. Municipalities and schools are those below the owner."""

    OWNER = "owner"
    MUNICIPALITIES = "municipalities"
    SCHOOLS = "schools"


MUNICIPAL_ROLES = frozenset(
    {
        PartyRole.MUNI_AUTHORITY,
        PartyRole.MUNI_BOARD,
        PartyRole.MUNI_WORKING_GROUP,
        PartyRole.MUNI_METHOD_CENTRE,
        PartyRole.MUNI_METHOD_GROUP,
    }
)
REGIONAL_ROLES = frozenset({PartyRole.REGIONAL_MINISTRY, PartyRole.REGIONAL_OPERATOR, PartyRole.REGIONAL_INSTITUTE})

_TARGETS: dict[OrganisationKind, tuple[tuple[frozenset[PartyRole], Target], ...]] = {
    OrganisationKind.REGION: (
        (REGIONAL_ROLES, Target.OWNER),
        (MUNICIPAL_ROLES, Target.MUNICIPALITIES),
        (SCHOOL_ROLES, Target.SCHOOLS),
    ),
    OrganisationKind.MUNICIPALITY: ((MUNICIPAL_ROLES, Target.OWNER), (SCHOOL_ROLES, Target.SCHOOLS)),
    OrganisationKind.SCHOOL: ((SCHOOL_ROLES, Target.OWNER),),
    OrganisationKind.INSTITUTION: ((SCHOOL_ROLES, Target.OWNER),),
}


def addressed(parties: Iterable[Party], owner_kind: OrganisationKind) -> frozenset[Target]:
    """The targets of a row; empty means that it is for information only.

    The plan of a single school without anybody named speaks to that school. Elsewhere nobody is guessed: a row that
    names no one known carries a doubt, and the owner says whose it is.
    """
    roles = frozenset(party.role for party in parties)
    if owner_kind in _ALONE and roles <= {PartyRole.UNKNOWN}:
        return frozenset({Target.OWNER})
    return frozenset(target for named, target in _TARGETS[owner_kind] if roles & named)


_ALONE = frozenset({OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION})


def relevant(doubts: Iterable[Doubt], owner_kind: OrganisationKind) -> tuple[Doubt, ...]:
    """The doubts of a row that matter to this owner: a single school's plan need not name anybody."""
    idle = {"nobody_responsible"} if owner_kind in _ALONE else set()
    return tuple(doubt for doubt in doubts if doubt.code not in idle)


def ordered(targets: Iterable[Target]) -> list[Target]:
    """In the order of the class: how they are stored and shown."""
    return [target for target in Target if target in frozenset(targets)]
