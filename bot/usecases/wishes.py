"""«Просьбы»: what schools ask of the reader, wishes for a later day gathered where they are alike."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.clock import local_day
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.usecases.context import Context
from bot.usecases.extensions import decide_within
from db import requests
from db.requests import Asked, AskedOf

__all__ = ["Alike", "Asked", "Wishes", "alike", "decide_alike", "wishes"]


@dataclass(frozen=True, slots=True)
class Alike:
    """Wishes of schools for the same later day of the same row."""

    number: str | None
    short_name: str
    due: date
    today: date
    asked: tuple[AskedOf, ...]

    @property
    def first_id(self) -> int:
        return self.asked[0].extension_id

    @property
    def last_id(self) -> int:
        """Bounds what an answer to all takes: what was shown."""
        return max(one.extension_id for one in self.asked)


@dataclass(frozen=True, slots=True)
class Wishes:
    alike: tuple[Alike, ...]
    questions: tuple[Asked, ...]
    today: date


async def wishes(context: Context, actor: Actor) -> Wishes:
    async with context.transaction() as session:
        found = await requests.asked_extensions(session, actor.subtree)
        today = local_day(context.now(), actor.zone)
        groups = groupby(found, key=lambda one: (one.measure_id, one.due))
        alike = [_alike(tuple(group), today) for _, group in groups]
        return Wishes(tuple(alike), tuple(await requests.waiting_questions(session, actor.subtree)), today)


async def alike(context: Context, actor: Actor, extension_id: int) -> Alike:
    """The wishes like this one that still wait. Raises Refusal «already-decided» when none is left."""
    async with context.transaction() as session:
        return await _group(session, context, actor, extension_id)


async def decide_alike(context: Context, actor: Actor, extension_id: int, last_id: int, *, grant: bool) -> int:
    """One answer to all that were shown; who asked is told. Says to how many."""
    async with context.transaction(write=True) as session:
        group = await _group(session, context, actor, extension_id)
        shown = [one.extension_id for one in group.asked if one.extension_id <= last_id]
        for one in shown:
            await decide_within(session, context, actor, one, grant=grant)
        return len(shown)


async def _group(session: AsyncSession, context: Context, actor: Actor, extension_id: int) -> Alike:
    require(bool(actor.subtree))
    found = await requests.asked_extensions(session, actor.subtree)
    kind = await requests.kind_of(session, extension_id)
    group = tuple(one for one in found if (one.measure_id, one.due) == kind)
    if not group:
        raise Refusal("already-decided")
    return _alike(group, local_day(context.now(), actor.zone))


def _alike(group: tuple[AskedOf, ...], today: date) -> Alike:
    return Alike(group[0].number, group[0].short_name, group[0].due, today, group)
