"""«Передать роль»: a coordinator hands over to somebody of the organisation; an administrator confirms.

Until then nothing changes. With the yes everything moves in one transaction: the role, the tasks and classes in the
coordinator's own hands, the letters, the substitutions. What was marked stays with who marked it.
"""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, require
from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, Role
from bot.usecases import audit
from bot.usecases.context import Cause, Context
from bot.usecases.notices import notify
from db import applications, calendars, memberships, names, successions
from db.models import Organisation, Person, Succession

SUBJECT = "succession"


@dataclass(frozen=True, slots=True)
class Handing:
    """The role of one person goes to another, if an administrator agrees; `to_id` 0 where nothing is asked yet."""

    succession_id: int
    organisation_id: int
    organisation: str
    giver: str
    successor: str
    successor_id: int


@dataclass(frozen=True, slots=True)
class HandingPush:
    """To an administrator: somebody wants to hand over the role."""

    handing: Handing


@dataclass(frozen=True, slots=True)
class HandingAnswer:
    """To both: how it was decided. `mine`: the reader is the one who hands over."""

    handing: Handing
    granted: bool
    mine: bool


async def question(context: Context, actor: Actor, organisation_id: int, person_id: int) -> Handing:
    """What would be asked for. Raises AccessDenied, and Refusal as `ask` does."""
    async with context.transaction() as session:
        return await _possible(session, actor, organisation_id, person_id)


async def ask(context: Context, actor: Actor, cause: Cause, organisation_id: int, person_id: int) -> Handing:
    """Ask the administrators. Asking for somebody else takes the former wish back; twice is once.

    Raises Refusal successor-same for who coordinates already, no-administrator where nobody could agree.
    """
    async with context.transaction(write=True) as session:
        found = await _possible(session, actor, organisation_id, person_id)
        now = context.now()
        before = await successions.waiting(session, organisation_id, actor.person_id)
        if before is not None and before.to_id == person_id:
            return found
        if before is not None:
            await successions.decide(session, before.id, False, actor.person_id, now)
        row = Succession(
            organisation_id=organisation_id, from_id=actor.person_id, to_id=person_id, asked_at=now, cause=cause
        )
        session.add(row)
        await session.flush()
        for decider in await _deciders(session, organisation_id, actor.person_id):
            await _tell(session, context, decider, row, Stage.APPLIED)
        return found


async def decide(context: Context, actor: Actor, succession_id: int, granted: bool) -> HandingAnswer:
    """The administrator's yes or no. Raises Refusal handing-decided on a second tap, handing-gone where one left."""
    async with context.transaction(write=True) as session:
        row = await session.get(Succession, succession_id)
        if row is None or not administers(actor, row.organisation_id) or row.from_id == actor.person_id:
            raise AccessDenied
        now = context.now()
        if not await successions.decide(session, succession_id, granted, actor.person_id, now):
            raise Refusal("handing-decided")
        if granted:
            await _hand_over(session, context, actor, row)
        else:
            audit.record(session, context, actor.person_id, "handing-refused", "organisation", row.organisation_id)
        for person_id in (row.from_id, row.to_id):
            await _tell(session, context, person_id, row, Stage.DECIDED)
        return HandingAnswer(await _told(session, row), granted, mine=False)


async def handing_push(session: AsyncSession, person_id: int, succession_id: int) -> HandingPush | HandingAnswer | None:
    """To a decider what waits, to both sides the answer; None where nothing is left to say."""
    row = await session.get(Succession, succession_id)
    if row is None:
        return None
    told = await _told(session, row)
    if person_id in (row.from_id, row.to_id):
        return None if row.granted is None else HandingAnswer(told, row.granted, mine=person_id == row.from_id)
    return HandingPush(told) if row.decided_at is None else None


async def _hand_over(session: AsyncSession, context: Context, actor: Actor, row: Succession) -> None:
    now, here = context.now(), row.organisation_id
    holds = memberships.holds
    inside = {one.person_id for one in await names.members(session, here) if not one.outside}
    if not await holds(session, row.from_id, here, Role.COORDINATOR) or row.to_id not in inside:
        raise Refusal("handing-gone")
    await memberships.give(session, row.to_id, here, Role.COORDINATOR, now, actor.person_id)
    left = await successions.end_role(session, row.from_id, here, now)
    if left:
        await successions.move_assignments(session, row.from_id, row.to_id, here, actor.person_id, now)
        await successions.move_classes(session, row.from_id, row.to_id, here)
        await successions.move_substitutions(session, row.from_id, row.to_id, now)
    await successions.move_letters(session, row.from_id, row.to_id, here)
    audit.record(
        session, context, actor.person_id, "handed-over", "organisation", here, giver=row.from_id, successor=row.to_id
    )


async def _possible(session: AsyncSession, actor: Actor, organisation_id: int, person_id: int) -> Handing:
    require(organisation_id in actor.organisations(Role.COORDINATOR) and person_id != actor.person_id)
    members = {one.person_id: one for one in await names.members(session, organisation_id)}
    successor = members.get(person_id)
    if successor is None or successor.outside:
        raise AccessDenied
    if await memberships.holds(session, person_id, organisation_id, Role.COORDINATOR):
        raise Refusal("successor-same")
    if not await _deciders(session, organisation_id, actor.person_id):
        raise Refusal("no-administrator")
    place = await session.get_one(Organisation, organisation_id)
    return Handing(0, organisation_id, place.short_name, actor.name or "", successor.name or "", person_id)


async def _told(session: AsyncSession, row: Succession) -> Handing:
    place = await session.get_one(Organisation, row.organisation_id)
    giver = await session.get_one(Person, row.from_id)
    successor = await session.get_one(Person, row.to_id)
    return Handing(row.id, place.id, place.short_name, giver.name or "", successor.name or "", row.to_id)


async def _deciders(session: AsyncSession, organisation_id: int, giver: int) -> list[int]:
    """The nearest administrators who are in the bot, the giver left out: nobody confirms the own wish."""
    for place in reversed(await calendars.lineage(session, organisation_id)):
        heads = [one for one in await applications.connected(session, place, Role.ADMIN) if one != giver]
        if heads:
            return heads
    return []


async def _tell(session: AsyncSession, context: Context, person_id: int, row: Succession, stage: Stage) -> None:
    place = await session.get_one(Organisation, row.organisation_id)
    day, slot = local_day(context.now(), place.zone), f"{SUBJECT}:{stage}:{row.id}"
    await notify(
        session, context, person_id, SUBJECT, row.id, stage, day, DeliveryKind.APPLICATION, slot, context.now(),
        {SUBJECT: row.id},
    )  # fmt: skip
