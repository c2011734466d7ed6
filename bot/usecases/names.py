"""Who a person is to somebody who looks: names of teachers stay in the school (rules.md, rule 6)."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import may_read_name
from bot.domain.people import Actor, Role
from db import names


@dataclass(frozen=True, slots=True)
class Who:
    """A person as the viewer may see them: a name, a designation, or only a role."""

    person_id: int
    name: str | None
    designation: str | None
    role: Role | None
    is_viewer: bool = False
    outside: bool = False
    """No account in the bot: others mark for them, nothing is sent to them."""


async def names_of(
    session: AsyncSession, viewer: Actor, organisation_id: int, person_ids: Collection[int]
) -> dict[int, Who]:
    """These people as `viewer` may see them, spoken of in matters of one organisation."""
    found = {}
    for row in await names.known_as(session, organisation_id, person_ids):
        readable = row.person_id == viewer.person_id or may_read_name(viewer, organisation_id, row.role)
        found[row.person_id] = Who(
            person_id=row.person_id,
            name=row.name if readable else None,
            designation=row.designation,
            role=row.role,
            is_viewer=row.person_id == viewer.person_id,
            outside=row.outside,
        )
    return found
