"""«Журнал»: who changed rights, plans and tasks below an organisation, newest first; of one person when named."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, may_read_name, require
from bot.domain.errors import AccessDenied
from bot.domain.people import Actor, Role
from bot.usecases.context import Context
from bot.usecases.names import Who, names_of
from db import journal, people
from db.journal import Logged
from db.models import Organisation, Person

PAGE = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One event. `moment` is local to the organisation whose journal it is; `subject` names what was changed."""

    moment: datetime
    action: str
    who: Who | None
    subject: str
    about: Who | None = None
    """Whose rights or days it changed, unless it was their own doing."""


@dataclass(frozen=True, slots=True)
class Journal:
    organisation_id: int
    organisation: str
    person_id: int
    page: int
    total: int
    lines: tuple[Line, ...]


async def read(context: Context, actor: Actor, organisation_id: int, person_id: int = 0, page: int = 0) -> Journal:
    require(administers(actor, organisation_id))
    async with context.transaction() as session:
        top = await session.get(Organisation, organisation_id)
        if top is None:
            raise AccessDenied
        below = await people.subtree(session, frozenset({organisation_id}))
        total = await journal.number_of(session, below, person_id)
        page = min(max(page, 0), max(0, total - 1) // PAGE)
        found = await journal.logged(session, below, person_id, PAGE, page * PAGE)
        lines = [await _line(session, actor, top, one) for one in found]
        return Journal(top.id, top.short_name, person_id, page, total, tuple(lines))


async def _line(session: AsyncSession, actor: Actor, top: Organisation, one: Logged) -> Line:
    who = about = None
    if one.person_id is not None:
        who = await _who(session, actor, top, one, one.person_id)
    if one.about not in (None, one.person_id):
        about = await _who(session, actor, top, one, one.about, one.role)
    return Line(one.at.astimezone(ZoneInfo(top.zone)), one.action, who, one.subject, about)


async def _who(
    session: AsyncSession, actor: Actor, top: Organisation, one: Logged, person_id: int, role: Role | None = None
) -> Who:
    """Names as the reader may see them: of the organisation that is concerned, else of the reader's own. Whoever has
    no role any more is read by the one that was written down."""
    here = (await names_of(session, actor, one.home, [person_id]))[person_id]
    if here.role is None and one.home != top.id:
        above = (await names_of(session, actor, top.id, [person_id]))[person_id]
        here = above if above.role is not None or here.name is None else here
    if here.role is not None or here.is_viewer:
        return here
    readable = role is not None and may_read_name(actor, one.home, role)
    name = (await session.get_one(Person, person_id)).name if readable else None
    return Who(person_id, name, here.designation, role)
