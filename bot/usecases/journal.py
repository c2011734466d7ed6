"""«Журнал»: who changed rights, plans and tasks below an organisation, newest first; of one person when named."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, require
from bot.domain.errors import AccessDenied
from bot.domain.people import Actor
from bot.usecases.context import Context
from bot.usecases.names import Who, names_of
from db import journal, people
from db.journal import Logged
from db.models import Organisation

PAGE = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One event. `moment` is local to the organisation whose journal it is; `subject` names what was changed."""

    moment: datetime
    action: str
    who: Who | None
    subject: str


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
    """Names as the reader may see them: of the organisation that is concerned, else of the reader's own."""
    who = None
    if one.person_id is not None:
        for place in dict.fromkeys((one.home, top.id)):
            known = (await names_of(session, actor, place, [one.person_id]))[one.person_id]
            who = known if who is None or (known.role is not None and who.name is None) else who
            if known.role is not None:
                break
    if who is not None and who.role is None and not who.is_viewer:
        who = Who(who.person_id, None, who.designation, None)
    return Line(one.at.astimezone(ZoneInfo(top.zone)), one.action, who, one.subject)
