"""The rehearsal before a launch: launch for real inside a transaction, read what follows from it, take everything back.

What is shown is made by the very code that launches and sends; nobody hears anything, nothing stays. The days ahead are
reckoned when the transaction is over: on SQLite nobody else could write meanwhile.
"""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.roadmaps import PastAnswer, RoadmapState
from bot.usecases.context import Cause, Context
from bot.usecases.launch import launch
from bot.usecases.passes import Posts, posts_of
from bot.usecases.rehearsals import Flood, Going, Prospect, look_ahead, reckon
from bot.usecases.roadmaps import administered
from db import people

DAYS = 30


@dataclass(frozen=True, slots=True)
class LaunchRehearsal:
    """The first `DAYS` days of a plan if it were launched now and nobody marked anything; of one that is `running`,
    the coming days. Only people of its owner and below.

    `days` counts pushes by the viewer's local day.
    """

    roadmap_id: int
    version: int
    running: bool
    days: tuple[tuple[date, int], ...]
    going: tuple[Going, ...]
    floods: tuple[Flood, ...]
    posts: Posts
    zones: Mapping[int, str]

    @property
    def messages(self) -> int:
        return len(self.going)

    @property
    def people(self) -> int:
        return len({one.person_id for one in self.going})

    @property
    def moved(self) -> int:
        """How many do not come on their own day."""
        return sum(bool(one.moved_from) for one in self.going)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of the days ahead, and the organisations of the plan."""

    prospect: Prospect
    places: frozenset[int]


class _TakenBackError(Exception):
    """Ends the transaction of a rehearsal; carries what was read."""

    def __init__(self, seen: _Seen) -> None:
        super().__init__()
        self.seen = seen


async def rehearse_plan(context: Context, actor: Actor, roadmap_id: int, version: int, cause: Cause) -> LaunchRehearsal:
    """Of a draft the launch is tried; what runs already is only looked at. Raises what `launch` raises."""
    async with context.transaction() as session:
        roadmap, _ = await administered(session, actor, roadmap_id)
        state, owner = roadmap.state, roadmap.owner_id
    if state is RoadmapState.CLOSED:
        raise Refusal("plan-gone")
    running = state is RoadmapState.ACTIVE
    if running:
        async with context.transaction() as session:
            seen = await _look(session, context, owner)
    else:
        seen = await _try(context, actor, roadmap_id, version, owner, cause)
    found = await reckon(context, seen.prospect, seen.places)
    posts = await posts_of(context, {one.person_id for one in found.going})
    zone = ZoneInfo(actor.zone)
    days = Counter(one.at.astimezone(zone).date() for one in found.going)
    counted = tuple(sorted(days.items()))
    return LaunchRehearsal(roadmap_id, version, running, counted, found.going, found.floods, posts, found.zones)


async def _try(context: Context, actor: Actor, roadmap_id: int, version: int, owner: int, cause: Cause) -> _Seen:
    try:
        async with context.transaction(write=True) as session:
            inside = _inside(context, session)
            await launch(inside, actor, roadmap_id, version, PastAnswer.ASK_SCHOOLS, cause)
            raise _TakenBackError(await _look(session, inside, owner))
    except _TakenBackError as taken_back:
        return taken_back.seen


async def _look(session: AsyncSession, context: Context, owner: int) -> _Seen:
    places = await people.subtree(session, frozenset({owner}))
    return _Seen(await look_ahead(session, context, DAYS), frozenset(places))


def _inside(context: Context, session: AsyncSession) -> Context:
    """The same context, all of whose transactions are the one that will be taken back."""

    @asynccontextmanager
    async def same(*, write: bool = False) -> AsyncIterator[AsyncSession]:
        yield session

    return replace(context, transaction=same)
