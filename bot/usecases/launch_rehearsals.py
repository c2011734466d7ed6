"""The rehearsal before a launch: launch for real inside a transaction, look at the days ahead, take everything back.

What is shown is made by the very code that launches and sends; nobody hears anything, nothing stays.
"""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Actor
from bot.domain.roadmaps import PastAnswer
from bot.usecases.context import Cause, Context
from bot.usecases.launch import launch
from bot.usecases.passes import Posts, posts_of
from bot.usecases.rehearsals import Flood, Rehearsal, rehearse

DAYS = 30


@dataclass(frozen=True, slots=True)
class LaunchRehearsal:
    """The first `DAYS` days of a plan if it were launched now and nobody marked anything.

    `days` counts pushes by the launcher's local day; `moved` are those that a day off has shifted.
    """

    roadmap_id: int
    people: int
    days: tuple[tuple[date, int], ...]
    moved: int
    floods: tuple[Flood, ...]
    posts: Posts

    @property
    def messages(self) -> int:
        return sum(number for _, number in self.days)


class _TakenBackError(Exception):
    """Ends the transaction of a rehearsal; carries what was found."""

    def __init__(self, found: LaunchRehearsal) -> None:
        super().__init__()
        self.found = found


async def rehearse_launch(
    context: Context, actor: Actor, roadmap_id: int, version: int, cause: Cause
) -> LaunchRehearsal:
    """Raises what `launch` raises: no access, a stale button, an owner that is not settled."""
    try:
        async with context.transaction(write=True) as session:
            inside = _inside(context, session)
            await launch(inside, actor, roadmap_id, version, PastAnswer.ASK_SCHOOLS, cause)
            found = await rehearse(inside, DAYS)
            posts = await posts_of(inside, {flood.person_id for flood in found.floods})
            raise _TakenBackError(_summary(actor, roadmap_id, found, posts))
    except _TakenBackError as taken_back:
        return taken_back.found


def _inside(context: Context, session: AsyncSession) -> Context:
    """The same context, all of whose transactions are the one that will be taken back."""

    @asynccontextmanager
    async def same(*, write: bool = False) -> AsyncIterator[AsyncSession]:
        yield session

    return replace(context, transaction=same, wake=lambda: None)


def _summary(actor: Actor, roadmap_id: int, found: Rehearsal, posts: Posts) -> LaunchRehearsal:
    zone = ZoneInfo(actor.zone)
    days = Counter(one.at.astimezone(zone).date() for one in found.going)
    return LaunchRehearsal(
        roadmap_id,
        len({one.person_id for one in found.going}),
        tuple(sorted(days.items())),
        sum(bool(one.moved_from) for one in found.going),
        found.floods,
        posts,
    )
