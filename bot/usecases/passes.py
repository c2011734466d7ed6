"""`tick` and `rehearse` of the command line: one pass, or the days ahead, with people told by role and organisation."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.clock import FixedClock
from bot.domain.errors import Refusal
from bot.domain.people import Role
from bot.usecases.context import Context
from bot.usecases.courier import Courier
from bot.usecases.rehearsals import Rehearsal, Waiting, held_back, rehearse
from bot.usecases.sending import Handled, Pass
from bot.usecases.tick import plan_once, send_due
from db import names

MOST = 100_000
"""A pass of the command line ends when nothing is due; this only bounds it."""

Posts = dict[int, tuple[str, Role]]


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one pass sent, what it did not and why, and who is left alone at this moment."""

    at: datetime
    handled: tuple[Handled, ...]
    waiting: tuple[Waiting, ...]
    posts: Posts
    zone: str


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal and where its people stand."""

    rehearsal: Rehearsal
    posts: Posts
    zone: str


def read_moment(text: str) -> datetime | None:
    """An aware moment in ISO 8601; None for nothing. Raises Refusal."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal("moment-unreadable", text=text) from None
    if moment is not None and moment.tzinfo is None:
        raise Refusal("moment-unreadable", text=text)
    return moment


def as_of(context: Context, moment: datetime | None) -> Context:
    """The same context at another moment; at the present one for None."""
    return context if moment is None else replace(context, clock=FixedClock(moment))


async def tick_once(context: Context, courier: Courier, at: datetime | None = None) -> Ticked:
    """Plan and send once as of `at` (now when it is None)."""
    then = as_of(context, at)
    await plan_once(then)
    done: Pass = await send_due(then, courier, MOST)
    waiting = await held_back(then)
    people = {one.person_id for one in done.handled} | {one.person_id for one in waiting}
    return Ticked(then.now(), tuple(done.handled), waiting, await posts_of(then, people), context.default_zone)


async def rehearse_for(context: Context, days: int) -> Rehearsed:
    found = await rehearse(context, days)
    posts = await posts_of(context, {one.person_id for one in found.going})
    return Rehearsed(found, posts, context.default_zone)


async def posts_of(context: Context, people: set[int]) -> Posts:
    async with context.transaction() as session:
        return await names.posts(session, people)
